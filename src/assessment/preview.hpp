#pragma once
#include "assessment/actions.hpp"

/// What a change of a scheme would do, before it is saved.
namespace mingtang::assessment {

struct Effect {
    Id unit_id = 0;
    std::string unit;
    Result before, after;
    bool changes() const { return before.score != after.score || before.grade != after.grade; }
};

struct Preview {
    std::string period;  // the assessment whose judgements are taken; empty: there is none, judged indicators count as not met
    Date from_on, to_on;
    std::vector<Effect> effects;  // those that change first, the largest change first
};

/// On the newest assessment of the scheme; without one, on all open units from the first of January on. What was counted or judged there is
/// taken where the indicator has the same source and way, and counted anew where it has not.
Preview preview(Context& in, Scheme const& before, Scheme const& after);

}  // namespace mingtang::assessment
