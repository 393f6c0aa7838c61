#include "bulletin/actions.hpp"
#include "cli/demo_county.hpp"
#include "cli/words.hpp"

namespace mingtang::cli::demo {
namespace {

using bulletin::Measure;

/// On that working day of the running month.
Instant on_working_day(organ::Context& in, int number, int hours) {
    Date first(in.today().year(), in.today().month(), 1);
    return morning(in.calendar.add_working_days(first - 1, number), hours);
}

organ::Actor const* holder_of(County const& county, organ::Role role, Id unit_id) {
    for (auto const& [_, actor] : county.people)
        if (actor.has(role, unit_id)) return &actor;
    return nullptr;
}

/// A record that speaks against a unit with people of its own, of another unit than those before.
struct Contestable {
    organ::Actor const* reviewer = nullptr;
    bulletin::ContestForm form;
};
std::vector<Contestable> contestable(organ::Context& in, County const& county, measure::Period const& period) {
    std::vector<Contestable> found;
    std::set<Id> units;
    for (auto measure : {Measure::published_on_time, Measure::overdue})
        for (auto const& row : measure::records_of(in.tx, measure, 0, period, in.calendar)) {
            bool against = row.counted != (measure == Measure::published_on_time);
            auto const* reviewer = holder_of(county, organ::Role::reviewer, row.unit_id);
            if (!against || reviewer == nullptr || !units.insert(row.unit_id).second) continue;
            found.push_back({reviewer, {.measure = measure, .unit_id = row.unit_id, .record = row.key, .reason = {}}});
        }
    return found;
}

void contest_some(organ::Context& in, County const& county, organ::Actor const& office, std::string const& month) {
    int number = 0;
    for (auto& one : contestable(in, county, measure::month_of(month).value())) {
        if (number == 2) return;
        bool accepted = number++ == 0;
        one.form.reason = words(accepted ? "demo.contest.accepted" : "demo.contest.rejected");
        auto then = at(in, on_working_day(in, 4, number), *one.reviewer);
        auto made = good(bulletin::contest(then, month, one.form), "bulletin");
        auto later = at(in, on_working_day(in, 6, number), office);
        good(bulletin::decide(later, made.id, accepted, words(accepted ? "demo.decision.accepted" : "demo.decision.rejected"), ""),
             "bulletin");
    }
}

}  // namespace

std::string load_bulletin(organ::Context& in, County const& county) {
    auto begins = on_working_day(in, 2, 0);
    auto const* office = holder_of(county, organ::Role::office, 0);
    if (office == nullptr || begins > in.now) return "";
    auto month = (Date(in.today().year(), in.today().month(), 1) - 1).text().substr(0, 7);
    auto begun = at(in, begins, *office);
    auto made = good(bulletin::begin(begun, {.month = month, .working_days = "5", .minimums = {}}, ""), "bulletin");
    auto freezes = morning(in.calendar.add_working_days(made.contest_until_on, 1), 1);
    if (freezes > in.now) return month;
    contest_some(in, county, *office, month);
    auto frozen = at(in, freezes, *office);
    good(bulletin::freeze(frozen, month), "bulletin");
    return month;
}

}  // namespace mingtang::cli::demo
