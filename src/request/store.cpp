#include "request/store.hpp"

namespace mingtang::request::store {
namespace {

using storage::column_list;
using storage::select;
using storage::select_one;

constexpr char const* table = "request_info_request";

std::string requests(std::string const& rest) { return "select " + column_list<InfoRequest>() + " from " + table + " where " + rest; }

/// What a filter asks for, with its values in order.
struct Where {
    std::string sql;
    std::vector<storage::Cell> values;
    void add(std::string const& part, auto const& value) {
        sql += " and " + part + " :p" + std::to_string(values.size());
        values.push_back(storage::to_cell(value));
    }
};

Where where_of(Filter const& filter) {
    Where where{.sql = "unit_id in (" + storage::id_list(filter.units) + ")", .values = {}};
    if (filter.state) where.add("state =", *filter.state);
    if (filter.open_only) where.sql += " and closed_on = ''";
    if (filter.handler_id != 0) where.add("handler_id =", filter.handler_id);
    if (filter.channel) where.add("channel =", *filter.channel);
    if (!filter.case_number.empty()) where.add("case_number like", "%" + filter.case_number + "%");
    if (!filter.outcome.empty()) where.add("outcome =", filter.outcome);
    if (filter.year != 0) {
        where.add("received_on >=", Date(filter.year, 1, 1));
        where.add("received_on <=", Date(filter.year, 12, 31));
    }
    return where;
}

Date first_of(int year) { return {year, 1, 1}; }
Date last_of(int year) { return {year, 12, 31}; }

template <class... Parameters>
std::vector<Count> counts(Transaction& tx, std::vector<Id> const& units, std::string const& where, Parameters const&... parameters) {
    using Row = std::tuple<ApplicantKind, std::string, long long>;
    std::vector<Count> all;
    for (auto const& [kind, outcome, number] :
         select<Row>(tx,
                     "select applicant_kind, outcome, count(*) from request_info_request where unit_id in (" + storage::id_list(units) +
                         ") and " + where + " group by applicant_kind, outcome",
                     parameters...))
        all.push_back({kind, outcome, number});
    return all;
}

}  // namespace

std::optional<InfoRequest> by_id(Transaction& tx, Id id) { return select_one<InfoRequest>(tx, requests("id = :a"), id); }

std::optional<InfoRequest> by_case_number(Transaction& tx, Id unit_id, std::string const& case_number) {
    return select_one<InfoRequest>(tx, requests("unit_id = :a and case_number = :b"), unit_id, case_number);
}

std::vector<InfoRequest> with_case_number(Transaction& tx, std::string const& case_number) {
    return select<InfoRequest>(tx, requests("case_number = :a order by id limit 100"), case_number);
}

void save(Transaction& tx, InfoRequest& request) { storage::save(tx, table, request); }

std::vector<InfoRequest> list(Transaction& tx, Filter const& filter) {
    auto where = where_of(filter);
    std::string order = filter.open_only ? "case when reply_due = '' then 1 else 0 end, reply_due, id" : "id desc";
    if (filter.after_id != 0 && !filter.open_only) where.add("id <", filter.after_id);
    auto sql = requests(where.sql + " order by " + order + " limit " + std::to_string(std::clamp(filter.limit, 1, 500)));
    return storage::select_cells<InfoRequest>(tx, sql, std::move(where.values));
}

long long count(Transaction& tx, Filter const& filter) {
    auto where = where_of(filter);
    return storage::select_cells<long long>(tx, std::string("select count(*) from ") + table + " where " + where.sql,
                                            std::move(where.values))
        .at(0);
}

std::vector<InfoRequest> open_ones(Transaction& tx) { return select<InfoRequest>(tx, requests("closed_on = '' order by id")); }

std::vector<InfoRequest> of_applicant(Transaction& tx, std::string const& applicant_key, Id except) {
    if (applicant_key.empty()) return {};
    return select<InfoRequest>(tx, requests("applicant_key = :a and id <> :b order by id desc limit 200"), applicant_key, except);
}

std::vector<InfoRequest> of_unit_since(Transaction& tx, Id unit_id, Date since, int limit) {
    return select<InfoRequest>(tx, requests("unit_id = :a and received_on >= :b order by id desc limit " + std::to_string(limit)), unit_id,
                               since);
}

int pieces_in_month(Transaction& tx, Id unit_id, std::string const& applicant_key, Date day, Id before_id) {
    Date first(day.year(), day.month(), 1), last = first + 31;
    last = last - int(last.day());
    return int(
        select_one<long long>(tx,
                              std::string("select count(*) from ") + table +
                                  " where unit_id = :a and applicant_key = :b and received_on >= :c and received_on <= :d and id < :e",
                              unit_id, applicant_key, first, last, before_id)
            .value_or(0));
}

std::vector<InfoRequest> archived(Transaction& tx, Id unit_id, int limit) {
    return select<InfoRequest>(
        tx,
        requests("unit_id = :a and archived_at <> '' and erased_at = '' and source <> 'register' order by archived_at limit " +
                 std::to_string(limit)),
        unit_id);
}

std::vector<Wish> decided_wishes(Transaction& tx, Id unit_id, int limit) {
    return select<Wish>(
        tx,
        "select " + column_list<Wish>() +
            " from request_wish where unit_id = :a and request_id = 0 and applicant <> '' and decided_at <> '' order by decided_at limit " +
            std::to_string(limit),
        unit_id);
}

int next_number(Transaction& tx, Id unit_id, int year, std::string const& series) {
    storage::change(tx, "insert into request_number (unit_id, year, series, last_number) values (:a, :b, :c, 0) on conflict do nothing",
                    unit_id, year, series);
    storage::change(tx, "update request_number set last_number = last_number + 1 where unit_id = :a and year = :b and series = :c", unit_id,
                    year, series);
    return int(select_one<long long>(tx, "select last_number from request_number where unit_id = :a and year = :b and series = :c", unit_id,
                                     year, series)
                   .value());
}

std::optional<Consultation> consultation(Transaction& tx, Id id) {
    return select_one<Consultation>(tx, "select " + column_list<Consultation>() + " from request_consultation where id = :a", id);
}

std::vector<Consultation> consultations_of(Transaction& tx, Id request_id) {
    return select<Consultation>(
        tx, "select " + column_list<Consultation>() + " from request_consultation where request_id = :a order by id", request_id);
}

void save(Transaction& tx, Consultation& consultation) { storage::save(tx, "request_consultation", consultation); }

std::optional<FeeNotice> fee(Transaction& tx, Id id) {
    return select_one<FeeNotice>(tx, "select " + column_list<FeeNotice>() + " from request_fee where id = :a", id);
}

std::vector<FeeNotice> fees_of(Transaction& tx, Id request_id) {
    return select<FeeNotice>(tx, "select " + column_list<FeeNotice>() + " from request_fee where request_id = :a order by id", request_id);
}

void save(Transaction& tx, FeeNotice& fee) { storage::save(tx, "request_fee", fee); }
void add(Transaction& tx, Step& step) { storage::insert(tx, "request_step", step); }

std::vector<Step> steps_of(Transaction& tx, Id request_id) {
    return select<Step>(tx, "select " + column_list<Step>() + " from request_step where request_id = :a order by id", request_id);
}

std::optional<CaseFile> file(Transaction& tx, Id id) {
    return select_one<CaseFile>(tx, "select " + column_list<CaseFile>() + " from request_file where id = :a", id);
}

std::vector<CaseFile> files_of(Transaction& tx, Id request_id) {
    return select<CaseFile>(tx, "select " + column_list<CaseFile>() + " from request_file where request_id = :a order by id", request_id);
}

void save(Transaction& tx, CaseFile& file) { storage::save(tx, "request_file", file); }
void remove_file(Transaction& tx, Id id) { storage::change(tx, "delete from request_file where id = :a", id); }

long long files_with_content(Transaction& tx, std::string const& sha256) {
    return select_one<long long>(tx, "select count(*) from request_file where sha256 = :a", sha256).value_or(0);
}

void erase_words(Transaction& tx, Id request_id) {
    for (auto const* sql :
         {"update request_letter set text = '' where request_id = :a",
          "update request_letter_version set text = '' where letter_id in (select id from request_letter where request_id = :a)",
          "update request_letter_step set remark = '' where letter_id in (select id from request_letter where request_id = :a)",
          "update request_step set remark = '' where request_id = :a",
          "update request_consultation set asked = '', words = '' where request_id = :a",
          "update request_fee set voucher = '' where request_id = :a", "update request_evaluation set words = '' where request_id = :a",
          "update request_wish set applicant = '', query_code = '', words = '', reply = '' where request_id = :a"})
        storage::change(tx, sql, request_id);
}

std::optional<Evaluation> evaluation_of(Transaction& tx, Id request_id) {
    return select_one<Evaluation>(tx, "select " + column_list<Evaluation>() + " from request_evaluation where request_id = :a", request_id);
}

void save(Transaction& tx, Evaluation& evaluation) { storage::save(tx, "request_evaluation", evaluation); }

std::optional<Wish> wish(Transaction& tx, Id id) {
    return select_one<Wish>(tx, "select " + column_list<Wish>() + " from request_wish where id = :a", id);
}

std::optional<Wish> wish_by_number(Transaction& tx, std::string const& number) {
    return select_one<Wish>(tx, "select " + column_list<Wish>() + " from request_wish where number = :a order by id limit 1", number);
}

std::vector<Wish> wishes_of(Transaction& tx, Id request_id) {
    return select<Wish>(tx, "select " + column_list<Wish>() + " from request_wish where request_id = :a order by id", request_id);
}

std::vector<Wish> open_wishes(Transaction& tx, std::vector<Id> const& units) {
    return select<Wish>(tx, "select " + column_list<Wish>() + " from request_wish where unit_id in (" + storage::id_list(units) +
                                ") and state = 'open' order by id limit 500");
}

void save(Transaction& tx, Wish& wish) { storage::save(tx, "request_wish", wish); }

std::optional<Office> office_of(Transaction& tx, Id unit_id) {
    return select_one<Office>(tx, "select " + column_list<Office>() + " from request_office where unit_id = :a", unit_id);
}

void save(Transaction& tx, Office& office) { storage::save(tx, "request_office", office); }

void count_found(Transaction& tx, Id unit_id, Id disclosure_id, Date day) {
    storage::change(tx, "insert into request_found (unit_id, disclosure_id, found_on, times) values (:a, :b, :c, 0) on conflict do nothing",
                    unit_id, disclosure_id, day);
    storage::change(tx, "update request_found set times = times + 1 where unit_id = :a and disclosure_id = :b and found_on = :c", unit_id,
                    disclosure_id, day);
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
