#include "law/index_number.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace mingtang::law {
namespace {

std::optional<int> number(std::string_view digits) {
    int value = 0;
    auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (failed != std::errc() || end != digits.data() + digits.size() || digits.empty() || digits[0] == '-') return {};
    return value;
}

bool is_code(std::string_view code) {
    auto plain = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
    return (code.size() == 9 || code.size() == 18) && std::all_of(code.begin(), code.end(), plain);
}

}  // namespace

std::string index_number(std::string_view credit_code, Date made_on, int serial) {
    char tail[64];
    std::snprintf(tail, sizeof tail, "/%04d%02u-%05d", made_on.year(), made_on.month(), serial);
    return std::string(credit_code) + tail;
}

std::optional<IndexNumber> parse_index_number(std::string_view text) {
    auto slash = text.find('/'), dash = text.find('-');
    if (slash == std::string_view::npos || dash == std::string_view::npos || dash < slash) return {};
    auto code = text.substr(0, slash), when = text.substr(slash + 1, dash - slash - 1), count = text.substr(dash + 1);
    if (!is_code(code) || (when.size() != 4 && when.size() != 6) || count.size() < 5 || count.size() > 9) return {};
    auto year = number(when.substr(0, 4)), serial = number(count);
    auto month = when.size() == 6 ? number(when.substr(4)) : std::optional<int>(0);
    if (!year || !month || !serial || *year < 1949 || *year > 2199 || *month > 12 || (when.size() == 6 && *month < 1)) return {};
    return IndexNumber{std::string(code), *year, *month, *serial};
}

}  // namespace mingtang::law
