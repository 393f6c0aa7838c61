#pragma once
#include "journal/reader.hpp"
#include "organ/context.hpp"

namespace mingtang::participation {

/// Mails to the writers who gave an address: received, replied, extended, closed. It follows the journal, so no action has to know of mail,
/// and a notice is queued once however often an event is read. A mail holds the number, what happened and the last day; never a word of the
/// letter, nor the code.
class Notifier final : public journal::Reader {
  public:
    /// `env` outlives it.
    explicit Notifier(organ::Environment const& env) : env_(env) {}
    std::string name() const override { return "letter_notices"; }
    long long position() override;
    void take(std::vector<journal::Event> const& events) override;
    int batch() const override { return 2000; }

  private:
    organ::Environment const& env_;
    long long position_ = -1;
};

}  // namespace mingtang::participation
