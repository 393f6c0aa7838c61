#include "reports/annual.hpp"

#include "organ/store.hpp"
#include "remedy/store.hpp"
#include "reports/form.hpp"
#include "reports/rules.hpp"
#include "reports/store.hpp"
#include "request/store.hpp"

namespace mingtang::reports {
namespace {

constexpr std::size_t total_column = 6;

void add_count(Row& row, request::store::Count const& count) {
    for (auto column : {static_cast<std::size_t>(count.kind), total_column}) row[column] = row[column].value_or(0) + count.number;
}

void count_applications(storage::Transaction& tx, std::vector<Id> const& units, AnnualReport& report) {
    for (auto const& row : form().rows) report.applications[row.key].fill(0);
    for (auto const& count : request::store::received_in(tx, units, report.year)) add_count(report.applications["new"], count);
    for (auto const& count : request::store::carried_into(tx, units, report.year)) add_count(report.applications["carry_in"], count);
    for (auto const& count : request::store::closed_in(tx, units, report.year)) {
        add_count(report.applications.at(count.outcome), count);
        add_count(report.applications["r7_total"], count);
    }
    for (auto const& count : request::store::carried_out_of(tx, units, report.year)) add_count(report.applications["carry_out"], count);
}

void count_disputes(storage::Transaction& tx, std::vector<Id> const& units, AnnualReport& report) {
    static constexpr std::array<char const*, 3> kinds{"review", "direct", "after"};
    for (auto const& dispute : form().disputes)
        for (auto const& result : form().results) report.disputes[dispute.key + "_" + result.key] = 0;
    for (auto const& count : remedy::store::counted_in(tx, units, report.year)) {
        auto kind = std::string(kinds[static_cast<std::size_t>(count.kind)]) + "_";
        for (auto const& key : {kind + std::string(to_text(count.result)), kind + "total"})
            report.disputes[key] = report.disputes[key].value_or(0) + count.number;
    }
}

void count_documents(storage::Transaction& tx, std::vector<Id> const& units, AnnualReport& report) {
    auto documents = normative_documents(store::normative_editions(tx, units));
    auto count = [&](char const* column) { return static_cast<long long>(counted_as(documents, column, report.year).size()); };
    report.normative = {count("made"), count("repealed"), count("in_force")};
}

AnnualReport own_report(storage::Transaction& tx, organ::Unit const& unit, KeptReport const& report) {
    auto own = annual_report(tx, registers_of(tx, unit.id, report.year), unit.name, report.year);
    if (report.typed.empty()) return own;
    auto typed = read_annual_report(report.typed).value();
    for (auto const& name : first_table_cells()) *own.documents_at(name) = typed.at(name);
    own.said = typed.said;
    own.sections = typed.sections;
    own.has_decisions = true;
    return own;
}

}  // namespace

AnnualReport annual_report(storage::Transaction& tx, std::vector<Id> const& units, std::string const& name, int year) {
    AnnualReport report{.unit = name, .year = year};
    count_applications(tx, units, report);
    count_disputes(tx, units, report);
    count_documents(tx, units, report);
    return report;
}

std::vector<Id> registers_of(storage::Transaction& tx, Id unit_id, int year) {
    std::vector<Id> units{unit_id};
    for (std::size_t i = 0; i < units.size(); ++i)
        for (auto const& merged : organ::store::merged_into(tx, units[i]))
            if (std::find(units.begin(), units.end(), merged.id) == units.end() && !store::of_unit(tx, merged.id, year))
                units.push_back(merged.id);
    return units;
}

std::vector<Part> parts_of(storage::Transaction& tx, organ::Unit const& unit, int year) {
    std::vector<Part> parts;
    if (unit.kind != organ::UnitKind::government) return parts;
    std::map<Id, KeptReport> reports_of_year;
    for (auto& report : store::of_year(tx, year)) reports_of_year[report.unit_id] = std::move(report);
    auto const all = organ::store::all_units(tx);
    std::vector<Id> above{unit.id};
    for (std::size_t i = 0; i < above.size(); ++i)
        for (auto const& one : all) {
            if (one.parent_id != above[i]) continue;
            if (one.kind != organ::UnitKind::government) above.push_back(one.id);
            auto found = reports_of_year.find(one.id);
            if (!makes_report(one) && (found == reports_of_year.end() || !found->second.is_handed_in())) continue;
            parts.push_back({one, found == reports_of_year.end() ? std::nullopt : std::optional(found->second)});
        }
    return parts;
}

Composed compose(storage::Transaction& tx, organ::Unit const& unit, KeptReport const& report) {
    Composed composed{.whole = {}, .own = own_report(tx, unit, report), .parts = parts_of(tx, unit, report.year)};
    if (!report.content.empty()) {
        composed.whole = read_annual_report(report.content).value();
        return composed;
    }
    composed.whole = composed.own;
    for (auto const& part : composed.parts)
        if (part.is_in()) add(composed.whole, read_annual_report(part.report->content).value());
    return composed;
}

std::optional<AnnualReport> year_before(storage::Transaction& tx, organ::Unit const& unit, int year) {
    auto before = store::of_unit(tx, unit.id, year - 1);
    if (!before) return {};
    return compose(tx, unit, *before).whole;
}

}  // namespace mingtang::reports
