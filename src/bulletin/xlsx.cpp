#include <xlsxwriter.h>

#include <stdexcept>

#include "bulletin/files.hpp"
#include "bulletin/words.hpp"
#include "reports/scratch.hpp"

namespace mingtang::bulletin {
namespace {

/// A county's blue and the red of a seal, as on the pages.
constexpr lxw_color_t good = 0x1F4E79, bad = 0xAD3227;
/// Columns of a measure on the sheet of figures: number, denominator, rate, place.
constexpr int columns_each = 4;

class Workbook {
  public:
    Workbook() {
        book_ = workbook_new(file_.path().c_str());
        if (book_ == nullptr) throw std::runtime_error("no workbook");
        head_ = bordered();
        format_set_bold(head_);
        format_set_bg_color(head_, 0xF2F2F2);
        format_set_align(head_, LXW_ALIGN_CENTER);
        text_ = bordered();
        number_ = bordered();
        rate_ = bordered();
        format_set_num_format(rate_, "0.0%");
    }
    ~Workbook() {
        if (book_) workbook_close(book_);
    }
    Workbook(Workbook const&) = delete;
    Workbook& operator=(Workbook const&) = delete;

    void meanings(Content const& content) {
        auto* sheet = add(word("sheet", "meanings"));
        worksheet_set_column(sheet, 0, 0, 16, nullptr);
        worksheet_set_column(sheet, 1, 1, 90, nullptr);
        worksheet_set_column(sheet, 2, 3, 24, nullptr);
        heads(sheet, 0, {word("head", "measure"), word("head", "definition"), word("head", "direction"), word("head", "minimum")});
        lxw_row_t row = 1;
        for (auto const& column : content.columns) {
            text(sheet, row, 0, column.name);
            text(sheet, row, 1, column.definition);
            text(sheet, row, 2, word("direction", column.more_is_better ? "more" : "less"));
            text(sheet, row++, 3, minimum_words(column));
        }
        ++row;
        for (auto const& words : lead_of(content)) worksheet_write_string(sheet, row++, 0, words.c_str(), nullptr);
    }

    void group(Content const& content, Group const& group) {
        auto* sheet = add(group.name);
        worksheet_set_column(sheet, 0, 0, 34, nullptr);
        worksheet_freeze_panes(sheet, 2, 1);
        worksheet_merge_range(sheet, 0, 0, 1, 0, word("head", "unit").c_str(), head_);
        for (std::size_t i = 0; i < content.columns.size(); ++i) {
            auto first = column_of(i);
            worksheet_merge_range(sheet, 0, first, 0, lxw_col_t(first + columns_each - 1), content.columns[i].name.c_str(), head_);
            heads(sheet, 1, {word("head", "number"), word("head", "of"), word("head", "rate"), word("head", "place")}, first);
            worksheet_set_column(sheet, lxw_col_t(first + columns_each - 1), lxw_col_t(first + columns_each - 1), 18, nullptr);
        }
        for (std::size_t y = 0; y < group.lines.size(); ++y) line(sheet, lxw_row_t(y + 2), content, group.lines[y]);
        charts(content, group);
    }

    std::string finish() {
        auto failed = workbook_close(book_);
        book_ = nullptr;
        if (failed != LXW_NO_ERROR) throw std::runtime_error(std::string("workbook: ") + lxw_strerror(failed));
        return file_.content();
    }

  private:
    static lxw_col_t column_of(std::size_t measure) { return lxw_col_t(1 + measure * columns_each); }

