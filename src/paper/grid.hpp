#pragma once
// Where the cells of a table stand, those that cover several places included.

#include <vector>

#include "paper/paper.hpp"

namespace mingtang::paper {

/// What stands at a place: a cell begins here, one goes on from the row above, one from the column to the left, or nothing.
struct Place {
    enum class What { empty, begins, goes_on, covered };
    What what = What::empty;
    Cell const* cell = nullptr;
    int columns = 1;
};

/// Rows of equally many places, laid out as HTML does: each cell takes the next free place of its row. Points into `table`.
using Grid = std::vector<std::vector<Place>>;
Grid grid_of(Table const& table);

}  // namespace mingtang::paper
