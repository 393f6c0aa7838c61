#include "organ/units.hpp"
#include "base/number.hpp"

#include "base/text.hpp"
#include "organ/store.hpp"
#include "organ/web/layout.hpp"
#include "organ/web/routes.hpp"
#include "organ/words.hpp"

namespace mingtang::organ::web {
namespace {

constexpr int blank_rows = 3;

/// The form over what is stored: fields that the form lacks stay.
void read_unit(http::Fields const& form, Unit& unit) {
    struct Field {
        std::string_view name;
        std::string& value;
    };
    Field const fields[] = {
        {"name", unit.name},       {"short_name", unit.short_name}, {"credit_code", unit.credit_code}, {"duties", unit.duties},
        {"address", unit.address}, {"hours", unit.hours},           {"telephone", unit.telephone},     {"fax", unit.fax},
        {"email", unit.email},     {"postcode", unit.postcode},     {"website", unit.website}};
    for (auto const& field : fields)
        if (form.has(field.name)) field.value = form[field.name];
    unit.kind = from_text<UnitKind>(form["kind"]).value_or(unit.kind);
    if (form.has("parent_id")) unit.parent_id = number_of(form["parent_id"]);
    if (form.has("place")) unit.place = static_cast<int>(std::clamp<Id>(number_of(form["place"]), 0, 1'000'000));
}

/// The form of a unit; `place` as it stands in its field.
void fill_unit(view::Data data, Context& in, Unit const& unit, std::string_view place) {
    data.set("code", unit.code).set("name", unit.name);
    auto fields = data.include("fields", "organ/unit_fields");
    fields.set("short_name", unit.short_name).set("credit_code", unit.credit_code).set("place", place);
    fields.set("duties", unit.duties)
        .set("address", unit.address)
        .set("hours", unit.hours)
        .set("telephone", unit.telephone)
        .set("fax", unit.fax);
    fields.set("email", unit.email).set("postcode", unit.postcode).set("website", unit.website);
    for (auto kind : EnumNames<UnitKind>::names) add_option(fields, "kinds", kind, word("unit_kind", kind), to_text(unit.kind) == kind);
    add_option(fields, "parents", "0", word("title", "top"), unit.parent_id == 0);
    auto below = unit.id ? store::unit_and_below(in.tx, unit.id) : std::set<Id>();
    for (auto const& other : store::all_units(in.tx)) {
        if (!other.open && other.id != unit.parent_id) continue;
        if (!below.contains(other.id)) add_option(fields, "parents", std::to_string(other.id), other.name, other.id == unit.parent_id);
        if (other.open && other.id != unit.id && !below.contains(other.id))
            add_option(data, "targets", std::to_string(other.id), other.name, false);
    }
}

http::Response list(Desk const& desk) {
    DeskPage page(desk, "organ/units", word("title", "units"));
    page.crumb(word("title", "units"));
    look(desk.env, desk.actor, [&](Context& in) {
        auto names = store::unit_names(in.tx);
        int open = 0;
        for (auto const& [unit, depth] : store::unit_tree(in.tx)) {
            auto row = page.data().section("units");
            row.set("id", unit.id)
                .set("name", unit.name)
                .set("code", unit.code)
                .set("kind", word("unit_kind", unit.kind))
                .set("telephone", unit.telephone);
            for (int i = 0; i < depth; ++i) row.section("indent");
            if (!unit.open) row.section("closed").set("into", names[unit.merged_into_id]);
            open += unit.open;
        }
        page.data().set("open_count", open);
        return 0;
    });
    return page.response();
}

http::Response new_page(Desk const& desk, Unit const& unit, std::optional<Refusal> const& refusal) {
    DeskPage page(desk, "organ/unit_new", word("title", "new_unit"));
    page.crumb(word("title", "units"), "/admin/units").crumb(word("title", "new_unit"));
    look(desk.env, desk.actor, [&](Context& in) {
        fill_unit(page.data(), in, unit, refusal ? desk.request.form["place"] : std::to_string(unit.place));
        return 0;
    });
    if (refusal) show_refusal(page.data(), *refusal);
    return page.response(refusal ? status_of(*refusal) : 200);
}

http::Response post_new(Desk const& desk) {
    Unit unit{.code = text::trim(desk.request.form["code"])};
    read_unit(desk.request.form, unit);
    auto made = act(desk.env, desk.actor, [&](Context& in) { return create_unit(in, unit); });
    if (!made) return new_page(desk, unit, made.error());
    return http::see_other("/admin/units/" + std::to_string(made->id));
}

UnitParts read_parts(http::Fields const& form) {
    UnitParts parts;
    auto value = [](std::vector<std::string> const& all, std::size_t i) { return i < all.size() ? all[i] : std::string(); };
    auto posts = form.all("leader_post"), names = form.all("leader_name"), duties = form.all("leader_duty");
    for (std::size_t i = 0; i < std::max(posts.size(), names.size()); ++i) {
        Leader leader{.post = value(posts, i), .name = value(names, i), .duty = value(duties, i)};
        if (!(leader.post + leader.name + leader.duty).empty()) parts.leaders.push_back(std::move(leader));
    }
    auto divisions = form.all("division_name"), work = form.all("division_duties"), telephones = form.all("division_telephone");
    for (std::size_t i = 0; i < divisions.size(); ++i) {
        Division division{.name = value(divisions, i), .duties = value(work, i), .telephone = value(telephones, i)};
        if (!(division.name + division.duties + division.telephone).empty()) parts.divisions.push_back(std::move(division));
    }
    return parts;
}

void fill_parts(view::Data data, UnitParts parts) {
    parts.leaders.resize(parts.leaders.size() + blank_rows);
    parts.divisions.resize(parts.divisions.size() + blank_rows);
    int number = 0;
    for (auto const& leader : parts.leaders)
        data.section("leaders").set("number", ++number).set("post", leader.post).set("name", leader.name).set("duty", leader.duty);
    number = 0;
    for (auto const& division : parts.divisions)
        data.section("divisions")
            .set("number", ++number)
            .set("name", division.name)
            .set("duties", division.duties)
            .set("telephone", division.telephone);
}

/// What was typed into the form that was refused; the other forms show what is stored.
struct Typed {
    Refusal refusal;
    std::optional<Unit> unit;
    std::optional<UnitParts> parts;
};

void fill_history(view::Data data, Context& in, Unit const& unit) {
    for (auto const& former : store::former_names(in.tx, unit.id))
        data.section("former_names").set("name", former.name).set("until_on", former.until_on.text());
    for (auto const& other : store::merged_into(in.tx, unit.id)) data.section("merged").set("id", other.id).set("name", other.name);
    if (unit.open) {
        data.show("is_open");
    } else {
        auto into = store::unit_by_id(in.tx, unit.merged_into_id);
        data.section("is_closed").set("into", into ? into->name : "").set("into_id", unit.merged_into_id);
    }
}

http::Response show(Desk const& desk, Typed const* typed = nullptr) {
    auto id = desk.request.id_param("id").value_or(0);
    return look(desk.env, desk.actor, [&](Context& in) {
        auto unit = store::unit_by_id(in.tx, id);
        if (!unit) return refused(desk, {"organ.unit.not_found", ""});
        DeskPage page(desk, "organ/unit", unit->name);
        page.crumb(word("title", "units"), "/admin/units").crumb(unit->name);
        auto data = page.data();
        bool retyped = typed && typed->unit;
        fill_unit(data, in, retyped ? *typed->unit : *unit, retyped ? desk.request.form["place"] : std::to_string(unit->place));
        data.set("id", unit->id).set("today", in.today().text()).set("unit_name", unit->name);
        data.set("seen", retyped ? desk.request.form["seen"] : unit->changed_at.text());
        fill_parts(data, typed && typed->parts ? *typed->parts : UnitParts{store::leaders(in.tx, id), store::divisions(in.tx, id)});
        data.set("from", typed && desk.request.form.has("from") ? desk.request.form["from"] : in.today().text());
        data.set("new_name", desk.request.form["new_name"]).set("new_short_name", desk.request.form["new_short_name"]);
        fill_history(data, in, *unit);
        if (typed) show_refusal(data, typed->refusal);
        return page.response(typed ? status_of(typed->refusal) : 200);
    });
}

template <class F>
http::Response change_and_show(Desk const& desk, F&& change, std::optional<Unit> unit = {}, std::optional<UnitParts> parts = {}) {
    auto done = act(desk.env, desk.actor, change);
    auto id = std::to_string(desk.request.id_param("id").value_or(0));
    if (done) return http::see_other("/admin/units/" + id);
    Typed typed{done.error(), std::move(unit), std::move(parts)};
    return show(desk, &typed);
}

http::Response post_change(Desk const& desk) {
    auto const& form = desk.request.form;
    Unit unit;
    look(desk.env, desk.actor, [&](Context& in) {
        unit = store::unit_by_id(in.tx, desk.request.id_param("id").value_or(0)).value_or(Unit());
        return 0;
    });
    read_unit(form, unit);
    auto seen = Instant::parse(form["seen"]).value_or(Instant());
    return change_and_show(
        desk, [&](Context& in) { return change_unit(in, unit, seen); }, unit);
}

http::Response post_parts(Desk const& desk) {
    auto parts = read_parts(desk.request.form);
    auto id = desk.request.id_param("id").value_or(0);
    return change_and_show(
        desk, [&](Context& in) { return change_unit_parts(in, id, parts); }, {}, parts);
}

http::Response post_rename(Desk const& desk) {
    auto const& form = desk.request.form;
    auto from = Date::parse(form["from"]).value_or(Date());
    auto id = desk.request.id_param("id").value_or(0);
    return change_and_show(desk, [&](Context& in) { return rename_unit(in, id, form["new_name"], form["new_short_name"], from); });
}

http::Response post_merge(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    return change_and_show(desk, [&](Context& in) { return merge_units(in, id, number_of(desk.request.form["into_id"])); });
}

}  // namespace

void add_option(view::Data data, std::string_view name, std::string_view value, std::string_view label, bool selected) {
    data.section(name).set("value", value).set("label", label).show("selected", selected);
}

http::Routes unit_routes(Environment const& env) {
    using http::Method;
    auto administrator = [&env](DeskHandler handler) { return desk_for(env, {Role::administrator}, std::move(handler)); };
    return {
        {Method::get, "/admin",
         desk(env, [](Desk const& d) { return http::see_other(d.actor.has(Role::administrator, 0) ? "/admin/units" : "/admin/journal"); })},
        {Method::get, "/admin/units", administrator(list)},
        {Method::get, "/admin/units/new", administrator([](Desk const& d) { return new_page(d, {}, {}); })},
        {Method::post, "/admin/units", administrator(post_new)},
        {Method::get, "/admin/units/{id}", administrator([](Desk const& d) { return show(d); })},
        {Method::post, "/admin/units/{id}", administrator(post_change)},
        {Method::post, "/admin/units/{id}/parts", administrator(post_parts)},
        {Method::post, "/admin/units/{id}/rename", administrator(post_rename)},
        {Method::post, "/admin/units/{id}/merge", administrator(post_merge)},
    };
}

}  // namespace mingtang::organ::web
