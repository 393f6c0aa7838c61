#pragma once
#include "clocks/clock.hpp"
#include "organ/context.hpp"

/// One function per verb.
namespace mingtang::clocks {

using organ::Context;

/// The office or an administrator of the whole site.
Done may_set_days(organ::Actor const& actor);
/// Working days of warning as typed, by kind; what is empty or equal to ours is ours again. All or none; one event
/// `clocks.days_set` for each that changed. Refuses clocks.set_days.{forbidden,number}, naming the kind as field.
Done set_days(Context& in, std::map<Kind, std::string> const& typed);

/// Where the person of the context has the morning's mails sent, and whether. An empty address takes it out. Refuses
/// clocks.set_mail.address_missing (wanted without an address) and what mail::read_address refuses.
Done set_mail(Context& in, std::string const& address, bool wanted);
/// As the person has set it, opened for himself.
struct MailChoice {
    std::string address;
    bool wanted = true;
};
MailChoice mail_choice(Context const& in, Id person_id);

}  // namespace mingtang::clocks
