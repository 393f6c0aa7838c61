#include "assessment/files.hpp"

#include <xlsxwriter.h>

#include "assessment/store.hpp"
#include "assessment/words.hpp"
#include "base/text.hpp"
#include "reports/scratch.hpp"
#include "view/view.hpp"

namespace mingtang::assessment {
namespace {

bool is_public(std::string const& url) { return url.starts_with("/disclosure/") || url.starts_with("/catalogue/"); }

std::vector<Behind> const& records_of(Published const& published, Id unit_id, Id score_id) {
    static std::vector<Behind> const none;
    auto unit = published.behind.find(unit_id);
    if (unit == published.behind.end()) return none;
    auto score = unit->second.find(score_id);
    return score == unit->second.end() ? none : score->second;
}

std::string named_records(std::vector<Behind> const& records) {
    std::vector<std::string> titles;
    for (auto const& one : records)
        if (is_public(one.url)) titles.push_back(one.title);
    return text::join(titles, "；");
}

/// What costs, adds or vetoes, or was corrected: the rest is said by the result.
bool is_told(Line const& line) { return !line.left && (line.score.points != 0 || line.score.vetoes || !line.corrections.empty()); }

void show_line(view::Data row, Line const& line, std::vector<Behind> const& records) {
    row.set("group", line.group->name).set("name", line.indicator->name).set("count", count_words(*line.indicator, line.score));
    row.set("points", points_words(*line.indicator, line.score)).show("capped", line.score.capped);
    for (auto const& words : text::split(line.score.words, '\n')) row.section("words").set("line", words);
    for (auto const& one : records)
        if (is_public(one.url)) row.section("records").set("title", one.title).set("url", one.url);
    for (auto const& one : line.corrections)
        row.section("corrections")
            .set("before", points_text(one.points_before))
            .set("after", points_text(one.points_after))
            .set("reason", one.reason);
}

void show_unit(view::Data part, Table const& table, UnitSheet const& unit, Published const& published) {
    auto const& result = unit.result;
    part.set("unit", unit.unit).set("score", score_words(result)).set("grade", result.grade);
    part.set("full", points_text(result.full)).set("lost", points_text(result.lost)).set("scaled", points_text(result.scaled));
    part.set("total", points_text(table.scheme->total));
    if (result.full != table.scheme->total) part.show("is_scaled");
    part.set_section("with_bonus", "bonus", result.bonus > 0 ? points_text(result.bonus) : "");
    bool told = std::any_of(unit.lines.begin(), unit.lines.end(), is_told);
    part.show(told ? "some" : "none");
    if (!told) return;
    auto list = part.section("list");
    for (auto const& line : unit.lines)
        if (is_told(line)) show_line(list.section("lines"), line, records_of(published, unit.unit_id, line.score.id));
}

/// A workbook in the making.
class Workbook {
  public:
    Workbook() : book_(workbook_new(file_.path().c_str())) {
        if (book_ == nullptr) throw std::runtime_error("no workbook");
        head_ = workbook_add_format(book_);
        format_set_bold(head_);
        format_set_bg_color(head_, 0xF2F2F2);
        cell_ = workbook_add_format(book_);
        for (auto* format : {head_, cell_}) {
            format_set_border(format, LXW_BORDER_THIN);
            format_set_text_wrap(format);
            format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        }
    }
    ~Workbook() {
        if (book_ != nullptr) workbook_close(book_);
    }
    Workbook(Workbook const&) = delete;
    Workbook& operator=(Workbook const&) = delete;

    void sheet(std::string const& name, std::vector<std::pair<std::string, double>> const& columns) {
        sheet_ = workbook_add_worksheet(book_, name.c_str());
        worksheet_set_landscape(sheet_);
        worksheet_set_paper(sheet_, 9);  // A4
        worksheet_fit_to_pages(sheet_, 1, 0);
        worksheet_freeze_panes(sheet_, 1, 0);
        row_ = 0;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            worksheet_set_column(sheet_, lxw_col_t(i), lxw_col_t(i), columns[i].second, nullptr);
            worksheet_write_string(sheet_, 0, lxw_col_t(i), columns[i].first.c_str(), head_);
        }
    }
    void row() { ++row_, column_ = 0; }
    /// No cell of Excel holds more than 32767 characters.
    void cell(std::string const& words) { worksheet_write_string(sheet_, row_, column_++, text::shorten(words, 8000).c_str(), cell_); }
    void number(long long value) { worksheet_write_number(sheet_, row_, column_++, double(value), cell_); }
    void points(Points points) { worksheet_write_number(sheet_, row_, column_++, double(points) / double(one_point), cell_); }
    std::string finish() {
        auto failed = workbook_close(book_);
        book_ = nullptr;
        if (failed != LXW_NO_ERROR) throw std::runtime_error(std::string("workbook: ") + lxw_strerror(failed));
        return file_.content();
    }

