#include "catalogue/rules.hpp"

#include "base/text.hpp"
#include "catalogue/cadence.hpp"
#include "catalogue/particulars.hpp"
#include "catalogue/timing.hpp"
#include "law/period.hpp"

namespace mingtang::catalogue {
namespace {

constexpr std::size_t longest_code = 60, longest_name = 100, longest_text = 2000, longest_reason = 500;
constexpr int highest_limit = 1000;
constexpr std::size_t most_stages = 30;

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

/// Number and unit, or neither.
bool is_period(int number, std::string const& unit) {
    if (number == 0 && unit.empty()) return true;
    return from_text<law::Unit>(unit).has_value() && number >= 1 && number <= highest_limit;
}

/// `2026-02-30`: what looks like a day and is none.
bool ends_like_day(std::string const& name) {
    constexpr std::string_view form = "0000-00-00";
    if (name.size() < form.size()) return false;
    auto end = name.substr(name.size() - form.size());
    for (std::size_t i = 0; i < form.size(); ++i)
        if (form[i] == '0' ? !(end[i] >= '0' && end[i] <= '9') : end[i] != '-') return false;
    return true;
}

Done tidy_stages(Item& item) {
    auto stages = stages_of(item.stages);
    for (auto& stage : stages) {
        stage.name = text::one_line(stage.name);
        if (stage.name.empty() || text::length(stage.name) > longest_name || ends_like_day(stage.name))
            return Refusal{"catalogue.item.stages", "", {}, "stages"};
    }
    if (stages.size() > most_stages) return Refusal{"catalogue.item.stages", "", {}, "stages"};
    item.stages = stages_text(stages);
    return {};
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
        {"level", item.level, longest_name},       {"deviation", item.deviation, longest_reason}};
    for (auto const& field : fields)
        if (auto fit = tidy_text(field.value, field.name, field.longest); !fit) return fit;
    item.code = text::trim(item.code);
    if (!is_code(item.code)) return Refusal{"catalogue.item.code", "", {}, "code"};
    if (item.level1.empty()) return Refusal{"catalogue.item.name_missing", "", {}, "level1"};
    if (!is_period(item.limit_number, item.limit_unit)) return Refusal{"catalogue.item.limit", "", {}, "limit_number"};
    if (!is_period(item.display_number, item.display_unit)) return Refusal{"catalogue.item.display", "", {}, "display_number"};
    item.channels = tidy_carriers(item.channels);
    return tidy_stages(item);
}

Done tidy(Domain& domain) {
    domain.code = text::trim(domain.code);
    static constexpr std::array<std::string_view, 4> addresses{"items", "proposals", "export.csv", "due"};  // below /catalogue
    bool taken = std::find(addresses.begin(), addresses.end(), domain.code) != addresses.end();
    if (!is_code(domain.code) || taken) return Refusal{"catalogue.domain.code", "", {}, "code"};
    domain.name = text::one_line(domain.name);
    if (domain.name.empty() || text::length(domain.name) > longest_name) return Refusal{"catalogue.domain.name", "", {}, "name"};
    return {};
}

Done may_arrange(organ::Actor const& actor, Id unit_id) {
    if (actor.system || actor.has(organ::Role::administrator, 0) || actor.has(organ::Role::office, unit_id)) return {};
    return Refusal{"organ.role.forbidden"};
}

Done has_reason_to_differ(Item const& own, Item const& base) {
    if (!own.deviation.empty()) return {};
    for (auto const& one : differences(base, own))
        if (one.name != "subject") return Refusal{"catalogue.item.deviation", "", {}, "deviation"};
    return {};
}

bool is_meant_for(Item const& standard, organ::UnitKind kind) {
    if (standard.level.empty()) return true;
    auto names = [&](std::string_view word) { return standard.level.find(word) != std::string::npos; };
    return kind == organ::UnitKind::township ? names("乡") || names("镇") || names("街道") : names("县") || names("区") || names("市");
}

}  // namespace mingtang::catalogue
