#include "request/actions/letters.hpp"

#include <charconv>

#include "base/text.hpp"
#include "law/fee.hpp"
#include "law/ground.hpp"
#include "law/outcome_of_request.hpp"

namespace mingtang::request {
namespace {

constexpr std::size_t longest_body = 30000;

Outcome<int> number(std::string const& typed, char const* field, int least, int most) {
    auto trimmed = text::trim(typed);
    int value = 0;
    auto [end, error] = std::from_chars(trimmed.data(), trimmed.data() + trimmed.size(), value);
    if (trimmed.empty() || error != std::errc() || end != trimmed.data() + trimmed.size() || value < least || value > most)
        return Refusal{"request.letter.bad_number", "", {{"least", std::to_string(least)}, {"most", std::to_string(most)}}, field};
    return value;
}

bool gives_days(LetterKind kind) {
    return kind == LetterKind::supplement_notice || kind == LetterKind::reasons_notice || kind == LetterKind::extension_notice;
}

/// law: fee-2020: by the piece what the applicant asked for in the month, by the page what this application needs.
Outcome<FeeNotice> read_fee(Context& in, InfoRequest const& request, LetterForm const& form) {
    auto way = from_text<FeeNotice::Way>(text::trim(form.fee_way));
    if (!way) return Refusal{"request.letter.fee_way", "fee-2020", {}, "fee_way"};
    auto count = number(form.fee_number, "fee_number", 1, 100000);
    if (!count) return count.error();
    FeeNotice fee{.request_id = request.id, .way = *way, .number = *count};
    bool pieces = *way == FeeNotice::Way::by_pieces;
    if (pieces) {
        fee.before = store::pieces_in_month(in.tx, request.unit_id, request.applicant_key, request.received_on, request.id);
        if (!text::trim(form.fee_before).empty()) {
            auto before = number(form.fee_before, "fee_before", 0, 100000);
            if (!before) return before.error();
            fee.before = *before;
        }
    }
    fee.amount = (pieces ? law::fee_by_pieces(fee.number, fee.before) : law::fee_by_pages(fee.number)).total();
    if (fee.amount == 0) return Refusal{"request.letter.no_fee", "fee-2020", {}, "fee_number"};
    return fee;
}

Done text_fits(LetterText const& text) {
    auto refuse = [](char const* field) { return Refusal{"request.letter.too_long", "", {{"field", field}}, field}; };
    if (text::length(text.title) > 100) return refuse("title");
    if (text::length(text.addressee) > 200) return refuse("addressee");
    if (text::length(text.body) > longest_body) return refuse("body");
    if (text::length(text.note) > 500) return refuse("note");
    return {};
}

/// Words as typed; the closing is ours.
LetterText tidy(Context& in, InfoRequest const& request, Letter const& letter, LetterText typed) {
    typed.title = text::one_line(typed.title);
    typed.addressee = text::one_line(typed.addressee);
    typed.body = text::trim(typed.body);
    typed.note = text::one_line(typed.note);
    typed.closing = closing_of(in, request, letter);
    return typed;
}

void keep_version(Context& in, Letter const& letter) {
    LetterVersion version{.letter_id = letter.id,
                          .version = letter.version,
                          .text = letter.text,
                          .person_id = in.actor.person_id,
                          .person_name = in.actor.name,
                          .at = in.now};
    store::add(in.tx, version);
}

/// The fee of the letter, made or changed with it.
void keep_fee(Context& in, Letter& letter, std::optional<FeeNotice> const& fee) {
    if (!fee) return;
    auto kept = *fee;
    kept.id = letter.fee_id;
    kept.letter_id = letter.id;
    store::save(in.tx, kept);
    letter.fee_id = kept.id;
    store::save(in.tx, letter);
}

/// What the law refuses whatever the letter says: told before anybody writes it.
Done may_draft(Context& in, InfoRequest const& request, LetterKind kind) {
    if (auto to = effect(request.state, kind); !to) return to.error();
    if (kind == LetterKind::supplement_notice) return may_ask_supplement(request, in.today(), in.calendar);
    if (kind == LetterKind::extension_notice) return may_extend(request, 1, in.today());
    return {};
}

bool reasons_asked(Context& in, Id request_id) {
    for (auto const& letter : store::letters_of(in.tx, request_id))
        if (letter.kind == LetterKind::reasons_notice && letter.state == LetterState::issued) return true;
    return false;
}

Date pay_due_of(Context& in, Id request_id) {
    auto fees = store::fees_of(in.tx, request_id);
    return fees.empty() ? Date() : fees.back().pay_due;
}

void note_letter(Context& in, Letter const& letter, LetterAction action, LetterState from, std::string const& remark) {
    LetterStep step{.letter_id = letter.id,
                    .version = letter.version,
                    .action = std::string(to_text(action)),
                    .from_state = from,
                    .to_state = letter.state,
                    .person_id = in.actor.person_id,
                    .person_name = in.actor.name,
                    .at = in.now,
                    .remark = seal_words(in, text::shorten(remark, 2000))};
    store::add(in.tx, step);
}

}  // namespace

Outcome<Decided> read_decision(Context& in, InfoRequest const& request, LetterForm const& form, Letter& letter) {
    Decided decided;
    bool decides = letter.kind == LetterKind::answer || letter.kind == LetterKind::lapse_notice;
    letter.outcome = decides ? text::trim(form.outcome) : "";
    letter.grounds = letter.kind == LetterKind::answer ? text::join(form.grounds, ",") : "";
    letter.working_days = 0;
    letter.until_on = {};
    if (gives_days(letter.kind)) {
        int most = letter.kind == LetterKind::extension_notice ? 20 : 60;
        auto usual = letter.kind == LetterKind::extension_notice ? 20 : office_of(in, request.unit_id).supplement_days;
        auto days = number(text::trim(form.working_days).empty() ? std::to_string(usual) : form.working_days, "working_days", 1, most);
        if (!days) return days.error();
        letter.working_days = *days;
    }
    if (letter.kind == LetterKind::delay_notice && !text::trim(form.until_on).empty()) {
        auto until = read_date(form.until_on, "letter", "until_on");
        if (!until) return until.error();
        letter.until_on = *until;
    }
    if (letter.kind == LetterKind::fee_notice && !(form.fee_way.empty() && form.fee_number.empty())) {
        auto fee = read_fee(in, request, form);
        if (!fee) return fee.error();
        decided.fee = *fee;
    }
    return decided;
}

Done letter_fits(Context& in, InfoRequest const& request, Letter const& letter) {
    if (auto to = effect(request.state, letter.kind); !to) return to.error();
    auto text = text_of(in, letter);
    if (auto gap = gap_in(text.body + text.closing); !gap.empty())
        return Refusal{"request.letter.gap", "", {{"gap", text::shorten(gap, 40)}}, "body"};
    if (text.title.empty() || text.addressee.empty() || text.body.empty())
        return Refusal{"request.letter.missing", "", {}, text.body.empty() ? "body" : text.addressee.empty() ? "addressee" : "title"};
    switch (letter.kind) {
        case LetterKind::supplement_notice:
            return may_ask_supplement(request, in.today(), in.calendar);
        case LetterKind::extension_notice:
            return may_extend(request, letter.working_days, in.today());
        case LetterKind::delay_notice:
            if (letter.until_on <= in.today()) return Refusal{"request.delay.bad_day", "ogi-2019:35", {}, "until_on"};
            return {};
        case LetterKind::fee_notice:
            if (letter.fee_id == 0) return Refusal{"request.letter.fee_way", "fee-2020", {}, "fee_way"};
            return {};
        case LetterKind::answer:
            return may_answer(request, letter.outcome, grounds_of(letter), reasons_asked(in, request.id));
        case LetterKind::lapse_notice:
            return may_lapse(request, letter.outcome, pay_due_of(in, request.id), in.today());
        default:
            return {};
    }
}

Outcome<LetterOfCase> find_letter(Context& in, Id letter_id, LetterAction action) {
    auto letter = store::letter(in.tx, letter_id);
    if (!letter) return Refusal{"request.find.not_found"};
    auto found = find(in, letter->request_id);
    if (!found) return found.error();
    if (auto may = next(*letter, action, in.actor); !may) return may.error();
    if (!may_read(in, *found)) return Refusal{"request.read.forbidden", "ogi-2019:45"};
    return LetterOfCase{*letter, *found};
}

Outcome<Letter> take(Context& in, LetterOfCase found, LetterAction action, std::string const& remark) {
    auto& letter = found.letter;
    auto to = next(letter, action, in.actor);
    if (!to) return to.error();
    auto from = letter.state;
    letter.state = *to;
    letter.state_since = in.now;
    ++letter.lock_version;
    store::save(in.tx, letter);
    note_letter(in, letter, action, from, remark);
    tell(in, "letter_" + std::string(to_text(letter.state)), found.request,
         {{"letter_id", letter.id}, {"kind", to_text(letter.kind)}, {"document_number", letter.document_number}});
    return letter;
}

Outcome<Letter> draft_letter(Context& in, Id request_id, LetterKind kind, LetterForm const& form) {
    auto found = find(in, request_id);
    if (!found) return found.error();
    Letter letter{.request_id = request_id,
                  .unit_id = found->unit_id,
                  .kind = kind,
                  .state_since = in.now,
                  .author_id = in.actor.person_id,
                  .made_at = in.now,
                  .lock_version = 1};
    if (auto may = next(letter, LetterAction::save, in.actor); !may) return may.error();
    if (!may_read(in, *found)) return Refusal{"request.read.forbidden", "ogi-2019:45"};
    if (auto may = may_draft(in, *found, kind); !may) return may.error();
    auto decided = read_decision(in, *found, form, letter);
    if (!decided) return decided.error();
    auto text = form.text;
    if (text::trim(text.body).empty()) {
        auto words = fill_template(in, *found, kind, form);
        if (!words) return words.error();
        text = *words;
    }
    if (auto fit = text_fits(text); !fit) return fit.error();
    letter.text = seal_text(in, tidy(in, *found, letter, text));
    store::save(in.tx, letter);
    keep_fee(in, letter, decided->fee);
    keep_version(in, letter);
    tell(in, "letter_drafted", *found, {{"letter_id", letter.id}, {"kind", to_text(kind)}});
    return letter;
}

Outcome<Letter> save_letter(Context& in, Id letter_id, int lock_version, LetterForm const& form) {
    auto found = find_letter(in, letter_id, LetterAction::save);
    if (!found) return found.error();
    auto& letter = found->letter;
    if (letter.lock_version != lock_version) return Refusal{"request.letter.save.conflict"};
    auto decided = read_decision(in, found->request, form, letter);
    if (!decided) return decided.error();
    if (auto fit = text_fits(form.text); !fit) return fit.error();
    auto before = text_of(in, letter);
    auto text = tidy(in, found->request, letter, form.text);
    bool same = before.title == text.title && before.addressee == text.addressee && before.body == text.body &&
                before.closing == text.closing && before.note == text.note;
    ++letter.lock_version;
    if (!same) {
        letter.text = seal_text(in, text);
        ++letter.version;
        keep_version(in, letter);
    }
    store::save(in.tx, letter);
    keep_fee(in, letter, decided->fee);
    return letter;
}

Outcome<Letter> file_letter(Context& in, Id letter_id, std::string const& remark) {
    auto found = find_letter(in, letter_id, LetterAction::file);
    if (!found) return found.error();
    if (auto fit = letter_fits(in, found->request, found->letter); !fit) return fit.error();
    return take(in, *found, LetterAction::file, remark);
}

Outcome<Letter> pass_letter(Context& in, Id letter_id, std::string const& remark) {
    auto found = find_letter(in, letter_id, LetterAction::pass);
    if (!found) return found.error();
    return take(in, *found, LetterAction::pass, remark);
}

Outcome<Letter> return_letter(Context& in, Id letter_id, std::string const& remark) {
    auto found = find_letter(in, letter_id, LetterAction::return_);
    if (!found) return found.error();
    if (text::trim(remark).empty()) return Refusal{"request.letter.return.missing", "", {}, "remark"};
    return take(in, *found, LetterAction::return_, remark);
}

Outcome<Letter> drop_letter(Context& in, Id letter_id) {
    auto found = find_letter(in, letter_id, LetterAction::drop);
    if (!found) return found.error();
    return take(in, *found, LetterAction::drop, "");
}

}  // namespace mingtang::request
