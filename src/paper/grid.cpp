#include "paper/grid.hpp"

#include <algorithm>

namespace mingtang::paper {
namespace {

constexpr int most_columns = 100;

Place& place(Grid& grid, std::size_t row, std::size_t column) {
    if (grid[row].size() <= column) grid[row].resize(column + 1);
    return grid[row][column];
}

/// How many places from `column` on are free, at most `wanted`.
std::size_t free_places(Grid& grid, std::size_t row, std::size_t column, int wanted) {
    std::size_t count = 0;
    while (count < std::size_t(wanted) && place(grid, row, column + count).what == Place::What::empty) ++count;
    return count;
}

void put(Grid& grid, Cell const& cell, std::size_t row, std::size_t column) {
    auto columns = free_places(grid, row, column, std::clamp(cell.columns, 1, most_columns));
    auto rows = std::min(std::size_t(std::max(cell.rows, 1)), grid.size() - row);
    for (std::size_t y = 0; y < rows; ++y)
        for (std::size_t x = 0; x < columns; ++x)
            place(grid, row + y, column + x) = {x > 0   ? Place::What::covered
                                                : y > 0 ? Place::What::goes_on
                                                        : Place::What::begins,
                                                &cell, int(columns)};
}

}  // namespace

Grid grid_of(Table const& table) {
    Grid grid(table.rows.size());
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        std::size_t column = 0;
        for (auto const& cell : table.rows[row]) {
            while (place(grid, row, column).what != Place::What::empty) ++column;
            put(grid, cell, row, column);
        }
    }
    std::size_t width = 0;
    for (auto const& row : grid) width = std::max(width, row.size());
    for (auto& row : grid) row.resize(width);
    return grid;
}

}  // namespace mingtang::paper