    lxw_format* bordered() {
        auto* made = workbook_add_format(book_);
        format_set_border(made, LXW_BORDER_THIN);
        format_set_align(made, LXW_ALIGN_VERTICAL_CENTER);
        format_set_text_wrap(made);
        return made;
    }
    lxw_worksheet* add(std::string const& name) {
        auto* sheet = workbook_add_worksheet(book_, name.c_str());
        if (sheet == nullptr) throw std::runtime_error("no sheet " + name);
        worksheet_set_landscape(sheet);
        worksheet_set_paper(sheet, 9);  // A4
        worksheet_fit_to_pages(sheet, 1, 0);
        return sheet;
    }
    void text(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, std::string const& words) {
        worksheet_write_string(sheet, row, column, words.c_str(), text_);
    }
    void heads(lxw_worksheet* sheet, lxw_row_t row, std::vector<std::string> const& names, lxw_col_t column = 0) {
        for (auto const& name : names) worksheet_write_string(sheet, row, column++, name.c_str(), head_);
    }
    void line(lxw_worksheet* sheet, lxw_row_t row, Content const& content, Line const& from) {
        text(sheet, row, 0, from.unit);
        for (std::size_t i = 0; i < content.columns.size(); ++i) {
            auto const& figure = from.figures[i];
            auto at = column_of(i);
            worksheet_write_number(sheet, row, at, double(figure.number), number_);
            if (content.columns[i].is_rate()) {
                worksheet_write_number(sheet, row, lxw_col_t(at + 1), double(figure.of), number_);
            } else {
                text(sheet, row, lxw_col_t(at + 1), "");
            }
            if (figure.of > 0) {
                worksheet_write_number(sheet, row, lxw_col_t(at + 2), double(figure.number) / double(figure.of), rate_);
            } else {
                text(sheet, row, lxw_col_t(at + 2), "");
            }
            auto left_out = left_out_words(figure, content.columns[i]);
            text(sheet, row, lxw_col_t(at + 3), place_words(figure, content.columns[i]) + (left_out.empty() ? "" : "；" + left_out));
        }
    }

    /// One chart for each measure, which reads the cells of the sheet of figures.
    void charts(Content const& content, Group const& group) {
        auto* sheet = add(filled(word("sheet", "charts"), {{"group", group.name}}));
        lxw_row_t row = 0;
        auto rows = lxw_row_t(group.lines.size());
        int height = 140 + 22 * int(rows);
        for (std::size_t i = 0; i < content.columns.size(); ++i) {
            auto const& column = content.columns[i];
            auto value = lxw_col_t(column_of(i) + (column.is_rate() ? 2 : 0));
            auto* chart = workbook_add_chart(book_, LXW_CHART_BAR);
            auto* series = chart_add_series(chart, nullptr, nullptr);
            chart_series_set_categories(series, group.name.c_str(), 2, 0, rows + 1, 0);
            chart_series_set_values(series, group.name.c_str(), 2, value, rows + 1, value);
            chart_series_set_name(series, column.name.c_str());
            lxw_chart_fill fill{};
            fill.color = column.more_is_better ? good : bad;
            chart_series_set_fill(series, &fill);
            chart_series_set_labels(series);
            chart_title_set_name(chart, (column.name + "（" + (column.is_rate() ? std::string("%") : column.unit) + "）").c_str());
            chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
            chart_axis_set_reverse(chart->y_axis);  // the first unit on top
            if (column.is_rate()) chart_axis_set_min(chart->x_axis, 0), chart_axis_set_max(chart->x_axis, 1);
            lxw_chart_options options{};
            options.x_scale = 1.6;
            options.y_scale = double(height) / 288;  // of the height that a chart has by itself
            worksheet_insert_chart_opt(sheet, row, 0, chart, &options);
            row += lxw_row_t(height / 20 + 2);
        }
    }

    reports::Scratch file_;
    lxw_workbook* book_ = nullptr;
    lxw_format *head_ = nullptr, *text_ = nullptr, *number_ = nullptr, *rate_ = nullptr;
};

}  // namespace

std::string xlsx_of(Content const& content) {
    Workbook book;
    book.meanings(content);
    for (auto const& group : content.groups) book.group(content, group);
    return book.finish();
}

}  // namespace mingtang::bulletin
