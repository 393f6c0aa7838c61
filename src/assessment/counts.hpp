#pragma once
#include <map>
#include <set>
#include <vector>

#include "assessment/period.hpp"
#include "organ/context.hpp"

/// Where computed indicators get their numbers from.
namespace mingtang::assessment {

using organ::Context;

/// Records behind one number beyond this are counted and not listed.
inline constexpr std::size_t most_behind = 500;

struct Counted {
    Count count;
    std::vector<Behind> records;
};
/// Keys of records that do not count, by unit.
using Struck = std::map<Id, std::set<std::string>>;

/// By unit, for an indicator that is computed; a unit that is not there has no case. Both days count. `with_records`: also what stands
/// behind the numbers: the cases; of a share those that do not reach it. What is `struck` stands among the records and not in the count,
/// which can be told only `with_records`.
std::map<Id, Counted> counted(Context& in, Indicator const& indicator, Date from, Date to, bool with_records, Struck const& struck = {});

}  // namespace mingtang::assessment
