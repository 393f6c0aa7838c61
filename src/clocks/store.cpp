#include "clocks/store.hpp"

#include <algorithm>

namespace mingtang::clocks::store {
namespace {

using storage::column_list;
using storage::select;
using storage::select_one;

/// ` and u in (1,2)`, nothing where no unit is named.
std::string within(std::vector<Id> const& units, std::string const& column) {
    return units.empty() ? "" : " and " + column + " in (" + storage::id_list(units) + ")";
}

std::string most_of(Scope const& scope) { return " limit " + std::to_string(std::max(scope.most, 1)); }

/// A reading of days: what is selected (the columns of Row) and from where, without unit, day and order.
struct Reading {
    std::string select, from, unit, due;
};

std::vector<Row> rows(Transaction& tx, Scope const& scope, Reading const& reading) {
    return select<Row>(tx,
                       "select " + reading.select + " from " + reading.from + " and " + reading.due + " <> '' and " + reading.due +
                           " <= :a" + within(scope.units, reading.unit) + " order by " + reading.due + ", 1" + most_of(scope),
                       scope.until);
}

constexpr char const* under_way =
    "('drafting', 'in_review', 'in_secrecy_review', 'referred', 'in_recheck', 'in_emergency_review', 'emergency_cleared', 'scheduled')";

std::string items_where(std::string const& rest) {
    return "select " + column_list<catalogue::Item>("i") +
           ", d.last_on, d.due_on from catalogue_due d join catalogue_item i on i.id = d.item_id join organ_unit u on u.id = d.unit_id "
           "where u.open = 1 and " +
           rest;
}

std::string replies_select(std::string const& more) {
    return "id, unit_id, case_number, received_on, reply_due, state, handler_id, cast(" + more + " as text)";
}

}  // namespace

std::vector<DueItem> items(Transaction& tx, Scope const& scope) {
    return select<DueItem>(tx,
                           items_where("d.due_on <> '' and d.due_on <= :a") + within(scope.units, "d.unit_id") +
                               " order by d.due_on, d.item_id" + most_of(scope),
                           scope.until);
}

std::vector<DueItem> displayed_items(Transaction& tx, Scope const& scope) {
    return select<DueItem>(tx, items_where("i.display_number > 0 and d.last_on <> ''") + within(scope.units, "d.unit_id") +
                                   " order by d.last_on desc, d.item_id" + most_of(scope));
}

std::vector<ItemCount> count_items(Transaction& tx, std::vector<Id> const& units, Date from, Date until) {
    using Cells = std::tuple<Id, long long, Date>;
    std::vector<ItemCount> all;
    for (auto const& [unit_id, number, earliest] :
         select<Cells>(tx,
                       "select unit_id, count(*), min(due_on) from catalogue_due where due_on <> '' and due_on >= :a and due_on <= :b" +
                           within(units, "unit_id") + " and unit_id in (select id from organ_unit where open = 1) group by unit_id",
                       from, until))
        all.push_back({unit_id, number, earliest});
    return all;
}

std::vector<Row> drafts(Transaction& tx, Scope const& scope) {
    return rows(tx, scope,
                {"id, unit_id, title, produced_on, publish_due, state, author_id, special_period",
                 std::string("disclosure_edition where way = 'proactive' and state in ") + under_way, "unit_id", "publish_due"});
}

std::vector<Row> looks_again(Transaction& tx, Scope const& scope) {
    return rows(tx, scope,
                {"e.id, e.unit_id, e.title, e.produced_on, e.review_again_on, e.ground, e.author_id, ''",
                 "disclosure_edition e join disclosure_record r on r.newest_edition_id = e.id where e.way = 'withheld' and e.state <> "
                 "'dropped'",
                 "e.unit_id", "e.review_again_on"});
}

std::vector<Row> validities(Transaction& tx, Scope const& scope) {
    return rows(tx, scope,
                {"p.disclosure_id, p.unit_id, p.title, p.published_on, e.valid_until_on, p.kind, e.author_id, ''",
                 "disclosure_public p join disclosure_edition e on e.id = p.edition_id where p.validity = 'valid'", "p.unit_id",
                 "e.valid_until_on"});
}

std::vector<Row> replies(Transaction& tx, Scope const& scope) {
    return rows(tx, scope, {replies_select("extended_by"), "request_info_request where closed_on = ''", "unit_id", "reply_due"});
}

std::vector<Row> stopped_replies(Transaction& tx, Scope const& scope) {
    return select<Row>(tx, "select " + replies_select("reply_left") +
                               " from request_info_request where closed_on = '' and reply_due = '' and state in ('consulting', "
                               "'awaiting_supplement', 'awaiting_reasons', 'awaiting_payment')" +
                               within(scope.units, "unit_id") + " order by received_on, id" + most_of(scope));
}

std::vector<Row> without_supplement_notice(Transaction& tx, Scope const& scope, Date received_since) {
    return select<Row>(tx,
                       "select " + replies_select("extended_by") +
                           " from request_info_request where closed_on = '' and state = 'in_hand' and source <> 'register' and "
                           "supplement_asked_on = '' and received_on >= :a" +
                           within(scope.units, "unit_id") + " order by received_on, id" + most_of(scope),
                       received_since);
}

std::vector<Row> supplements(Transaction& tx, Scope const& scope) {
    return rows(tx, scope,
                {"id, unit_id, case_number, supplement_asked_on, supplement_due, state, handler_id, ''",
                 "request_info_request where closed_on = '' and state = 'awaiting_supplement'", "unit_id", "supplement_due"});
}

std::vector<Row> payments(Transaction& tx, Scope const& scope) {
    return rows(tx, scope,
                {"r.id, r.unit_id, r.case_number, f.served_on, f.pay_due, r.state, r.handler_id, ''",
                 "request_info_request r join request_fee f on f.request_id = r.id where r.closed_on = '' and r.state = "
                 "'awaiting_payment' and f.paid_on = ''",
                 "r.unit_id", "f.pay_due"});
}

std::vector<Row> opinions(Transaction& tx, Scope const& scope) {
    return rows(tx, scope,
                {"r.id, r.unit_id, r.case_number, c.served_on, c.opinion_due, c.kind, r.handler_id, cast(c.id as text)",
                 "request_consultation c join request_info_request r on r.id = c.request_id where r.closed_on = '' and c.answered_on = ''",
                 "r.unit_id", "c.opinion_due"});
}

std::vector<Row> remedy_answers(Transaction& tx, Scope const& scope) {
    return rows(tx, scope,
                {"id, unit_id, case_number, copy_received_on, answer_due, kind, 0, cast(summary as text)",
                 "remedy_case where answered_on = '' and decided_on = '' and struck_reason = ''", "unit_id", "answer_due"});
}

std::vector<Row> rectifications(Transaction& tx, Scope const& scope) {
    return rows(tx, scope,
                {"id, unit_id, title, issued_on, due_on, stage, 0, number", "supervision_rectification where state = 'issued'", "unit_id",
                 "due_on"});
}

std::vector<Report> reports(Transaction& tx) {
    using Cells = std::tuple<Id, Id, int, std::string, Id>;
    std::vector<Report> all;
    for (auto& [id, unit_id, year, state, published] :
         select<Cells>(tx,
                       "select r.id, r.unit_id, r.year, r.state, coalesce(p.disclosure_id, 0) from reports_annual r left join "
                       "disclosure_public p on p.disclosure_id = r.disclosure_id and r.disclosure_id <> 0 order by r.id"))
        all.push_back({id, unit_id, year, std::move(state), published != 0});
    return all;
}

std::map<Kind, Warning> warnings(Transaction& tx) {
    std::map<Kind, Warning> all;
    for (auto& one : select<Warning>(tx, "select " + column_list<Warning>() + " from clocks_warning")) all[one.kind] = std::move(one);
    return all;
}

void save(Transaction& tx, Warning const& warning) {
    remove_warning(tx, warning.kind);
    auto stored = warning;
    storage::insert(tx, "clocks_warning", stored);
}

void remove_warning(Transaction& tx, Kind kind) { storage::change(tx, "delete from clocks_warning where kind = :a", kind); }

std::optional<Reader> reader(Transaction& tx, Id person_id) {
    return select_one<Reader>(tx, "select " + column_list<Reader>() + " from clocks_reader where person_id = :a", person_id);
}

std::vector<Reader> readers(Transaction& tx) {
    return select<Reader>(tx, "select " + column_list<Reader>() + " from clocks_reader order by person_id");
}

void save(Transaction& tx, Reader const& reader) {
    storage::change(tx, "delete from clocks_reader where person_id = :a", reader.person_id);
    auto stored = reader;
    storage::insert(tx, "clocks_reader", stored);
}

bool take(Transaction& tx, Morning const& morning) {
    return storage::change(tx, "insert into clocks_morning (day, at, mails) values (:a, :b, :c) on conflict do nothing", morning.day,
                           morning.at, morning.mails) > 0;
}

void count_mails(Transaction& tx, Date day, int mails) {
    storage::change(tx, "update clocks_morning set mails = :a where day = :b", mails, day);
}

std::optional<Morning> last_morning(Transaction& tx) {
    return select_one<Morning>(tx, "select " + column_list<Morning>() + " from clocks_morning order by day desc limit 1");
}

std::optional<Address> address_of(Transaction& tx, Id unit_id) {
    return select_one<Address>(tx, "select " + column_list<Address>() + " from clocks_calendar where unit_id = :a", unit_id);
}

std::optional<Address> address_by_digest(Transaction& tx, std::string const& digest) {
    return select_one<Address>(tx, "select " + column_list<Address>() + " from clocks_calendar where digest = :a", digest);
}

void save(Transaction& tx, Address const& address) {
    storage::change(tx, "delete from clocks_calendar where unit_id = :a", address.unit_id);
    auto stored = address;
    storage::insert(tx, "clocks_calendar", stored);
}

}  // namespace mingtang::clocks::store
