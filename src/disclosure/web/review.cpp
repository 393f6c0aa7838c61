#include "base/text.hpp"
#include "disclosure/actions/common.hpp"
#include "disclosure/rules.hpp"
#include "disclosure/store.hpp"
#include "disclosure/web/findings.hpp"
#include "disclosure/web/form.hpp"
#include "disclosure/web/pages.hpp"
#include "disclosure/web/secrecy_form.hpp"
#include "disclosure/web/shown.hpp"
#include "markup/markup.hpp"
#include "organ/store.hpp"

namespace mingtang::disclosure::web {
namespace {

void show_timeline(view::Data data, Context& in, Edition const& edition) {
    for (auto const& step : store::steps_of(in.tx, edition.disclosure_id)) {
        auto row = data.section("steps");
        bool back = step.action == "return" || step.action == "recall" || step.action == "withdraw" || step.action == "drop";
        row.set("action", word("action", step.action))
            .set("who", step.person_name)
            .set("at", step.at.local_text())
            .set("css", back ? "is-back" : "is-done");
        row.set_section("remark_section", "remark", step.remark);
        if (step.edition_id != edition.id)
            if (auto other = store::edition(in.tx, step.edition_id)) row.section("other_edition").set("number", other->number);
    }
}

void show_reviews(view::Data data, Context& in, Edition const& edition) {
    auto reviews = store::secrecy_reviews_of(in.tx, edition.id);
    if (reviews.empty()) return;
    auto list = data.section("reviews_section");
    for (auto const& review : reviews) {
        auto row = list.section("reviews");
        row.set("who", review.person_name).set("at", review.at.local_text()).set("conclusion", word("conclusion", review.conclusion));
        row.set("checked", review.checked).set("basis", review.basis).set_section("referred_section", "referred_to", review.referred_to);
        // Only what was reviewed as it stands now counts.
        row.show("of_other_content", review.digest != edition.digest);
    }
}

/// The newest edition before this one that was not dropped.
std::optional<Edition> edition_before(Context& in, Edition const& edition) {
    std::optional<Edition> before;
    for (auto& other : store::editions_of(in.tx, edition.disclosure_id))
        if (other.number < edition.number && other.state != State::dropped) before = std::move(other);
    return before;
}

void show_comparison(view::Data paper, Context& in, Edition const& before, Edition const& edition) {
    auto compared = markup::compare(store::text_of(in.tx, before.id), store::text_of(in.tx, edition.id));
    auto section = paper.section("comparison");
    section.set("before_number", before.number).set("number", edition.number).show("same_text", compared.equal);
    section.set_html("compared", compared.html);
    show_changes(section, in, form_of(in, before), form_of(in, edition));
}

void show_text_or_changes(view::Data data, Context& in, Desk const& desk, Edition const& edition) {
    auto before = edition_before(in, edition);
    bool comparing = before && desk.request.query["compare"] == "1";
    if (before)
        data.section("tabs")
            .set("url", edition_url(edition.id))
            .set("before_number", before->number)
            .show("comparing", comparing)
            .show("reading", !comparing);
    auto paper = show_document(data, in, edition, true, !comparing);
    if (comparing) show_comparison(paper, in, *before, edition);
}

/// For those who have to do with it; whoever only may read it reads the text.
void show_what_was_said(view::Data data, Context& in, Desk const& desk, Edition const& edition) {
    data.section("handled");
    show_findings_summary(data, in, desk, edition);
    show_remarks(data, in, edition, desk.csrf_token);
    show_reviews(data, in, edition);
    show_timeline(data, in, edition);
}

/// Exactly the steps that the workflow has for this person now.
void show_actions(view::Data data, Context& in, Desk const& desk, Edition const& edition, Disclosure const& record,
                  Refusal const* refusal) {
    auto may = possible(edition.state, in.actor, edition.unit_id);
    auto has = [&](Action action) { return std::find(may.begin(), may.end(), action) != may.end(); };
    bool own = !may_review(edition, in.actor.person_id);
    bool reviews = has(Action::pass) || has(Action::clear);
    data.set("id", edition.id).set("csrf_token", desk.csrf_token).set("typed_remark", desk.request.form["remark"]);
    data.show("own_draft", own && reviews);
    data.show("may_edit", has(Action::save));
    if (has(Action::recall)) data.show("may_recall");
    if (has(Action::clear) && !own) {
        auto form = data.section("secrecy_form");
        show_secrecy_form(form, desk.request.form, true, has(Action::refer), refusal);
    }
    bool decides =
        (has(Action::pass) && !own) || has(Action::publish) || has(Action::release) || (has(Action::return_) && !has(Action::clear));
    if (decides) {
        auto form = data.section("decision");
        form.show("may_pass", has(Action::pass) && !own)
            .show("may_publish", has(Action::publish))
            .show("may_release", has(Action::release));
        form.show("may_return", has(Action::return_)).show("may_unschedule", has(Action::unschedule));
    }
    if (has(Action::schedule)) data.section("schedule_form").set("publish_at", desk.request.form["publish_at"]);
    if (record.public_edition_id != edition.id) return;
    auto newest = store::edition(in.tx, record.newest_edition_id);
    bool under_way = newest && newest->id != edition.id && newest->state != State::dropped;
    if (under_way)
        data.section("under_way")
            .set("url", edition_url(newest->id))
            .set("number", newest->number)
            .set("state", word("state", newest->state));
    if (has(Action::revise) && !under_way) data.section("revise_form").set("reason", desk.request.form["reason"]);
    data.show("may_withdraw", has(Action::withdraw));
    data.show("may_archive", has(Action::archive));
}

void show_editions(view::Data data, Context& in, Edition const& edition) {
    auto editions = store::editions_of(in.tx, edition.disclosure_id);
    if (editions.size() < 2) return;
    auto list = data.section("editions_section");
    for (auto const& other : editions) {
        auto row = list.section("editions");
        row.set("number", other.number)
            .set("url", edition_url(other.id))
            .set("state", word("state", other.state))
            .show("current", other.id == edition.id);
        row.set("published_on", other.published_on.text());
    }
}

http::Response edition_page(Desk const& desk, Context& in, Edition const& edition, Refusal const* refusal) {
    auto record = store::disclosure(in.tx, edition.disclosure_id).value();
    DeskPage page(desk, "disclosure/edition", edition.title);
    page.crumb(word("page", "queue"), "/desk").crumb(edition.title);
    auto data = page.data();
    auto author = organ::store::person_by_id(in.tx, edition.author_id);
    auto unit = organ::store::unit_by_id(in.tx, edition.unit_id);
    data.set("title", edition.title).set("number", edition.number).set("unit", unit ? unit->name : "");
    data.set("state", word("state", edition.state));
    data.set("author", author ? author->name : "").set("since", edition.waiting_since.local_text()).show("emergency", edition.emergency);
    bool on_its_way = edition.state < State::published;
    if (on_its_way) show_clock(data, edition, in);
    if (record.public_edition_id == edition.id && store::public_row(in.tx, record.id))
        data.section("public_page").set("url", "/disclosure/" + std::to_string(record.id));
    organ::web::show_done(page.data(), desk, word);
    show_text_or_changes(data, in, desk, edition);
    if (store::handles(in.actor, edition)) show_what_was_said(data, in, desk, edition);
    show_editions(data, in, edition);
    show_actions(data, in, desk, edition, record, refusal);
    data.set("typed_quote", desk.request.form["quote"]).set("typed_words", desk.request.form["words"]);
    if (refusal) show_refused(data, *refusal);
    return page.response(refusal ? status_of(*refusal) : 200);
}

http::Response edition_refused(Desk const& desk, Refusal const& refusal) {
    if (is_script(desk.request)) return refuse(desk, refusal);
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto found = named(in, desk);
        return found ? edition_page(desk, in, *found, &refusal) : refuse(desk, refusal);
    });
}

