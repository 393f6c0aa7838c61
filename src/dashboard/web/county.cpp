#include "dashboard/web/pages.hpp"

namespace mingtang::dashboard::web {

http::Response show_county(Desk const& desk, PastDays& past) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto units = units_of(desk.actor);
        auto month = month_asked(desk.request.query["month"], in.today());
        auto county = county_of(in, month.period, units, &past);
        DeskPage page(desk, "dashboard/county", word("page", "county"));
        page.crumb(word("page", "county"));
        page.layout().show("with_charts");
        auto data = page.data();
        data.show("may_screen", units.empty());
        show_months(data, month, in.today());
        show_columns(data);
        show_cells(data.section("in_all"), county.in_all, 0, month);
        for (auto const& row : county.units) {
            auto shown = data.section("units").set("unit", row.name);
            shown.set("unit_url", "/desk/dashboard/units/" + std::to_string(row.unit_id) + "?month=" + month.name);
            shown.show("closed", !row.open);
            show_cells(shown, row.figures, row.unit_id, month);
        }
        auto late = county.units;
        std::stable_sort(late.begin(), late.end(), [](auto const& a, auto const& b) {
            return a.figures.at(Measure::overdue).number > b.figures.at(Measure::overdue).number;
        });
        for (auto const& row : late)
            if (auto number = row.figures.at(Measure::overdue).number; number > 0)
                data.section("late")
                    .set("unit", row.name)
                    .set("number", number)
                    .set("url", records_url(row.unit_id, Measure::overdue, month));
        data.show("none_late", county.in_all[Measure::overdue].number == 0);
        show_trend(data, in, month, 0, units, past);
        return page.response();
    });
}

}  // namespace mingtang::dashboard::web
