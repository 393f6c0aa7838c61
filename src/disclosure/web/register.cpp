#include "base/number.hpp"
#include "base/text.hpp"
#include "disclosure/rules.hpp"
#include "disclosure/store.hpp"
#include "disclosure/web/pages.hpp"
#include "disclosure/web/shown.hpp"
#include "law/ground.hpp"
#include "organ/store.hpp"

namespace mingtang::disclosure::web {
namespace {

constexpr int page_size = 50;

void show_way(view::Data row, Context& in, Edition const& edition) {
    row.set("way", word("way", edition.way)).set("scope", word("scope", edition.scope));
    if (edition.way != Way::withheld) return;
    auto const* ground = law::find_ground(edition.ground);
    auto shown = row.section("ground_section");
    shown.set("ground", ground ? ground->short_name : edition.ground).set("review_again_on", edition.review_again_on.text());
    shown.show("review_is_due", edition.review_again_on && edition.review_again_on <= in.today());
    if (ground) shown.set("article", view::citation(ground->article).text);
}

void show_rows(view::Data data, Context& in, std::vector<Edition> const& editions) {
    auto units = organ::store::unit_names(in.tx);
    for (auto const& edition : editions) {
        auto row = data.section("rows");
        row.set("id", edition.id).set("title", edition.title).show("untitled", edition.title.empty()).set("number", edition.number);
        row.set("url", edition_url(edition.id)).set("unit", units[edition.unit_id]).set("state", word("state", edition.state));
        row.set("kind", word("kind", edition.kind))
            .set("produced_on", edition.produced_on.text())
            .set("published_on", edition.published_on.text());
        show_way(row, in, edition);
    }
}

/// One row more than a page was read where there is a next page; `name=key` leads there.
void show_pager(view::Data data, std::vector<Edition>& editions, bool is_first, std::string const& base, auto&& next_key) {
    bool more = editions.size() > page_size;
    if (more) editions.pop_back();
    if (!more && is_first) return;
    auto pager = data.section("pager");
    if (!is_first) pager.section("first").set("url", base);
    if (more) pager.section("next").set("url", base + (base.find('?') == std::string::npos ? "?" : "&") + next_key(editions.back()));
}

template <Named E>
void show_choices(view::Data data, std::string_view group, std::optional<E> chosen) {
    for (auto name : EnumNames<E>::names)
        data.section(std::string(group) + "_choices")
            .set("value", name)
            .set("label", word(group, name))
            .show("chosen", chosen && to_text(*chosen) == name);
}

Outcome<Date> day_of(http::Fields const& query, std::string const& field) {
    auto const& typed = query[field];
    if (typed.empty()) return Date();
    auto day = Date::parse(typed);
    if (!day)
        return Refusal{
            "disclosure.save.bad_date", "", {{"field", "review_again_on"}, {"value", text::shorten(text::one_line(typed), 40)}}, field};
    return *day;
}

Outcome<store::RegisterFilter> filter_of(http::Fields const& query) {
    auto from = day_of(query, "again_from");
    if (!from) return from.error();
    auto until = day_of(query, "again_until");
    if (!until) return until.error();
    return store::RegisterFilter{from_text<State>(query["state"]), from_text<Way>(query["way"]), *from, *until};
}

std::string address_of(store::RegisterFilter const& filter) {
    std::string address;
    auto add = [&](std::string_view name, std::string_view value) {
        if (!value.empty()) address.append(address.empty() ? "?" : "&").append(name).append("=").append(value);
    };
    add("state", filter.state ? to_text(*filter.state) : "");
    add("way", filter.way ? to_text(*filter.way) : "");
    add("again_from", filter.review_again_from.text());
    add("again_until", filter.review_again_until.text());
    return "/desk/disclosures" + address;
}

}  // namespace

http::Response show_register(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        DeskPage page(desk, "disclosure/register", word("page", "register"));
        auto data = page.data();
        auto const& query = desk.request.query;
        auto filter = filter_of(query);
        // A date field takes no other text; the refusal names what was typed.
        for (auto name : {"again_from", "again_until"})
            if (Date::parse(query[name])) data.set(name, query[name]);
        data.set("due_now", address_of({.way = Way::withheld, .review_again_until = in.today()}));
        show_choices(data, "state", filter ? filter->state : from_text<State>(query["state"]));
        show_choices(data, "way", filter ? filter->way : from_text<Way>(query["way"]));
        if (!filter) {
            show_refused(data, filter.error());
            return page.response(status_of(filter.error()));
        }
        auto after = store::RegisterKey::parse(query["after"]);
        auto editions = store::of_units(in.actor, in.tx, *filter, after, page_size + 1);
        show_pager(data, editions, !after, address_of(*filter),
                   [&](Edition const& last) { return "after=" + store::key_of(last, *filter).text(); });
        show_rows(data, in, editions);
        data.show("nothing", editions.empty()).show("something", !editions.empty());
        return page.response();
    });
}

http::Response show_internal_list(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        DeskPage page(desk, "disclosure/internal_list", word("page", "internal"));
        auto before = number_of(desk.request.query["before"]);
        auto editions = store::internal_for(in.actor, in.tx, before, page_size + 1);
        show_pager(page.data(), editions, before == 0, "/desk/internal",
                   [](Edition const& last) { return "before=" + std::to_string(last.id); });
        show_rows(page.data(), in, editions);
        page.data().show("nothing", editions.empty()).show("something", !editions.empty());
        return page.response();
    });
}

http::Response show_internal(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto found = named(in, desk);
        bool readable = found && found->state == State::published && found->way == Way::proactive && found->scope != Scope::everyone;
        if (!readable) return refuse(desk, found ? Refusal{"disclosure.find.not_found"} : found.error());
        DeskPage page(desk, "disclosure/document", found->title);
        page.crumb(word("page", "internal"), "/desk/internal").crumb(found->title);
        page.data().section("is_internal").set("scope", word("scope", found->scope));
        show_document(page.data(), in, *found, false);
        return page.response();
    });
}

}  // namespace mingtang::disclosure::web