Outcome<Edition> review_typed(Context& in, Id id, http::Fields const& typed) {
    if (auto may = find_for(in, id, Action::clear); !may) return may.error();
    auto form = read_secrecy_form(typed);
    if (!form) return form.error();
    return review_secrecy(in, id, *form);
}

/// `2026-11-25T09:00` of a datetime-local field, on the clock of Asia/Shanghai.
Instant local_time(std::string const& typed) {
    auto whole = typed.size() == 16 ? typed + ":00" : typed;
    return Instant::parse(whole + "+08:00").value_or(Instant());
}

/// The public edition stands for its disclosure in withdraw and archive.
Outcome<Edition> of_public(Context& in, Id id, Action action, auto&& verb) {
    auto found = find_for(in, id, action);
    if (!found) return found.error();
    auto done = verb(found->disclosure_id);
    if (!done) return done.error();
    return *found;
}

Outcome<Edition> take_typed(Context& in, Id id, http::Fields const& typed) {
    auto const& action = typed["action"];
    auto const& remark = typed["remark"];
    if (action == "recall") return recall(in, id, remark);
    if (action == "pass") return pass(in, id, remark);
    if (action == "return") return send_back(in, id, remark);
    if (action == "review") return review_typed(in, id, typed);
    if (action == "publish" || action == "release") return publish(in, id, remark);
    if (action == "schedule") return schedule(in, id, local_time(typed["publish_at"]));
    if (action == "unschedule") return unschedule(in, id);
    if (action == "withdraw")
        return of_public(in, id, Action::withdraw, [&](Id disclosure_id) { return withdraw(in, disclosure_id, typed["reason"]); });
    if (action == "archive")
        return of_public(in, id, Action::archive, [&](Id disclosure_id) { return archive(in, disclosure_id, remark); });
    if (action == "revise") {
        auto found = find_for(in, id, Action::revise);
        if (!found) return found.error();
        return revise(in, found->disclosure_id, typed["reason"]);
    }
    return Refusal{"disclosure.find.not_found"};
}

