#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace mingtang::scan {

/// `C` for 2.
std::string column_name(std::size_t column);
/// `C7` for column 2 (the first is 0), row 7 (the first is 1).
std::string cell_name(std::size_t column, std::size_t row);

struct CellAt {
    std::size_t column = 0, row = 0;  ///< counted as in `cell_name`
};
/// `C7` or `$C$7`; nothing for anything else.
std::optional<CellAt> cell_at(std::string_view name);

/// A number as somebody typed it: no exponent, as many digits as it has.
std::string as_typed(std::string_view number);
/// With the zeros in front that the number format (`000000`) shows.
std::string in_format(std::string number, std::string_view format);

}  // namespace mingtang::scan
