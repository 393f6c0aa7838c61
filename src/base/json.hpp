#pragma once
#include <boost/json.hpp>
#include <string>
#include <string_view>

namespace mingtang::json {

using boost::json::array;
using boost::json::object;
using boost::json::serialize;
using boost::json::string;
using boost::json::value;

/// The text member `key`, or `fallback` when it is absent or no text.
std::string text(object const& from, std::string_view key, std::string_view fallback = {});
std::int64_t number(object const& from, std::string_view key, std::int64_t fallback = 0);

/// One canonical form: keys sorted by their UTF-16 code units, no blanks, numbers as JSON integers (RFC 8785 for what we store).
std::string canonical(value const& of);

}  // namespace mingtang::json