/// The word of `done` for what became of the edition.
std::string done_of(Edition const& edition, std::string const& action) {
    if (action == "review") return edition.state == State::drafting ? "return" : edition.state == State::referred ? "refer" : "clear";
    if ((action == "publish" || action == "release") && !edition.is_public_kind()) return "internal";
    return action == "recall" ? "recalled" : action;
}

/// Where the person goes on: the draft to write, the edition, or the queue where the edition is out of sight.
std::string goes_on(Edition const& edition, std::string const& action) {
    if (action == "revise" || action == "recall") return draft_url(edition.id);
    return edition_url(edition.id);
}

http::Response withdraw_page(Desk const& desk, Refusal const* refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto found = named(in, desk);
        if (!found) return refuse(desk, found.error());
        if (auto may = next(found->state, Action::withdraw, in.actor, found->unit_id); !may && !refusal) return refuse(desk, may.error());
        DeskPage page(desk, "disclosure/withdraw", word("page", "withdraw"));
        page.crumb(word("page", "queue"), "/desk").crumb(found->title, edition_url(found->id)).crumb(word("page", "withdraw"));
        page.data()
            .set("id", found->id)
            .set("title", found->title)
            .set("reason", desk.request.form["reason"])
            .set("back", edition_url(found->id));
        page.data().set("attachment_count", store::attachments_of(in.tx, found->id).size());
        if (refusal) show_refused(page.data(), *refusal);
        return page.response(refusal ? status_of(*refusal) : 200);
    });
}

}  // namespace

http::Response show_edition(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto found = named(in, desk);
        return found ? edition_page(desk, in, *found, nullptr) : refuse(desk, found.error());
    });
}

http::Response take_step(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    auto const& typed = desk.request.form;
    look_before(desk, id, typed["action"]);
    auto taken = organ::act(desk.env, desk.actor, [&](Context& in) { return take_typed(in, id, typed); });
    auto const& action = typed["action"];
    if (!taken) {
        auto refusal = taken.error();
        return action == "withdraw" && !is_script(desk.request) ? withdraw_page(desk, &refusal) : edition_refused(desk, refusal);
    }
    return http::see_other(goes_on(*taken, action) + "?done=" + done_of(*taken, action));
}

http::Response show_withdraw(Desk const& desk) { return withdraw_page(desk, nullptr); }

http::Response add_remark(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    auto const& typed = desk.request.form;
    auto made = organ::act(desk.env, desk.actor, [&](Context& in) { return remark(in, id, typed["quote"], typed["words"]); });
    if (!made) return edition_refused(desk, made.error());
    return http::see_other(edition_url(id) + "?done=remarked#remarks");
}

http::Response settle(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    auto settled = organ::act(desk.env, desk.actor, [&](Context& in) -> Outcome<Edition> {
        auto found = store::remark(in.tx, id);
        if (!found) return Refusal{"disclosure.find.not_found"};
        if (auto done = settle_remark(in, id); !done) return done.error();
        return store::edition(in.tx, found->edition_id).value();
    });
    if (!settled) return refuse(desk, settled.error());
    bool drafting = settled->state == State::drafting;
    return http::see_other((drafting ? draft_url(settled->id) : edition_url(settled->id)) + "?done=settled#remarks");
}

}  // namespace mingtang::disclosure::web
