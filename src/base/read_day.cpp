#include "base/read_day.hpp"

#include <charconv>

#include "base/text.hpp"

namespace mingtang {

std::optional<Date> read_day(std::string typed) {
    typed = text::trim(typed);
    for (auto mark : {"年", "月", "日", "/", "."})
        for (std::size_t at = 0; (at = typed.find(mark, at)) != std::string::npos;) typed.replace(at, std::string_view(mark).size(), "-");
    bool digits = !typed.empty() && typed.find_first_not_of("0123456789") == std::string::npos;
    if (digits && typed.size() == 8) typed.insert(6, "-").insert(4, "-");
    if (digits && typed.size() == 5) return Date(1899, 12, 30) + std::stoi(typed);
    int parts[3]{};
    auto const* at = typed.data();
    auto const* end = at + typed.size();
    for (int i = 0; i < 3; ++i) {
        auto [next, error] = std::from_chars(at, end, parts[i]);
        if (error != std::errc() || next == at || parts[i] < 0) return {};
        if (i < 2 && (next == end || *next != '-')) return {};
        at = next + (i < 2);
    }
    if (at != end && *at != '-' && *at != ' ' && *at != 'T') return {};
    char day[40];
    std::snprintf(day, sizeof day, "%04d-%02d-%02d", parts[0], parts[1], parts[2]);
    return Date::parse(day);
}

}  // namespace mingtang
