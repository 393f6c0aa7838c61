#pragma once
#include "journal/reader.hpp"
#include "organ/context.hpp"

namespace mingtang::mail {

/// Mails to people outside about what became of their affair. It follows the journal, so no action has to know of mail; each notice must be
/// queued with the event's number in its key, so that it goes out once however often an event is read.
class Notices : public journal::Reader {
  public:
    /// `env` outlives it.
    explicit Notices(organ::Environment const& env) : env_(env) {}
    long long position() override;
    void take(std::vector<journal::Event> const& events) override;
    int batch() const override { return 2000; }

  protected:
    /// What an event is to them; empty: no mail.
    virtual std::string notice_of(journal::Event const& event) const = 0;
    /// Queues the mail. `base`: address of the site, without a slash at the end.
    virtual void tell(organ::Context& in, std::string const& base, journal::Event const& event, std::string const& notice) const = 0;

  private:
    organ::Environment const& env_;
    long long position_ = -1;
};

}  // namespace mingtang::mail
