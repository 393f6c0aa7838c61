#pragma once
#include <array>

#include "base/date.hpp"
#include "base/names.hpp"
#include "base/outcome.hpp"

namespace mingtang::law {

/// How an application comes in.
enum class Channel { counter, oral, post, letter, online, email, fax };
/// What makes the day of receipt: handing in, the signature for registered post, or that both sides confirmed it.
enum class ReceiptRule { submitted, signed_for, confirmed };

/// law: ogi-2019:31, handed in: that day; post that is signed for: the day of the signature; plain letters, the internet and fax: the day
/// on which organ and applicant have confirmed it. What is told orally is written down at the counter.
ReceiptRule receipt_rule(Channel channel);

/// The day of receipt, from which the period runs. `confirmed_on` is asked for only where it decides. Refuses
/// `law.receipt.not_confirmed` where it is missing, `law.receipt.confirmed_before` where it lies before `arrived_on`.
Outcome<Date> received_on(Channel channel, Date arrived_on, Date confirmed_on);

}  // namespace mingtang::law

template <>
struct mingtang::EnumNames<mingtang::law::Channel> {
    static constexpr std::array<std::string_view, 7> names{"counter", "oral", "post", "letter", "online", "email", "fax"};
};
template <>
struct mingtang::EnumNames<mingtang::law::ReceiptRule> {
    static constexpr std::array<std::string_view, 3> names{"submitted", "signed_for", "confirmed"};
};
