#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mingtang::cli {

/// The rows under the heading of a CSV text (RFC 4180, UTF-8 with or without BOM), each by the names of the heading.
std::vector<std::map<std::string, std::string>> csv_rows(std::string_view text);

/// All rows of it, blank ones too, by their place.
std::vector<std::vector<std::string>> csv_records(std::string_view text);

}  // namespace mingtang::cli
