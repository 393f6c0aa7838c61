#include "base/text.hpp"
#include "organ/store.hpp"
#include "participation/rules.hpp"
#include "participation/store.hpp"
#include "participation/web/pages.hpp"
#include "participation/workflow.hpp"

namespace mingtang::participation::web {
namespace {

constexpr std::string_view list_url = "/desk/participation";

std::string url_of(Id id) { return std::string(list_url) + "/letters/" + std::to_string(id); }

void show_steps(view::Data data, Context& in, Letter const& letter, bool readable) {
    for (auto const& step : store::steps_of(in.tx, letter.id)) {
        auto row = data.section("steps").set("action", word("step", step.action)).set("at", step.at.local_text());
        row.set("who", step.person_name.empty() ? word("page", "writer") : step.person_name);
        row.set("css", step.action == "return" || step.action == "send_back" ? "is-back" : "is-done");
        row.set_section("remark_section", "remark", readable ? remark_of(in, step) : "");
    }
}

void show_content(view::Data data, Opened const& all) {
    auto content = data.section("content");
    show_lines(content, "lines", all.words);
    content.set("name", all.writer.name).set_section("phone_section", "phone", all.writer.phone);
    content.set_section("email_section", "email", all.writer.email).show("may_publish", all.letter.may_publish);
    content.show("may_not_publish", !all.letter.may_publish);
    if (all.letter.replied_on || all.letter.state == State::in_review) {
        auto reply = content.section("reply_section").set("reply_state", word("reply", all.letter.replied_on ? "sent" : "in_review"));
        show_lines(reply, "reply_lines", all.reply);
    }
    if (all.letter.rating == Rating::none) return;
    auto rated = content.section("rated").set("rating", word("rating", all.letter.rating)).set("rated_on", all.letter.rated_on.text());
    rated.set_section("said", "rating_words", all.rating_words);
}

/// What was typed into the form of a step, where the page is shown again because it was refused; else what the record has.
struct Typed {
    http::Fields const& form;
    bool again;
    std::string of(std::string_view step, std::string_view field, std::string const& stored = {}) const {
        auto const& taken = form["action"];
        bool same = taken == step || (step == "file" && taken == "save") || (step == "return" && taken == "pass");  // one form
        return again && same ? form[field] : stored;
    }
};

void show_route(view::Data data, Context& in, Letter const& letter, Typed const& typed) {
    auto part = data.section("may_route").set("remark", typed.of("route", "remark"));
    auto chosen = number_of(typed.of("route", "unit"));
    add_option(part, "units", "", word("page", "choose"), chosen == 0);
    for (auto const& unit : organ::store::all_units(in.tx))
        if (unit.open && unit.id != letter.unit_id) add_option(part, "units", std::to_string(unit.id), unit.name, unit.id == chosen);
}

void show_publish(view::Data data, Opened const& all, Typed const& typed) {
    auto const& letter = all.letter;
    bool is_public = letter.publicity == Publicity::published;
    if (letter.may_publish && !letter.erased_at) {
        auto part = data.section("may_publish_now").set("verb", word("page", is_public ? "publish_again" : "publish"));
        part.set("public_title", typed.of("publish", "public_title", is_public ? letter.public_title : all.title));
        part.set("public_words", typed.of("publish", "public_words", is_public ? letter.public_words : all.words));
        part.set("public_reply", typed.of("publish", "public_reply", is_public ? letter.public_reply : all.reply));
    }
    bool withheld = letter.publicity == Publicity::withheld;
    if (letter.may_publish && !withheld && (is_public || !letter.erased_at))
        data.section("may_withhold")
            .set("verb", word("page", is_public ? "take_away" : "withhold"))
            .set("reason", typed.of("withhold", "reason"));
}

void show_actions(view::Data data, Context& in, Opened const& all, Typed const& typed) {
    auto const& letter = all.letter;
    auto may = possible(letter, in.actor);
    auto has = [&](Action action) { return std::find(may.begin(), may.end(), action) != may.end(); };
    data.set("own_url", url_of(letter.id)).set("lock_version", letter.lock_version);
    if (has(Action::file)) data.section("may_reply").set("reply", typed.of("file", "reply", all.reply));
    if (has(Action::return_)) data.section("may_return").set("reason", typed.of("return", "reason")).show("may_pass", has(Action::pass));
    data.show("own_draft", letter.state == State::in_review && letter.drafter_id == in.actor.person_id);
    if (has(Action::route)) show_route(data, in, letter, typed);
    if (has(Action::send_back)) data.section("may_send_back").set("reason", typed.of("send_back", "reason"));
    if (has(Action::extend) && letter.extended_by == 0)
        data.section("may_extend")
            .set("working_days", typed.of("extend", "working_days"))
            .set("reason", typed.of("extend", "reason"))
            .set("most", longest_extension());
    if (has(Action::close)) data.section("may_close").set("reason", typed.of("close", "reason"));
    if (has(Action::publish)) show_publish(data, all, typed);
}

/// The page of a letter; reading it is written down, so it is made in a writing transaction.
Outcome<Response> letter_page(Desk const& desk, Context& in, Refusal const* refusal) {
    auto found = find(in, desk.request.id_param("id").value_or(0));
    if (!found) return found.error();
    bool readable = may_read(in.actor, *found);
    auto read = readable ? open_letter(in, found->id) : Outcome<Opened>(Opened{.letter = *found, .title = word("page", "sealed")});
    if (!read) return read.error();
    DeskPage page(desk, "participation/desk_letter", found->number);
    page.crumb(word("page", "inbox"), list_url).crumb(found->number);
    auto data = page.data();
    auto unit = organ::store::unit_by_id(in.tx, found->unit_id);
    data.set("number", found->number)
        .set("title", found->erased_at ? word("page", "erased") : read->title)
        .set("kind", word("kind", found->kind))
        .set("state", word("state", found->state));
    data.set("unit", unit ? unit->name : word("page", "to_be_routed")).set("received_on", found->received_on.text());
    auto const& basis = period_of(found->kind).basis;  // [M] marks a fact that is not the law's; clerks read the words
    data.set("due", found->reply_due.text())
        .set("days", period_of(found->kind).working_days)
        .set("basis", basis.substr(0, basis.find(" [M]")));
    data.show("uncertain", !found->reply_certain).set("publicity", word("publicity", found->publicity));
    if (found->extended_by > 0) data.section("extended").set("extended_by", found->extended_by);
    if (found->publicity == Publicity::published) data.section("public_link").set("public_url", "/letters/" + std::to_string(found->id));
    show_clock(data, in, *found);
    data.show("not_readable", !readable).set_section("erased", "erased_on", found->erased_at ? found->erased_at.local_date().text() : "");
    if (readable && !found->erased_at) {
        show_content(data, *read);
        data.section("may_renew");
    }
    show_steps(data, in, *found, readable);
    show_actions(data, in, *read, {desk.request.form, refusal != nullptr});
    organ::web::show_done(data, desk, word);
    if (refusal != nullptr) {
        auto said = in_words(*refusal);
        organ::web::show_refusal(data, said);
        auto step = desk.request.form["action"] == "save" ? "file" : desk.request.form["action"];
        if (!said.field.empty()) data.section(step + "_" + said.field + "_wrong").set("message", view::sentence(said));
    }
    return page.count(list_url, waiting_count(in)).count_all(in).response(refusal != nullptr ? status_of(*refusal) : 200);
}

Response page_of(Desk const& desk, Refusal const* refusal) {
    auto page = organ::act(desk.env, desk.actor, [&](Context& in) { return letter_page(desk, in, refusal); });
    return page ? std::move(*page) : organ::web::refused(desk, in_words(page.error()));
}

/// The new code, once: for the person at the desk to hand on.
Response slip_page(Desk const& desk, Context& in, Written const& renewed) {
    DeskPage page(desk, "participation/desk_slip", word("page", "slip"));
    page.crumb(word("page", "inbox"), list_url).crumb(renewed.letter.number, url_of(renewed.letter.id)).crumb(word("page", "slip"));
    page.data().set("number", renewed.letter.number).set("query_code", renewed.query_code).set("own_url", url_of(renewed.letter.id));
    page.data().set("follow_url", desk.env.site().site_domain + "/letter/follow");
    return page.count(list_url, waiting_count(in)).count_all(in).response();
}

Outcome<Letter> take_typed(Context& in, Id id, http::Fields const& typed) {
    auto seen = number_of<int>(typed["lock_version"]);
    auto const& action = typed["action"];
    if (action == "route") return route(in, id, seen, number_of(typed["unit"]), typed["remark"]);
    if (action == "send_back") return send_back(in, id, seen, typed["reason"]);
    if (action == "save") return save_reply(in, id, seen, typed["reply"]);
    if (action == "file") return file_reply(in, id, seen, typed["reply"]);
    if (action == "return") return return_reply(in, id, seen, typed["reason"]);
    if (action == "pass") return pass_reply(in, id, seen);
    if (action == "extend") return extend(in, id, seen, number_of<int>(typed["working_days"]), typed["reason"]);
    if (action == "close") return close(in, id, seen, typed["reason"]);
    if (action == "publish") return publish(in, id, seen, {typed["public_title"], typed["public_words"], typed["public_reply"]});
    if (action == "withhold") return withhold(in, id, seen, typed["reason"]);
    return Refusal{"participation.step.unknown"};
}

/// Whether the letter's page still has the form of the step. Where somebody was faster it has not: then the words typed are given back
/// beside the refusal, or they would be lost.
bool is_offered(Desk const& desk, Id id, std::string const& action) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto found = find(in, id);
        auto step = from_text<Action>(action);
        if (!found || !step) return false;
        auto may = possible(*found, in.actor);
        bool has = std::find(may.begin(), may.end(), *step) != may.end();
        return has && (*step != Action::extend || found->extended_by == 0);
    });
}

}  // namespace

