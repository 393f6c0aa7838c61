#pragma once
#include "organ/context.hpp"
#include "request/info_request.hpp"

namespace mingtang::request {

using organ::Context;

/// A row of a register that was kept elsewhere, as written: dates in any usual form, names of `law::Channel` and `ApplicantKind`,
/// `extended` and `carried_in` 1, 0, 是, 否 or nothing.
struct RegisterRow {
    std::string case_number, received_on, channel, applicant_kind, description, outcome, closed_on, extended, carried_in;
};

enum class Registered { added, changed, unchanged };

/// Takes the case into the unit's register; a second time changes it where the row differs. Refuses, naming the column:
/// request.register.{missing,too_long,bad_date,unknown_choice,received_later,closed_before,closed_later,half_closed}.
Outcome<Registered> register_case(Context& in, Id unit_id, RegisterRow const& row);

/// What an applicant asked for, opened; empty where it cannot be.
std::string description_of(Context const& in, InfoRequest const& request);

}  // namespace mingtang::request
