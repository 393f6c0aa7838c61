#include "bulletin/content.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/json.hpp"
#include "bulletin/words.hpp"
#include "organ/store.hpp"

namespace mingtang::bulletin {
namespace {

using Figures = std::map<Id, measure::Figure>;
/// Figures by measure, and how many records were left out of each.
struct Counted {
    std::map<Measure, Figures> figures;
    std::map<Measure, std::map<Id, int>> left_out;
};

measure::Definition in_words(Column const& column) { return {.measure = column.measure, .of = column.of, .minimum = column.minimum}; }

std::vector<Column> columns_of(std::map<Measure, int> const& minimums) {
    std::vector<Column> columns;
    for (auto one : measures) {
        auto const& definition = measure::definition_of(one);
        columns.push_back({.measure = one,
                           .name = definition.name,
                           .definition = definition.definition,
                           .unit = definition.unit,
                           .number = definition.number,
                           .of = definition.of,
                           .more_is_better = definition.direction == measure::Direction::more_is_better,
                           .minimum = minimums.at(one)});
    }
    return columns;
}

void rank(Group& group, std::vector<Column> const& columns) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
        std::vector<measure::Figure> figures;
        for (auto const& line : group.lines) figures.push_back({line.unit_id, line.figures[c].number, line.figures[c].of});
        auto places = places_of(columns[c].measure, figures, columns[c].minimum);
        for (std::size_t i = 0; i < places.size(); ++i) group.lines[i].figures[c].place = places[i];
    }
}

std::vector<Group> groups_of(storage::Transaction& tx, std::vector<Column> const& columns, Counted& counted) {
    std::vector<Group> groups(group_count);
    for (int i = 0; i < group_count; ++i) groups[std::size_t(i)].name = word("group", std::to_string(i));
    for (auto const& unit : organ::store::all_units(tx)) {
        if (!unit.open) continue;
        Line line{.unit_id = unit.id, .unit = unit.name};
        for (auto const& column : columns) {
            auto const& figure = counted.figures[column.measure][unit.id];
            line.figures.push_back({.number = figure.number, .of = figure.of, .left_out = counted.left_out[column.measure][unit.id]});
        }
        groups[std::size_t(group_of(unit.kind))].lines.push_back(std::move(line));
    }
    std::erase_if(groups, [](Group const& group) { return group.lines.empty(); });
    for (auto& group : groups) rank(group, columns);
    return groups;
}

Content made_of(storage::Transaction& tx, measure::Period const& period, std::map<Measure, int> const& minimums,
                std::vector<Contest> const& contests, Counted& counted) {
    Content content{.month = period.from.text().substr(0, 7), .from = period.from, .to = period.to, .columns = columns_of(minimums)};
    for (auto const& contest : contests) {
        content.contested += contest.state != ContestState::taken_back;
        content.accepted += contest.state == ContestState::accepted;
    }
    content.groups = groups_of(tx, content.columns, counted);
    return content;
}

bool is_left_out(std::vector<Contest> const& contests, Measure measure, std::string const& record) {
    return std::any_of(contests.begin(), contests.end(), [&](Contest const& one) {
        return one.state == ContestState::accepted && one.measure == measure && one.record == record;
    });
}

/// Only what was contested is looked up again, record by record.
void leave_out(storage::Transaction& tx, law::Calendar const& calendar, measure::Period const& period, Contest const& contest,
               Counted& counted) {
    for (auto const& row : measure::records_of(tx, contest.measure, contest.unit_id, period, calendar)) {
        if (row.key != contest.record) continue;
        auto& figure = counted.figures[contest.measure][contest.unit_id];
        figure.number -= row.counted;
        figure.of -= measure::definition_of(contest.measure).is_rate();
        ++counted.left_out[contest.measure][contest.unit_id];
    }
}

std::vector<Id> units_with_any(std::map<Id, measure::Figure> const& figures) {
    std::vector<Id> units;
    for (auto const& [unit_id, figure] : figures) units.push_back(unit_id);
    return units;
}

