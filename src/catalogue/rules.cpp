#include "catalogue/rules.hpp"

#include "base/text.hpp"
#include "law/period.hpp"

namespace mingtang::catalogue {
namespace {

constexpr std::size_t longest_code = 60, longest_name = 100, longest_text = 2000;
constexpr int highest_limit = 1000;

bool is_code(std::string const& code) {
    return !code.empty() && code.size() <= longest_code && std::all_of(code.begin(), code.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    });
}

Done tidy_text(std::string& value, std::string_view field, std::size_t longest) {
    value = text::one_line(value);
    if (text::length(value) <= longest) return {};
    return Refusal{"catalogue.item.too_long", "", {{"limit", std::to_string(longest)}}, std::string(field)};
}

}  // namespace

Done tidy(Item& item) {
    struct Field {
        std::string_view name;
        std::string& value;
        std::size_t longest;
    };
    Field const fields[] = {
        {"level1", item.level1, longest_name},     {"level2", item.level2, longest_name},         {"content", item.content, longest_text},
        {"basis", item.basis, longest_text},       {"time_limit", item.time_limit, longest_text}, {"subject", item.subject, longest_text},
        {"channels", item.channels, longest_text}, {"audience", item.audience, longest_text},     {"way", item.way, longest_name},
        {"level", item.level, longest_name}};
    for (auto const& field : fields)
        if (auto fit = tidy_text(field.value, field.name, field.longest); !fit) return fit;
    item.code = text::trim(item.code);
    if (!is_code(item.code)) return Refusal{"catalogue.item.code", "", {}, "code"};
    if (item.level1.empty()) return Refusal{"catalogue.item.name_missing", "", {}, "level1"};
    bool named = from_text<law::Unit>(item.limit_unit).has_value();
    bool none = item.limit_number == 0 && item.limit_unit.empty();
    if (!none && (!named || item.limit_number < 1 || item.limit_number > highest_limit))
        return Refusal{"catalogue.item.limit", "", {}, "limit_number"};
    return {};
}

}  // namespace mingtang::catalogue
