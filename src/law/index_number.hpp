#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace mingtang::law {

/// law: ogi-2019:12 requires an index; its form is practice: `11341702486344515H/202110-00013`.
/// The unit's code is taken as it stands; `serial` counts within unit and month and has at least five digits.
std::string index_number(std::string_view credit_code, Date made_on, int serial);

struct IndexNumber {
    std::string code;
    int year = 0;
    /// 0 in the older form that has only the year (`014416330/2018-04736`).
    int month = 0;
    int serial = 0;
    bool operator==(IndexNumber const&) const = default;
};

/// Reads both forms, with a code of 9 or 18 characters; nothing for anything else.
std::optional<IndexNumber> parse_index_number(std::string_view text);

}  // namespace mingtang::law
