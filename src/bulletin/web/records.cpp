#include "bulletin/store.hpp"
#include "bulletin/web/pages.hpp"
#include "http/reply.hpp"
#include "organ/site_address.hpp"
#include "organ/store.hpp"

namespace mingtang::bulletin::web {
namespace {

constexpr std::size_t rows_on_page = 200;

/// Whose figure is looked at.
struct Asked {
    Shown shown;
    organ::Unit unit;
    std::size_t column = 0;
    Figure figure;
    Column const& in_words() const { return shown.content.columns[column]; }
    Measure measure() const { return in_words().measure; }
    bool is_contesting() const { return shown.bulletin && shown.bulletin->state == State::contesting; }
};

Outcome<Asked> asked_for(Context& in, std::string const& month, http::Fields const& fields) {
    auto shown = show(in, month);
    if (!shown) return shown.error();
    auto unit = organ::store::unit_by_id(in.tx, number_of(fields["unit"]));
    auto measure = from_text<Measure>(fields["measure"]);
    if (!unit || !measure || !may_see(in.actor, unit->id)) return Refusal{"bulletin.find.not_found"};
    auto const& columns = shown->content.columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].measure != *measure) continue;
        for (auto const& group : shown->content.groups)
            for (auto const& line : group.lines)
                if (line.unit_id == unit->id) return Asked{std::move(*shown), *unit, i, line.figures[i]};
    }
    return Refusal{"bulletin.find.not_found"};
}

void show_head(view::Data data, Asked const& asked) {
    auto const& column = asked.in_words();
    auto const& content = asked.shown.content;
    data.set("unit", asked.unit.name).set("measure", column.name).set("shown", shown(asked.figure, column));
    data.set("month", month_words(content.month)).set("from", content.from.text()).set("to", content.to.text());
    data.set("definition", column.definition).set("back", month_url(content.month));
}

void show_tabs(view::Data data, Asked const& asked, bool all) {
    auto const& column = asked.in_words();
    auto tab = [&](std::string const& label, long long count, bool of) {
        auto one = data.section("tabs");
        one.set("label", label).set("count", count).show("current", of == all);
        one.set("url", records_url(asked.shown.content.month, column.measure, asked.unit.id, of));
    };
    tab(column.number, asked.figure.number, false);
    if (column.is_rate()) tab(column.of, asked.figure.of, true);
}

void show_row(view::Data row, Context& in, Asked const& asked, FrozenRecord const& one, std::map<std::string, Contest> const& contests,
              bool contestable) {
    row.set("title", one.title).set("url", one.url).set("day", one.day.text()).set("why", one.why);
    row.set("counted", word("counted", one.left_out ? "left_out" : one.counted ? "yes" : "no")).show("left_out", one.left_out);
    if (!contestable) return;
    auto cell = row.section("contest");
    auto known = contests.find(one.record);
    bool again = known == contests.end() || known->second.state == ContestState::taken_back;
    if (!again) {
        cell.section("contested").set("state", word("contest_state", known->second.state));
    } else if (may_contest(*asked.shown.bulletin, in.today())) {
        cell.section("open")
            .set("title", one.title)
            .set("contest_url", month_url(asked.shown.content.month, "contest") + "?measure=" + std::string(to_text(asked.measure())) +
                                    "&unit=" + std::to_string(asked.unit.id) + "&record=" + one.record);
    }
}

/// Rows that the tab shows: what is counted, or all; those left out stand in both, marked.
std::vector<FrozenRecord> chosen(std::vector<FrozenRecord> rows, bool all) {
    if (!all) std::erase_if(rows, [](auto const& row) { return !row.counted && !row.left_out; });
    return rows;
}

void show_rows(view::Data data, Context& in, Asked const& asked, std::vector<FrozenRecord> const& rows, std::size_t from, bool all) {
    std::map<std::string, Contest> contests;
    if (asked.shown.bulletin)
        for (auto& one : store::contests(in.tx, asked.shown.bulletin->id, asked.unit.id))
            if (one.measure == asked.measure()) contests[one.record] = one;
    bool contestable = asked.is_contesting() && may(State::contesting, Action::contest, in.actor, asked.unit.id);
    data.show("nothing", rows.empty());
    if (rows.empty()) return;
    auto list = data.section("list");
    list.show("may_contest", contestable);
    auto until = std::min(rows.size(), from + rows_on_page);
    for (auto i = from; i < until; ++i) show_row(list.section("rows"), in, asked, rows[i], contests, contestable);
    if (until < rows.size())
        list.section("more").set(
            "url", records_url(asked.shown.content.month, asked.measure(), asked.unit.id, all) + "&from=" + std::to_string(until));
}

