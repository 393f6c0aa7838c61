#include "cli/demo_county.hpp"
#include "remedy/actions.hpp"
#include "reports/actions.hpp"

namespace mingtang::cli::demo {
namespace {

Date last_day(remedy::CaseForm const& form) {
    Date last;
    for (auto const* day : {&form.accepted_on, &form.copy_received_on, &form.answered_on, &form.decided_on})
        last = std::max(last, Date::parse(*day).value_or(Date()));
    return last;
}

}  // namespace

int load_remedies(organ::Context& in, County const& county) {
    int count = 0;
    for (auto const& row : rows(county.folder / "remedies.jsonl")) {
        remedy::CaseForm form;
        for (auto const& [name, member] : remedy::fields()) form.*member = text(row, name);
        auto then = at(in, morning(last_day(form)), in.actor);
        good(remedy::take_in(then, county.units.at(text(row, "unit")).id, form), "remedies.jsonl " + form.case_number);
        ++count;
    }
    return count;
}

int load_reports(organ::Context& in, County const& county) {
    int count = 0;
    for (auto const& row : rows(county.folder / "annual_reports.jsonl")) {
        auto const& unit = county.units.at(text(row, "unit"));
        auto report = good(reports::read_annual_report(json::serialize(row)), "annual_reports.jsonl " + unit.code);
        auto handed_in = Date::parse(text(row, "handed_in_on"));
        if (!handed_in) throw Malformed("annual_reports.jsonl: " + unit.code);
        auto then = at(in, morning(*handed_in), in.actor);
        good(reports::take_in(then, unit.id, report, text(row, "source")), "annual_reports.jsonl " + unit.code);
        ++count;
    }
    return count;
}

}  // namespace mingtang::cli::demo
