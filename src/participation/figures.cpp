#include "participation/figures.hpp"

#include <algorithm>

#include "participation/store.hpp"

namespace mingtang::participation {
namespace {

constexpr int days_back = 365;

double median_of(std::vector<int> days) {
    if (days.empty()) return 0;
    std::sort(days.begin(), days.end());
    auto middle = days.size() / 2;
    return days.size() % 2 == 1 ? days[middle] : (days[middle - 1] + days[middle]) / 2.0;
}

}  // namespace

Figures figures(organ::Context& in) {
    Figures all;
    std::vector<int> days;
    for (auto const& one : store::dates_since(in.tx, in.today() - (days_back - 1))) {
        ++all.received;
        all.closed += bool(one.closed_on);
        all.replied += bool(one.replied_on);
        if (one.closed_on) continue;
        all.due += one.replied_on || one.reply_due < in.today();
        all.on_time += one.replied_on && one.replied_on <= one.reply_due;
        if (one.replied_on) days.push_back(in.calendar.working_days_between(one.received_on, one.replied_on));
        all.rated += one.rating != Rating::none;
        all.pleased += one.rating == Rating::content || one.rating == Rating::fairly;
    }
    all.median_days = median_of(std::move(days));
    return all;
}

}  // namespace mingtang::participation
