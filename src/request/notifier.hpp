#pragma once
#include "journal/reader.hpp"
#include "organ/context.hpp"

namespace mingtang::request {

/// Mails to the applicants who asked for them. It follows the journal, so no action has to know of mail, and a notice is queued once
/// however often an event is read (the event's number is in its key). A mail holds the number, what happened and the next date; never what
/// was asked for, nor the code.
class Notifier final : public journal::Reader {
  public:
    /// `env` outlives it.
    explicit Notifier(organ::Environment const& env) : env_(env) {}
    std::string name() const override { return "request_notices"; }
    long long position() override;
    void take(std::vector<journal::Event> const& events) override;
    int batch() const override { return 2000; }

  private:
    organ::Environment const& env_;
    long long position_ = -1;
};

}  // namespace mingtang::request
