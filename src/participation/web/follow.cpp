#include "base/text.hpp"
#include "http/addresses.hpp"
#include "http/csrf.hpp"
#include "organ/store.hpp"
#include "participation/rules.hpp"
#include "participation/store.hpp"
#include "participation/web/pages.hpp"

/// What the writer sees of a letter, by number and code.
namespace mingtang::participation::web {
namespace {

constexpr int most_wrong = 10, wrong_minutes = 15;

PortalPage start(Environment const& env, Request const& request, std::string_view view, std::string const& title) {
    PortalPage page(env, request, view, title);
    page.crumb(word("page", "home"), "/").crumb(word("page", "box"), "/letters").crumb(title);
    return page;
}

Response follow_page(Environment const& env, Request const& request, Refusal const* refusal) {
    auto page = start(env, request, "participation/follow", word("page", "follow"));
    auto data = page.data();
    data.set("number", request.form["number"]).set("most", most_wrong).set("minutes", wrong_minutes);
    data.set("contact_phone", env.site().contact_phone).show("is_open", !request.cookies[case_cookie].empty());
    if (refusal == nullptr) return page.response();
    show_fault(data, *refusal);
    return page.response(refusal->code.ends_with(".too_many") ? 429 : 422);
}

Outcome<std::string> opened_by(Context& in, Request const& request) {
    auto source = http::client_key(request.remote);
    if (attempts_since(in, source, "follow", in.now + -std::chrono::minutes(wrong_minutes)) >= most_wrong)
        return Refusal{"participation.follow.too_many", "", {{"minutes", std::to_string(wrong_minutes)}}};
    for (auto field : {"number", "query_code"})
        if (text::trim(request.form[field]).empty()) return Refusal{"participation.follow.missing", "", {{"field", field}}, field};
    auto found = follow(in, request.form["number"], request.form["query_code"]);
    if (!found) return found.error();
    return follow_token(in, *found);
}

void show_steps(view::Data data, Context& in, Letter const& letter) {
    for (auto const& step : store::steps_of(in.tx, letter.id)) {
        if (!step.shown) continue;
        auto row = data.section("steps").set("action", word("step", step.action)).set("at", step.at.local_text());
        bool said = step.action == "extend" || step.action == "close";
        row.set_section("remark_section", "remark", said ? remark_of(in, step) : "");
    }
}

/// How the last day came about: only what the writer can check.
void show_due(view::Data data, Context& in, Letter const& letter) {
    auto due = data.section("due_section").set("due", letter.reply_due.text()).set("received_on", letter.received_on.text());
    due.set("days", period_of(letter.kind).working_days).show("uncertain", !letter.reply_certain);
    if (letter.extended_by > 0) due.section("extended").set("extended_by", letter.extended_by);
    int off = 0;
    for (auto const& day : in.calendar.explain(letter.received_on, letter.reply_due)) off += !day.counted;
    due.set("off", off);
}

void show_rating(view::Data data, Request const& request, Opened const& opened, Refusal const* refusal) {
    auto const& letter = opened.letter;
    if (letter.rating != Rating::none) {
        auto rated = data.section("rated").set("rating", word("rating", letter.rating)).set("rated_on", letter.rated_on.text());
        rated.set_section("said", "rating_words", opened.rating_words);
        return;
    }
    auto form = data.section("may_rate").set("csrf_token", http::csrf_token(request.cookies[case_cookie]));
    form.set("words", request.form["words"]);
    for (auto rating : {Rating::content, Rating::fairly, Rating::not_content})
        form.section("ratings")
            .set("value", to_text(rating))
            .set("label", word("rating", rating))
            .show("chosen", request.form["rating"] == to_text(rating));
    if (refusal != nullptr) show_fault(form, *refusal);
}

Response case_page(Environment const& env, Request const& request, Context& in, Letter const& letter, Refusal const* refusal) {
    auto all = opened(in, letter);
    auto page = start(env, request, "participation/case", letter.number);
    auto data = page.data();
    auto unit = organ::store::unit_by_id(in.tx, letter.unit_id);
    data.set("number", letter.number)
        .set("title", all.title)
        .set("kind", word("kind", letter.kind))
        .set("state", word("state", letter.state));
    data.set("unit", unit ? unit->name : word("page", "unknown_unit")).set("csrf_token", http::csrf_token(request.cookies[case_cookie]));
    show_lines(data, "lines", all.words);
    show_steps(data, in, letter);
    if (letter.open()) {
        show_clock(data, in, letter);
        show_due(data, in, letter);
    }
    if (letter.closed_on) data.section("closed").set("reason", all.close_reason).set("closed_on", letter.closed_on.text());
    if (letter.replied_on) {
        auto reply = data.section("replied").set("replied_on", letter.replied_on.text()).set("reply_unit", unit ? unit->name : "");
        show_lines(reply, "reply_lines", all.reply);
        show_rating(reply, request, all, refusal);
    }
    if (letter.publicity == Publicity::published) data.section("published").set("url", "/letters/" + std::to_string(letter.id));
    data.show("rated_now", request.query["done"] == "rated");
    return page.response(refusal != nullptr ? status_of(*refusal) : 200);
}

Outcome<Letter> letter_of(Context& in, Request const& request) { return follow_by_token(in, request.cookies[case_cookie]); }

}  // namespace

Response show_follow(Environment const& env, Request const& request) { return follow_page(env, request, nullptr); }

Response open_follow(Environment const& env, Request const& request) {
    if (!organ::web::comes_from_here(request)) return refuse(env, request, {"participation.form.forbidden"});
    auto nobody = organ::Actor::the_public();
    auto token = organ::look(env, nobody, [&](Context& in) { return opened_by(in, request); });
    if (!token) {
        auto refusal = token.error();
        if (refusal.code == "participation.follow.not_found")
            organ::act(env, nobody, [&](Context& in) -> Done {
                count_attempt(in, http::client_key(request.remote), "follow");
                return {};
            });
        return follow_page(env, request, &refusal);
    }
    auto response = http::see_other("/letter/case");
    set_cookie(env, request, response, case_cookie, *token);
    return response;
}

Response leave(Environment const& env, Request const& request) {
    if (!organ::web::comes_from_here(request)) return refuse(env, request, {"participation.form.forbidden"});
    auto response = http::see_other("/letters");
    for (auto name : {case_cookie, receipt_cookie}) set_cookie(env, request, response, name, "");
    return response;
}

Response show_case(Environment const& env, Request const& request) {
    auto nobody = organ::Actor::the_public();
    return organ::look(env, nobody, [&](Context& in) {
        auto letter = letter_of(in, request);
        return letter ? case_page(env, request, in, *letter, nullptr) : http::see_other("/letter/follow");
    });
}

Response rate_reply(Environment const& env, Request const& request) {
    if (!organ::web::comes_from_here(request) || !http::csrf_ok(request, request.cookies[case_cookie]))
        return refuse(env, request, {"participation.form.forbidden"});
    auto nobody = organ::Actor::the_public();
    auto rated = organ::act(env, nobody, [&](Context& in) -> Outcome<Letter> {
        auto letter = letter_of(in, request);
        if (!letter) return letter;
        return rate(in, letter->id, request.form["rating"], request.form["words"]);
    });
    if (rated) return http::see_other("/letter/case?done=rated");
    auto refusal = rated.error();
    return organ::look(env, nobody, [&](Context& in) {
        auto letter = letter_of(in, request);
        if (!letter || refusal.field.empty()) return refuse(env, request, refusal);
        return case_page(env, request, in, *letter, &refusal);
    });
}

}  // namespace mingtang::participation::web