  private:
    reports::Scratch file_;
    lxw_workbook* book_ = nullptr;
    lxw_worksheet* sheet_ = nullptr;
    lxw_format *head_ = nullptr, *cell_ = nullptr;
    lxw_row_t row_ = 0;
    lxw_col_t column_ = 0;
};

void write_units(Workbook& book, Table const& table) {
    book.sheet(word("sheet", "units"), {{word("column", "place"), 8},
                                        {word("column", "unit"), 34},
                                        {word("column", "score"), 10},
                                        {word("column", "grade"), 12},
                                        {word("column", "full"), 10},
                                        {word("column", "lost"), 10},
                                        {word("column", "bonus"), 10}});
    for (auto const& unit : table.units) {
        book.row();
        book.number(unit.place);
        book.cell(unit.unit);
        if (unit.result.vetoed) {
            book.cell(score_words(unit.result));
        } else {
            book.points(unit.result.score);
        }
        book.cell(unit.result.grade);
        book.points(unit.result.full);
        book.points(unit.result.lost);
        book.points(unit.result.bonus);
    }
}

void write_lines(Workbook& book, Table const& table, Published const& published) {
    book.sheet(word("sheet", "lines"), {{word("column", "unit"), 30},
                                        {word("column", "group"), 16},
                                        {word("column", "indicator"), 30},
                                        {word("column", "count"), 10},
                                        {word("column", "points"), 10},
                                        {word("column", "capped"), 10},
                                        {word("column", "words"), 50},
                                        {word("column", "records"), 50}});
    for (auto const& unit : table.units)
        for (auto const& line : unit.lines) {
            if (!is_told(line)) continue;
            book.row();
            for (auto const& words :
                 {unit.unit, line.group->name, line.indicator->name, count_words(*line.indicator, line.score),
                  points_words(*line.indicator, line.score), std::string(line.score.capped ? word("mark", "capped") : ""), line.score.words,
                  named_records(records_of(published, unit.unit_id, line.score.id))})
                book.cell(words);
        }
}

void write_corrections(Workbook& book, Table const& table) {
    book.sheet(word("sheet", "corrections"), {{word("column", "unit"), 30},
                                              {word("column", "indicator"), 30},
                                              {word("column", "before"), 10},
                                              {word("column", "after"), 10},
                                              {word("column", "reason"), 60}});
    for (auto const& unit : table.units)
        for (auto const& line : unit.lines)
            for (auto const& one : line.corrections) {
                book.row();
                book.cell(unit.unit);
                book.cell(line.indicator->name);
                book.points(one.points_before);
                book.points(one.points_after);
                book.cell(one.reason);
            }
}

}  // namespace

Published published_of(Context& in, Table const& table) {
    Published made;
    for (auto const& unit : table.units) {
        auto& behind = made.behind[unit.unit_id] = store::behind_of_unit(in.tx, table.period.id, unit.unit_id);
        for (auto const& line : unit.lines)
            for (auto const& strike : line.strikes)
                if (strike.stands()) std::erase_if(behind[line.score.id], [&](auto const& one) { return one.record == strike.record; });
    }
    return made;
}

std::string title_of(Table const& table) { return filled(word("published", "title"), {{"name", table.period.name}}); }

std::string html_of(Table const& table, Published const& published) {
    view::View body("assessment/published_body");
    auto data = body.data();
    data.set("scheme", table.scheme->name).set("edition", table.edition.number).set("number", table.units.size());
    data.set("from_on", table.period.from_on.text()).set("to_on", table.period.to_on.text());
    for (auto const& unit : table.units) {
        auto row = data.section("ranked");
        row.set("place", unit.place).set("unit", unit.unit).set("score", score_words(unit.result)).set("grade", unit.result.grade);
        row.set("lost", points_text(unit.result.lost)).set("bonus", points_text(unit.result.bonus));
        show_unit(data.section("units"), table, unit, published);
    }
    return body.render();
}

std::string xlsx_of(Table const& table, Published const& published) {
    Workbook book;
    write_units(book, table);
    write_lines(book, table, published);
    write_corrections(book, table);
    return book.finish();
}

}  // namespace mingtang::assessment
