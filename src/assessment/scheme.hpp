#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "assessment/points.hpp"
#include "base/json.hpp"
#include "base/names.hpp"
#include "base/outcome.hpp"

/// A scheme of assessment (考核评估方案) as data; its file is described in docs/formats/assessment.md.
namespace mingtang::assessment {

enum class Way {
    deduct,  // starts at full marks; every case costs
    rate,    // full marks times a share
    veto,    // fails the whole assessment (单项否决)
    bonus    // adds, above the full marks
};
enum class SourceKind {
    measure,  // computed from records by a named measure
    finding,  // the number of faults of a kind that the patrol saw in the period
    judged    // people judge it and give evidence
};

struct Source {
    SourceKind kind = SourceKind::judged;
    std::string name;  // of the measure or of the kind of finding
    bool operator==(Source const&) const = default;
};

struct Indicator {
    std::string code;  // [a-z0-9-]{2,40}, once in the scheme
    std::string name;
    std::string rule;   // how it is judged, in words
    std::string basis;  // where it stands
    Way way = Way::deduct;
    Source source;
    Points weight = 0;      // the most that it can cost or add; of a veto nothing
    Points per_case = 0;    // of each case; 0 where the judge gives the points
    Points cap = 0;         // where it ends before the weight; 0: at the weight
    long long minimum = 0;  // cases from which on they count; of a rate the smallest sample
    bool confirmed = true;  // false: no normative source was seen for the figures, the place sets them [M]
    Points most() const { return cap != 0 ? cap : weight; }
    bool operator==(Indicator const&) const = default;
};

struct Group {
    std::string code, name;
    Points weight = 0;         // its share of the full marks; what its indicators cost together ends here
    bool may_be_left = false;  // a unit without it is judged on the rest, which is scaled up (75 × 4/3)
    bool confirmed = true;
    std::vector<Indicator> indicators;
    bool operator==(Group const&) const = default;
};

struct Grade {
    std::string name;
    Points from = 0;
    bool operator==(Grade const&) const = default;
};

struct Scheme {
    std::string code;  // [a-z0-9-]{2,40}
    std::string name, about, basis;
    Points total = 0;                  // full marks
    std::optional<Points> bonus_over;  // only a score above it gets a bonus
    Points bonus_most = 0;
    std::vector<Grade> grades;  // the best first; the last begins at 0
    std::string veto_grade;
    std::vector<Group> groups;
    bool operator==(Scheme const&) const = default;

    Indicator const* indicator(std::string_view code) const;
    Group const* group_of(std::string_view indicator_code) const;
};

/// Reads a file of a scheme and checks that it can be reckoned with. Refuses assessment.scheme.*: `line` names the line of a fault of
/// writing, `at` the place of a fault of meaning (`groups[1].indicators[0].per_case`).
Outcome<Scheme> read_scheme(std::string_view text);
/// The file, in the order and form that people edit; `read_scheme` gives the same scheme back.
std::string text_of(Scheme const& scheme);
/// What `read_scheme` checks beyond the form: sums, caps, grades, names said twice, sources that do not exist.
Done check(Scheme const& scheme);

/// Names of the sources of a kind, in the order in which they are offered.
std::vector<std::string> source_names(SourceKind kind);
/// Whether a measure says a share besides a number; a way `rate` needs one.
bool has_share(std::string_view measure);

}  // namespace mingtang::assessment

template <>
struct mingtang::EnumNames<mingtang::assessment::Way> {
    static constexpr std::array<std::string_view, 4> names{"deduct", "rate", "veto", "bonus"};
};
template <>
struct mingtang::EnumNames<mingtang::assessment::SourceKind> {
    static constexpr std::array<std::string_view, 3> names{"measure", "finding", "judged"};
};
