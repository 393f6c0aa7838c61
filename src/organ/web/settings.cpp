#include "organ/settings.hpp"

#include "organ/web/layout.hpp"
#include "organ/web/routes.hpp"
#include "organ/words.hpp"

namespace mingtang::organ::web {
namespace {

http::Response page_of_settings(Desk const& desk, std::optional<Refusal> const& refusal = {}) {
    DeskPage page(desk, "organ/settings", word("title", "settings"));
    page.crumb(word("title", "settings"));
    auto rows = look(desk.env, desk.actor, [](Context& in) { return setting_rows(in.tx); });
    for (auto const& row : rows) {
        auto field = page.data().section(row.number() ? "numbers" : "texts");
        field.set("name", row.name).set("label", word("setting", row.name)).set("value", refusal ? desk.request.form[row.name] : row.value);
        field.set("lowest", row.lowest).set("highest", row.highest).set("longest", row.longest).set("fallback", row.fallback);
        bool wrong = refusal && refusal->field == row.name;
        field.set("wrong_class", wrong ? "field--wrong" : "");
        if (wrong) field.section("wrong").set("message", view::sentence(*refusal));
    }
    page.data().show("saved", desk.request.query.has("saved"));
    if (refusal) show_refusal(page.data(), *refusal);
    return page.response(refusal ? status_of(*refusal) : 200);
}

http::Response post_settings(Desk const& desk) {
    std::map<std::string, std::string> values;
    for (auto const& [name, value] : desk.request.form)
        if (name != "csrf_token") values[name] = value;
    auto done = act(desk.env, desk.actor, [&](Context& in) { return change_settings(in, values); });
    if (!done) return page_of_settings(desk, done.error());
    return http::see_other("/admin/settings?saved");
}

}  // namespace

http::Routes setting_routes(Environment const& env) {
    return {
        {http::Method::get, "/admin/settings", desk_for(env, {Role::administrator}, [](Desk const& d) { return page_of_settings(d); })},
        {http::Method::post, "/admin/settings", desk_for(env, {Role::administrator}, post_settings)},
    };
}

}  // namespace mingtang::organ::web
