#pragma once
#include "request/actions/common.hpp"

namespace mingtang::request {

/// An application as read from a form.
struct ReadApplication {
    ApplicantKind kind = ApplicantKind::natural;
    Applicant applicant;
    std::string description;
    SupplyForm supply_form = SupplyForm::electronic;
    SupplyBy supply_by = SupplyBy::online;
};

/// law: ogi-2019:29: name, proof of identity, contact; description; form and way. Nothing about a purpose: the law asks for none.
/// Refuses request.apply.{missing,too_long,unknown_choice,bad_proof,bad_email,bad_phone,no_contact,no_address}, naming the field.
Outcome<ReadApplication> read_application(ApplicationForm const& form);
/// The part that says who it is, for amendments of one's own record.
Outcome<ReadApplication> read_applicant(ApplicationForm const& form);

/// `教育局公申〔2026〕12号`: gapless within unit and year.
std::string next_case_number(Context& in, Id unit_id, std::string const& series_words);

/// A code of twelve characters that is easy to read out, `K3PD-9XMW-T7QA`, and its keyed hash.
std::string new_query_code();
std::string hash_of_query_code(Context const& in, std::string_view typed);

}  // namespace mingtang::request
