#include "base/text.hpp"
#include "law/article.hpp"
#include "law/fee.hpp"
#include "law/outcome_of_request.hpp"
#include "law/period.hpp"
#include "organ/site_address.hpp"
#include "organ/store.hpp"
#include "request/due_days.hpp"
#include "request/store.hpp"
#include "request/store_draft.hpp"
#include "request/web/portal.hpp"
#include "request/words.hpp"

namespace mingtang::request::portal {
namespace {

/// Which form of the page a refusal belongs to, by the last part of the address that it was sent to.
std::string form_of_path(std::string const& path) { return path.substr(path.find_last_of('/') + 1); }

void add_clock(Context& in, view::Data data, DueDay const& day) {
    auto left = law::remaining(day.on, in.today(), in.calendar);
    auto clock = data.section("clock");
    bool today = day.on == in.today();
    auto name = left.overdue ? "overdue" : today ? "today" : left.working_days <= 3 ? "soon" : "calm";
    clock.set("css", "clock--" + std::string(name));
    clock.set("words", word("portal_clock", name, {{"n", std::to_string(std::abs(left.working_days))}}));
}

void add_days(Context& in, view::Data data, InfoRequest const& request) {
    bool first = true;
    for (auto const& day : due_days(in, request)) {
        auto row = data.section("due");
        row.set("what", word("due", day.what)).set("on", day.on.text()).show("uncertain", !day.certain).show("first", first);
        if (first && request.open()) add_clock(in, row, day);
        first = false;
    }
    if (request.state == State::consulting) data.section("stands_still").set("left", request.reply_left);
    if (!reckonings(in, request).empty()) data.show("explained");
}

void add_history(Context& in, view::Data data, InfoRequest const& request) {
    for (auto const& step : store::steps_of(in.tx, request.id))
        if (step.shown)
            data.section("history")
                .set("step", word("step", step.action))
                .set("at", step.at.local_text())
                .show("is_back", step.action == "reckon");
}

void add_letters(Context& in, view::Data data, InfoRequest const& request) {
    auto files = store::files_of(in.tx, request.id);
    auto letters = applicants_letters(in, request);
    if (letters.empty()) return;
    auto block = data.section("has_letters");
    for (auto const& letter : letters) {
        auto row = block.section("letters");
        row.set("letter_id", letter.id).set("kind", word("letter_kind", letter.kind));
        row.set("document_number", letter.document_number).set("issued_on", letter.issued_on.text());
        std::vector<CaseFile> with;
        std::copy_if(files.begin(), files.end(), std::back_inserter(with), [&](auto const& file) { return file.letter_id == letter.id; });
        show_files(in, row, "files", with);
    }
}

void add_fee(Context& in, view::Data data, InfoRequest const& request) {
    auto fee = fee_of(in, request);
    if (!fee) return;
    auto block = data.section("fee");
    bool by_pages = fee->way == FeeNotice::Way::by_pages;
    auto steps = by_pages ? law::fee_by_pages(fee->number) : law::fee_by_pieces(fee->number, fee->before);
    block.set("amount", fee->amount).set("way", word("fee_way", fee->way)).set("number", fee->number);
    block.show("by_pages", by_pages).show("by_pieces", !by_pages).set("before", fee->before).show("has_before", fee->before > 0);
    for (auto const& step : steps.steps)
        block.section("steps").set("from", step.from).set("to", step.to).set("rate", step.rate).set("sum", step.amount());
    block.set_section("pays_at_section", "pays_at", office_of(in, request.unit_id).pays_at);
    block.set_section("pay_due_section", "pay_due", fee->pay_due.text()).set_section("paid_on_section", "paid_on", fee->paid_on.text());
    std::vector<CaseFile> proofs;
    for (auto const& file : store::files_of(in.tx, request.id))
        if (file.role == CaseFile::Role::payment) proofs.push_back(file);
    show_files(in, block, "proofs", proofs);
    block.show("has_proofs", !proofs.empty());
}

void add_own_words(Context& in, view::Data data, InfoRequest const& request) {
    auto own = open_for_applicant(in, request);
    auto shown = masked(own.applicant);
    data.set("description", own.description).set("applicant_kind", word("applicant_kind", request.applicant_kind));
    data.set("name", shown.name).set("phone", shown.phone).set("email", shown.email).set("address", shown.address);
    data.set("supply_form", word("supply_form", request.supply_form)).set("supply_by", word("supply_by", request.supply_by));
    std::vector<CaseFile> files;
    for (auto const& file : store::files_of(in.tx, request.id))
        if (file.by_applicant && file.letter_id == 0) files.push_back(file);
    show_files(in, data, "own_files", files);
    data.show("no_own_files", files.empty());
}

void add_wishes(Context& in, view::Data data, InfoRequest const& request) {
    for (auto const& wish : store::wishes_of(in.tx, request.id)) {
        auto row = data.section("wishes");
        row.set("kind", word("wish_kind", wish.kind))
            .set("state", word("wish_state", wish.state))
            .set("made_on", wish.made_at.local_date().text());
        row.set_section("reply_section", "reply", opened(in, wish.reply));
    }
}

void add_evaluation(Context& in, view::Data data, InfoRequest const& request, std::string const& typed_grade) {
    if (request.state != State::answered && request.state != State::not_handled) return;
    auto block = data.section("may_evaluate");
    auto given = store::evaluation_of(in.tx, request.id);
    auto chosen = typed_grade.empty() && given ? std::to_string(given->grade) : typed_grade;
    for (int grade = 5; grade >= 1; --grade) {
        auto name = std::to_string(grade);
        block.section("grades").set("value", name).set("label", word("grade", name)).show("chosen", name == chosen);
    }
    if (given) block.section("given").set("at", given->at.local_text());
}

/// What the applicant may do now, as the workflow has it.
void add_actions(Context& in, view::Data data, InfoRequest const& request) {
    auto may = [&](Action action) { return bool(next(request.state, action, in.actor, request.unit_id, true)); };
    data.show("may_supply", may(Action::supply)).show("may_give_reasons", may(Action::give_reasons));
    data.show("may_take_back", may(Action::take_back)).show("may_pay", request.state == State::awaiting_payment);
    data.show("may_wish", !request.open());
}

void add_notices(Context& in, Visit const& visit, view::Data data, InfoRequest const& request) {
    auto email = opened(in, store::notice_of(in.tx, request.id).email);
    data.show("has_notices", !email.empty()).show("no_notices", email.empty());
    data.set("notice_email", masked(Applicant{.email = email}).email);
    data.set("calendar_url", organ::base_url(visit.env()) + "/request/calendar.ics?key=" + calendar_token(in, request));
}

void add_fault(Visit const& visit, view::Data data, Refusal const& refusal) {
    auto form = form_of_path(visit.request.path);
    auto sentence = view::sentence(in_words(refusal));
    auto block = data.section("has_fault");
    block.set("message", sentence).set("form", form).set("code", refusal.code);
    auto citation = view::citation(refusal.article);
    if (!citation.text.empty()) block.section("article").set("text", citation.text).set("href", citation.url);
    if (!visit.request.uploads.empty()) block.show("files_again");
    data.show(form + "_wrong");
    data.section(form + "_error").set("message", sentence);
    // What was typed comes back into its own form.
    data.set(form + "_words", visit.request.form["words"]);
}

std::string next_step(InfoRequest const& request) {
    auto const* outcome = law::find_request_outcome(request.outcome);
    return word("portal_state", to_text(request.state), {{"outcome", outcome != nullptr ? outcome->name : ""}});
}

Response page_of(Context& in, Visit const& visit, InfoRequest const& request, std::optional<Refusal> const& refusal,
                 std::string const& done) {
    auto page = start(visit, "request/portal_case", word("portal", "case"));
    auto data = page.data();
    auto unit = organ::store::unit_by_id(in.tx, request.unit_id).value_or(organ::Unit{});
    data.set("csrf_token", form_token(visit.case_token())).set("case_number", request.case_number);
    data.set("unit_name", unit.name).set_section("telephone_section", "telephone", unit.telephone);
    data.set("state", word("state", request.state)).set("next_step", next_step(request));
    data.set("arrived_on", request.arrived_on.text()).set("channel", word("channel", request.channel));
    if (request.state != State::arrived) data.section("received").set("received_on", request.received_on.text());
    if (request.answer_disclosure_id != 0)
        data.section("published").set("href", "/disclosure/" + std::to_string(request.answer_disclosure_id));
    add_days(in, data, request);
    add_history(in, data, request);
    add_letters(in, data, request);
    add_fee(in, data, request);
    add_actions(in, data, request);
    add_evaluation(in, data, request, visit.request.form["grade"]);
    add_wishes(in, data, request);
    add_own_words(in, data, request);
    add_notices(in, visit, data, request);
    if (refusal) add_fault(visit, data, *refusal);
    if (auto said = word("portal_done", done); !done.empty() && said != done) data.section("done").set("said", said);
    return page.response(refusal ? status_of(*refusal) : 200);
}

Response wish_page(Context& in, Visit const& visit, Wish const& wish) {
    auto page = start(visit, "request/portal_wish", word("portal", "wish"));
    auto data = page.data();
    data.set("csrf_token", form_token(visit.case_token())).set("number", wish.number);
    data.set("unit_name", organ::store::unit_by_id(in.tx, wish.unit_id).value_or(organ::Unit{}).name);
    data.set("state", word("wish_state", wish.state)).set("made_on", wish.made_at.local_date().text());
    data.set("next_step", word("portal_wish", to_text(wish.state))).set("words", opened(in, wish.words));
    show_files(in, data, "files", store::files_of(in.tx, files_id_of(wish)));
    if (wish.decided_at)
        data.section("decided").set("decided_on", wish.decided_at.local_date().text()).set("reply", opened(in, wish.reply));
    return page.response();
}

}  // namespace

Response case_page(Visit const& visit, std::optional<Refusal> const& refusal, std::string const& done) {
    return look(visit, [&](Context& in) {
        auto found = case_of(in, visit);
        if (found) return page_of(in, visit, *found, refusal, done);
        if (auto wish = follow_wish_by_token(in, visit.case_token())) return wish_page(in, visit, *wish);
        if (visit.request.is_safe()) return http::see_other("/request/follow");
        return refuse(visit, found.error());
    });
}

Response show_case(Visit const& visit) { return case_page(visit, {}, visit.request.query["done"]); }

}  // namespace mingtang::request::portal
