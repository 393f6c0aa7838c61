#include "assessment/points.hpp"

#include "base/text.hpp"

namespace mingtang::assessment {
namespace {

constexpr Points most = 100000 * one_point;

bool digits(std::string_view text) { return text.find_first_not_of("0123456789") == std::string_view::npos; }

}  // namespace

std::string points_text(Points points) {
    auto size = points < 0 ? -points : points;
    auto text = std::string(points < 0 ? "-" : "") + std::to_string(size / one_point);
    auto rest = size % one_point;
    if (rest == 0) return text;
    text += "." + std::to_string(rest / 10);
    if (rest % 10 != 0) text += std::to_string(rest % 10);
    return text;
}

std::optional<Points> points_of(std::string_view typed) {
    auto trimmed = text::trim(typed);
    std::string_view all = trimmed;
    auto dot = all.find('.');
    auto whole = all.substr(0, dot), rest = dot == std::string_view::npos ? std::string_view() : all.substr(dot + 1);
    bool good = !whole.empty() && whole.size() <= 6 && digits(whole) && rest.size() <= 2 && digits(rest);
    if (!good || (dot != std::string_view::npos && rest.empty())) return {};
    auto points = std::stoll(std::string(whole)) * one_point;
    if (!rest.empty()) points += std::stoll(std::string(rest)) * (rest.size() == 1 ? 10 : 1);
    if (points > most) return {};
    return points;
}

Points share_of(Points points, long long number, long long of) { return (2 * points * number + of) / (2 * of); }

}  // namespace mingtang::assessment
