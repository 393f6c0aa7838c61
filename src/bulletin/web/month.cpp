#include <spdlog/spdlog.h>

#include "base/text.hpp"
#include "bulletin/files.hpp"
#include "bulletin/store.hpp"
#include "bulletin/web/pages.hpp"
#include "catalogue/store.hpp"
#include "disclosure/store.hpp"
#include "http/reply.hpp"
#include "organ/store.hpp"
#include "organ/web/layout.hpp"

namespace mingtang::bulletin::web {
namespace {

bool is_frozen(Shown const& shown) { return shown.bulletin && shown.bulletin->state != State::contesting; }

void show_head(view::Data data, Context& in, Shown const& shown) {
    bool running = shown.content.to == in.today();
    data.set("title", title_of(shown.content)).set("from", shown.content.from.text()).set("to", shown.content.to.text());
    data.set("state", shown.bulletin ? word("state", shown.bulletin->state) : word("state", running ? "running" : "none"));
    data.set("own_url", month_url(shown.content.month));
    for (auto const& words : lead_of(shown.content)) data.section("lead").set("words", words);
    if (!shown.bulletin) return;
    auto const& bulletin = *shown.bulletin;
    data.section("begun").set("begun_on", bulletin.begun_on.text()).set("until", bulletin.contest_until_on.text());
    if (bulletin.state == State::contesting) show_clock(data, bulletin.contest_until_on, in);
    if (is_frozen(shown)) data.section("frozen").set("frozen_on", bulletin.frozen_at.local_date().text());
}

void show_publication(view::Data data, Context& in, Bulletin const& bulletin) {
    auto publication = publication_of(in, bulletin);
    if (publication.edition_id == 0) return;
    auto attached = disclosure::store::attachments_of(in.tx, publication.edition_id);
    auto unit = organ::store::unit_by_id(in.tx, bulletin.unit_id);
    auto part = data.section("publication");
    part.set("edition_url", "/desk/editions/" + std::to_string(publication.edition_id)).set("unit", unit ? unit->name : "");
    part.set("state", word("disclosure_state", publication.state));
    part.show("without_pdf", std::none_of(attached.begin(), attached.end(), [](auto const& one) { return one.name.ends_with(".pdf"); }));
    if (publication.disclosure_id)
        part.section("is_public")
            .set("url", "/disclosure/" + std::to_string(publication.disclosure_id))
            .set("published_on", publication.published_on.text());
}

void show_items(view::Data form, Context& in, Id unit_id, std::string const& chosen) {
    for (auto owner : {unit_id, Id(0)})
        for (auto const& item : catalogue::store::items_of(in.tx, owner))
            if (item.open && (owner != 0 || item.domain == "general"))
                organ::web::add_option(form, "items", std::to_string(item.id),
                                       item.level1 + (item.level2.empty() ? "" : " / " + item.level2), std::to_string(item.id) == chosen);
}

void show_steps(view::Data data, Desk const& desk, Context& in, Bulletin const& bulletin, Refusal const* refusal) {
    if (may(bulletin.state, Action::freeze, in.actor, bulletin.unit_id)) {
        auto form = data.section("may_freeze");
        form.set("csrf_token", desk.csrf_token).set("own_url", month_url(bulletin.month));
        auto unreached = not_reached(in);
        if (!unreached.empty()) data.section("not_reached").set("names", text::join(unreached, "、"));
    }
    if (may(bulletin.state, Action::publish, in.actor, bulletin.unit_id) && publication_of(in, bulletin).is_over()) {
        auto form = data.section("may_publish");
        auto unit = organ::store::unit_by_id(in.tx, bulletin.unit_id);
        form.set("csrf_token", desk.csrf_token).set("own_url", month_url(bulletin.month)).set("unit", unit ? unit->name : "");
        show_items(form, in, bulletin.unit_id, desk.request.form["catalogue_item_id"]);
        if (refusal != nullptr && !refusal->field.empty()) form.section(refusal->field + "_wrong").set("message", view::sentence(*refusal));
    }
}

void show_figure(view::Data cell, Shown const& shown, Line const& line, std::size_t i, bool opens) {
    auto const& column = shown.content.columns[i];
    auto const& figure = line.figures[i];
    auto name = std::string(opens ? "" : "plain_") + (column.is_rate() ? "rate" : "count");
    cell.section(name)
        .set("number", figure.number)
        .set("of", figure.of)
        .set("shown", bulletin::shown(figure, column))
        .set("url", records_url(shown.content.month, column.measure, line.unit_id))
        .set("all_url", records_url(shown.content.month, column.measure, line.unit_id, true));
    cell.set("standing", place_words(figure, column));
    if (figure.left_out > 0) cell.section("left_out").set("n", figure.left_out);
}

/// Before it is frozen a unit's people see their own line.
void show_groups(view::Data data, Context& in, Shown const& shown, bool all) {
    int place = 0;
    for (auto const& group : shown.content.groups) {
        std::vector<Line const*> lines;
        for (auto const& line : group.lines)
            if (all || may_see(in.actor, line.unit_id)) lines.push_back(&line);
        if (lines.empty()) continue;
        auto part = data.section("groups");
        part.set("name", group.name).set("place", ++place);
        for (auto const& column : shown.content.columns) part.section("columns").set("name", column.name);
        for (auto const* line : lines) {
            auto row = part.section("lines");
            row.set("unit", line->unit);
            for (std::size_t i = 0; i < line->figures.size(); ++i)
                show_figure(row.section("cells"), shown, *line, i, may_see(in.actor, line->unit_id));
        }
    }
}

void show_contest(view::Data row, Desk const& desk, Context& in, Bulletin const& bulletin, Contest const& contest) {
    row.set("id", contest.id).set("measure", measure::definition_of(contest.measure).name).set("record", contest.title);
    row.set("records_url", records_url(bulletin.month, contest.measure, contest.unit_id, true)).set("why", contest.why);
    row.set("reason", contest.reason).set("person", contest.person_name).set("made_at", contest.made_at.local_text());
    row.set("state", word("contest_state", contest.state));
    if (!contest.decision.empty())
        row.section("decided")
            .set("decision", contest.decision)
            .set("decided_by", contest.decided_by)
            .set("decided_at", contest.decided_at.local_text());
    bool open = contest.state == ContestState::open;
    if (may(bulletin.state, Action::decide, in.actor, contest.unit_id) && contest.state != ContestState::taken_back)
        row.section("may_decide").set("csrf_token", desk.csrf_token).set("id", contest.id);
    if (open && may(bulletin.state, Action::take_back, in.actor, contest.unit_id))
        row.section("may_take_back").set("csrf_token", desk.csrf_token).set("id", contest.id);
}

void show_contests(view::Data data, Desk const& desk, Context& in, Bulletin const& bulletin, Refusal const* refusal, Id at_fault) {
    auto names = organ::store::unit_names(in.tx);
    int number = 0;
    for (auto const& contest : store::contests(in.tx, bulletin.id)) {
        if (!may_see(in.actor, contest.unit_id)) continue;
        ++number;
        auto row = data.section("contests");
        row.set("unit", names[contest.unit_id]);
        show_contest(row, desk, in, bulletin, contest);
        if (refusal == nullptr || contest.id != at_fault) continue;
        row.set("typed", desk.request.form["reason"]);
        if (!refusal->field.empty()) row.section(refusal->field + "_wrong").set("message", view::sentence(*refusal));
    }
    data.show("no_contests", number == 0);
}

void show_meanings(view::Data data, Content const& content) {
    for (auto const& column : content.columns)
        data.section("meanings")
            .set("name", column.name)
            .set("definition", column.definition)
            .set("direction", word("direction", column.more_is_better ? "more" : "less"))
            .set("minimum", minimum_words(column));
}

void show_all_rankings(view::Data data, Content const& content) {
    auto section = data.section("all_rankings");
    for (auto const& group : content.groups) {
        auto part = section.section("parts");
        part.set("name", group.name);
        show_rankings(part, "rankings", content, group);
    }
    for (auto const* format : {"pdf", "xlsx", "html"})
        section.section("files").set("url", month_url(content.month, std::string("files/") + format)).set("label", word("format", format));
}

}  // namespace

http::Response month_page(Desk const& desk, std::string const& month, Refusal const* refusal, Id contest_id) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto shown = show(in, month);
        if (!shown) return refuse(desk, shown.error());
        DeskPage page(desk, "bulletin/month", month_words(month));
        page.crumb(word("page", "list"), "/desk/bulletin").crumb(month_words(month));
        auto data = page.data();
        bool all = sees_all(in.actor) || is_frozen(*shown);
        show_head(data, in, *shown);
        if (!all) data.section("only_own").show("may_contest", shown->bulletin && may_contest(*shown->bulletin, in.today()).has_value());
        show_groups(data, in, *shown, all);
        if (shown->bulletin) {
            show_publication(data, in, *shown->bulletin);
            show_steps(data, desk, in, *shown->bulletin, refusal);
            show_contests(data, desk, in, *shown->bulletin, refusal, contest_id);
        } else {
            data.show("no_contests");
        }
        show_meanings(data, shown->content);
        if (all) show_all_rankings(data, shown->content);
        organ::web::show_done(data, desk, word);
        if (refusal != nullptr) show_refused(data, *refusal);
        return page.response(refusal != nullptr ? status_of(*refusal) : 200);
    });
}

