#include "base/text.hpp"
#include "law/document_number.hpp"
#include "organ/store.hpp"
#include "request/actions/letters.hpp"

namespace mingtang::request {
namespace {

/// `云教公复〔2026〕1号`: the next of unit, year and kind. Given when the letter goes out and never taken back, so that there is no gap.
void give_number(Context& in, Letter& letter) {
    auto office = office_of(in, letter.unit_id);
    auto unit = organ::store::unit_by_id(in.tx, letter.unit_id).value();
    auto code = !office.agency_code.empty() ? office.agency_code : (unit.short_name.empty() ? unit.name : unit.short_name) + "公";
    auto const& mark = letter_words(letter.kind).mark;
    letter.agency_code = code + mark;
    letter.year = in.today().year();
    letter.serial = store::next_number(in.tx, letter.unit_id, letter.year, mark);
    letter.document_number = law::DocumentNumber{.agency = letter.agency_code, .year = letter.year, .number = letter.serial}.text();
    letter.issued_on = in.today();
}

void ask_supplement(Context& in, InfoRequest& request, Letter const& letter) {
    request.supplement_asked_on = in.today();
    auto from = letter.served_on ? letter.served_on : in.today();
    request.supplement_due = supplement_due(from, letter.working_days, in.calendar).value();
}

void begin_consultation(Context& in, InfoRequest const& request, Letter& letter) {
    Consultation one{
        .request_id = request.id,
        .letter_id = letter.id,
        .kind = letter.kind == LetterKind::third_party_inquiry ? Consultation::Kind::third_party : Consultation::Kind::joint_producer,
        .asked = seal_words(in, text_of(in, letter).addressee),
        .asked_on = in.today(),
        .served_on = letter.served_on};
    if (one.served_on) one.opinion_due = opinion_due(one.kind, one.served_on, in.calendar);
    store::save(in.tx, one);
    letter.consultation_id = one.id;
}

void ask_fee(Context& in, Letter const& letter) {
    auto fee = store::fee(in.tx, letter.fee_id).value();
    fee.served_on = letter.served_on;
    if (fee.served_on) fee.pay_due = fee_due(fee.served_on, in.calendar);
    store::save(in.tx, fee);
}

/// What the letter does to the case.
void have_effect(Context& in, InfoRequest& request, Letter& letter) {
    switch (letter.kind) {
        case LetterKind::supplement_notice:
            return ask_supplement(in, request, letter);
        case LetterKind::extension_notice:
            request.extended = true;
            request.extended_by = letter.working_days;
            return;
        case LetterKind::delay_notice:
            request.delayed_until_on = letter.until_on;
            return;
        case LetterKind::third_party_inquiry:
        case LetterKind::joint_inquiry:
            return begin_consultation(in, request, letter);
        case LetterKind::fee_notice:
            return ask_fee(in, letter);
        case LetterKind::answer:
        case LetterKind::lapse_notice:
            return close(in, request, letter.outcome, in.today());
        default:
            return;
    }
}

bool shown_to_applicant(LetterKind kind) {
    return kind != LetterKind::third_party_inquiry && kind != LetterKind::joint_inquiry && kind != LetterKind::third_party_decision;
}

}  // namespace

Outcome<Letter> issue_letter(Context& in, Id letter_id, Date served_on) {
    auto found = find_letter(in, letter_id, LetterAction::issue);
    if (!found) return found.error();
    if (served_on && served_on != in.today()) return Refusal{"request.serve.bad_day", "", {}, "served_on"};
    if (auto fit = letter_fits(in, found->request, found->letter); !fit) return fit.error();
    auto to = effect(found->request.state, found->letter.kind);
    if (!to) return to.error();
    found->letter.served_on = served_on;
    give_number(in, found->letter);
    have_effect(in, found->request, found->letter);
    auto from = found->request.state;
    move(in, found->request, *to);
    auto issued = take(in, *found, LetterAction::issue, "");
    if (!issued) return issued.error();
    note(in, found->request, "issue_" + std::string(to_text(issued->kind)), from, "", shown_to_applicant(issued->kind));
    return issued;
}

Outcome<Letter> letter_served(Context& in, Id letter_id, Date served_on) {
    auto letter = store::letter(in.tx, letter_id);
    if (!letter) return Refusal{"request.find.not_found"};
    auto found = find(in, letter->request_id);
    if (!found) return found.error();
    if (!in.actor.system && !in.actor.has(Role::handler, letter->unit_id))
        return Refusal{"request.serve.forbidden", "ogi-2019:45", {{"role", "handler"}}};
    if (letter->state != LetterState::issued || served_on < letter->issued_on || served_on > in.today())
        return Refusal{"request.serve.bad_day", "", {}, "served_on"};
    if (letter->consultation_id != 0) {
        if (auto served = consultation_served(in, letter->consultation_id, served_on); !served) return served.error();
        return store::letter(in.tx, letter_id).value();
    }
    if (letter->fee_id != 0) {
        if (auto served = fee_served(in, letter->fee_id, served_on); !served) return served.error();
        return store::letter(in.tx, letter_id).value();
    }
    letter->served_on = served_on;
    store::save(in.tx, *letter);
    bool waits = letter->kind == LetterKind::supplement_notice && found->state == State::awaiting_supplement;
    if (waits) found->supplement_due = supplement_due(served_on, letter->working_days, in.calendar).value();
    move(in, *found, found->state);
    note(in, *found, "letter_served", found->state, letter->document_number, true);
    tell(in, "letter_served", *found, {{"letter_id", letter->id}, {"kind", to_text(letter->kind)}});
    return *letter;
}

}  // namespace mingtang::request
