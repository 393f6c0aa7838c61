#include "base/text.hpp"
#include "request/actions/common.hpp"
#include "request/draft.hpp"
#include "request/web/desk_shown.hpp"

namespace mingtang::request::web {
namespace {

struct Seen {
    Wish wish;
    std::optional<InfoRequest> request;
    Applicant applicant;
    std::string words, reply;
};

bool decides(Context const& in, Wish const& wish) {
    return in.actor.has(Role::handler, wish.unit_id) || in.actor.has(Role::office_head, wish.unit_id);
}

/// A wish is read like a case: whoever opens it is kept.
Outcome<Seen> see(Context& in, Id id) {
    auto wish = store::wish(in.tx, id);
    if (!wish) return Refusal{"request.find.not_found"};
    Seen seen{.wish = *wish, .request = {}, .applicant = {}, .words = opened(in, wish->words), .reply = opened(in, wish->reply)};
    if (wish->request_id != 0) {
        auto opened = open_case(in, wish->request_id);
        if (!opened) return opened.error();
        seen.request = opened->request;
        seen.applicant = opened->applicant;
        return seen;
    }
    if (!decides(in, *wish)) return Refusal{"request.find.not_found"};
    seen.applicant = applicant_of(in, wish->applicant);
    in.write("request.read", "wish:" + std::to_string(id), wish->unit_id, {{"number", wish->number}});
    return seen;
}

void show_wish(view::Data data, Seen const& seen, Names const& names) {
    auto const& wish = seen.wish;
    data.set("kind", word("wish_kind", wish.kind)).set("state", word("wish_state", wish.state)).set("unit", names.unit(wish.unit_id));
    data.set("made_at", wish.made_at.local_text()).set_section("number_section", "number", wish.number);
    if (seen.request) data.section("case_section").set("url", case_url(seen.request->id)).set("case_number", seen.request->case_number);
    // law: ogi-2019:41: the organ must know whose record it is.
    bool whole = wish.kind == Wish::Kind::amend_record;
    auto who = whole ? seen.applicant : masked(seen.applicant);
    if (!who.erased()) {
        auto shown = data.section("applicant_section");
        shown.set("name", who.name).set("proof", word("proof", who.proof)).set("proof_number", who.proof_number);
        shown.set_section("phone_section", "phone", who.phone).set_section("email_section", "email", who.email);
    }
    for (auto const& line : text::split(seen.words, '\n')) data.section("paragraphs").set("line", line);
    auto citation = view::citation(whole ? "ogi-2019:41" : "ogi-2019:44");
    data.set("rule", word("wish_rule", wish.kind)).set("rule_article", citation.text).set("rule_url", citation.url);
    if (wish.state == Wish::State::open) return;
    data.section("decided")
        .set("decision", word("wish_state", wish.state))
        .set("who", names.person(wish.decided_by_id))
        .set("at", wish.decided_at.local_text())
        .set("reply", seen.reply);
}

http::Response wish_page(Desk const& desk, Id id, Refusal const* refusal) {
    auto seen = organ::act(desk.env, desk.actor, [&](Context& in) { return see(in, id); });
    if (!seen) return refuse(desk, seen.error());
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        DeskPage page(desk, "request/desk_wish", word("page", "wish"));
        page.crumb(word("page", "inbox"), "/desk/requests").crumb(word("page", "wish"));
        auto data = page.data();
        Names names(in);
        organ::web::show_done(page.data(), desk, word);
        if (refusal != nullptr) show_refused(data, *refusal);
        show_wish(data, *seen, names);
        if (seen->wish.request_id == 0)
            for (auto const& file : store::files_of(in.tx, files_id_of(seen->wish)))
                data.section("files").set("url", "/desk/requests/files/" + std::to_string(file.id)).set("file_name", opened(in, file.name));
        if (seen->wish.state == Wish::State::open && decides(in, seen->wish)) {
            auto form = data.section("decide");
            form.set("url", "/desk/wishes/" + std::to_string(id)).set("typed_reply", desk.request.form["reply"]);
            for (auto name : {"granted", "declined", "passed_on"})
                if (std::string_view(name) != "passed_on" || seen->wish.kind == Wish::Kind::amend_record)
                    add_choice(form, "decision_choices", name, word("wish_state", name), desk.request.form["decision"]);
        }
        return page.count_all(in).response(refusal ? status_of(*refusal) : 200);
    });
}

}  // namespace

http::Response show_wish(Desk const& desk) { return wish_page(desk, desk.request.id_param("id").value_or(0), nullptr); }

http::Response decide_wish_page(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    auto const& typed = desk.request.form;
    auto decided = organ::act(desk.env, desk.actor, [&](Context& in) {
        return decide_wish(in, id, from_text<Wish::State>(typed["decision"]).value_or(Wish::State::open), typed["reply"]);
    });
    if (!decided) {
        auto refusal = decided.error();
        return wish_page(desk, id, &refusal);
    }
    return http::see_other("/desk/wishes/" + std::to_string(id) + "?done=wish_decided");
}

}  // namespace mingtang::request::web
