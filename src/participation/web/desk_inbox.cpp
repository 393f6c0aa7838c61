#include "base/text.hpp"
#include "organ/store.hpp"
#include "participation/rules.hpp"
#include "participation/store.hpp"
#include "participation/web/pages.hpp"
#include "participation/workflow.hpp"

namespace mingtang::participation::web {
namespace {

constexpr int page_size = 50, soon_days = 2;
constexpr std::string_view list_url = "/desk/participation";

/// Units whose letters the person may see, for the filter.
std::vector<organ::Unit> units_of(Context& in) {
    std::vector<organ::Unit> units;
    for (auto const& unit : organ::store::all_units(in.tx))
        if (unit.open && may_see(in.actor, Letter{.unit_id = unit.id})) units.push_back(unit);
    return units;
}

store::Filter filter_of(Context& in, http::Fields const& query) {
    store::Filter filter{
        .unit_id = number_of(query["unit"]), .kind = from_text<Kind>(query["kind"]), .state = from_text<State>(query["state"])};
    filter.open = query["state"] == "open";
    if (query["overdue"] == "1") filter.overdue_on = in.today();
    return filter;
}

std::string address_of(http::Fields const& query, std::string const& after) {
    std::string address;
    auto add = [&](std::string_view name, std::string const& value) {
        if (!value.empty()) address.append(address.empty() ? "?" : "&").append(name).append("=").append(text::percent_encode(value));
    };
    for (auto name : {"unit", "kind", "state", "overdue"}) add(name, query[name]);
    add("after", after);
    return std::string(list_url) + address;
}

void show_filter(view::Data data, Context& in, http::Fields const& query, store::Filter const& filter) {
    add_option(data, "units", "", word("page", "all_units"), filter.unit_id == 0);
    for (auto const& unit : units_of(in)) add_option(data, "units", std::to_string(unit.id), unit.name, unit.id == filter.unit_id);
    add_option(data, "kinds", "", word("page", "all_kinds"), !filter.kind);
    for (auto name : EnumNames<Kind>::names)
        add_option(data, "kinds", name, word("kind", name), filter.kind && to_text(*filter.kind) == name);
    add_option(data, "states", "", word("page", "all_states"), query["state"].empty());
    add_option(data, "states", "open", word("page", "open"), filter.open);
    for (auto name : EnumNames<State>::names)
        add_option(data, "states", name, word("state", name), filter.state && to_text(*filter.state) == name);
    data.show("overdue", bool(filter.overdue_on));
}

void show_rows(view::Data data, Context& in, std::vector<Letter> const& letters) {
    auto titles = titles_of(in, letters);
    auto units = organ::store::unit_names(in.tx);
    auto table = data.section("table");
    for (std::size_t i = 0; i < letters.size(); ++i) {
        auto const& letter = letters[i];
        auto row = table.section("rows");
        row.set("url", std::string(list_url) + "/letters/" + std::to_string(letter.id)).set("number", letter.number);
        row.set("title", titles[i].empty() ? word("page", letter.erased_at ? "erased" : "sealed") : titles[i])
            .set("kind", word("kind", letter.kind));
        row.set("unit", letter.unit_id ? units[letter.unit_id] : word("page", "to_be_routed"))
            .set("received_on", letter.received_on.text());
        row.set("state", word("state", letter.state));
        if (letter.publicity == Publicity::published) row.show("is_public");
        show_clock(row, in, letter);
    }
}

Response inbox(Context& in, Desk const& desk) {
    DeskPage page(desk, "participation/desk_letters", word("page", "inbox"));
    page.crumb(word("page", "inbox"));
    auto data = page.data();
    auto const& query = desk.request.query;
    auto filter = filter_of(in, query);
    auto after = store::Key::parse(query["after"]);
    show_filter(data, in, query, filter);
    auto letters = store::list(in.tx, in.actor, filter, after, page_size + 1);
    bool more = letters.size() > page_size;
    if (more) letters.pop_back();
    data.show("nothing", letters.empty());
    if (!letters.empty()) show_rows(data, in, letters);
    if (more || after) {
        auto pager = data.section("pager");
        if (after) pager.section("first").set("url", address_of(query, ""));
        if (more)
            pager.section("next").set("url", address_of(query, store::Key{letters.back().received_on.text(), letters.back().id}.text()));
    }
    auto const& done = query["done"];
    if (auto sentence = word("done", done); !done.empty() && sentence != done) data.section("done").set("sentence", sentence);
    return page.count(list_url, waiting_count(in)).count_all(in).response();
}

}  // namespace

void show_clock(view::Data data, Context& in, Letter const& letter) {
    if (letter.closed_on || (letter.replied_on && letter.replied_on <= letter.reply_due)) return;
    if (letter.replied_on) return organ::web::show_clock(data, {"overdue", word("clock", "late")}, letter.reply_due);
    organ::web::show_clock(data, letter.reply_due, in, word, soon_days);
}

/// Who saw whose words is kept, so that looking at the list writes.
Response show_inbox(Desk const& desk) {
    return *organ::act(desk.env, desk.actor, [&](Context& in) -> Outcome<Response> { return inbox(in, desk); });
}

}  // namespace mingtang::participation::web

namespace mingtang::participation {

long long waiting_count(organ::Context& in) {
    long long count = 0;
    for (auto state : {State::arrived, State::in_hand, State::in_review})
        count += store::count_waiting(in.tx, in.actor, holder_of(state), state);
    return count;
}

}  // namespace mingtang::participation
