#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "scan/redact/sought.hpp"

namespace mingtang::scan {

/// What is to be done with the cells of one sheet.
struct SheetWork {
    std::vector<std::pair<std::size_t, std::size_t>> rows, columns;  ///< emptied, ends included; rows count from 1, columns from 0
    std::set<std::string> cells;                                     ///< emptied
    bool freeze = false;                                             ///< formulas become what they last gave
    std::vector<std::string> const* formats = nullptr;               ///< number formats by style
    SoughtSet const* sought = nullptr;

    bool empties() const { return !rows.empty() || !columns.empty() || !cells.empty(); }
};

/// The XML of a sheet with its cells done; numbers that are values become text. `strings` gets the numbers of the shared strings that its
/// cells still show. Text in cells is masked by whoever masks the part.
std::string with_cells_done(std::string_view utf8, SheetWork const& work, std::set<std::size_t>& strings);

}  // namespace mingtang::scan