http::Response show_month(Desk const& desk) { return month_page(desk, desk.request.param("month"), nullptr); }

http::Response post_freeze(Desk const& desk) {
    auto month = desk.request.param("month");
    auto done = organ::act(desk.env, desk.actor, [&](Context& in) { return freeze(in, month); });
    if (done) return http::see_other(month_url(month) + "?done=frozen");
    auto refusal = done.error();
    return status_of(refusal) == 403 ? refuse(desk, refusal) : month_page(desk, month, &refusal);
}

http::Response post_publish(Desk const& desk) {
    auto month = desk.request.param("month");
    // Files are made outside the writing transaction: printing takes its time. What is frozen does not change meanwhile.
    auto shown = organ::look(desk.env, desk.actor, [&](Context& in) { return show(in, month); });
    if (!shown) return refuse(desk, shown.error());
    AttachedFiles attached;
    if (is_frozen(*shown) && desk.actor.has(Role::office, 0)) attached = attached_files(shown->content, desk.env.reader);
    for (auto const& [format, refusal] : attached.missing) spdlog::warn("bulletin {}: no {}: {}", month, format, refusal.code);
    auto done = organ::act(desk.env, desk.actor,
                           [&](Context& in) { return publish(in, month, desk.request.form["catalogue_item_id"], attached.files); });
    if (done) return http::see_other(month_url(month) + "?done=published");
    auto refusal = done.error();
    return status_of(refusal) == 403 ? refuse(desk, refusal) : month_page(desk, month, &refusal);
}

http::Response download(Desk const& desk) {
    auto content = organ::look(desk.env, desk.actor, [&](Context& in) -> Outcome<Content> {
        auto shown = show(in, desk.request.param("month"));
        if (!shown) return shown.error();
        if (!sees_all(in.actor) && !is_frozen(*shown)) return Refusal{"bulletin.find.not_found"};
        return shown->content;
    });
    if (!content) return refuse(desk, content.error());
    auto format = desk.request.param("format");
    auto file = file_of(*content, format, desk.env.reader);
    if (!file) return refuse(desk, file.error());
    http::Response response;
    response.body = std::move(file->content);
    response.set("Content-Type", content_type_of(format)).set("Cache-Control", "no-store");
    http::as_attachment(response, file->name);
    return response;
}

}  // namespace mingtang::bulletin::web
