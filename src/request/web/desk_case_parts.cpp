#include "base/text.hpp"
#include "law/fee.hpp"
#include "law/reply_clock.hpp"
#include "request/store.hpp"
#include "request/web/desk_case.hpp"

namespace mingtang::request::web {
namespace {

std::string weekday(Date day) { return word("weekday", std::to_string(std::chrono::weekday(day.sys()).iso_encoding())); }

/// The day that counts next, and what happens then (words.json: `next`).
std::pair<Date, std::string> next_day(Context& in, InfoRequest const& request) {
    switch (request.state) {
        case State::in_hand:
            return {request.reply_due, "reply"};
        case State::awaiting_supplement:
            return {request.supplement_due, "supplement"};
        case State::awaiting_reasons:
            return {request.supplement_due, "reasons"};
        case State::consulting:
            for (auto const& one : store::consultations_of(in.tx, request.id))
                if (!one.answered_on && one.opinion_due) return {one.opinion_due, "opinion"};
            return {};
        case State::awaiting_payment:
            for (auto const& fee : store::fees_of(in.tx, request.id))
                if (!fee.paid_on) return {fee.pay_due, "fee"};
            return {};
        default:
            return {};
    }
}

/// What was typed for this record, when it was refused; else the day of today, or nothing.
struct TypedFor {
    http::Fields const& typed;
    bool is_this;
    Context& in;
    std::string day(std::string_view field) const { return is_this && typed.has(field) ? typed[field] : in.today().text(); }
    std::string text(std::string_view field) const { return is_this ? typed[field] : ""; }
};

void show_opinion_form(view::Data row, Consultation const& one, TypedFor const& typed) {
    auto form = row.section("may_answer");
    form.set("id", one.id).set("silence", word("silence", one.kind));
    form.set("answered_day", typed.day("answered_on")).set("opinion_words", typed.text("words"));
    for (auto name : {"agrees", "agrees_in_part", "disagrees", "none"})
        add_choice(form, "opinion_choices", name, word("opinion", name), typed.text("opinion"));
}

}  // namespace

void show_next_day(view::Data data, Context& in, InfoRequest const& request) {
    auto [day, what] = next_day(in, request);
    if (day) data.section("next_section").set("next_on", day.text()).set("next_words", word("next", what));
}

void show_days(view::Data data, Context& in, InfoRequest const& request) {
    bool runs = request.state != State::arrived && request.source != Source::register_;
    if (!runs) return;
    auto course = course_of(in, request);
    auto clock = law::reply_clock(course, in.calendar);
    auto shown = data.section("explained");
    shown.set("begins_on", clock.begins_on.text());
    if (request.extended_by > 0) shown.section("with_extension").set("extended_by", request.extended_by);
    if (clock.due) {
        shown.section("ends").set("due", clock.due.text());
    } else {
        shown.section("still").set("left", clock.left);
    }
    auto citation = view::citation("ogi-2019:33");
    shown.set("text", citation.text).set("url", citation.url);
    for (auto const& day : law::explain(course, in.calendar, in.today()))
        shown.section("days")
            .set("date", day.date.text())
            .set("weekday", weekday(day.date))
            .set("counted", word("day", day.reason, {{"number", std::to_string(day.number)}, {"name", day.name}}));
}

void show_files(view::Data data, Context& in, InfoRequest const& request) {
    auto files = store::files_of(in.tx, request.id);
    if (files.empty()) return;
    auto section = data.section("files_section");
    for (auto const& file : files)
        section.section("files")
            .set("url", "/desk/requests/files/" + std::to_string(file.id))
            .set("name", opened(in, file.name))
            .set("size", text::size_words(file.size))
            .set("role", word("file_role", file.role))
            .set("added_at", file.added_at.local_text())
            .show("by_applicant", file.by_applicant);
}

void show_letters(view::Data data, Context& in, InfoRequest const& request, Names const& names) {
    auto letters = store::letters_of(in.tx, request.id);
    if (letters.empty()) return;
    auto section = data.section("letters_section");
    bool handles = in.actor.has(Role::handler, request.unit_id);
    for (auto const& letter : letters) {
        auto row = section.section("letters");
        row.set("url", letter_url(letter.id))
            .set("kind", word("letter_kind", letter.kind))
            .set("state", word("letter_state", letter.state));
        row.set("author", names.person(letter.author_id)).set("version", letter.version).set("document_number", letter.document_number);
        row.set("issued_on", letter.issued_on.text()).set("served_on", letter.served_on.text());
        bool of_another = letter.consultation_id != 0 || letter.fee_id != 0;  // served where these stand
        if (letter.state == LetterState::issued && !letter.served_on && handles && !of_another)
            row.section("may_serve").set("id", letter.id);
    }
}

void show_consultations(view::Data data, Context& in, InfoRequest const& request, bool readable, http::Fields const& sent) {
    auto all = store::consultations_of(in.tx, request.id);
    if (all.empty()) return;
    auto section = data.section("consultations_section");
    bool handles = in.actor.has(Role::handler, request.unit_id);
    for (auto const& one : all) {
        auto row = section.section("consultations");
        row.set("kind", word("consultation_kind", one.kind)).set("asked_on", one.asked_on.text()).set("served_on", one.served_on.text());
        if (readable) row.set_section("asked_section", "asked", opened(in, one.asked));
        row.show("not_served", !one.served_on);
        if (one.opinion_due) {
            auto due = row.section("due_section");
            due.set("opinion_due", one.opinion_due.text()).show("over", !one.answered_on && one.opinion_due < in.today());
        }
        if (one.answered_on) {
            auto answered = row.section("answered_section");
            answered.set("answered_on", one.answered_on.text()).set("opinion", word("opinion", one.opinion));
            if (readable) answered.set_section("words_section", "words", opened(in, one.words));
            continue;
        }
        if (request.state != State::consulting || !handles) continue;
        TypedFor typed{sent, sent["consultation"] == std::to_string(one.id), in};
        if (!one.served_on) row.section("may_serve").set("id", one.id).set("served_day", typed.day("served_on"));
        show_opinion_form(row, one, typed);
    }
}

void show_fees(view::Data data, Context& in, InfoRequest const& request, http::Fields const& sent) {
    auto all = store::fees_of(in.tx, request.id);
    if (all.empty()) return;
    auto section = data.section("fees_section");
    bool handles = in.actor.has(Role::handler, request.unit_id) && request.state == State::awaiting_payment;
    for (auto const& fee : all) {
        auto row = section.section("fees");
        auto measure = word("measure", fee.way);
        row.set("way", word("fee_way", fee.way)).set("number", fee.number).set("measure", measure).set("amount", fee.amount);
        show_fee_steps(row, fee.way, fee.number, fee.before);
        row.set("served_on", fee.served_on.text()).show("not_served", !fee.served_on);
        if (fee.pay_due)
            row.section("due_section").set("pay_due", fee.pay_due.text()).show("over", !fee.paid_on && fee.pay_due < in.today());
        if (fee.paid_on) row.section("fee_paid").set("paid_on", fee.paid_on.text()).set("voucher", fee.voucher);
        TypedFor typed{sent, sent["fee"] == std::to_string(fee.id), in};
        if (handles && !fee.served_on) row.section("may_serve").set("id", fee.id).set("served_day", typed.day("served_on"));
        if (handles && !fee.paid_on)
            row.section("may_pay").set("id", fee.id).set("paid_day", typed.day("paid_on")).set("typed_voucher", typed.text("voucher"));
    }
}

void show_after_life(view::Data data, Context& in, InfoRequest const& request, bool readable) {
    auto wishes = store::wishes_of(in.tx, request.id);
    if (!wishes.empty()) {
        auto section = data.section("wishes_section");
        for (auto const& wish : wishes)
            section.section("wishes")
                .set("id", wish.id)
                .set("kind", word("wish_kind", wish.kind))
                .set("state", word("wish_state", wish.state))
                .set("made_at", wish.made_at.local_text());
    }
    auto evaluation = store::evaluation_of(in.tx, request.id);
    if (!evaluation) return;
    auto section = data.section("evaluation_section");
    section.set("grade", evaluation->grade).set("at", evaluation->at.local_text());
    if (readable) section.set_section("words_section", "words", opened(in, evaluation->words));
}

void show_timeline(view::Data data, Context& in, InfoRequest const& request, bool readable) {
    for (auto const& step : store::steps_of(in.tx, request.id)) {
        auto row = data.section("timeline");
        bool back = step.to_state == State::not_handled;
        row.set("step", word("step", step.action)).set("css", back ? "is-back" : "is-done").set("at", step.at.local_text());
        row.set("who", step.person_id == 0 && step.person_name.empty() ? word("who", "applicant") : step.person_name);
        if (readable) row.set_section("remark_section", "remark", opened(in, step.remark));
    }
}

}  // namespace mingtang::request::web
