#pragma once
#include <map>
#include <set>
#include <string>

#include "assessment/scheme.hpp"

/// From counts to points to a score: values in, values out.
namespace mingtang::assessment {

/// What was counted or judged of one indicator of one unit.
struct Count {
    long long number = 0;  // cases; of a veto: how often it is met
    long long of = 0;      // of a rate: of how many
    Points given = 0;      // where the judge gives the points instead of cases (`per_case` 0)
};

/// The count with so many of the records behind it left out (below 0: taken back in): of a share they leave the whole, for those that reach
/// it do not stand behind it; else they are so many cases less.
Count without(Indicator const& indicator, Count count, long long records);

/// What an indicator did to the score. `points` are lost, of a bonus gained.
struct Mark {
    Points points = 0;
    bool capped = false;  // more cases than its marks allow
    bool vetoes = false;
};

/// Cited: 国办秘函〔2019〕19号: “每项扣分累计不超过该项分值”. A case counts from the `minimum`th on, and then every one; a rate of a
/// smaller sample than `minimum` costs nothing.
Mark mark_of(Indicator const& indicator, Count const& count);

struct GroupResult {
    Points lost = 0, gained = 0;
    bool capped = false;  // its indicators together cost more than the group has
    bool left = false;    // the unit does not have what it judges
};

struct Result {
    Points full = 0;    // the weights of the groups that are judged
    Points lost = 0;    // of these
    Points scaled = 0;  // (full − lost) × total / full
    Points gained = 0;  // by bonus indicators, before the ends set to them
    Points bonus = 0;   // that counts
    Points score = 0;   // scaled + bonus; nothing when vetoed
    bool vetoed = false;
    std::string grade;
    std::map<std::string, GroupResult> groups;
};

/// Cited: 国办秘函〔2019〕19号: “有任一单项否决的，不合格，不再评其他”; a score not above `bonus_over` gets no bonus; what a unit without
/// outward services has of 75 points counts 4/3. `marks` by indicator; one that is missing costs and adds nothing. `left`: codes of groups
/// that are not judged; only those that may be left.
Result result_of(Scheme const& scheme, std::map<std::string, Mark> const& marks, std::set<std::string> const& left);

}  // namespace mingtang::assessment
