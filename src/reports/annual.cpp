#include "reports/annual.hpp"

#include "reports/form.hpp"
#include "request/store.hpp"

namespace mingtang::reports {
namespace {

constexpr std::size_t total_column = 6;

void add(Row& row, request::store::Count const& count) {
    for (auto column : {static_cast<std::size_t>(count.kind), total_column}) row[column] = row[column].value_or(0) + count.number;
}

json::value of(Cell const& cell) { return cell ? json::value(*cell) : json::value(nullptr); }

}  // namespace

AnnualReport annual_report(storage::Transaction& tx, std::vector<Id> const& units, std::string const& name, int year) {
    AnnualReport report{.unit = name, .year = year};
    for (auto const& row : form().rows) report.applications[row.key].fill(0);
    for (auto const& count : request::store::received_in(tx, units, year)) add(report.applications["new"], count);
    for (auto const& count : request::store::carried_into(tx, units, year)) add(report.applications["carry_in"], count);
    for (auto const& count : request::store::closed_in(tx, units, year)) {
        add(report.applications.at(count.outcome), count);
        add(report.applications["r7_total"], count);
    }
    for (auto const& count : request::store::carried_out_of(tx, units, year)) add(report.applications["carry_out"], count);
    return report;
}

json::object tables(AnnualReport const& report) {
    json::array keys, labels;
    for (auto const& column : form().columns) keys.push_back(json::string(column.key)), labels.push_back(json::string(column.label));
    json::object rows;
    for (auto const& entry : form().rows) {
        json::array values;
        for (std::size_t column = 0; column <= total_column; ++column) values.push_back(of(report.application(entry.key, column)));
        rows[entry.key] = json::object{{"label", entry.label}, {"values", values}};
    }
    auto documents = [](AnnualReport::Documents const& d) { return json::array{of(d.made), of(d.repealed), of(d.in_force)}; };
    json::object t2{{"rules", documents(report.rules)},
                    {"norm", documents(report.normative)},
                    {"licence", nullptr},
                    {"penalty", nullptr},
                    {"coercion", nullptr},
                    {"fee_wan", nullptr}};
    json::object t4;
    for (auto const& dispute : form().disputes)
        for (auto const& result : form().results) t4[dispute.key + "_" + result.key] = of(report.dispute(dispute.key + "_" + result.key));
    return {{"unit", report.unit},
            {"year", report.year},
            {"format", "2021"},
            {"t2", t2},
            {"t3", json::object{{"columns", labels}, {"column_keys", keys}, {"rows", rows}}},
            {"t4", t4}};
}

}  // namespace mingtang::reports
