#pragma once
#include <string>
#include <string_view>

#include "base/outcome.hpp"

/// Mail addresses as people type them and as mail servers take them.
namespace mingtang::mail {

/// The address in the form that is sent to: ends trimmed, a full-width ＠ read as @, the domain in ASCII (RFC 5891) and small letters.
/// The part before the @ is ASCII without quotes (RFC 5321 dot-string). `field` names the form field in the refusal.
/// Refuses mail.queue.{address_missing,bad_address,address_too_long,local_part,bad_domain}.
Outcome<std::string> read_address(std::string_view typed, std::string field = "email");

/// `a***@example.cn`, for people who need not know whose it is.
std::string masked(std::string_view address);

/// `text` (of a server's reply) as one line of bounded length without anything that looks like an address, nor what stands before the @ of
/// `address`. Bytes that are no UTF-8 become `?`.
std::string without_addresses(std::string_view text, std::string_view address);

}  // namespace mingtang::mail
