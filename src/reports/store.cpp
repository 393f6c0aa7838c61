#include "reports/store.hpp"

namespace mingtang::reports::store {
namespace {

using storage::select;
using storage::select_one;

std::string const from_annual = "select " + storage::column_list<KeptReport>() + " from reports_annual ";

/// As request/store.hpp counts them.
std::string condition_of(std::string const& row, int year, std::vector<storage::Cell>& params) {
    auto first = storage::to_cell(Date(year, 1, 1)), last = storage::to_cell(Date(year, 12, 31));
    if (row == "new") {
        params = {first, last};
        return "received_on >= :a and received_on <= :b and carried_in = 0";
    }
    if (row == "carry_in") {
        params = {first, first, first, last};
        return "((received_on < :a and (closed_on = '' or closed_on >= :b)) or (received_on >= :c and received_on <= :d and carried_in = "
               "1))";
    }
    if (row == "carry_out") {
        params = {last, last};
        return "received_on <= :a and (closed_on = '' or closed_on > :b)";
    }
    params = {first, last};
    if (row == "r7_total") return "closed_on >= :a and closed_on <= :b";
    params.push_back(row);
    return "closed_on >= :a and closed_on <= :b and outcome = :c";
}

}  // namespace

std::optional<KeptReport> by_id(Transaction& tx, Id id) { return select_one<KeptReport>(tx, from_annual + "where id = :a", id); }

std::optional<KeptReport> of_unit(Transaction& tx, Id unit_id, int year) {
    return select_one<KeptReport>(tx, from_annual + "where unit_id = :a and year = :b", unit_id, year);
}

std::vector<KeptReport> of_year(Transaction& tx, int year) {
    return select<KeptReport>(tx, from_annual + "where year = :a order by id", year);
}

std::vector<int> years(Transaction& tx) {
    std::vector<int> all;
    for (auto year : select<long long>(tx, "select distinct year from reports_annual order by year desc")) all.push_back(int(year));
    return all;
}

void save(Transaction& tx, KeptReport& report) { storage::save(tx, "reports_annual", report); }

std::vector<NormativeEdition> normative_editions(Transaction& tx, std::vector<Id> const& units) {
    using Row = std::tuple<Id, Id, std::string, std::string, Date, Date, Date, disclosure::Validity>;
    std::vector<NormativeEdition> all;
    for (auto const& [id, unit_id, title, number, produced_on, published_on, valid_until_on, validity] : select<Row>(
             tx,
             "select e.disclosure_id, e.unit_id, e.title, e.document_number, e.produced_on, e.published_on, e.valid_until_on, e.validity "
             "from disclosure_edition e join disclosure_record d on d.id = e.disclosure_id where d.public_edition_id <> 0 and e.unit_id in "
             "(" +
                 storage::id_list(units) + ") and e.kind = 'normative' and e.state in ('published', 'superseded', 'archived') " +
                 "order by e.disclosure_id, e.number"))
        all.push_back({id, unit_id, title, number, produced_on, published_on, valid_until_on, validity});
    return all;
}

long long fees_paid(Transaction& tx, std::vector<Id> const& units, int year) {
    return select_one<long long>(
               tx,
               "select cast(coalesce(sum(f.amount), 0) as bigint) from request_fee f join request_info_request r on r.id = f.request_id "
               "where r.unit_id in (" +
                   storage::id_list(units) + ") and f.paid_on >= :a and f.paid_on <= :b",
               Date(year, 1, 1), Date(year, 12, 31))
        .value_or(0);
}

std::vector<CountedRequest> requests_behind(Transaction& tx, std::vector<Id> const& units, int year, std::string const& row,
                                            std::string const& kind, int limit) {
    using Row = std::tuple<Id, Id, std::string, Date, Date, std::string>;
    std::vector<storage::Cell> params;
    auto where = condition_of(row, year, params);
    if (kind != "total") where += " and applicant_kind = :k", params.push_back(kind);
    params.push_back(static_cast<long long>(limit));
    std::vector<CountedRequest> all;
    for (auto const& [id, unit_id, number, received_on, closed_on, outcome] : storage::select_cells<Row>(
             tx,
             "select id, unit_id, case_number, received_on, closed_on, outcome from request_info_request where unit_id in (" +
                 storage::id_list(units) + ") and " + where + " order by received_on, id limit :l",
             std::move(params)))
        all.push_back({id, unit_id, number, received_on, closed_on, outcome});
    return all;
}

}  // namespace mingtang::reports::store
