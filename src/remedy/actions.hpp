#pragma once
#include "organ/context.hpp"
#include "remedy/remedy_case.hpp"

/// One function per verb; each finds the case as the actor may see it, asks the rules, saves, writes one event.
/// Refusals: remedy.find.not_found, remedy.keep.forbidden, and those of rules.hpp.
namespace mingtang::remedy {

using organ::Context;

/// A case as typed: dates in any usual form of law::read_day, enumerations by their names or their Chinese words, `summary` 1, 0, 是, 否 or
/// nothing.
struct CaseForm {
    std::string kind, case_number, decider, applicant_kind, applicant, request_number, subject, grounds, accepted_on, summary,
        copy_received_on, answered_on, decided_on, result, document, remark;
};
/// The columns of a file of cases and the fields of the form, in their order.
std::vector<std::pair<std::string_view, std::string CaseForm::*>> const& fields();

/// Takes the case into the unit's register. Refuses remedy.case.{bad_date,unknown_choice,too_long,taken,unit}.
Outcome<Case> register_case(Context& in, Id unit_id, CaseForm const& form);
/// `lock_version` is what the typist's page was made from. Refuses remedy.case.conflict, remedy.case.struck.
Outcome<Case> change_case(Context& in, Id id, int lock_version, CaseForm const& form);
/// What was entered by mistake is struck out with a reason and not counted any more. Refuses remedy.strike.{reason,struck}.
Outcome<Case> strike_case(Context& in, Id id, std::string const& reason);

enum class Taken { added, changed, unchanged };
/// As one row of a file: a case with the same unit, kind and number is changed where the row differs.
Outcome<Taken> take_in(Context& in, Id unit_id, CaseForm const& row);

Outcome<Case> find(Context& in, Id id);
/// With what is sealed opened, for who may; others get it empty.
CaseForm form_of(Context const& in, Case const& stored);

}  // namespace mingtang::remedy