FrozenRecord frozen(Measure measure, measure::Record const& row, bool left_out) {
    return {.measure = measure,
            .unit_id = row.unit_id,
            .record = row.key,
            .title = row.title,
            .url = row.url,
            .day = row.day,
            .counted = row.counted,
            .why = row.why,
            .left_out = left_out};
}

json::object place_json(Place const& place) {
    return {{"standing", to_text(place.standing)}, {"from_bottom", place.from_bottom}, {"shared", place.shared}};
}

json::object line_json(Line const& line) {
    json::array figures;
    for (auto const& one : line.figures)
        figures.push_back(
            json::object{{"number", one.number}, {"of", one.of}, {"left_out", one.left_out}, {"place", place_json(one.place)}});
    return {{"unit_id", line.unit_id}, {"unit", line.unit}, {"figures", figures}};
}

json::object column_json(Column const& one) {
    return {{"measure", to_text(one.measure)},
            {"name", one.name},
            {"definition", one.definition},
            {"unit", one.unit},
            {"number", one.number},
            {"of", one.of},
            {"more_is_better", one.more_is_better},
            {"minimum", one.minimum}};
}

Date day_of(json::object const& from, std::string_view key) { return Date::parse(json::text(from, key)).value_or(Date()); }
bool flag_of(json::object const& from, std::string_view key) { return from.at(key).as_bool(); }

Figure read_figure(json::object const& from) {
    auto const& place = from.at("place").as_object();
    return {.number = json::number(from, "number"),
            .of = json::number(from, "of"),
            .left_out = int(json::number(from, "left_out")),
            .place = {.standing = from_text<Standing>(json::text(place, "standing")).value(),
                      .from_bottom = int(json::number(place, "from_bottom")),
                      .shared = flag_of(place, "shared")}};
}

Group read_group(json::object const& from) {
    Group group{.name = json::text(from, "name"), .lines = {}};
    for (auto const& value : from.at("lines").as_array()) {
        auto const& one = value.as_object();
        Line line{.unit_id = json::number(one, "unit_id"), .unit = json::text(one, "unit"), .figures = {}};
        for (auto const& figure : one.at("figures").as_array()) line.figures.push_back(read_figure(figure.as_object()));
        group.lines.push_back(std::move(line));
    }
    return group;
}

Column read_column(json::object const& from) {
    return {.measure = from_text<Measure>(json::text(from, "measure")).value(),
            .name = json::text(from, "name"),
            .definition = json::text(from, "definition"),
            .unit = json::text(from, "unit"),
            .number = json::text(from, "number"),
            .of = json::text(from, "of"),
            .more_is_better = flag_of(from, "more_is_better"),
            .minimum = int(json::number(from, "minimum"))};
}

}  // namespace

std::map<Measure, int> minimums_of(std::string const& text) {
    std::map<Measure, int> minimums;
    auto said = text.empty() ? json::object() : boost::json::parse(text).as_object();
    for (auto one : measures) minimums[one] = int(json::number(said, to_text(one), measure::definition_of(one).minimum));
    return minimums;
}

std::string minimums_text(std::map<Measure, int> const& minimums) {
    json::object said;
    for (auto const& [measure, minimum] : minimums) said[to_text(measure)] = minimum;
    return json::canonical(said);
}

Content compose(storage::Transaction& tx, law::Calendar const& calendar, measure::Period const& period,
                std::map<Measure, int> const& minimums, std::vector<Contest> const& contests) {
    Counted counted;
    for (auto one : measures) counted.figures[one] = measure::measured(tx, one, period, calendar);
    for (auto const& contest : contests)
        if (contest.state == ContestState::accepted) leave_out(tx, calendar, period, contest, counted);
    return made_of(tx, period, minimums, contests, counted);
}

