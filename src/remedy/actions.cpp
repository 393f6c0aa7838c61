#include "remedy/actions.hpp"

#include "base/read_day.hpp"
#include "base/text.hpp"
#include "organ/second_factor.hpp"
#include "organ/store.hpp"
#include "remedy/rules.hpp"
#include "remedy/store.hpp"
#include "remedy/words.hpp"

namespace mingtang::remedy {
namespace {

constexpr std::size_t longest_line = 200, longest_text = 5000;

std::string subject_of(Case const& one) { return "remedy:" + std::to_string(one.id); }

std::string purpose_of(std::string_view field) { return "remedy." + std::string(field); }

struct Sealed {
    std::string_view field;
    std::string CaseForm::*typed;
    std::string Case::*stored;
};
constexpr std::size_t sealed_count = 4;
std::array<Sealed, sealed_count> const& sealed_fields() {
    static std::array<Sealed, sealed_count> const all{{{"applicant", &CaseForm::applicant, &Case::applicant},
                                                       {"subject", &CaseForm::subject, &Case::subject},
                                                       {"grounds", &CaseForm::grounds, &Case::grounds},
                                                       {"remark", &CaseForm::remark, &Case::remark}}};
    return all;
}

Refusal bad(char const* code, std::string_view field, std::string const& value = {}) {
    return Refusal{code, "", {{"column", std::string(field)}, {"value", text::shorten(text::one_line(value), 40)}}, std::string(field)};
}

/// What was typed, without what is sealed.
class Reading {
  public:
    explicit Reading(CaseForm const& form) : form_(form) {}
    std::optional<Refusal> refusal;

    std::string line(std::string CaseForm::*field) {
        auto value = text::one_line(form_.*field);
        if (text::length(value) > longest_line) fail("remedy.case.too_long", field, value);
        return value;
    }
    Date day(std::string CaseForm::*field) {
        auto typed = text::trim(form_.*field);
        if (typed.empty()) return {};
        auto read = read_day(typed);
        if (!read) fail("remedy.case.bad_date", field, typed);
        return read.value_or(Date());
    }
    /// By the stored name or by the word that people see.
    template <class E>
    E choice(std::string CaseForm::*field, std::string_view group, E fallback) {
        auto typed = text::trim(form_.*field);
        if (typed.empty()) return fallback;
        if (auto named = from_text<E>(typed)) return *named;
        for (auto name : EnumNames<E>::names)
            if (word(group, name) == typed) return *from_text<E>(name);
        fail("remedy.case.unknown_choice", field, typed);
        return fallback;
    }
    bool yes(std::string CaseForm::*field) {
        auto typed = text::trim(form_.*field);
        if (typed == "1" || typed == "是" || typed == "true") return true;
        if (!typed.empty() && typed != "0" && typed != "否" && typed != "false") fail("remedy.case.unknown_choice", field, typed);
        return false;
    }
    void fail(char const* code, std::string CaseForm::*field, std::string const& value) {
        if (refusal) return;
        for (auto const& [name, member] : fields())
            if (member == field) refusal = bad(code, name, value);
    }

