#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace mingtang::law {

/// A ground for withholding, a row of law/grounds.json.
struct Ground {
    std::string code, article;
    /// The row of the annual report that counts it, `3-1` … `3-7`.
    std::string report_row;
    std::string name, short_name;
    /// law: ogi-2019:16 says "可以": the unit may withhold and must weigh it; arts 14 and 15 leave no choice.
    bool discretionary = false;
    /// law: ogi-2019:15, ogi-2019:32: a third party is asked first.
    bool third_party = false;
};

std::vector<Ground> const& grounds();
/// Null when there is no such ground.
Ground const* find_ground(std::string_view code);

/// law: ogi-2019:18, withheld information is looked at again from time to time; the law names no interval, the operator does (usually 12).
Date review_again_due(Date decided_on, int months = 12);

}  // namespace mingtang::law
