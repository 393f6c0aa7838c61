#include "scan/read/sheet.hpp"

#include <charconv>
#include <map>

#include "scan/read/cells.hpp"
#include "scan/read/package.hpp"

namespace mingtang::scan {
namespace {

constexpr std::size_t widest = 1024;  // cells beyond stand one by one: a single one far to the right must not make wide rows

std::size_t number_of(std::string_view text, std::size_t fallback) {
    std::size_t number = fallback;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

bool is_zero(std::string_view size) { return !size.empty() && size.find_first_not_of("0.") == std::string_view::npos; }

struct Range {
    CellAt from, to;
    bool covers(CellAt at) const {
        bool first = at.column == from.column && at.row == from.row;
        return !first && at.column >= from.column && at.column <= to.column && at.row >= from.row && at.row <= to.row;
    }
};

class Sheet {
  public:
    Sheet(std::string const& name, std::string_view why, Styles const& styles, Intake& to)
        : name_(name), why_(why), styles_(styles), to_(to) {}

    void read(pugi::xml_node root) {
        columns(child(root, "cols"));
        merges(child(root, "mergeCells"));
        rows_hidden_ =
            is_on(value(child(root, "sheetFormatPr"), "zeroHeight")) && !value(child(root, "sheetFormatPr"), "zeroHeight").empty();
        Table table{.caption = name_};
        for (auto row : child(root, "sheetData").children()) this->row(row, table);
        end_hidden_rows();
        for (auto const& [first, last] : hidden_columns_found_)
            to_.hidden(name_ + "!" + column_name(first) + ":" + column_name(last), "hidden_column");
        if (!why_.empty() && filled_) to_.hidden(name_, why_);
        to_.table(std::move(table));
        for (auto part : child(root, "headerFooter").children()) to_.text(name_, part.text().get());
        each(child(root, "dataValidations"), "formula1", [&](pugi::xml_node list) {
            if (std::string_view text = list.text().get(); text.starts_with('"')) to_.text(name_, text, "validation_list");
        });
    }

  private:
    void columns(pugi::xml_node cols) {
        for (auto column : cols.children()) {
            bool hidden = (!value(column, "hidden").empty() && is_on(value(column, "hidden"))) || is_zero(value(column, "width"));
            auto first = number_of(value(column, "min"), 1), last = number_of(value(column, "max"), 1);
            if (hidden && first > 0) hidden_columns_.emplace_back(first - 1, std::min<std::size_t>(last, 16'384) - 1);
        }
    }

    void merges(pugi::xml_node all) {
        for (auto merge : all.children()) {
            auto ref = value(merge, "ref");
            auto colon = ref.find(':');
            if (colon == std::string_view::npos) continue;
            auto from = cell_at(ref.substr(0, colon)), to = cell_at(ref.substr(colon + 1));
            if (!from || !to) continue;
            if (to->row - from->row < 10'000)
                for (auto row = from->row; row <= to->row && merged_.size() < 2'000'000; ++row) merged_.emplace(row, Range{*from, *to});
        }
    }

    bool is_merged_away(CellAt at) const {
        auto [from, to] = merged_.equal_range(at.row);
        return std::any_of(from, to, [&](auto const& one) { return one.second.covers(at); });
    }

    void row(pugi::xml_node node, Table& table) {
        if (local(node) != "row") return;
        row_ = number_of(value(node, "r"), row_ + 1);
        auto own = value(node, "hidden");
        bool hidden = own.empty() ? is_zero(value(node, "ht")) || (rows_hidden_ && value(node, "ht").empty()) : is_on(own);
        auto& cells = table.rows.emplace_back();
        bool filled = false;
        std::size_t next = 0;
        for (auto cell : node.children()) {
            auto at = cell_at(value(cell, "r")).value_or(CellAt{next, row_});
            next = at.column + 1;
            auto text = text_of(cell);
            if (text.empty()) continue;
            filled = true;
            add(cells, at, text, hidden);
        }
        filled_ = filled_ || filled;
        if (cells.empty()) table.rows.pop_back();
        if (hidden && filled) hidden_row();
    }

    void add(std::vector<Cell>& cells, CellAt at, std::string const& text, bool row_hidden) {
        auto place = name_ + "!" + cell_name(at.column, at.row);
        auto reason = reason_of(at, row_hidden);
        if (!row_hidden && why_.empty() && reason != "hidden_column" && !reason.empty()) to_.hidden(place, reason);
        if (at.column >= widest) return to_.text(place, text, reason);
        if (cells.size() <= at.column) cells.resize(at.column + 1);
        cells[at.column] = to_.cell(place, text, reason);
    }

    std::string reason_of(CellAt at, bool row_hidden) {
        if (!why_.empty()) return std::string(why_);
        if (row_hidden) return "hidden_row";
        for (auto const& columns : hidden_columns_) {
            if (at.column < columns.first || at.column > columns.second) continue;
            hidden_columns_found_.insert(columns);
            return "hidden_column";
        }
        if (is_merged_away(at)) return "under_merged_cell";
        return format_ == ";;;" ? "hidden_format" : "";
    }

    std::string text_of(pugi::xml_node cell) {
        auto type = value(cell, "t");
        auto style = number_of(value(cell, "s"), 0);
        format_ = style < styles_.formats.size() ? std::string_view(styles_.formats[style]) : std::string_view();
        if (type == "inlineStr") return all_text(child(cell, "is"));
        std::string_view text = child(cell, "v").text().get();
        if (type == "s") {
            auto index = number_of(text, styles_.strings.size());
            return index < styles_.strings.size() ? styles_.strings[index] : "";
        }
        if (!type.empty() && type != "n") return std::string(text);
        return in_format(as_typed(text), format_);
    }

    /// Hidden rows that follow one another are one finding.
    void hidden_row() {
        if (last_hidden_ != 0 && row_ == last_hidden_ + 1) {
            last_hidden_ = row_;
            return;
        }
        end_hidden_rows();
        first_hidden_ = last_hidden_ = row_;
    }
    void end_hidden_rows() {
        if (last_hidden_ != 0) to_.hidden(name_ + "!" + std::to_string(first_hidden_) + ":" + std::to_string(last_hidden_), "hidden_row");
    }

    std::string const& name_;
    std::string_view why_;
    Styles const& styles_;
    Intake& to_;
    std::vector<std::pair<std::size_t, std::size_t>> hidden_columns_;
    std::set<std::pair<std::size_t, std::size_t>> hidden_columns_found_;
    std::multimap<std::size_t, Range> merged_;
    std::string_view format_;
    std::size_t row_ = 0, first_hidden_ = 0, last_hidden_ = 0;
    bool rows_hidden_ = false, filled_ = false;
};

}  // namespace

void read_sheet(pugi::xml_node root, std::string const& name, std::string_view why, Styles const& styles, Intake& to) {
    Sheet(name, why, styles, to).read(root);
}

}  // namespace mingtang::scan