  private:
    CaseForm const& form_;
};

Outcome<Case> write_form(Context& in, CaseForm const& form, Case made) {
    Reading read(form);
    made.kind = read.choice(&CaseForm::kind, "kind", Kind::review);
    made.case_number = read.line(&CaseForm::case_number);
    made.decider = read.line(&CaseForm::decider);
    made.applicant_kind = read.choice(&CaseForm::applicant_kind, "applicant_kind", ApplicantKind::natural);
    made.request_number = read.line(&CaseForm::request_number);
    made.accepted_on = read.day(&CaseForm::accepted_on);
    made.summary = read.yes(&CaseForm::summary);
    made.copy_received_on = read.day(&CaseForm::copy_received_on);
    made.answered_on = read.day(&CaseForm::answered_on);
    made.decided_on = read.day(&CaseForm::decided_on);
    made.result = read.choice(&CaseForm::result, "result", Result::pending);
    made.document = read.line(&CaseForm::document);
    for (auto const& [field, typed, stored] : sealed_fields()) {
        if (text::length(form.*typed) > longest_text) read.fail("remedy.case.too_long", typed, form.*typed);
        auto value = text::trim(form.*typed);
        made.*stored = value.empty() ? "" : organ::seal(in.secret, purpose_of(field), value);
    }
    if (read.refusal) return *read.refusal;
    if (auto whole = is_consistent(made, in.today()); !whole) return whole.error();
    made.answer_due = answer_due(made.kind, made.summary, made.copy_received_on, in.calendar);
    return made;
}

/// No names: the number of the reviewing organ or the court says which case it is.
json::object told(Case const& one) {
    return {{"case_number", one.case_number}, {"kind", std::string(to_text(one.kind))}, {"result", std::string(to_text(one.result))}};
}

Outcome<Case> keep(Context& in, Case made, std::string const& event) {
    auto other = store::by_number(in.tx, made.unit_id, made.kind, made.case_number);
    if (other && other->id != made.id) return bad("remedy.case.taken", "case_number", made.case_number);
    ++made.lock_version;
    store::save(in.tx, made);
    in.write(event, subject_of(made), made.unit_id, told(made));
    return made;
}

bool same(CaseForm const& a, CaseForm const& b) {
    return std::all_of(fields().begin(), fields().end(), [&](auto const& field) { return a.*field.second == b.*field.second; });
}

Outcome<Case> find_to_keep(Context& in, Id id) {
    auto found = find(in, id);
    if (!found) return found;
    if (auto may = may_keep(in.actor, found->unit_id); !may) return may.error();
    return found;
}

}  // namespace

std::vector<std::pair<std::string_view, std::string CaseForm::*>> const& fields() {
    static std::vector<std::pair<std::string_view, std::string CaseForm::*>> const all{{"kind", &CaseForm::kind},
                                                                                       {"case_number", &CaseForm::case_number},
                                                                                       {"decider", &CaseForm::decider},
                                                                                       {"applicant_kind", &CaseForm::applicant_kind},
                                                                                       {"applicant", &CaseForm::applicant},
                                                                                       {"request_number", &CaseForm::request_number},
                                                                                       {"subject", &CaseForm::subject},
                                                                                       {"grounds", &CaseForm::grounds},
                                                                                       {"accepted_on", &CaseForm::accepted_on},
                                                                                       {"summary", &CaseForm::summary},
                                                                                       {"copy_received_on", &CaseForm::copy_received_on},
                                                                                       {"answered_on", &CaseForm::answered_on},
                                                                                       {"decided_on", &CaseForm::decided_on},
                                                                                       {"result", &CaseForm::result},
                                                                                       {"document", &CaseForm::document},
                                                                                       {"remark", &CaseForm::remark}};
    return all;
}

Outcome<Case> register_case(Context& in, Id unit_id, CaseForm const& form) {
    if (auto may = may_keep(in.actor, unit_id); !may) return may.error();
    auto unit = organ::store::unit_by_id(in.tx, unit_id);
    if (!unit || !unit->open) return bad("remedy.case.unit", "unit_id");
    auto made = write_form(in, form, {.unit_id = unit_id, .registered_at = in.now});
    return made ? keep(in, std::move(*made), "remedy.registered") : made;
}

Outcome<Case> change_case(Context& in, Id id, int lock_version, CaseForm const& form) {
    auto found = find_to_keep(in, id);
    if (!found) return found;
    if (!found->stands()) return Refusal{"remedy.case.struck"};
    if (found->lock_version != lock_version) return Refusal{"remedy.case.conflict"};
    auto made = write_form(in, form, *found);
    return made ? keep(in, std::move(*made), "remedy.changed") : made;
}

Outcome<Case> strike_case(Context& in, Id id, std::string const& reason) {
    auto found = find_to_keep(in, id);
    if (!found) return found;
    if (!found->stands()) return Refusal{"remedy.strike.struck"};
    auto why = text::one_line(reason);
    if (why.empty() || text::length(why) > longest_line) return Refusal{"remedy.strike.reason", "", {}, "reason"};
    found->struck_reason = why;
    return keep(in, std::move(*found), "remedy.struck");
}

Outcome<Taken> take_in(Context& in, Id unit_id, CaseForm const& row) {
    if (auto may = may_keep(in.actor, unit_id); !may) return may.error();
    auto made = write_form(in, row, {.unit_id = unit_id, .registered_at = in.now});
    if (!made) return made.error();
    auto known = store::by_number(in.tx, unit_id, made->kind, made->case_number);
    if (!known) {
        auto kept = keep(in, std::move(*made), "remedy.registered");
        return kept ? Outcome<Taken>(Taken::added) : kept.error();
    }
    if (!known->stands()) return Refusal{"remedy.case.struck"};
    if (same(form_of(in, *known), form_of(in, *made))) return Taken::unchanged;
    made->id = known->id;
    made->lock_version = known->lock_version;
    made->registered_at = known->registered_at;
    auto kept = keep(in, std::move(*made), "remedy.changed");
    return kept ? Outcome<Taken>(Taken::changed) : kept.error();
}

Outcome<Case> find(Context& in, Id id) {
    auto found = store::by_id(in.tx, id);
    if (!found || !may_read(in.actor, found->unit_id)) return Refusal{"remedy.find.not_found"};
    return *found;
}

CaseForm form_of(Context const& in, Case const& stored) {
    CaseForm form{.kind = std::string(to_text(stored.kind)),
                  .case_number = stored.case_number,
                  .decider = stored.decider,
                  .applicant_kind = std::string(to_text(stored.applicant_kind)),
                  .request_number = stored.request_number,
                  .accepted_on = stored.accepted_on.text(),
                  .summary = stored.summary ? "1" : "0",
                  .copy_received_on = stored.copy_received_on.text(),
                  .answered_on = stored.answered_on.text(),
                  .decided_on = stored.decided_on.text(),
                  .result = std::string(to_text(stored.result)),
                  .document = stored.document};
    if (!may_unseal(in.actor, stored.unit_id)) return form;
    for (auto const& [field, typed, value] : sealed_fields())
        if (!(stored.*value).empty()) form.*typed = organ::unseal(in.secret, purpose_of(field), stored.*value).value_or("");
    return form;
}

}  // namespace mingtang::remedy
