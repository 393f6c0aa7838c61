#include "base/text.hpp"
#include "organ/store.hpp"
#include "request/store.hpp"
#include "request/web/desk_shown.hpp"
#include "request/web/desk_waiting.hpp"

namespace mingtang::request::web {
namespace {

constexpr int page_size = 50;
/// Of open cases, which are not paged.
constexpr int open_at_most = 300;

/// What one opening of the list shows of people: told to the journal once, with the number of cases.
struct Reading {
    Context& in;
    std::set<Id> opened;
};

void show_case(view::Data row, Reading& reading, InfoRequest const& request, Names const& names) {
    auto& in = reading.in;
    row.set("case_number", request.case_number).set("state", word("state", request.state)).set("unit", names.unit(request.unit_id));
    row.set("received_on", (request.state == State::arrived ? request.arrived_on : request.received_on).text());
    row.set("channel", word("channel_short", request.channel));
    row.set_section("first_section", "first", names.person(request.first_responder_id));
    row.set_section("handler_section", "handler", names.person(request.handler_id));
    row.show("no_handler", request.handler_id == 0 && request.open());
    if (request.id == 0 || request.source == Source::register_ || request.erased_at || !may_read(in, request)) return;
    reading.opened.insert(request.id);
    auto opened = open_for_applicant(in, request);
    row.section("readable")
        .set("applicant", masked(opened.applicant).name)
        .set("description", text::shorten(text::one_line(opened.description), 40));
}

void show_waiting(view::Data data, Reading& reading, std::vector<Waits> const& waiting, Names const& names) {
    data.set("waiting_count", waiting.size()).show("nothing_waiting", waiting.empty());
    if (waiting.empty()) return;
    auto table = data.section("waiting");
    for (auto const& one : waiting) {
        auto row = table.section("rows");
        show_case(row, reading, one.request, names);
        row.set("why", word("why", one.why));
        row.set("url", one.letter.id != 0 ? letter_url(one.letter.id)
                       : one.wish.id != 0 ? "/desk/wishes/" + std::to_string(one.wish.id)
                                          : case_url(one.request.id));
        if (one.wish.id != 0) row.set("case_number", one.request.id != 0 ? one.request.case_number : one.wish.number);
        if (one.wish.id != 0) row.set("state", word("wish_kind", one.wish.kind)).set("unit", names.unit(one.wish.unit_id));
        if (one.letter.id != 0) row.section("letter_section").set("letter", word("letter_kind", one.letter.kind));
        bool over = one.why == Why::opinion_over || one.why == Why::supplement_over || one.why == Why::fee_over;
        if (over) {
            organ::web::show_clock(row, one.due, reading.in, word);
        } else if (one.wish.id == 0) {
            show_clock(row, one.request, reading.in);
        }
    }
}

struct Figures {
    long long overdue = 0, today = 0, soon = 0, open = 0;
};

/// Of the most urgent ones; how many are open is counted.
Figures figures_of(Context& in, std::vector<Id> const& units) {
    Figures figures{.open = store::count(in.tx, {.units = units, .open_only = true})};
    for (auto const& request : store::list(in.tx, {.units = units, .open_only = true, .limit = 500})) {
        auto near = nearness(request, in.today(), in.calendar);
        figures.overdue += near == "overdue", figures.today += near == "today", figures.soon += near == "soon";
    }
    return figures;
}

void show_figures(view::Data data, Figures const& figures) {
    data.set("overdue", figures.overdue).set("today", figures.today).set("soon", figures.soon).set("open_count", figures.open);
    data.show("has_overdue", figures.overdue > 0).show("has_today", figures.today > 0);
}

store::Filter filter_of(http::Fields const& query, std::vector<Id> units) {
    store::Filter filter{.units = std::move(units)};
    filter.state = from_text<State>(query["state"]);
    bool closed = filter.state && *filter.state >= State::answered;
    filter.open_only = query["state"] != "all" && !closed;
    filter.handler_id = number_of(query["handler"]);
    filter.channel = from_text<law::Channel>(query["channel"]);
    filter.case_number = text::one_line(query["number"]);
    filter.year = int(std::min<Id>(number_of(query["year"]), 9999));
    filter.after_id = number_of(query["after"]);
    filter.limit = filter.open_only ? open_at_most : page_size + 1;
    return filter;
}

std::string address_of(http::Fields const& query) {
    std::string address;
    for (auto const* name : {"state", "handler", "channel", "year", "number"})
        if (!query[name].empty()) address += std::string(address.empty() ? "?" : "&") + name + "=" + text::percent_encode(query[name]);
    return "/desk/requests" + address;
}

void show_filter(view::Data data, Context& in, http::Fields const& query, std::vector<Id> const& units) {
    show_choices<State>(data, "state", query["state"]);
    show_choices<law::Channel>(data, "channel", query["channel"], "channel_short");
    data.show("all_chosen", query["state"] == "all").set("year", query["year"]).set("number", query["number"]);
    std::set<Id> handlers;
    for (auto const& [person, grants] : organ::store::all_acting_grants(in.tx))
        for (auto const& grant : grants)
            if (grant.role == Role::handler && (grant.unit_id == 0 || std::find(units.begin(), units.end(), grant.unit_id) != units.end()))
                handlers.insert(person);
    for (auto const& person : organ::store::people(in.tx, {.closed_too = true}))
        if (handlers.contains(person.id)) add_choice(data, "handler_choices", std::to_string(person.id), person.name, query["handler"]);
}

void show_list(view::Data data, Reading& reading, http::Fields const& query, std::vector<InfoRequest> found, store::Filter const& filter,
               Names const& names) {
    auto const& due = query["due"];
    bool whole = int(found.size()) >= filter.limit;
    if (!due.empty()) std::erase_if(found, [&](auto const& one) { return nearness(one, reading.in.today(), reading.in.calendar) != due; });
    bool more = !filter.open_only && found.size() > page_size;
    if (more) found.pop_back();
    data.show("only_most_urgent", filter.open_only && whole);
    data.set("list_title", filter.open_only ? word("page", "open_cases") : word("page", "all_cases")).show("nothing", found.empty());
    if (!found.empty()) {
        auto table = data.section("cases");
        for (auto const& request : found) {
            auto row = table.section("rows");
            row.set("url", case_url(request.id));
            show_case(row, reading, request, names);
            show_clock(row, request, reading.in);
        }
    }
    if (!more && filter.after_id == 0) return;
    auto pager = data.section("pager");
    auto base = address_of(query);
    if (filter.after_id != 0) pager.section("first_page").set("url", base + "#cases");
    if (more)
        pager.section("next_page")
            .set("url", base + (base.find('?') == std::string::npos ? "?" : "&") + "after=" + std::to_string(found.back().id) + "#cases");
}

Outcome<http::Response> inbox(Context& in, Desk const& desk) {
    auto units = own_units(in);
    if (units.empty()) return Refusal{"request.desk.forbidden"};
    DeskPage page(desk, "request/desk_inbox", word("page", "inbox"));
    auto data = page.data();
    auto const& query = desk.request.query;
    Names names(in);
    Reading reading{in, {}};
    auto waiting = waiting_for(in);
    organ::web::show_done(page.data(), desk, word);
    show_waiting(data, reading, waiting, names);
    show_figures(data, figures_of(in, units));
    show_filter(data, in, query, units);
    auto filter = filter_of(query, units);
    show_list(data, reading, query, store::list(in.tx, filter), filter, names);
    bool handles = in.actor.has_anywhere(Role::handler), heads = in.actor.has_anywhere(Role::office_head);
    auto tools = handles ? data.section("may_take_down") : data.section("no_take_down");
    tools.show("may_set", heads);
    // Who saw whose names and words is kept, as for a case that is opened.
    if (!reading.opened.empty())
        in.write("request.listed", "", in.actor.unit_id, {{"cases", static_cast<long long>(reading.opened.size())}});
    return page.count("/desk/requests", static_cast<long long>(waiting.size())).count_all(in).response();
}

}  // namespace

http::Response show_inbox(Desk const& desk) {
    auto shown = organ::act(desk.env, desk.actor, [&](Context& in) { return inbox(in, desk); });
    return shown ? std::move(*shown) : refuse(desk, shown.error());
}

}  // namespace mingtang::request::web
