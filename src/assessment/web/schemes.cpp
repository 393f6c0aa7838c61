#include "assessment/store.hpp"
#include "assessment/web/pages.hpp"
#include "base/text.hpp"
#include "http/reply.hpp"

namespace mingtang::assessment::web {
namespace {

/// None has so large a number.
int edition_number(Id asked) { return asked < 1000000 ? int(asked) : -1; }

void show_indicator_row(view::Data row, Scheme const& scheme, Indicator const& one, bool may_change) {
    row.set("name", one.name).set("source", source_words(one.source)).set("how", rule_words(one)).set("rule", one.rule);
    row.set("weight", one.way == Way::veto ? word("way", "veto") : points_text(one.weight)).show("unconfirmed", !one.confirmed);
    row.set_section("basis_section", "basis", one.basis);
    if (may_change)
        row.section("may_change")
            .set("url", scheme_url(scheme.code) + "/indicators/" + text::percent_encode(one.code))
            .set("name", one.name);
}

void show_editions(view::Data data, Context& in, Scheme const& scheme) {
    auto editions = store::editions(in.tx, scheme.code);
    if (editions.empty()) return;
    auto list = data.section("with_editions");
    for (auto const& edition : editions) {
        auto row = list.section("editions");
        row.set("number", edition.number).set("note", edition.note).set("saved_by", edition.saved_by);
        row.set("saved_at", edition.saved_at.local_text())
            .set("url", scheme_url(scheme.code) + "?edition=" + std::to_string(edition.number));
        row.set("file_url", scheme_url(scheme.code) + "/editions/" + std::to_string(edition.number)).show("shipped", edition.note.empty());
    }
}

}  // namespace

http::Response show_schemes(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        DeskPage page(desk, "assessment/schemes", word("page", "schemes"));
        page.crumb(word("page", "list"), list_url).crumb(word("page", "schemes"));
        auto data = page.data();
        data.show("decides", decides(desk.actor));
        for (auto const& known : known_schemes(in)) {
            std::size_t indicators = 0, open = 0;
            for (auto const& group : known.scheme.groups)
                for (auto const& one : group.indicators) ++indicators, open += !one.confirmed;
            auto row = data.section("schemes");
            row.set("url", scheme_url(known.scheme.code)).set("name", known.scheme.name).set("about", known.scheme.about);
            row.set("indicators", indicators).set("unconfirmed", open).set("total", points_text(known.scheme.total));
            if (known.edition.id == 0) {
                row.show("shipped");
            } else {
                row.section("kept").set("number", known.edition.number).set("saved_at", known.edition.saved_at.local_text());
            }
        }
        show_done(data, desk);
        return page.response();
    });
}

http::Response show_scheme(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto const& code = desk.request.param("code");
        auto asked = number_of(desk.request.query["edition"]);
        auto newest = known_scheme(in, code);
        if (!newest) return refuse(desk, newest.error());
        auto known = asked != 0 ? known_edition(in, code, edition_number(asked)) : newest;
        if (!known) return refuse(desk, known.error());
        auto const& scheme = known->scheme;
        bool is_newest = known->edition.number == newest->edition.number;
        DeskPage page(desk, "assessment/scheme", scheme.name);
        page.crumb(word("page", "list"), list_url).crumb(word("page", "schemes"), schemes_url).crumb(scheme.name);
        auto data = page.data();
        bool may_change = is_newest && decides(desk.actor);
        data.set("name", scheme.name).set("about", scheme.about).set("basis", scheme.basis).set("total", points_text(scheme.total));
        data.set("own_url", scheme_url(scheme.code)).show("may_change", may_change).set("code", scheme.code);
        data.set("file_url", scheme_url(scheme.code) + "/editions/" + std::to_string(known->edition.number));
        if (known->edition.number == 0) data.show("shipped");
        if (known->edition.number != 0) data.section("kept").set("number", known->edition.number);
        if (!is_newest) data.section("older").set("url", scheme_url(scheme.code)).set("number", newest->edition.number);
        if (scheme.bonus_most != 0) {
            auto bonus = data.section("bonus");
            bonus.set("most", points_text(scheme.bonus_most));
            bonus.set_section("over_section", "over", scheme.bonus_over ? points_text(*scheme.bonus_over) : "");
        }
        for (auto const& grade : scheme.grades) data.section("grades").set("name", grade.name).set("from", points_text(grade.from));
        for (auto const& group : scheme.groups) {
            auto part = data.section("groups");
            part.set("name", group.name)
                .set("code", group.code)
                .show("may_be_left", group.may_be_left)
                .show("group_unconfirmed", !group.confirmed);
            part.set_section("weighted", "weight", group.weight > 0 ? points_text(group.weight) : "");
            for (auto const& one : group.indicators) show_indicator_row(part.section("indicators"), scheme, one, may_change);
        }
        show_editions(data, in, scheme);
        show_done(data, desk);
        return page.response();
    });
}

http::Response download_scheme(Desk const& desk) {
    auto found = organ::look(desk.env, desk.actor, [&](Context& in) -> Outcome<Known> {
        auto const& code = desk.request.param("code");
        auto number = desk.request.param("number");
        return number == "0" ? known_scheme(in, code) : known_edition(in, code, edition_number(number_of(number)));
    });
    if (!found) return refuse(desk, found.error());
    http::Response response;
    response.body = text_of(found->scheme);
    response.set("Content-Type", "application/json; charset=utf-8").set("Cache-Control", "no-store");
    return std::move(http::as_attachment(response, found->scheme.name + ".json"));
}

}  // namespace mingtang::assessment::web
