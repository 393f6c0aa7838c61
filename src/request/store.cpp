#include "request/store.hpp"

namespace mingtang::request::store {
namespace {

using storage::column_list;
using storage::select;
using storage::select_one;

std::string list_of(std::vector<Id> const& ids) {
    std::string list;
    for (auto id : ids) list += (list.empty() ? "" : ",") + std::to_string(id);
    return list;
}

Date first_of(int year) { return {year, 1, 1}; }
Date last_of(int year) { return {year, 12, 31}; }

template <class... Parameters>
std::vector<Count> counts(Transaction& tx, std::vector<Id> const& units, std::string const& where, Parameters const&... parameters) {
    using Row = std::tuple<ApplicantKind, std::string, long long>;
    std::vector<Count> all;
    for (auto const& [kind, outcome, number] :
         select<Row>(tx,
                     "select applicant_kind, outcome, count(*) from request_info_request where unit_id in (" + list_of(units) + ") and " +
                         where + " group by applicant_kind, outcome",
                     parameters...))
        all.push_back({kind, outcome, number});
    return all;
}

}  // namespace

std::optional<InfoRequest> by_case_number(Transaction& tx, Id unit_id, std::string const& case_number) {
    return select_one<InfoRequest>(
        tx, "select " + column_list<InfoRequest>() + " from request_info_request where unit_id = :a and case_number = :b", unit_id,
        case_number);
}

void save(Transaction& tx, InfoRequest& request) {
    if (request.id == 0) {
        storage::insert(tx, "request_info_request", request);
    } else {
        storage::update(tx, "request_info_request", request);
    }
}

std::vector<Count> received_in(Transaction& tx, std::vector<Id> const& units, int year) {
    return counts(tx, units, "received_on >= :a and received_on <= :b and carried_in = 0", first_of(year), last_of(year));
}

std::vector<Count> carried_into(Transaction& tx, std::vector<Id> const& units, int year) {
    return counts(
        tx, units,
        "((received_on < :a and (closed_on = '' or closed_on >= :b)) or (received_on >= :c and received_on <= :d and carried_in = 1))",
        first_of(year), first_of(year), first_of(year), last_of(year));
}

std::vector<Count> closed_in(Transaction& tx, std::vector<Id> const& units, int year) {
    return counts(tx, units, "closed_on >= :a and closed_on <= :b", first_of(year), last_of(year));
}

std::vector<Count> carried_out_of(Transaction& tx, std::vector<Id> const& units, int year) {
    return counts(tx, units, "received_on <= :a and (closed_on = '' or closed_on > :b)", last_of(year), last_of(year));
}

}  // namespace mingtang::request::store
