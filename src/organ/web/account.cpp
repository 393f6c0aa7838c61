#include "base/text.hpp"
#include "organ/second_factor.hpp"
#include "organ/settings.hpp"
#include "organ/sign_in.hpp"
#include "organ/store.hpp"
#include "organ/web/layout.hpp"
#include "organ/web/routes.hpp"
#include "organ/words.hpp"

namespace mingtang::organ::web {
namespace {

SignedIn me(Desk const& desk) {
    SignedIn me{.person = desk.person, .actor = desk.actor, .unit_name = desk.unit_name};
    me.session.id = desk.session_id;
    return me;
}

/// `Chrome, Windows` of a User-Agent; the text itself where it is none of these.
std::string browser_name(std::string const& agent) {
    auto first_of = [&](std::initializer_list<std::pair<std::string_view, std::string_view>> marks) -> std::string {
        for (auto [mark, name] : marks)
            if (agent.find(mark) != agent.npos) return std::string(name);
        return {};
    };
    auto browser = first_of({{"Edg/", "Edge"}, {"Firefox/", "Firefox"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}});
    auto system = first_of({{"Windows", "Windows"}, {"Android", "Android"}, {"iPhone", "iPhone"}, {"Mac OS", "macOS"}, {"Linux", "Linux"}});
    if (browser.empty()) return text::shorten(agent, 40);
    return system.empty() ? browser : browser + ", " + system;
}

void fill_session(view::Data row, Session const& session, Id own) {
    row.set("id", session.id).set("address", session.address).set("agent", browser_name(session.agent));
    row.set("made_at", session.made_at.local_text()).set("seen_at", session.seen_at.local_text());
    row.show("is_own", session.id == own).show("is_other", session.id != own);
}

http::Response account_page(Desk const& desk, std::optional<Refusal> const& refusal = {}) {
    DeskPage page(desk, "organ/account", word("title", "account"));
    auto data = page.data();
    auto const& person = desk.person;
    data.set("name", person.name).set("login", person.login).set("title", person.title).set("unit_name", desk.unit_name);
    if (refusal) show_refusal(data, *refusal);
    look(desk.env, desk.actor, [&](Context& in) {
        auto names = store::unit_names(in.tx);
        for (auto const& grant : desk.actor.grants)
            data.section("grants")
                .set("role", word("role", grant.role))
                .set("unit", grant.unit_id ? names[grant.unit_id] : word("title", "whole_site"));
        for (auto const& session : store::sessions(in.tx, person.id))
            if (session.whole) fill_session(data.section("sessions"), session, desk.session_id);
        if (!person.second_factor.empty()) data.section("factor_on").set("codes_left", store::recovery_codes_left(in.tx, person.id));
        return 0;
    });
    data.show("factor_off", person.second_factor.empty());
    data.show("may_drop", !person.second_factor.empty() && !person.second_factor_wanted);
    return page.response(refusal ? status_of(*refusal) : 200);
}

http::Response password_page(Desk const& desk, std::optional<Refusal> const& refusal = {}) {
    DeskPage page(desk, "organ/account_password", word("title", "password"));
    page.crumb(word("title", "account"), "/account").crumb(word("title", "password"));
    look(desk.env, desk.actor, [&](Context& in) {
        auto policy = sign_in_policy(in.tx);
        page.data()
            .set("password_length", policy.password_length)
            .set("passphrase_length", policy.passphrase_length)
            .set("login", desk.person.login);
        return 0;
    });
    page.data().show("must_change", desk.person.must_change_password);
    if (refusal) show_refusal(page.data(), *refusal);
    return page.response(refusal ? status_of(*refusal) : 200);
}

http::Response post_password(Desk const& desk) {
    auto const& form = desk.request.form;
    if (form["password"] != form["password_again"]) {
        Refusal differs{"organ.set_password.differs", "", {}, "password_again"};
        return password_page(desk, differs);
    }
    auto done = change_password(desk.env, me(desk), form["present_password"], form["password"]);
    if (!done) {
        auto refusal = done.error();
        return password_page(desk, refusal);
    }
    return http::see_other("/account");
}

http::Response factor_page(Desk const& desk, std::optional<Refusal> const& refusal = {}) {
    if (!desk.person.second_factor.empty()) return http::see_other("/account");
    auto offer = offer_second_factor(desk.env, desk.person);
    auto picture = qr_picture(offer.address);
    DeskPage page(desk, "organ/account_second_factor", word("title", "second_factor"));
    page.crumb(word("title", "account"), "/account").crumb(word("title", "second_factor"));
    page.data().set("secret", offer.secret_text).set("sealed", offer.sealed).set("qr_size", picture.size).set("qr_path", picture.path);
    page.data().show("is_wanted", desk.person.second_factor_wanted);
    if (refusal) show_refusal(page.data(), *refusal);
    return page.response(refusal ? status_of(*refusal) : 200);
}

http::Response post_factor(Desk const& desk) {
    auto const& form = desk.request.form;
    auto codes = set_second_factor(desk.env, me(desk), form["sealed"], form["one_time_code"]);
    if (!codes) {
        auto refusal = codes.error();
        return factor_page(desk, refusal);
    }
    DeskPage page(desk, "organ/recovery_codes", word("title", "recovery_codes"));
    page.crumb(word("title", "account"), "/account").crumb(word("title", "recovery_codes"));
    for (auto const& code : *codes) page.data().section("codes").set("code", code);
    return page.response();
}

http::Response post_drop_factor(Desk const& desk) {
    auto done = drop_second_factor(desk.env, me(desk), desk.request.form["present_password"]);
    if (!done) {
        auto refusal = done.error();
        return account_page(desk, refusal);
    }
    return http::see_other("/account");
}

http::Response post_end_session(Desk const& desk) {
    auto done = act(desk.env, desk.actor, [&](Context& in) { return sign_out(in, desk.request.id_param("id").value_or(0)); });
    if (!done) {
        auto refusal = done.error();
        return account_page(desk, refusal);
    }
    return http::see_other("/account");
}

http::Response post_end_others(Desk const& desk) {
    act(desk.env, desk.actor, [&](Context& in) { return sign_out_elsewhere(in, desk.session_id); });
    return http::see_other("/account");
}

}  // namespace

http::Routes account_routes(Environment const& env) {
    using http::Method;
    return {
        {Method::get, "/account", desk(env, [](Desk const& d) { return account_page(d); })},
        {Method::get, "/account/password", desk(env, [](Desk const& d) { return password_page(d); })},
        {Method::post, "/account/password", desk(env, post_password)},
        {Method::get, "/account/second-factor", desk(env, [](Desk const& d) { return factor_page(d); })},
        {Method::post, "/account/second-factor", desk(env, post_factor)},
        {Method::post, "/account/second-factor/drop", desk(env, post_drop_factor)},
        {Method::post, "/account/sessions/{id}/end", desk(env, post_end_session)},
        {Method::post, "/account/sessions/end-others", desk(env, post_end_others)},
    };
}

}  // namespace mingtang::organ::web