Response show_letter(Desk const& desk) { return page_of(desk, nullptr); }

Response take_step(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    auto const& action = desk.request.form["action"];
    if (action == "renew_code") {
        auto renewed = organ::act(desk.env, desk.actor, [&](Context& in) { return renew_code(in, id); });
        if (!renewed) return organ::web::refused(desk, in_words(renewed.error()));
        return organ::look(desk.env, desk.actor, [&](Context& in) { return slip_page(desk, in, *renewed); });
    }
    auto taken = organ::act(desk.env, desk.actor, [&](Context& in) { return take_typed(in, id, desk.request.form); });
    if (!taken) {
        auto refusal = taken.error();
        if (!is_offered(desk, id, action)) return organ::web::refused(desk, in_words(refusal));
        return page_of(desk, &refusal);
    }
    bool still_mine = may_see(desk.actor, *taken);
    return http::see_other((still_mine ? url_of(id) : std::string(list_url)) + "?done=" + action);
}

}  // namespace mingtang::participation::web

namespace mingtang::participation {

http::Routes desk_routes(organ::Environment const& env) {
    using namespace web;
    using http::Method;
    using organ::Role;
    auto page = [&](organ::web::DeskHandler handler) {
        return organ::web::desk_for(env, {Role::office, Role::filer, Role::reviewer, Role::auditor}, std::move(handler));
    };
    return {{Method::get, "/desk/participation", page(show_inbox)},
            {Method::get, "/desk/participation/letters/{id}", page(web::show_letter)},
            {Method::post, "/desk/participation/letters/{id}", page(take_step)}};
}

}  // namespace mingtang::participation
