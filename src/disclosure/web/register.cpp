#include "disclosure/rules.hpp"
#include "disclosure/store.hpp"
#include "disclosure/web/pages.hpp"
#include "disclosure/web/shown.hpp"
#include "law/ground.hpp"
#include "organ/store.hpp"

namespace mingtang::disclosure::web {
namespace {

constexpr int page_size = 50;

Id before_of(http::Fields const& query) {
    auto const& typed = query["before"];
    bool number = !typed.empty() && typed.size() < 19 && typed.find_first_not_of("0123456789") == std::string::npos;
    return number ? std::stoll(typed) : 0;
}

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

/// One row more than a page was read where there is a next page.
void show_pager(view::Data data, std::vector<Edition>& editions, bool is_first, std::string const& base) {
    bool more = editions.size() > page_size;
    if (more) editions.pop_back();
    if (!more && is_first) return;
    auto pager = data.section("pager");
    if (!is_first) pager.section("first").set("url", base);
    if (more)
        pager.section("next").set(
            "url", base + (base.find('?') == std::string::npos ? "?" : "&") + "before=" + std::to_string(editions.back().id));
}

}  // namespace

http::Response show_register(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        DeskPage page(desk, "disclosure/register", word("page", "register"));
        auto state = from_text<State>(desk.request.query["state"]);
        auto before = before_of(desk.request.query);
        auto editions = store::of_units(in.actor, in.tx, state, before, page_size + 1);
        show_pager(page.data(), editions, before == 0, "/desk/disclosures" + (state ? "?state=" + std::string(to_text(*state)) : ""));
        show_rows(page.data(), in, editions);
        page.data().show("nothing", editions.empty()).show("something", !editions.empty());
        for (auto name : EnumNames<State>::names)
            page.data()
                .section("state_choices")
                .set("value", name)
                .set("label", word("state", name))
                .show("chosen", state && to_text(*state) == name);
        return page.response();
    });
}

http::Response show_internal_list(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        DeskPage page(desk, "disclosure/internal_list", word("page", "internal"));
        auto before = before_of(desk.request.query);
        auto editions = store::internal_for(in.actor, in.tx, before, page_size + 1);
        show_pager(page.data(), editions, before == 0, "/desk/internal");
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
        page.data().show("is_internal");
        show_document(page.data(), in, *found);
        return page.response();
    });
}

}  // namespace mingtang::disclosure::web
