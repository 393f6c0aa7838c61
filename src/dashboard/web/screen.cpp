#include "dashboard/web/pages.hpp"
#include "organ/store.hpp"
#include "organ/web/layout.hpp"
#include "supervision/store.hpp"
#include "supervision/words.hpp"

namespace mingtang::dashboard::web {
namespace {

constexpr std::size_t most_units = 12, most_cases = 8;
constexpr char const* seconds_to_next = "60";

void show_late(view::Data data, County county, Month const& month) {
    std::stable_sort(county.units.begin(), county.units.end(), [](auto const& a, auto const& b) {
        return a.figures.at(Measure::overdue).number > b.figures.at(Measure::overdue).number;
    });
    county.units.resize(std::min(county.units.size(), most_units));
    for (auto const& row : county.units)
        data.section("late")
            .set("unit", row.name)
            .set("number", row.figures.at(Measure::overdue).number)
            .set("url", records_url(row.unit_id, Measure::overdue, month));
}

void show_cases(view::Data data, Context& in) {
    auto names = organ::store::unit_names(in.tx);
    auto open = supervision::store::rectifications(in.tx, {.open_only = true, .limit = int(most_cases)});
    data.show("no_cases", open.empty()).show("some_cases", !open.empty());
    for (auto const& record : open)
        data.section("cases")
            .set("number", record.number)
            .set("title", record.title)
            .set("unit", names[record.unit_id])
            .set("state", supervision::word("state", record.state))
            .set("due", record.due_on.text())
            .show("is_late", record.state == supervision::State::issued && record.due_on < in.today());
}

}  // namespace

/// For a wall: no navigation, asked anew by the browser every minute. Whole county only.
http::Response show_screen(Desk const& desk, PastDays& past) {
    if (!units_of(desk.actor).empty()) return organ::web::refused(desk, {"organ.role.forbidden"});
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto month = month_asked("", in.today());
        auto county = county_of(in, month.period, {}, &past);
        view::View layout("layout/screen");
        organ::web::fill_layout(layout.data(), desk.env, desk.request, word("page", "screen"));
        layout.data().set("desk_css", view::asset_url("desk.css")).set("charts_js", view::asset_url("charts.js"));
        auto data = layout.data().include("content", "dashboard/screen");
        data.set("site_name", desk.env.site().site_name).set("at", in.now.local_text()).set("month", month.name);
        show_cells(data, county.in_all, 0, month);
        show_late(data, county, month);
        show_trend(data, in, month, 0, {}, past);
        show_cases(data, in);
        http::Response response;
        response.set("Content-Type", "text/html; charset=utf-8").set("Cache-Control", "no-store").set("Refresh", seconds_to_next);
        response.body = layout.render();
        return response;
    });
}

}  // namespace mingtang::dashboard::web
