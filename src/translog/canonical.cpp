#include "translog/canonical.hpp"

#include "base/text.hpp"

namespace mingtang::translog {
namespace {

constexpr std::int64_t largest = (std::int64_t(1) << 53) - 1;
constexpr int deepest = 32;

bool can_stand(json::value const& of, int depth) {
    if (depth > deepest) return false;
    switch (of.kind()) {
        case boost::json::kind::null:
        case boost::json::kind::bool_:
            return true;
        case boost::json::kind::double_:
            return false;
        case boost::json::kind::int64:
            return of.get_int64() >= -largest && of.get_int64() <= largest;
        case boost::json::kind::uint64:
            return of.get_uint64() <= std::uint64_t(largest);
        case boost::json::kind::string:
            return text::is_utf8(of.get_string());
        case boost::json::kind::array:
            return std::all_of(of.get_array().begin(), of.get_array().end(), [&](auto const& one) { return can_stand(one, depth + 1); });
        case boost::json::kind::object:
            return std::all_of(of.get_object().begin(), of.get_object().end(),
                               [&](auto const& one) { return text::is_utf8(one.key()) && can_stand(one.value(), depth + 1); });
    }
    return false;
}

}  // namespace

std::optional<std::string> canonical(json::value const& of) {
    if (!can_stand(of, 0)) return {};
    return json::canonical(of);
}

std::optional<json::object> parse_canonical(std::string_view text) {
    boost::system::error_code broken;
    auto value = boost::json::parse(text, broken);
    if (broken || !value.is_object() || canonical(value) != text) return {};
    return std::move(value.get_object());
}

}  // namespace mingtang::translog
