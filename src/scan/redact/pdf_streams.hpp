#pragma once
#include <functional>
#include <string>
#include <string_view>

namespace mingtang::scan {

/// Every stream of a PDF unpacked, and every string in it; `object 7` is its name.
void each_stream(std::string_view pdf, std::function<void(std::string const& name, std::string_view content)> const& see);

}  // namespace mingtang::scan
