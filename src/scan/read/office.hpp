#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "scan/read/read.hpp"

namespace mingtang::scan {

/// Which format LibreOffice must take the file for and what it makes of it; a trouble where it must not be tried.
struct OldFormat {
    std::string_view ending, into;
    std::string_view trouble;
};
/// Of a doc, xls, ppt, wps, et or rtf; nothing for anything else.
std::optional<OldFormat> old_format(std::string_view bytes);

/// LibreOffice's path; empty where it is not installed or not allowed.
std::string program_for_office(Limits const& limits);
/// The file in the newer format; nothing where it could not be made.
std::optional<std::string> converted_by_office(std::string_view bytes, std::string_view ending, std::string_view into,
                                               Limits const& limits);

}  // namespace mingtang::scan
