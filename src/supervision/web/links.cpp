#include "supervision/links/actions.hpp"
#include "supervision/links/store.hpp"
#include "supervision/vetoes.hpp"
#include "supervision/web/pages.hpp"

namespace mingtang::supervision::web {
namespace {

constexpr int shown_places = 3;

std::string trouble_in_words(links::Link const& link) {
    return filled(word("link_trouble", link.trouble), {{"status", std::to_string(link.status)}});
}

void show_places(view::Data row, Context& in, links::Link const& link) {
    auto places = links::store::places_of(in.tx, link.id, shown_places + 1);
    bool more = int(places.size()) > shown_places;
    if (more) places.resize(shown_places);
    for (auto const& place : places)
        row.section("places").set("title", place.title).set("url", "/disclosure/" + std::to_string(place.disclosure_id));
    row.show("more", more);
}

void show_row(view::Data row, Context& in, links::Link const& link, bool may_ask) {
    row.set("url", link.url).set("state", word("link_state", link.state)).set_section("trouble_part", "trouble", trouble_in_words(link));
    row.set_section("since_part", "since", link.failing_since.text()).set_section("moved_part", "moved_to", link.moved_to);
    row.set_section("checked_part", "checked_at", link.checked_at.local_text()).set("next_on", link.next_at.local_text().substr(0, 10));
    row.show(link.state == links::State::dead ? "is_dead" : "is_other");
    show_places(row, in, link);
    if (may_ask) row.section("may_ask").set("id", link.id).set("url", link.url);
}

links::store::Filter filter_of(Desk const& desk) {
    auto const& query = desk.request.query;
    links::store::Filter filter{.state = from_text<links::State>(query["state"]), .units = units_of(desk.actor)};
    filter.moved_only = query["state"] == "moved";
    filter.after_id = number_of(query["after"]);
    return filter;
}

http::Response links_page(Desk const& desk, Context& in, Refusal const* refusal) {
    auto filter = filter_of(desk);
    auto found = links::store::links(in.tx, filter);
    DeskPage page(desk, "supervision/links", word("page", "links"));
    page.crumb(word("page", "cases"), "/desk/supervision").crumb(word("page", "links"));
    auto data = page.data();
    data.set("csrf_token", desk.csrf_token);
    auto const& chosen = desk.request.query["state"];
    for (auto name : EnumNames<links::State>::names)
        data.section("state_choices").set("value", name).set("label", word("link_state", name)).show("chosen", chosen == name);
    data.show("moved_chosen", filter.moved_only);
    show_link_progress(data, in, filter.units);
    data.show("nothing", found.empty());
    if (!found.empty()) {
        auto list = data.section("list");
        for (auto const& link : found) show_row(list.section("links"), in, link, inspects(desk.actor));
    }
    if (int(found.size()) == filter.limit)
        data.section("pager").set("url", "/desk/supervision/links?state=" + chosen + "&after=" + std::to_string(found.back().id));
    organ::web::show_done(page.data(), desk, word);
    if (refusal != nullptr) show_refused(data, *refusal);
    return page.response(refusal != nullptr ? status_of(*refusal) : 200);
}

}  // namespace

void show_link_progress(view::Data data, Context& in, std::vector<Id> const& units) {
    using links::State;
    auto counts = links::store::counts(in.tx, units);
    long long all = 0;
    for (auto const& [state, number] : counts) all += number;
    auto part = data.section("outside");
    part.set("all", all).set("asked", all - counts[State::waiting]).set("waiting", counts[State::waiting]);
    part.set("dead", counts[State::dead]).set("failing", counts[State::failing]).set("unsure", counts[State::unsure]);
    part.set_section("last", "at", links::store::last_asked(in.tx).local_text());
    auto turn = links::store::turn(in.tx);
    part.set("today", turn.day == in.today() ? turn.asked : 0).set_section("away", "since", turn.away_since.local_text());
}

void show_vetoes(view::Data data, Context& in) {
    auto all = vetoes(in);
    auto failing = std::count_if(all.begin(), all.end(), [](Veto const& one) { return one.fails(); });
    auto near = std::count_if(all.begin(), all.end(), [](Veto const& one) { return one.is_near(); });
    data.section("veto_figure").set("failing", failing).show("any", failing > 0);
    auto part = data.section("veto_part");
    part.set("told", filled(word("veto", failing > 0 ? "failing"
                                         : near > 0  ? "near"
                                                     : "calm"),
                            {{"failing", std::to_string(failing)}, {"near", std::to_string(near)}}));
    for (auto const& one : all) {
        auto row = part.section("rows");
        row.set("name", one.name).set("basis", one.basis).set("at_least", one.at_least);
        row.show(one.fails() ? "fails" : one.is_near() ? "near" : "calm");
        auto number =
            one.kind.empty() ? row.section("plain") : row.section("linked").set("url", "/desk/supervision/findings?kind=" + one.kind);
        number.set("number", one.number);
    }
}

http::Response show_links(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) { return links_page(desk, in, nullptr); });
}

http::Response ask_link_again(Desk const& desk) {
    auto done = organ::act(desk.env, desk.actor, [&](Context& in) { return again(in, number_of(desk.request.form["link"])); });
    if (done) return http::see_other("/desk/supervision/links?done=link_again&state=" + std::string(to_text(done->state)));
    auto refusal = done.error();
    return organ::look(desk.env, desk.actor, [&](Context& in) { return links_page(desk, in, &refusal); });
}

}  // namespace mingtang::supervision::web
