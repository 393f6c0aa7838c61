#include "dashboard/web/pages.hpp"
#include "organ/seen_units.hpp"
#include "organ/web/layout.hpp"

namespace mingtang::dashboard::web {
namespace {

constexpr int months_to_choose = 24;

std::string text_of(Figure const& figure, measure::Definition const& definition) { return measure::shown(figure, definition); }

}  // namespace

std::vector<Id> units_of(organ::Actor const& actor) {
    using organ::Role;
    return organ::seen_units(actor, {Role::office, Role::office_head, Role::auditor});
}

std::string records_url(Id unit_id, Measure one, Month const& month) {
    return "/desk/dashboard/units/" + (unit_id ? std::to_string(unit_id) : "all") + "/records?measure=" + std::string(to_text(one)) +
           "&month=" + month.name;
}

void show_columns(view::Data data) {
    for (auto one : shown_measures) {
        auto const& definition = measure::definition_of(one);
        data.section("columns").set("column", definition.name).set("definition", definition.definition).set("unit_word", definition.unit);
    }
}

void show_cells(view::Data row, std::map<Measure, Figure> const& figures, Id unit_id, Month const& month) {
    for (auto one : shown_measures) {
        auto const& definition = measure::definition_of(one);
        auto figure = figures.at(one);
        auto cell = row.section("cells").set("value", text_of(figure, definition)).set("name", definition.name);
        cell.set("data", figure.number).set("url", records_url(unit_id, one, month));
        cell.show("bad", definition.direction == measure::Direction::less_is_better && figure.number > 0);
        if (definition.is_rate()) cell.section("of_section").set("number", figure.number).set("of", figure.of);
    }
}

void show_trend(view::Data data, Context& in, Month const& month, Id unit_id, std::vector<Id> const& units, PastDays& past) {
    auto months = months_until(month, trend_months, in.today());
    auto published = trend_of(in, Measure::published, months, unit_id, units, &past);
    auto overdue = trend_of(in, Measure::overdue, months, unit_id, units, &past);
    for (std::size_t i = 0; i < months.size(); ++i)
        data.section("trend")
            .set("month", months[i].name)
            .set("published", published[i].number)
            .set("overdue", overdue[i].number)
            .set("published_url", records_url(unit_id, Measure::published, months[i]))
            .set("overdue_url", records_url(unit_id, Measure::overdue, months[i]));
}

void show_months(view::Data data, Month const& month, Date today) {
    auto months = months_until(month_asked("", today), months_to_choose, today);
    std::reverse(months.begin(), months.end());
    for (auto const& one : months) organ::web::add_option(data, "months", one.name, one.name, one.name == month.name);
    data.set("month", month.name).set("as_of", month.period.to.text());
}

}  // namespace mingtang::dashboard::web
