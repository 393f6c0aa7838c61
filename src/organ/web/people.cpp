#include "organ/people.hpp"
#include "base/number.hpp"

#include "base/text.hpp"
#include "organ/password.hpp"
#include "organ/store.hpp"
#include "organ/web/layout.hpp"
#include "organ/web/routes.hpp"
#include "organ/words.hpp"

namespace mingtang::organ::web {
namespace {

void add_units(view::Data data, Context& in, Id chosen) {
    for (auto const& unit : store::all_units(in.tx))
        if (unit.open || unit.id == chosen) add_option(data, "units", std::to_string(unit.id), unit.name, unit.id == chosen);
}

void add_roles(view::Data data, std::string_view chosen) {
    for (auto role : EnumNames<Role>::names) add_option(data, "roles", role, word("role", role), role == chosen);
}

void fill_row(view::Data row, Person const& person, std::vector<Grant> const& grants, std::map<Id, std::string>& units, Instant now) {
    row.set("id", person.id)
        .set("name", person.name)
        .set("login", person.login)
        .set("title", person.title)
        .set("unit", units[person.unit_id]);
    std::set<Role> roles;
    for (auto const& grant : grants)
        if (roles.insert(grant.role).second) row.section("held").set("role", word("role", grant.role));
    row.show("is_closed", !person.open).show("is_locked", person.open && person.locked_until > now);
    row.show("has_factor", !person.second_factor.empty());
    row.set("signed_in_at", person.signed_in_at ? person.signed_in_at.local_text() : "");
}

http::Response list(Desk const& desk) {
    auto const& query = desk.request.query;
    store::PeopleFilter filter{.words = text::shorten(text::one_line(query["q"]), 40),
                               .unit_id = number_of(query["unit"]),
                               .role = from_text<Role>(query["role"])};
    filter.closed_too = !query["closed"].empty();
    DeskPage page(desk, "organ/people", word("title", "people"));
    page.crumb(word("title", "people"));
    look(desk.env, desk.actor, [&](Context& in) {
        auto units = store::unit_names(in.tx);
        auto grants = store::all_grants(in.tx);
        auto found = store::people(in.tx, filter);
        for (auto const& person : found) fill_row(page.data().section("people"), person, grants[person.id], units, in.now);
        page.data().set("count", found.size()).show("none", found.empty());
        add_units(page.data(), in, filter.unit_id);
        return 0;
    });
    add_roles(page.data(), query["role"]);
    page.data().set("q", filter.words).show("closed_too", filter.closed_too);
    return page.response();
}

http::Response new_page(Desk const& desk, std::optional<Refusal> const& refusal = {}) {
    auto const& form = desk.request.form;
    DeskPage page(desk, "organ/person_new", word("title", "new_person"));
    page.crumb(word("title", "people"), "/admin/people").crumb(word("title", "new_person"));
    page.data()
        .set("login", form["login"])
        .set("name", form["name"])
        .set("title", form["title"])
        .show("wanted", !form["second_factor_wanted"].empty());
    look(desk.env, desk.actor, [&](Context& in) {
        add_units(page.data(), in, number_of(form["unit_id"]));
        return 0;
    });
    if (refusal) show_refusal(page.data(), *refusal);
    return page.response(refusal ? status_of(*refusal) : 200);
}

/// Shown once; only its hash is kept.
http::Response password_slip(Desk const& desk, Person const& person, std::string_view password) {
    DeskPage page(desk, "organ/password_slip", word("title", "password_reset"));
    auto address = "/admin/people/" + std::to_string(person.id);
    page.crumb(word("title", "people"), "/admin/people").crumb(person.name, address);
    page.data().set("name", person.name).set("login", person.login).set("password", password).set("href", address);
    return page.response();
}

http::Response post_new(Desk const& desk) {
    auto const& form = desk.request.form;
    Person person{.login = text::trim(form["login"]), .name = form["name"], .title = form["title"], .unit_id = number_of(form["unit_id"])};
    person.second_factor_wanted = !form["second_factor_wanted"].empty();
    auto password = one_time_password();
    auto made = act(desk.env, desk.actor, [&](Context& in) { return create_person(in, person, password); });
    if (!made) return new_page(desk, made.error());
    return password_slip(desk, *made, password);
}

void fill_person(view::Data data, Context& in, Person const& person) {
    auto units = store::unit_names(in.tx);
    bool locked = person.open && person.locked_until > in.now;
    data.set("id", person.id).set("login", person.login).set("name", person.name).set("title", person.title);
    data.show("wanted", person.second_factor_wanted).show("is_open", person.open).show("is_closed", !person.open);
    data.show("is_locked", locked).show("may_lock", person.open && !locked).show("has_factor", !person.second_factor.empty());
    data.show("no_factor", person.second_factor.empty()).show("must_change", person.must_change_password);
    data.set_section("was_here", "signed_in_at", person.signed_in_at ? person.signed_in_at.local_text() : "");
    data.set("made_at", person.made_at.local_text());
    add_units(data, in, person.unit_id);
    for (auto const& unit : store::all_units(in.tx))
        if (unit.open) add_option(data, "scopes", std::to_string(unit.id), unit.name, unit.id == person.unit_id);
    for (auto const& grant : store::grants(in.tx, person.id)) {
        auto row = data.section("grants");
        row.set("id", person.id).set("grant_id", grant.id).set("role", word("role", grant.role));
        row.set("unit", grant.unit_id ? units[grant.unit_id] : word("title", "whole_site"));
    }
    add_roles(data, "");
}

http::Response show(Desk const& desk, std::optional<Refusal> const& refusal = {}, Person const* typed = nullptr) {
    return look(desk.env, desk.actor, [&](Context& in) {
        auto person = store::person_by_id(in.tx, desk.request.id_param("id").value_or(0));
        if (!person) return refused(desk, {"organ.person.not_found", ""});
        DeskPage page(desk, "organ/person", person->name);
        page.crumb(word("title", "people"), "/admin/people").crumb(person->name);
        page.data().set("heading", person->name);
        if (typed) {
            person->name = typed->name;
            person->title = typed->title;
            person->unit_id = typed->unit_id;
            person->second_factor_wanted = typed->second_factor_wanted;
        }
        fill_person(page.data(), in, *person);
        if (refusal) show_refusal(page.data(), *refusal);
        return page.response(refusal ? status_of(*refusal) : 200);
    });
}

http::Response back(Desk const& desk) {
    return http::see_other("/admin/people/" + std::to_string(desk.request.id_param("id").value_or(0)));
}

http::Response post_change(Desk const& desk) {
    auto const& form = desk.request.form;
    Person typed{
        .id = desk.request.id_param("id").value_or(0), .name = form["name"], .title = form["title"], .unit_id = number_of(form["unit_id"])};
    typed.second_factor_wanted = !form["second_factor_wanted"].empty();
    auto done = act(desk.env, desk.actor, [&](Context& in) { return change_person(in, typed); });
    return done ? back(desk) : show(desk, done.error(), &typed);
}

using OnPerson = Outcome<Person> (*)(Context&, Id);
DeskHandler step(OnPerson action) {
    return [action](Desk const& desk) {
        auto done = act(desk.env, desk.actor, [&](Context& in) { return action(in, desk.request.id_param("id").value_or(0)); });
        return done ? back(desk) : show(desk, done.error());
    };
}

http::Response post_password(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    auto password = act(desk.env, desk.actor, [&](Context& in) { return reset_password(in, id); });
    if (!password) return show(desk, password.error());
    auto person = look(desk.env, desk.actor, [&](Context& in) { return store::person_by_id(in.tx, id).value(); });
    return password_slip(desk, person, *password);
}

http::Response post_grant(Desk const& desk) {
    auto const& form = desk.request.form;
    auto role = from_text<Role>(form["role"]);
    Refusal missing{"organ.grant_role.role", "", {}, "role"};
    if (!role) return show(desk, missing);
    auto id = desk.request.id_param("id").value_or(0);
    auto done = act(desk.env, desk.actor, [&](Context& in) { return grant_role(in, id, *role, number_of(form["unit_id"])); });
    return done ? back(desk) : show(desk, done.error());
}

http::Response post_revoke(Desk const& desk) {
    auto done = act(desk.env, desk.actor, [&](Context& in) { return revoke_role(in, desk.request.id_param("grant").value_or(0)); });
    return done ? back(desk) : show(desk, done.error());
}

}  // namespace

http::Routes people_routes(Environment const& env) {
    using http::Method;
    auto administrator = [&env](DeskHandler handler) { return desk_for(env, {Role::administrator}, std::move(handler)); };
    return {
        {Method::get, "/admin/people", administrator(list)},
        {Method::get, "/admin/people/new", administrator([](Desk const& d) { return new_page(d); })},
        {Method::post, "/admin/people", administrator(post_new)},
        {Method::get, "/admin/people/{id}", administrator([](Desk const& d) { return show(d); })},
        {Method::post, "/admin/people/{id}", administrator(post_change)},
        {Method::post, "/admin/people/{id}/password", administrator(post_password)},
        {Method::post, "/admin/people/{id}/lock", administrator(step(lock_person))},
        {Method::post, "/admin/people/{id}/unlock", administrator(step(unlock_person))},
        {Method::post, "/admin/people/{id}/close", administrator(step(close_person))},
        {Method::post, "/admin/people/{id}/reopen", administrator(step(reopen_person))},
        {Method::post, "/admin/people/{id}/clear-second-factor", administrator(step(clear_second_factor))},
        {Method::post, "/admin/people/{id}/grants", administrator(post_grant)},
        {Method::post, "/admin/people/{id}/grants/{grant}/revoke", administrator(post_revoke)},
    };
}

}  // namespace mingtang::organ::web
