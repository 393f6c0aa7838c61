#include "assessment/files.hpp"
#include "assessment/store.hpp"
#include "assessment/web/pages.hpp"
#include "base/text.hpp"
#include "organ/site_address.hpp"

namespace mingtang::assessment::web {
namespace {

void show_units(view::Data data, Table const& table, Context& in) {
    for (auto const& unit : table.units) {
        if (!may_see(in.actor, table.period, unit.unit_id)) continue;
        auto row = data.section("units");
        row.set("url", sheet_url(table.period.id, unit.unit_id)).set("unit", unit.unit);
        if (sees_all(in.actor)) row.section("placed").set("place", unit.place);
        row.set("score", score_words(unit.result)).set("grade", unit.result.grade).set("lost", points_text(unit.result.lost));
        row.set("bonus", points_text(unit.result.bonus)).show("vetoed", unit.result.vetoed);
        if (unit.unjudged > 0) row.section("waiting").set("unjudged", unit.unjudged);
        long long open = 0;
        for (auto const& line : unit.lines)
            for (auto const& appeal : line.appeals) open += appeal.state == AppealState::open;
        if (open > 0) row.section("appealed").set("appeals", open);
    }
}

void show_actions(view::Data data, Desk const& desk, Context& in, Period const& period) {
    auto may = possible(period.state, in.actor);
    auto offer = [&](Action action, char const* section) {
        if (std::find(may.begin(), may.end(), action) == may.end()) return;
        auto part = data.section(section);
        part.set("url", period_url(period.id)).set("csrf_token", desk.csrf_token);
    };
    auto const& days = desk.request.form["working_days"];
    data.set("working_days", days.empty() ? "5" : days).set("reason", desk.request.form["reason"]);
    offer(Action::compute, "may_compute");
    offer(Action::tell, "may_tell");
    bool writes =
        std::find(may.begin(), may.end(), Action::tell) != may.end() || std::find(may.begin(), may.end(), Action::decide) != may.end();
    data.set_section("not_reached", "names", writes ? text::join(not_reached(in, period), "、") : std::string());
    offer(Action::settle, "may_settle");
    offer(Action::drop, "may_drop");
    offer(Action::reopen, "may_reopen");
    auto publication = publication_of(in, period);
    bool stands = period.state == State::in_publication && (publication.disclosure_id != 0 || publication.under_way);
    if (!stands && !publication.under_way) offer(Action::publish, "may_publish");
    if (publication.edition_id == 0) return;
    auto part = data.section("publication");
    part.set("edition_url", "/desk/editions/" + std::to_string(publication.edition_id)).show("under_way", publication.under_way);
    if (publication.disclosure_id != 0)
        part.section("is_public")
            .set("url", "/disclosure/" + std::to_string(publication.disclosure_id))
            .set("published_on", publication.published_on.text());
}

http::Response period_page(Desk const& desk, Refusal const* refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto found = find(in, desk.request.id_param("id").value_or(0));
        if (!found) return refuse(desk, found.error());
        auto table = table_of(in, *found);
        DeskPage page(desk, "assessment/period", found->name);
        page.crumb(word("page", "list"), list_url).crumb(found->name);
        auto data = page.data();
        data.set("name", found->name).set("state", word("state", found->state)).set("scheme", table.scheme->name);
        data.set("edition", table.edition.number)
            .set("scheme_url", scheme_url(table.scheme->code) + "?edition=" + std::to_string(table.edition.number));
        data.set("from_on", found->from_on.text()).set("to_on", found->to_on.text()).set("computed_on", found->computed_on.text());
        data.set_section("appeals_until", "until", found->state == State::told ? found->appeal_until.text() : "");
        data.set("own_url", period_url(found->id)).show("sees_all", sees_all(in.actor));
        bool running = found->state == State::judging && sees_all(in.actor);
        if (running && table.unjudged() > 0) data.section("unjudged").set("number", table.unjudged());
        show_units(data, table, in);
        show_actions(data, desk, in, *found);
        show_done(data, desk);
        if (refusal != nullptr) show_refused(data, *refusal);
        return page.response(refusal != nullptr ? status_of(*refusal) : 200);
    });
}

/// Files are made outside the writing transaction.
Outcome<Period> publish_with_files(Desk const& desk, Id id) {
    auto files = organ::look(desk.env, desk.actor, [&](Context& in) -> Outcome<std::vector<File>> {
        auto found = find(in, id);
        if (!found) return found.error();
        auto table = table_of(in, *found);
        return std::vector<File>{{title_of(table) + ".xlsx", xlsx_of(table, published_of(in, table))}};
    });
    if (!files) return files.error();
    return organ::act(desk.env, desk.actor, [&](Context& in) { return publish(in, id, *files); });
}

Outcome<Period> take_typed(Desk const& desk, Id id) {
    auto const& typed = desk.request.form;
    auto const& action = typed["action"];
    auto base = organ::base_url(desk.env);
    if (action == "publish") return publish_with_files(desk, id);
    return organ::act(desk.env, desk.actor, [&](Context& in) -> Outcome<Period> {
        if (action == "compute") return compute(in, id);
        if (action == "tell") return tell(in, id, typed["working_days"], base);
        if (action == "settle") return settle(in, id);
        if (action == "drop") return drop(in, id, typed["reason"]);
        if (action == "reopen") return reopen(in, id, typed["reason"]);
        return Refusal{"assessment.find.not_found"};
    });
}

}  // namespace

http::Response show_period(Desk const& desk) { return period_page(desk, nullptr); }

http::Response take_step(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    auto taken = take_typed(desk, id);
    if (taken) return http::see_other(period_url(id) + "?done=" + desk.request.form["action"]);
    auto refusal = taken.error();
    return is_final(refusal) ? refuse(desk, refusal) : period_page(desk, &refusal);
}

http::Response download_file(Desk const& desk) {
    auto file = organ::look(desk.env, desk.actor, [&](Context& in) -> Outcome<File> {
        auto found = find(in, desk.request.id_param("id").value_or(0));
        if (!found || !sees_all(in.actor) || desk.request.param("format") != "xlsx") return Refusal{"assessment.find.not_found"};
        auto table = table_of(in, *found);
        return File{title_of(table) + ".xlsx", xlsx_of(table, published_of(in, table))};
    });
    if (!file) return refuse(desk, file.error());
    http::Response response;
    response.body = std::move(file->content);
    response.set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet").set("Cache-Control", "no-store");
    return std::move(http::as_attachment(response, file->name));
}

}  // namespace mingtang::assessment::web
