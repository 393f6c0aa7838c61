#include "reports/wan.hpp"

#include "base/text.hpp"

namespace mingtang::reports {
namespace {

constexpr long long fen_in_wan = 1'000'000;
constexpr std::size_t decimals = 6, longest_whole = 11;

}  // namespace

std::optional<long long> fen_of_wan(std::string_view typed) {
    auto digits = text::trim(typed);
    std::erase(digits, ',');
    auto point = digits.find('.');
    auto whole = digits.substr(0, point), part = point == std::string::npos ? "" : digits.substr(point + 1);
    while (!part.empty() && part.back() == '0') part.pop_back();
    if (whole.empty() || whole.size() > longest_whole || part.size() > decimals) return {};
    if ((whole + part).find_first_not_of("0123456789") != std::string::npos) return {};
    part.append(decimals - part.size(), '0');
    return std::stoll(whole) * fen_in_wan + std::stoll(part);
}

std::string wan_text(long long fen) {
    auto whole = std::to_string(fen / fen_in_wan), part = std::to_string(fen_in_wan + fen % fen_in_wan).substr(1);
    while (!part.empty() && part.back() == '0') part.pop_back();
    return part.empty() ? whole : whole + "." + part;
}

}  // namespace mingtang::reports
