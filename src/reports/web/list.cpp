#include "http/reply.hpp"
#include "organ/store.hpp"
#include "organ/web/layout.hpp"
#include "reports/rules.hpp"
#include "reports/store.hpp"
#include "reports/taken.hpp"
#include "reports/web/pages.hpp"
#include "reports/words.hpp"

namespace mingtang::reports::web {
namespace {

using http::Response;
using organ::web::add_option;

/// The year asked for, else the one that is worked on.
int year_of(http::Fields const& fields, Date today) {
    auto year = number_of<int>(fields["year"]);
    return year >= 2008 && year <= 2199 ? year : year_worked_on(today);
}

void show_years(view::Data data, Context& in, int chosen) {
    std::set<int, std::greater<>> years{chosen, in.today().year(), in.today().year() - 1};
    for (auto year : store::years(in.tx)) years.insert(year);
    for (auto year : years) add_option(data, "years", std::to_string(year), std::to_string(year), year == chosen);
}

void show_unit(view::Data row, Context& in, organ::Unit const& unit, KeptReport const* report, int year, Desk const& desk) {
    row.set("unit", unit.name).set("due", due_of(unit.kind, year).text());
    row.set("state", report ? state_words(in, *report) : word("state", "none"));
    if (!report || !report->is_handed_in()) show_clock(row, due_of(unit.kind, year), in.today());
    if (unit.kind == organ::UnitKind::government) {
        auto parts = parts_of(in.tx, unit, year);
        auto in_already = std::count_if(parts.begin(), parts.end(), [](Part const& part) { return part.is_in(); });
        if (!parts.empty()) row.section("parts").set("in", in_already).set("all", parts.size());
    }
    if (report) {
        auto there = row.section("there");
        there.set("url", url_of(report->id));
        if (report->handed_in_at.text().size() > 0 && report->is_handed_in())
            there.section("handed_in").set("at", report->handed_in_at.local_date().text());
        return;
    }
    if (may(State::drafting, Action::save, in.actor, unit.id))
        row.section("may_start").set("unit_id", unit.id).set("year", year).set("csrf_token", desk.csrf_token);
}

Response list_page(Desk const& desk, int year, std::optional<Refusal> const& refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        DeskPage page(desk, "reports/list", word("page", "list"));
        auto data = page.data();
        data.set("year", year);
        show_years(data, in, year);
        std::map<Id, KeptReport> reports_of_year;
        for (auto& report : store::of_year(in.tx, year)) reports_of_year[report.unit_id] = std::move(report);
        int shown = 0;
        for (auto const& [unit, depth] : organ::store::unit_tree(in.tx)) {
            auto found = reports_of_year.find(unit.id);
            auto const* report = found == reports_of_year.end() ? nullptr : &found->second;
            if (!may_see(in.actor, unit.id) || (!makes_report(unit) && !report)) continue;
            ++shown;
            show_unit(data.section("rows"), in, unit, report, year, desk);
        }
        data.show("nothing", shown == 0).show("something", shown > 0);
        if (refusal) organ::web::show_refused(data, *refusal);
        return page.response(refusal ? status_of(*refusal) : 200);
    });
}

Response take_in_page(Desk const& desk, Id unit_id, int year, std::optional<Refusal> const& refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        DeskPage page(desk, "reports/take_in", word("page", "take_in"));
        page.crumb(word("page", "list"), list_url).crumb(word("page", "take_in"));
        auto data = page.data();
        for (auto const& unit : organ::store::all_units(in.tx))
            if (may(State::drafting, Action::save, in.actor, unit.id) && unit.kind != organ::UnitKind::enterprise)
                add_option(data, "units", std::to_string(unit.id), unit.name, unit.id == unit_id);
        for (int one = in.today().year(); one >= in.today().year() - 12; --one)
            add_option(data, "years", std::to_string(one), std::to_string(one), one == year);
        if (refusal) organ::web::show_refused(data, *refusal);
        return page.response(refusal ? status_of(*refusal) : 200);
    });
}

}  // namespace

Response list(Desk const& desk) { return list_page(desk, year_of(desk.request.query, desk.env.clock.today()), std::nullopt); }

Response post_start(Desk const& desk) {
    auto const& form = desk.request.form;
    auto year = number_of<int>(form["year"]);
    auto made = organ::act(desk.env, desk.actor, [&](Context& in) { return start(in, number_of(form["unit_id"]), year); });
    if (made) return http::see_other(url_of(made->id, "figures"));
    return list_page(desk, year_of(form, desk.env.clock.today()), made.error());
}

Response get_take_in(Desk const& desk) {
    auto asked = number_of(desk.request.query["unit"]);
    auto asked_year = number_of<int>(desk.request.query["year"]);
    auto year = asked_year ? asked_year : desk.env.clock.today().year() - 1;
    return take_in_page(desk, asked ? asked : desk.actor.unit_id, year, std::nullopt);
}

Response post_take_in(Desk const& desk) {
    auto const& form = desk.request.form;
    auto unit_id = number_of(form["unit"]), year = number_of(form["year"]);
    auto again = [&](Refusal const& refusal) { return take_in_page(desk, unit_id, year, refusal); };
    http::Upload const* file = nullptr;
    for (auto const& upload : desk.request.uploads)
        if (upload.field == "file" && upload.size > 0) file = &upload;
    if (file == nullptr) return again({"reports.take_in.nothing", "", {}, "file"});
    auto report = read_report_file(file->path, file->file_name, desk.env.reader, year);
    if (!report) return again(report.error());
    auto taken = organ::act(desk.env, desk.actor, [&](Context& in) { return take_in(in, unit_id, *report, file->file_name); });
    return taken ? http::see_other(url_of(taken->id, "figures")) : again(taken.error());
}

}  // namespace mingtang::reports::web
