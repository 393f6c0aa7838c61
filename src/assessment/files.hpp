#pragma once
#include "assessment/sheet.hpp"

/// An assessment as it is published. Of records only those are named that the public can open: others may name what is not public yet.
namespace mingtang::assessment {

/// What the published form needs besides the table.
struct Published {
    std::map<Id, std::map<Id, std::vector<Behind>>> behind;  // by unit and score, without what is struck
};
Published published_of(Context& in, Table const& table);

/// `云麓县2026年第三季度政务公开考核结果`
std::string title_of(Table const& table);
/// The text of the disclosure: the table of all units, then each unit's sheet.
std::string html_of(Table const& table, Published const& published);
/// The same as a workbook: a sheet with all units, one with every deduction, one with corrections.
std::string xlsx_of(Table const& table, Published const& published);

}  // namespace mingtang::assessment