http::Response contest_page(Desk const& desk, http::Fields const& fields, Refusal const* refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto month = desk.request.param("month");
        auto asked = asked_for(in, month, fields);
        if (!asked) return refuse(desk, asked.error());
        auto rows = rows_behind(in, asked->shown, asked->measure(), asked->unit.id);
        auto row = std::find_if(rows.begin(), rows.end(), [&](auto const& one) { return one.record == fields["record"]; });
        if (row == rows.end() || !asked->shown.bulletin) return refuse(desk, Refusal{"bulletin.contest.no_record"});
        DeskPage page(desk, "bulletin/contest", word("page", "contest"));
        page.crumb(word("page", "list"), "/desk/bulletin").crumb(month_words(month), month_url(month)).crumb(word("page", "contest"));
        auto data = page.data();
        data.set("unit", asked->unit.name).set("month", month_words(month)).set("measure", asked->in_words().name);
        data.set("until", asked->shown.bulletin->contest_until_on.text()).set("own_url", month_url(month, "contest"));
        data.set("title", row->title).set("url", row->url).set("why", row->why).set("csrf_token", desk.csrf_token);
        data.set("measure_name", to_text(asked->measure())).set("unit_id", asked->unit.id).set("record", row->record);
        data.set("reason", fields["reason"]).set("back", records_url(month, asked->measure(), asked->unit.id, true));
        if (refusal != nullptr) show_refused(data, *refusal);
        return page.response(refusal != nullptr ? status_of(*refusal) : 200);
    });
}

}  // namespace

http::Response show_records(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto const& query = desk.request.query;
        auto month = desk.request.param("month");
        auto asked = asked_for(in, month, query);
        if (!asked) return refuse(desk, asked.error());
        bool all = query["all"] == "1";
        DeskPage page(desk, "bulletin/records", word("page", "records"));
        page.crumb(word("page", "list"), "/desk/bulletin").crumb(month_words(month), month_url(month)).crumb(word("page", "records"));
        auto data = page.data();
        show_head(data, *asked);
        show_tabs(data, *asked, all);
        auto kept = rows_behind(in, asked->shown, asked->measure(), asked->unit.id);
        auto standing = std::count_if(kept.begin(), kept.end(), [](auto const& row) { return !row.left_out; });
        if (asked->in_words().is_rate() && all && standing < asked->figure.of)
            data.section("items_omitted").set("n", asked->figure.of - standing);
        auto rows = chosen(std::move(kept), all);
        show_rows(data, in, *asked, rows, std::min<std::size_t>(std::size_t(number_of(query["from"])), rows.size()), all);
        return page.response();
    });
}

http::Response show_contest(Desk const& desk) { return contest_page(desk, desk.request.query, nullptr); }

http::Response post_contest(Desk const& desk) {
    auto const& typed = desk.request.form;
    auto month = desk.request.param("month");
    auto measure = from_text<Measure>(typed["measure"]);
    if (!measure) return refuse(desk, Refusal{"bulletin.find.not_found"});
    ContestForm form{.measure = *measure, .unit_id = number_of(typed["unit"]), .record = typed["record"], .reason = typed["reason"]};
    auto made = organ::act(desk.env, desk.actor, [&](Context& in) { return contest(in, month, form); });
    if (made) return http::see_other(month_url(month) + "?done=contested#contest-" + std::to_string(made->id));
    auto refusal = made.error();
    return status_of(refusal) == 403 ? refuse(desk, refusal) : contest_page(desk, typed, &refusal);
}

http::Response post_step_of_contest(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    auto const& action = desk.request.form["action"];
    auto base = organ::base_url(desk.env);
    std::string month;
    auto done = organ::act(desk.env, desk.actor, [&](Context& in) -> Outcome<Contest> {
        if (auto known = store::contest(in.tx, id)) month = store::bulletin(in.tx, known->bulletin_id).value().month;
        if (action == "take_back") return take_back(in, id);
        if (action != "accept" && action != "reject") return Refusal{"bulletin.find.not_found"};
        return decide(in, id, action == "accept", desk.request.form["reason"], base);
    });
    if (done) return http::see_other(month_url(month) + "?done=" + (action == "take_back" ? "taken_back" : "decided"));
    auto refusal = done.error();
    auto status = status_of(refusal);
    return status == 403 || status == 404 ? refuse(desk, refusal) : month_page(desk, month, &refusal, id);
}

}  // namespace mingtang::bulletin::web
