#pragma once
#include "mail/notices.hpp"

namespace mingtang::participation {

/// Mails to the writers who gave an address: received, replied, extended, closed. A mail holds the number, what happened and the last day;
/// never a word of the letter, nor the code.
class Notifier final : public mail::Notices {
  public:
    using Notices::Notices;
    std::string name() const override { return "letter_notices"; }

  private:
    /// A name in words.json, group `mail`.
    std::string notice_of(journal::Event const& event) const override;
    void tell(organ::Context& in, std::string const& base, journal::Event const& event, std::string const& notice) const override;
};

}  // namespace mingtang::participation
