#include "scan/read/cells.hpp"

#include <algorithm>
#include <charconv>

namespace mingtang::scan {

std::string column_name(std::size_t column) {
    std::string name;
    for (++column; column > 0; column = (column - 1) / 26) name.insert(name.begin(), char('A' + (column - 1) % 26));
    return name;
}

std::string cell_name(std::size_t column, std::size_t row) { return column_name(column) + std::to_string(row); }

std::optional<CellAt> cell_at(std::string_view name) {
    CellAt cell;
    std::size_t letters = 0;
    for (; !name.empty() && (name[0] == '$' || (name[0] >= 'A' && name[0] <= 'Z')); name.remove_prefix(1))
        if (name[0] != '$' && ++letters <= 3) cell.column = cell.column * 26 + std::size_t(name[0] - 'A' + 1);
    auto read = std::from_chars(name.data(), name.data() + name.size(), cell.row);
    if (letters == 0 || letters > 3 || read.ec != std::errc() || read.ptr != name.data() + name.size() || cell.row == 0 ||
        cell.row > 1'048'576)
        return std::nullopt;
    --cell.column;
    return cell;
}

std::string as_typed(std::string_view number) {
    auto mark = number.find_first_of("eE");
    if (mark == std::string_view::npos) return std::string(number);
    int exponent = 0;
    auto tail = number.substr(mark + 1);
    if (tail.starts_with('+')) tail.remove_prefix(1);
    std::from_chars(tail.data(), tail.data() + tail.size(), exponent);
    if (exponent < 0 || exponent > 30) return std::string(number);
    std::string digits(number.substr(0, mark));
    auto point = digits.find('.');
    auto decimals = point == std::string::npos ? 0 : digits.size() - point - 1;
    if (point != std::string::npos) digits.erase(point, 1);
    if (std::size_t(exponent) >= decimals) return digits + std::string(std::size_t(exponent) - decimals, '0');
    return digits.insert(digits.size() - (decimals - std::size_t(exponent)), ".");
}

std::string in_format(std::string number, std::string_view format) {
    auto zeros = std::size_t(std::count(format.begin(), format.end(), '0'));
    bool only_digits = !number.empty() && number.find_first_not_of("0123456789") == std::string::npos;
    bool only_zeros = format.find_first_not_of("0-\" \\") == std::string_view::npos;
    if (only_digits && only_zeros && number.size() < zeros && zeros < 64) number.insert(0, zeros - number.size(), '0');
    return number;
}

}  // namespace mingtang::scan
