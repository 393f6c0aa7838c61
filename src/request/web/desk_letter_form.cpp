#include "base/text.hpp"
#include "law/ground.hpp"
#include "law/outcome_of_request.hpp"
#include "request/store.hpp"
#include "request/web/desk_letter.hpp"

namespace mingtang::request::web {
namespace {

bool chose(std::vector<std::string> const& grounds, std::string const& code) {
    return std::find(grounds.begin(), grounds.end(), code) != grounds.end();
}

bool gives_days(LetterKind kind) {
    return kind == LetterKind::supplement_notice || kind == LetterKind::reasons_notice || kind == LetterKind::extension_notice;
}

bool asks_others(LetterKind kind) {
    return kind == LetterKind::third_party_inquiry || kind == LetterKind::joint_inquiry || kind == LetterKind::third_party_decision;
}

/// Outcomes of section 6 of the report end a case without an answer; the others are answers.
bool fits(LetterKind kind, std::string const& code) {
    if (kind == LetterKind::answer) return !code.starts_with("r6_");
    return code == "r6_1_no_correction" || code == "r6_2_no_fee";
}

void show_outcomes(view::Data part, LetterKind kind, LetterForm const& form) {
    if (kind != LetterKind::answer && kind != LetterKind::lapse_notice) return;
    auto field = part.section("with_outcome");
    for (auto const& outcome : law::request_outcomes())
        if (fits(kind, outcome.code)) add_choice(field, "outcome_choices", outcome.code, outcome.name, form.outcome);
    if (kind != LetterKind::answer) return;
    auto grounds = part.section("with_grounds");
    grounds.show("open", !form.grounds.empty());
    for (auto const& ground : law::grounds()) {
        auto row = grounds.section("ground_choices");
        row.set("value", ground.code).set("label", ground.name).set("text", view::citation(ground.article).text);
        row.show("chosen", chose(form.grounds, ground.code));
    }
}

void show_fee(view::Data part, LetterForm const& form) {
    auto field = part.section("with_fee");
    show_choices<FeeNotice::Way>(field, "fee_way", form.fee_way);
    field.set("fee_number", form.fee_number).set("fee_before", form.fee_before);
}

}  // namespace

LetterForm letter_form_of(http::Fields const& typed) {
    LetterForm form{
        .text = {.title = typed["title"], .addressee = typed["addressee"], .body = typed["body"], .closing = "", .note = typed["note"]},
        .outcome = typed["outcome"],
        .grounds = typed.all("grounds"),
        .working_days = typed["working_days"],
        .until_on = typed["until_on"],
        .asked = typed["asked"],
        .fee_way = typed["fee_way"],
        .fee_number = typed["fee_number"],
        .fee_before = typed["fee_before"]};
    return form;
}

LetterForm form_of(Context& in, Letter const& letter, LetterText const& text) {
    LetterForm form{.text = text, .outcome = letter.outcome, .grounds = text::split(letter.grounds, ',')};
    if (letter.working_days > 0) form.working_days = std::to_string(letter.working_days);
    form.until_on = letter.until_on.text();
    form.asked = text.addressee;
    if (auto fee = store::fee(in.tx, letter.fee_id)) {
        form.fee_way = to_text(fee->way);
        form.fee_number = std::to_string(fee->number);
        if (fee->way == FeeNotice::Way::by_pieces) form.fee_before = std::to_string(fee->before);
    }
    return form;
}

void show_decides(view::Data page, LetterKind kind, LetterForm const& form, Refusal const* refusal) {
    auto part = page.include("decides", "request/desk_letter_decides");
    if (refusal != nullptr && !refusal->field.empty())
        part.section(refusal->field + "_wrong").set("message", view::sentence(in_words(*refusal)));
    show_outcomes(part, kind, form);
    if (gives_days(kind)) {
        auto field = part.section("with_days");
        field.set("working_days", form.working_days);
        field.set("days_label", word("days_label", kind)).set("days_hint", word("days_hint", kind));
    }
    if (kind == LetterKind::delay_notice)
        part.section("with_until")
            .set("until_on", form.until_on)
            .set("until_on_type", form.until_on.empty() || Date::parse(form.until_on) ? "date" : "text");
    if (asks_others(kind) && form.text.body.empty()) part.section("with_asked").set("asked", form.asked);
    if (kind == LetterKind::fee_notice) show_fee(part, form);
}

void show_decided(view::Data data, Context& in, Letter const& letter) {
    std::vector<std::pair<std::string, std::string>> rows;
    if (auto const* outcome = law::find_request_outcome(letter.outcome)) rows.emplace_back(word("field", "outcome"), outcome->name);
    std::vector<std::string> names;
    for (auto const& code : text::split(letter.grounds, ','))
        if (auto const* ground = law::find_ground(code)) names.push_back(ground->name);
    if (!names.empty()) rows.emplace_back(word("field", "grounds"), text::join(names, "；"));
    if (letter.working_days > 0) rows.emplace_back(word("days_label", letter.kind), std::to_string(letter.working_days));
    if (letter.until_on) rows.emplace_back(word("field", "until_on"), letter.until_on.text());
    if (auto fee = store::fee(in.tx, letter.fee_id))
        rows.emplace_back(word("field", "amount"), word("measure", "yuan", {{"number", std::to_string(fee->amount)}}));
    if (rows.empty()) return;
    auto section = data.section("decides_section");
    for (auto const& [label, value] : rows) section.section("decided").set("label", label).set("value", value);
}

std::string path_in_words(LetterKind kind) {
    auto path = word("desk", "drafting");
    for (auto at = after(LetterState::drafting, kind); at != LetterState::approved; at = after(at, kind)) path += " → " + word("desk", at);
    return path + " → " + word("desk", "issued");
}

}  // namespace mingtang::request::web