Content compose_with_rows(storage::Transaction& tx, law::Calendar const& calendar, measure::Period const& period,
                          std::map<Measure, int> const& minimums, std::vector<Contest> const& contests, std::vector<FrozenRecord>& rows) {
    Counted counted;
    for (auto one : measures) {
        bool is_rate = measure::definition_of(one).is_rate();
        // A county's catalogues are long: they are read a unit at a time, and of their entries those are kept that a figure counts.
        for (auto unit : one == Measure::overdue ? units_with_any(measure::measured(tx, one, period, calendar)) : std::vector<Id>{0})
            for (auto const& row : measure::records_of(tx, one, unit, period, calendar)) {
                bool left_out = is_left_out(contests, one, row.key);
                auto& figure = counted.figures[one][row.unit_id];
                if (!left_out) figure.number += row.counted, figure.of += is_rate;
                counted.left_out[one][row.unit_id] += left_out;
                if (row.counted || left_out || !row.key.starts_with("item:")) rows.push_back(frozen(one, row, left_out));
            }
    }
    return made_of(tx, period, minimums, contests, counted);
}

std::vector<Line const*> from_bottom(Group const& group, std::size_t column) {
    std::vector<Line const*> lines;
    for (auto const& line : group.lines) lines.push_back(&line);
    std::stable_sort(lines.begin(), lines.end(), [&](auto const* a, auto const* b) {
        auto key = [&](Line const* line) {
            auto const& place = line->figures[column].place;
            return place.standing == Standing::ranked ? place.from_bottom : 1 << 20;
        };
        return key(a) < key(b);
    });
    return lines;
}

std::string shown(Figure const& figure, Column const& column) { return measure::shown({0, figure.number, figure.of}, in_words(column)); }

std::string fraction(Figure const& figure, Column const& column) {
    auto number = std::to_string(figure.number);
    return (column.is_rate() ? number + "/" + std::to_string(figure.of) : number) + " " + column.unit;
}

std::string place_words(Figure const& figure, Column const& column) {
    auto const& place = figure.place;
    auto name = place.standing != Standing::ranked ? to_text(place.standing) : place.shared ? "shared" : "ranked";
    return filled(word("place", name), {{"n", std::to_string(place.from_bottom)}, {"minimum", std::to_string(column.minimum)}});
}

double share(Group const& group, std::size_t column, Figure const& figure) {
    if (figure.of > 0) return double(figure.number) / double(figure.of);
    long long most = 0;
    for (auto const& line : group.lines) most = std::max(most, line.figures[column].number);
    return most > 0 ? double(figure.number) / double(most) : 0;
}

std::string to_json(Content const& content) {
    json::array columns, groups;
    for (auto const& one : content.columns) columns.push_back(column_json(one));
    for (auto const& group : content.groups) {
        json::array lines;
        for (auto const& line : group.lines) lines.push_back(line_json(line));
        groups.push_back(json::object{{"name", group.name}, {"lines", lines}});
    }
    return json::canonical(json::object{{"month", content.month},
                                        {"issued_by", content.issued_by},
                                        {"from", content.from.text()},
                                        {"to", content.to.text()},
                                        {"contest_until_on", content.contest_until_on.text()},
                                        {"frozen_on", content.frozen_on.text()},
                                        {"contested", content.contested},
                                        {"accepted", content.accepted},
                                        {"columns", columns},
                                        {"groups", groups}});
}

Content read_content(std::string const& text) {
    auto const parsed = boost::json::parse(text);
    auto const& from = parsed.as_object();
    Content content{.month = json::text(from, "month"),
                    .issued_by = json::text(from, "issued_by"),
                    .from = day_of(from, "from"),
                    .to = day_of(from, "to"),
                    .contest_until_on = day_of(from, "contest_until_on"),
                    .frozen_on = day_of(from, "frozen_on"),
                    .contested = int(json::number(from, "contested")),
                    .accepted = int(json::number(from, "accepted")),
                    .columns = {},
                    .groups = {}};
    for (auto const& one : from.at("columns").as_array()) content.columns.push_back(read_column(one.as_object()));
    for (auto const& one : from.at("groups").as_array()) content.groups.push_back(read_group(one.as_object()));
    return content;
}

}  // namespace mingtang::bulletin
