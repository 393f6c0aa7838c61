#pragma once
#include <optional>

#include "request/info_request.hpp"

/// SQL of applications. What is sealed stays sealed here.
namespace mingtang::request::store {

using storage::Transaction;

std::optional<InfoRequest> by_case_number(Transaction& tx, Id unit_id, std::string const& case_number);
void save(Transaction& tx, InfoRequest& request);

/// How many of each kind of applicant, by what they have in common. `units` is not empty.
struct Count {
    ApplicantKind kind;
    std::string outcome;
    long long number = 0;
};
/// Received in the year; those that the register carries over from before are not among them.
std::vector<Count> received_in(Transaction& tx, std::vector<Id> const& units, int year);
/// Open when the year began.
std::vector<Count> carried_into(Transaction& tx, std::vector<Id> const& units, int year);
/// Closed in the year, by outcome.
std::vector<Count> closed_in(Transaction& tx, std::vector<Id> const& units, int year);
/// Open when the year ended.
std::vector<Count> carried_out_of(Transaction& tx, std::vector<Id> const& units, int year);

}  // namespace mingtang::request::store
