#pragma once
#include "assessment/actions.hpp"

/// An assessment as people read it: the table of all units, and of each unit every indicator with what it cost and why.
namespace mingtang::assessment {

struct Line {
    Indicator const* indicator = nullptr;  // of the table's scheme
    Group const* group = nullptr;
    bool left = false;    // the unit does not have what its group judges
    bool judged = false;  // it has a score
    Score score;
    std::vector<Appeal> appeals;
    std::vector<Correction> corrections;
    std::vector<Strike> strikes;
};

struct UnitSheet {
    Id unit_id = 0;
    std::string unit;
    Result result;
    int place = 0;            // equal scores share one; a veto stands behind all
    int unjudged = 0;         // the score says only so much while some are
    std::vector<Line> lines;  // as the scheme has them
};

struct Table {
    Period period;
    Edition edition;
    std::unique_ptr<Scheme const> scheme;
    std::vector<UnitSheet> units;  // by place
    UnitSheet const* of(Id unit_id) const;
    int unjudged() const;
};

Table table_of(Context& in, Period const& period);

/// What the number of a line counts, in words: `3 例`, `8/10`, `满足`.
std::string count_words(Indicator const& indicator, Score const& score);
/// What it did: `−3`, `+2`, `否决`, `0`.
std::string points_words(Indicator const& indicator, Score const& score);
/// Of a unit: `92.5`, or that it was vetoed.
std::string score_words(Result const& result);

}  // namespace mingtang::assessment
