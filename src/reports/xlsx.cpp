#include "reports/xlsx.hpp"

#include <xlsxwriter.h>

#include <cstdlib>
#include <stdexcept>

#include "reports/grid.hpp"
#include "reports/scratch.hpp"

namespace mingtang::reports {
namespace {

constexpr double wide = 34, narrow = 12;

class Workbook {
  public:
    Workbook() {
        book_ = workbook_new(file_.path().c_str());
        if (book_ == nullptr) throw std::runtime_error("no workbook");
        head_ = format();
        format_set_bold(head_);
        format_set_bg_color(head_, 0xF2F2F2);
        figure_ = format();
    }
    ~Workbook() {
        if (book_) workbook_close(book_);
    }
    Workbook(Workbook const&) = delete;
    Workbook& operator=(Workbook const&) = delete;

    void add(Grid const& grid, std::string const& title) {
        auto* sheet = workbook_add_worksheet(book_, grid.sheet.c_str());
        worksheet_set_landscape(sheet);
        worksheet_set_paper(sheet, 9);  // A4
        worksheet_fit_to_pages(sheet, 1, 0);
        worksheet_set_column(sheet, 0, lxw_col_t(grid.columns - 1), narrow, nullptr);
        if (grid.columns == 10) worksheet_set_column(sheet, 2, 2, wide, nullptr);
        if (grid.columns == 4) worksheet_set_column(sheet, 0, 0, wide, nullptr);
        worksheet_merge_range(sheet, 0, 0, 0, lxw_col_t(grid.columns - 1), title.c_str(), head_);
        put(sheet, grid);
    }
    std::string finish() {
        auto failed = workbook_close(book_);
        book_ = nullptr;
        if (failed != LXW_NO_ERROR) throw std::runtime_error(std::string("workbook: ") + lxw_strerror(failed));
        return file_.content();
    }

  private:
    lxw_format* format() {
        auto* made = workbook_add_format(book_);
        format_set_border(made, LXW_BORDER_THIN);
        format_set_align(made, LXW_ALIGN_CENTER);
        format_set_align(made, LXW_ALIGN_VERTICAL_CENTER);
        format_set_text_wrap(made);
        return made;
    }
    void put(lxw_worksheet* sheet, Grid const& grid) {
        std::vector<std::vector<bool>> taken(grid.rows.size() + 1, std::vector<bool>(std::size_t(grid.columns), false));
        for (std::size_t y = 0; y < grid.rows.size(); ++y) {
            std::size_t x = 0;
            for (auto const& cell : grid.rows[y]) {
                while (x < taken[y].size() && taken[y][x]) ++x;
                write(sheet, lxw_row_t(y + 1), lxw_col_t(x), cell);
                for (int dy = 0; dy < cell.rows; ++dy)
                    for (int dx = 0; dx < cell.columns; ++dx) taken.at(y + std::size_t(dy)).at(x + std::size_t(dx)) = true;
            }
        }
    }
    void write(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, GridCell const& cell) {
        auto* format = cell.head ? head_ : figure_;
        if (cell.rows > 1 || cell.columns > 1)
            worksheet_merge_range(sheet, row, column, row + lxw_row_t(cell.rows - 1), lxw_col_t(column + cell.columns - 1), "", format);
        if (cell.head || cell.text.empty()) {
            worksheet_write_string(sheet, row, column, cell.text.c_str(), format);
        } else {
            worksheet_write_number(sheet, row, column, std::strtod(cell.text.c_str(), nullptr), format);
        }
    }

    Scratch file_;
    lxw_workbook* book_ = nullptr;
    lxw_format *head_ = nullptr, *figure_ = nullptr;
};

}  // namespace

std::string xlsx_of(AnnualReport const& report) {
    Workbook book;
    auto title = text_of(report).title;
    for (auto const& grid : {first_table(report), second_table(report), third_table(report)}) book.add(grid, title);
    return book.finish();
}

}  // namespace mingtang::reports
