#pragma once
#include <string>
#include <string_view>

#include "mail/message.hpp"

namespace mingtang::mail {

/// The Chinese of a name in a group of words.json: `word("state", "queued")`.
std::string word(std::string_view group, std::string_view name);

/// Why a mail has not gone out, with what the server said; empty for none.
std::string trouble_words(Message const& message);

/// `依申请公开 12` of `request:12`.
std::string about_words(std::string_view about);

}  // namespace mingtang::mail
