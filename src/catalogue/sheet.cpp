#include "catalogue/sheet.hpp"

#include <algorithm>

#include "base/json.hpp"
#include "base/resource.hpp"
#include "base/text.hpp"
#include "catalogue/timing.hpp"
#include "law/period.hpp"

namespace mingtang::catalogue {
namespace {

constexpr std::size_t rows_before_heading = 12;
using Cells = std::map<std::string, std::string>;

json::object const& words() {
    static auto const all = boost::json::parse(resource("src/catalogue/words.json").value()).as_object();
    return all;
}

/// A heading as it is compared: blanks and the marks around it do not matter.
std::string folded(std::string const& heading) {
    std::string plain = text::one_line(heading);
    std::erase(plain, ' ');
    return plain;
}

std::string name_of(std::string const& heading, std::map<std::string, std::string> const& map) {
    auto plain = folded(heading);
    if (plain.empty()) return {};
    for (auto const& [ours, theirs] : map)
        if (folded(theirs) == plain) return ours;
    for (auto const& [ours, all] : words().at("columns").as_object()) {
        if (ours == plain) return std::string(ours);
        for (auto const& one : all.as_array())
            if (one.as_string() == plain) return std::string(ours);
    }
    return {};
}

bool is_heading(std::vector<std::string> const& row, std::map<std::string, std::string> const& map) {
    return std::any_of(row.begin(), row.end(), [&](auto const& cell) { return name_of(cell, map) == "level1"; });
}

/// A heading of two rows: what is empty below takes its name from above.
std::vector<std::string> headings(Grid const& grid, std::size_t at) {
    auto row = grid[at];
    if (at == 0) return row;
    auto const& above = grid[at - 1];
    row.resize(std::max(row.size(), above.size()));
    for (std::size_t x = 0; x < above.size(); ++x)
        if (text::trim(row[x]).empty()) row[x] = above[x];
    return row;
}

std::string ticked(Cells const& cells, std::vector<std::pair<std::string, std::string>> const& columns) {
    std::vector<std::string> all;
    for (auto const& [column, word] : columns) {
        auto found = cells.find(column);
        if (found == cells.end()) continue;
        if (is_ticked(found->second)) all.push_back(word);
        // Some name the group in the column instead of ticking it.
        if (column == "audience_group" && !is_ticked(found->second) && text::length(text::one_line(found->second)) > 2)
            all.push_back(text::one_line(found->second));
    }
    return text::join(all, "、");
}

std::string marked(std::string const& cell) {
    auto names = text::split(tidy_carriers(cell), ';');
    return text::join(names, "、");
}

std::string code_of(std::string_view group, std::string const& cell) {
    auto plain = text::one_line(cell);
    for (auto const& [name, word] : words().at(group).as_object())
        if (word.as_string() == plain) return std::string(name);
    return plain;
}

Refusal bad(std::string const& column, std::string const& value) {
    return {"catalogue.sheet.value", "", {{"column", column}, {"value", text::shorten(value, 40)}}, column};
}

Outcome<int> number_in(Cells const& cells, std::string const& column) {
    auto found = cells.find(column);
    auto plain = found == cells.end() ? std::string() : text::trim(found->second);
    if (plain.ends_with(".0")) plain.resize(plain.size() - 2);  // spreadsheets
    if (plain.empty()) return 0;
    if (plain.size() > 6 || plain.find_first_not_of("0123456789") != std::string::npos) return bad(column, plain);
    return std::stoi(plain);
}

Done read_time(Cells const& cells, Item& item) {
    auto cell = [&](std::string const& name) { return cells.contains(name) ? cells.at(name) : std::string(); };
    for (auto [column, number, unit] :
         {std::tuple{"limit_number", &item.limit_number, &item.limit_unit}, {"display_number", &item.display_number, &item.display_unit}}) {
        auto value = number_in(cells, column);
        if (!value) return value.error();
        *number = *value;
        auto column_of_unit = std::string(column).substr(0, std::string_view(column).find('_')) + "_unit";
        *unit = code_of("limit_unit", cell(column_of_unit));
        if (!unit->empty() && !from_text<law::Unit>(*unit)) return bad(column_of_unit, *unit);
    }
    if (auto name = code_of("cadence", cell("cadence")); !name.empty()) {
        auto cadence = from_text<Cadence>(name);
        if (!cadence) return bad("cadence", name);
        item.cadence = *cadence;
    }
    if (auto name = code_of("counted", cell("counted")); !name.empty()) {
        auto counted = from_text<Counted>(name);
        if (!counted) return bad("counted", name);
        item.counted = *counted;
    }
    return {};
}

}  // namespace

Outcome<Sheet> read_sheet(Grid const& grid, std::map<std::string, std::string> const& map) {
    std::size_t at = 0;
    while (at < std::min(grid.size(), rows_before_heading) && !is_heading(grid[at], map)) ++at;
    if (at >= std::min(grid.size(), rows_before_heading)) return Refusal{"catalogue.sheet.no_heading"};
    Sheet sheet;
    std::vector<std::string> names;
    for (auto const& heading : headings(grid, at)) {
        names.push_back(name_of(heading, map));
        if (names.back().empty() && !text::trim(heading).empty()) sheet.unknown.push_back(text::one_line(heading));
    }
    std::string level1;
    for (std::size_t y = at + 1; y < grid.size(); ++y) {
        SheetRow row{.line = static_cast<long long>(y) + 1};
        bool blank = true;
        for (std::size_t x = 0; x < std::min(names.size(), grid[y].size()); ++x) {
            if (names[x].empty()) continue;
            row.cells[names[x]] = text::trim(grid[y][x]);
            blank &= row.cells[names[x]].empty() || names[x] == "place";
        }
        if (blank) continue;
        if (row.cells["level1"].empty() && !row.cells["level2"].empty()) row.cells["level1"] = level1;
        level1 = row.cells["level1"];
        sheet.rows.push_back(std::move(row));
    }
    return sheet;
}

std::vector<std::string> sheet_columns() {
    std::vector<std::string> all;
    for (auto const& [ours, names] : words().at("columns").as_object()) all.emplace_back(ours);
    return all;
}

Outcome<Item> item_of(SheetRow const& row) {
    auto const& cells = row.cells;
    auto cell = [&](std::string const& name) { return cells.contains(name) ? cells.at(name) : std::string(); };
    for (auto const& [column, value] : cells)
        if (!text::is_utf8(value) || value.find('\0') != std::string::npos) return bad(column, "");
    Item item{.code = cell("code"),
              .level1 = cell("level1"),
              .level2 = cell("level2"),
              .content = cell("content"),
              .basis = cell("basis"),
              .time_limit = cell("time_limit")};
    item.subject = cell("subject");
    item.channels = cell("channels");
    item.stages = cell("stages");
    item.audience =
        cells.contains("audience") ? marked(cell("audience")) : ticked(cells, {{"audience_all", "全社会"}, {"audience_group", "特定群体"}});
    item.way = cells.contains("way") ? marked(cell("way")) : ticked(cells, {{"way_active", "主动"}, {"way_applied", "依申请"}});
    item.level = cells.contains("level") ? marked(cell("level")) : ticked(cells, {{"level_county", "县级"}, {"level_township", "乡级"}});
    auto place = number_in(cells, "place");
    if (!place) return place.error();
    item.place = *place;
    if (auto good = read_time(cells, item); !good) return good.error();
    return item;
}

}  // namespace mingtang::catalogue
