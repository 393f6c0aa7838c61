#include "bulletin/rules.hpp"

#include <algorithm>

namespace mingtang::bulletin {
namespace {

constexpr int longest_contest = 30;

bool all_equal(Measure measure, std::vector<measure::Figure> const& figures, std::vector<std::size_t> const& ranked) {
    return std::all_of(ranked.begin(), ranked.end(),
                       [&](auto i) { return measure::compare(measure, figures[i], figures[ranked.front()]) == 0; });
}

Place place_among(Measure measure, std::vector<measure::Figure> const& figures, std::vector<std::size_t> const& ranked, std::size_t mine) {
    Place place{.from_bottom = 1};
    for (auto other : ranked) {
        if (other == mine) continue;
        auto order = measure::compare(measure, figures[other], figures[mine]);
        place.from_bottom += order < 0;
        place.shared |= order == 0;
    }
    return place;
}

}  // namespace

Outcome<measure::Period> bulletin_month(std::string_view month, Date today) {
    auto period = measure::month_of(month);
    if (!period || period->from.year() < 2008) return Refusal{"bulletin.begin.month", "", {}, "month"};
    if (period->to >= today) return Refusal{"bulletin.begin.too_early", "", {{"last", period->to.text()}}, "month"};
    return *period;
}

Outcome<Date> contest_until(Date begun_on, int working_days, law::Calendar const& calendar) {
    if (working_days < 1 || working_days > longest_contest)
        return Refusal{"bulletin.begin.days", "", {{"most", std::to_string(longest_contest)}}, "working_days"};
    return calendar.add_working_days(begun_on, working_days);
}

Done may_contest(Bulletin const& bulletin, Date today) {
    if (today > bulletin.contest_until_on) return Refusal{"bulletin.contest.too_late", "", {{"until", bulletin.contest_until_on.text()}}};
    return {};
}

Done may_freeze(Bulletin const& bulletin, int open_contests, Date today) {
    if (today <= bulletin.contest_until_on) return Refusal{"bulletin.freeze.too_early", "", {{"until", bulletin.contest_until_on.text()}}};
    if (open_contests > 0) return Refusal{"bulletin.freeze.contests_open", "", {{"count", std::to_string(open_contests)}}};
    return {};
}

std::vector<Place> places_of(Measure measure, std::vector<measure::Figure> const& figures, int minimum) {
    auto const& definition = measure::definition_of(measure);
    std::vector<std::size_t> ranked;
    for (std::size_t i = 0; i < figures.size(); ++i)
        if (measure::is_enough(figures[i], definition, minimum)) ranked.push_back(i);
    std::vector<Place> places(figures.size(), {.standing = Standing::too_few});
    bool alone = ranked.size() < 2, equal = !alone && all_equal(measure, figures, ranked);
    for (auto i : ranked)
        places[i] =
            alone || equal ? Place{.standing = alone ? Standing::alone : Standing::all_equal} : place_among(measure, figures, ranked, i);
    return places;
}

int group_of(organ::UnitKind kind) {
    using organ::UnitKind;
    switch (kind) {
        case UnitKind::department:
        case UnitKind::office:
            return 0;
        case UnitKind::township:
            return 1;
        case UnitKind::enterprise:
            return 2;
        case UnitKind::other:
            return 3;
        case UnitKind::government:
            return 4;
    }
    return 3;
}

}  // namespace mingtang::bulletin
