#include "supervision/due_days.hpp"

#include "base/json.hpp"
#include "law/packed.hpp"
#include "law/period.hpp"
#include "supervision/rules.hpp"
#include "supervision/store.hpp"

namespace mingtang::supervision {
namespace {

/// How long back explanations are missed.
constexpr int interpretation_days = 365;

law::Period period_of(json::object const& row) {
    return {.number = int(json::number(row, "number")), .unit = from_text<law::Unit>(json::text(row, "unit")).value(), .article = {}};
}

law::Period grace_of(FindingKind kind) {
    for (auto const& row : law::packed_rows("law/supervision.json", "graces"))
        if (json::text(row, "code") == to_text(kind)) return period_of(row);
    throw std::logic_error("law/supervision.json names no grace of " + std::string(to_text(kind)));
}

}  // namespace

std::vector<Column> columns(storage::Transaction& tx, law::Calendar const& calendar) {
    std::vector<Column> all;
    for (auto const& row : law::packed_rows("law/supervision.json", "columns")) {
        std::vector<std::string> kinds;
        for (auto const& kind : row.at("kinds").as_array()) kinds.emplace_back(kind.as_string());
        auto period = period_of(row);
        for (auto const& last : store::last_of_kinds(tx, kinds))
            all.push_back({json::text(row, "code"), json::text(row, "name"), json::text(row, "basis"), last.unit_id, last.last_on,
                           law::due(last.last_on, period, calendar)});
    }
    return all;
}

Date empty_column_due(Date since_on, law::Calendar const& calendar) {
    static auto const grace = grace_of(FindingKind::column_empty);
    return since_on ? law::due(since_on, grace, calendar) : Date();
}

std::vector<Unexplained> unexplained(storage::Transaction& tx, Date today, law::Calendar const& calendar) {
    std::vector<Unexplained> all;
    for (auto& one : store::without_interpretation(tx, {"normative"}, today - interpretation_days, today))
        all.push_back({one.id, one.unit_id, std::move(one.title), one.due_on, interpretation_due(one.due_on, calendar)});
    return all;
}

}  // namespace mingtang::supervision
