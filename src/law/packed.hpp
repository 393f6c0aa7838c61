#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace mingtang::law {

/// The objects of the array in the packed file `path`. A missing or malformed file is a fault of the build: std::logic_error.
std::vector<json::object> packed_rows(std::string const& path);
/// The same of the array `member` of the packed file's object.
std::vector<json::object> packed_rows(std::string const& path, std::string_view member);

}  // namespace mingtang::law
