#pragma once
#include "mail/notices.hpp"

namespace mingtang::request {

/// Mails to the applicants who asked for them. A mail holds the number, what happened and the next date; never what was asked for, nor the
/// code.
class Notifier final : public mail::Notices {
  public:
    using Notices::Notices;
    std::string name() const override { return "request_notices"; }

  private:
    /// A name in words.json, group `mail`.
    std::string notice_of(journal::Event const& event) const override;
    void tell(organ::Context& in, std::string const& base, journal::Event const& event, std::string const& notice) const override;
};

}  // namespace mingtang::request
