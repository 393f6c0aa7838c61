#pragma once
#include "bulletin/bulletin.hpp"
#include "bulletin/rules.hpp"
#include "law/calendar.hpp"

/// What a bulletin says: the same value for the preview, the pages, the files and the frozen record.
namespace mingtang::bulletin {

/// A measure as it is explained beside its figures; kept with them, so that words that change later do not change an old bulletin.
struct Column {
    Measure measure = Measure::filed;
    std::string name, definition, unit, number, of;
    bool more_is_better = true;
    int minimum = 0;
    bool is_rate() const { return !of.empty(); }
    bool operator==(Column const&) const = default;
};
struct Figure {
    long long number = 0, of = 0;
    int left_out = 0;  // records taken out by accepted contests
    Place place;
    bool operator==(Figure const&) const = default;
};
struct Line {
    Id unit_id = 0;
    std::string unit;
    std::vector<Figure> figures;  // one of each column
    bool operator==(Line const&) const = default;
};
struct Group {
    std::string name;
    std::vector<Line> lines;  // in the order of the units
    bool operator==(Group const&) const = default;
};
struct Content {
    std::string month, issued_by;
    Date from, to;
    Date contest_until_on, frozen_on;
    int contested = 0, accepted = 0;
    std::vector<Column> columns;
    std::vector<Group> groups;
    bool operator==(Content const&) const = default;
};

/// The smallest denominators by measure: those of the definitions, with what `json` says of some.
std::map<Measure, int> minimums_of(std::string const& json);
std::string minimums_text(std::map<Measure, int> const& minimums);

/// The figures of all open units as they are now, without the records of accepted contests.
Content compose(storage::Transaction& tx, law::Calendar const& calendar, measure::Period const& period,
                std::map<Measure, int> const& minimums, std::vector<Contest> const& contests);
/// The same from the rows that are kept with it when it is frozen: `rows` are filled, all but the entries of catalogues that are not late.
Content compose_with_rows(storage::Transaction& tx, law::Calendar const& calendar, measure::Period const& period,
                          std::map<Measure, int> const& minimums, std::vector<Contest> const& contests, std::vector<FrozenRecord>& rows);

/// A group's lines by a column, from the bottom; those without a place at the end, in the order of the units.
std::vector<Line const*> from_bottom(Group const& group, std::size_t column);
/// `83.3%` or `12`, as measure::shown.
std::string shown(Figure const& figure, Column const& column);
/// `10/12 件`, of a rate; `12 件`, of a count.
std::string fraction(Figure const& figure, Column const& column);
/// `倒数第2（并列）`, or why there is no place.
std::string place_words(Figure const& figure, Column const& column);
/// What a bar is drawn by: the share of the whole (rates) or of the largest of the group (counts), 0 to 1.
double share(Group const& group, std::size_t column, Figure const& figure);

std::string to_json(Content const& content);
/// Throws std::logic_error for what `to_json` has not written.
Content read_content(std::string const& json);

}  // namespace mingtang::bulletin
