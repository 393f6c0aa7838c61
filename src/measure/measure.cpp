#include "measure/measure.hpp"

#include <algorithm>
#include <charconv>
#include <compare>

#include "measure/rows.hpp"
#include "measure/store.hpp"
#include "measure/words.hpp"

namespace mingtang::measure {
namespace {

/// What words cannot say. Where the denominator is smaller than `minimum`, one record more or less would turn the rate over [M].
struct Facts {
    Direction direction;
    int minimum;
    char const* article;
};
constexpr std::array<Facts, measure_count> facts{{{Direction::more_is_better, 0, "ogi-2019:26"},
                                                  {Direction::more_is_better, 0, "ogi-2019:19"},
                                                  {Direction::more_is_better, 5, "ogi-2019:26"},
                                                  {Direction::less_is_better, 5, "ogi-2019:17"},
                                                  {Direction::less_is_better, 5, "ogi-2019:26"},
                                                  {Direction::less_is_better, 5, "ogi-2019:26"},
                                                  {Direction::less_is_better, 5, "ogi-2019:12"},
                                                  {Direction::more_is_better, 3, "ogi-2019:47"},
                                                  {Direction::more_is_better, 0, "ogi-2019:33"},
                                                  {Direction::more_is_better, 5, "ogi-2019:33"},
                                                  {Direction::less_is_better, 3, "ogi-2019:51"},
                                                  {Direction::less_is_better, 0, "ogi-2019:47"}}};

std::string words_or_none(std::string_view group, std::string_view name) {
    auto said = word(group, name);
    return said == name ? "" : said;
}

std::vector<Definition> read_definitions() {
    std::vector<Definition> all;
    for (std::size_t i = 0; i < measure_count; ++i) {
        auto name = EnumNames<Measure>::names[i];
        all.push_back({.measure = static_cast<Measure>(i),
                       .name = word("name", name),
                       .definition = word("definition", name),
                       .unit = word("unit", name),
                       .number = word("number", name),
                       .of = words_or_none("of", name),
                       .direction = facts[i].direction,
                       .minimum = facts[i].minimum,
                       .article = facts[i].article});
    }
    return all;
}

Records overdue_rows(Asked const& asked) {
    auto rows = overdue_draft_rows(asked);
    for (auto& row : overdue_item_rows(asked)) rows.push_back(std::move(row));
    return rows;
}

Records rows_of(Measure measure, Asked const& asked) {
    switch (measure) {
        case Measure::filed:
            return filed_rows(asked);
        case Measure::published:
            return published_rows(asked);
        case Measure::published_on_time:
            return published_on_time_rows(asked);
        case Measure::returned:
            return returned_rows(asked);
        case Measure::overdue:
            return overdue_rows(asked);
        case Measure::overdue_drafts:
            return overdue_draft_rows(asked);
        case Measure::overdue_items:
            return overdue_item_rows(asked);
        case Measure::rectified:
            return rectified_rows(asked);
        case Measure::applications_answered:
            return answered_rows(asked);
        case Measure::applications_answered_on_time:
            return answered_on_time_rows(asked);
        case Measure::applications_corrected:
            return corrected_rows(asked);
        case Measure::findings:
            return finding_rows(asked);
    }
    return {};
}

void count(std::map<Id, Figure>& figures, Records const& rows, bool is_rate) {
    for (auto const& row : rows) {
        auto& figure = figures[row.unit_id];
        figure.unit_id = row.unit_id;
        figure.number += row.counted;
        figure.of += is_rate;
    }
}

void sort(Records& rows) {
    std::sort(rows.begin(), rows.end(), [](auto const& a, auto const& b) {
        return std::tie(a.unit_id, b.counted, a.day, a.key) < std::tie(b.unit_id, a.counted, b.day, b.key);
    });
}

}  // namespace

std::vector<Definition> const& definitions() {
    static auto const all = read_definitions();
    return all;
}

Definition const& definition_of(Measure measure) { return definitions()[static_cast<std::size_t>(measure)]; }

std::optional<Period> month_of(std::string_view text) {
    auto first = text.size() == 7 ? Date::parse(std::string(text) + "-01") : std::nullopt;
    if (!first) return {};
    auto next = *first + 31;
    return Period{*first, Date(next.year(), next.month(), 1) - 1};
}

std::map<Id, Figure> measured(Transaction& tx, Measure measure, Period const& period, law::Calendar const& calendar, Id unit_id,
                              PastDays* past) {
    Asked asked{tx, unit_id, period, calendar};
    // The catalogues of a county have far more entries than are late, and a year has far more publications than a page shows: they are
    // counted where they stand.
    if (measure == Measure::published) return store::count_first_published(tx, unit_id, period);
    std::map<Id, Figure> figures;
    if (measure == Measure::overdue || measure == Measure::overdue_items) figures = overdue_item_figures(asked, past);
    if (measure == Measure::overdue_items) return figures;
    count(figures, measure == Measure::overdue ? overdue_draft_rows(asked) : rows_of(measure, asked), definition_of(measure).is_rate());
    return figures;
}

std::vector<Record> records_of(Transaction& tx, Measure measure, Id unit_id, Period const& period, law::Calendar const& calendar) {
    auto rows = rows_of(measure, {tx, unit_id, period, calendar});
    sort(rows);
    return rows;
}

std::vector<Record> counted_records_of(Transaction& tx, Measure measure, Id unit_id, Period const& period, law::Calendar const& calendar) {
    Asked asked{tx, unit_id, period, calendar};
    bool with_items = measure == Measure::overdue || measure == Measure::overdue_items;
    auto rows = with_items ? overdue_item_rows_counted(asked) : rows_of(measure, asked);
    if (measure == Measure::overdue)
        for (auto& row : overdue_draft_rows(asked)) rows.push_back(std::move(row));
    std::erase_if(rows, [](auto const& row) { return !row.counted; });
    sort(rows);
    return rows;
}

int compare(Measure measure, Figure const& a, Figure const& b) {
    auto const& definition = definition_of(measure);
    // a/of against b/of, without dividing; a rate of nothing stands at the end of neither side.
    auto left = definition.is_rate() ? a.number * b.of : a.number;
    auto right = definition.is_rate() ? b.number * a.of : b.number;
    auto more = (left > right) - (left < right);
    return definition.direction == Direction::more_is_better ? more : -more;
}

bool is_enough(Figure const& figure, Definition const& definition, int minimum) {
    return !definition.is_rate() || figure.of >= std::max(minimum, 1);
}

std::string shown(Figure const& figure, Definition const& definition) {
    if (!definition.is_rate()) return std::to_string(figure.number);
    if (figure.of == 0) return "—";
    auto tenths = (figure.number * 2000 + figure.of) / (figure.of * 2);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "%";
}

}  // namespace mingtang::measure
