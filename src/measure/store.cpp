#include "measure/store.hpp"

namespace mingtang::measure::store {
namespace {

using storage::column_list;
using storage::select_cells;
using storage::to_cell;

constexpr char const* for_the_public = "e.way = 'proactive' and e.scope = 'public' ";
/// An expression, so that the index of days is taken: nearly all editions are in these states.
constexpr char const* was_public = "(e.state || '') in ('published', 'superseded', 'archived') ";
constexpr char const* edition_columns = "e.id, e.disclosure_id, e.unit_id, e.title, e.produced_on, e.published_on, e.special_period";

/// ` and e.unit_id = :unit`, with its value; nothing for all units.
std::string of_unit(std::string const& column, Id unit_id, std::vector<storage::Cell>& params) {
    if (unit_id == 0) return "";
    params.push_back(to_cell(unit_id));
    return " and " + column + " = :unit";
}

/// The first moment of a day in Asia/Shanghai, as it is stored.
std::string begin_of(Date day) { return (Instant(day.sys()) + std::chrono::hours(-8)).text(); }

using EditionRow = std::tuple<Id, Id, Id, std::string, Date, Date, std::string>;

Edition edition_of(EditionRow& row) {
    auto& [id, disclosure_id, unit_id, title, produced_on, published_on, special_period] = row;
    return {id, disclosure_id, unit_id, std::move(title), produced_on, published_on, std::move(special_period), {}};
}

std::vector<Edition> editions(Transaction& tx, std::string const& rest, std::vector<storage::Cell> params) {
    std::vector<Edition> all;
    for (auto& row :
         select_cells<EditionRow>(tx, std::string("select ") + edition_columns + " from disclosure_edition e " + rest, std::move(params)))
        all.push_back(edition_of(row));
    return all;
}

/// `params`: first and last day of the period.
std::string were_first_published(Id unit_id, std::vector<storage::Cell>& params) {
    return std::string(
               "join disclosure_public p on p.disclosure_id = e.disclosure_id where e.published_on >= :a and e.published_on <= :b and ") +
           for_the_public + "and " + was_public +
           "and not exists (select 1 from disclosure_edition o where o.disclosure_id = e.disclosure_id and o.number < e.number and "
           "o.way = 'proactive' and o.scope = 'public' and o.state in ('published', 'superseded', 'archived'))" +
           of_unit("e.unit_id", unit_id, params);
}

/// By the steps of the disclosure, which are few; not by the index of actions.
Instant first_filed(Transaction& tx, Edition const& edition) {
    return storage::select_one<Instant>(tx,
                                        "select coalesce(min(at), '') from disclosure_step where disclosure_id = :a and edition_id = :b "
                                        "and (action || '') in ('file', 'file_emergency')",
                                        edition.disclosure_id, edition.id)
        .value_or(Instant());
}

}  // namespace

std::vector<Edition> filed(Transaction& tx, Id unit_id, Period const& period) {
    std::vector<storage::Cell> steps{begin_of(period.from), begin_of(period.to + 1)};
    auto filed_then =
        "where e.state <> 'dropped' and e.id in (select edition_id from disclosure_step where action in ('file', "
        "'file_emergency') and at >= :a and at < :b)" +
        of_unit("e.unit_id", unit_id, steps);
    auto by_step = editions(tx, filed_then, steps);
    auto days = storage::cells(period.from, period.to);
    auto published_then =
        "where e.published_on >= :a and e.published_on <= :b and e.state <> 'dropped'" + of_unit("e.unit_id", unit_id, days);
    auto by_day = editions(tx, published_then, days);
    std::map<Id, Edition> found;
    for (auto* list : {&by_step, &by_day})
        for (auto& one : *list) found.emplace(one.id, std::move(one));
    std::vector<Edition> all;
    for (auto& [id, one] : found) {
        one.first_filed_at = first_filed(tx, one);
        if (one.first_filed_at) all.push_back(std::move(one));
    }
    return all;
}

std::vector<Edition> first_published(Transaction& tx, Id unit_id, Period const& period) {
    auto params = storage::cells(period.from, period.to);
    auto where = were_first_published(unit_id, params);
    return editions(tx, where, std::move(params));
}

std::vector<Edition> first_published_since(Transaction& tx, Id unit_id, Date since, Date formed_before) {
    auto params = storage::cells(since, Date(2199, 12, 31));
    auto where = were_first_published(unit_id, params) + " and e.produced_on <> '' and e.produced_on < :formed";
    params.push_back(to_cell(formed_before));
    return editions(tx, where, std::move(params));
}

std::map<Id, Figure> count_first_published(Transaction& tx, Id unit_id, Period const& period) {
    using Row = std::tuple<Id, long long>;
    auto params = storage::cells(period.from, period.to);
    auto where = were_first_published(unit_id, params);
    std::map<Id, Figure> counts;
    for (auto const& [unit, number] :
         select_cells<Row>(tx, "select e.unit_id, count(*) from disclosure_edition e " + where + " group by e.unit_id", std::move(params)))
        counts[unit] = {unit, number, 0};
    return counts;
}

std::vector<Edition> unpublished(Transaction& tx, Id unit_id, Date formed_before) {
    auto params = storage::cells(formed_before);
    auto where = std::string(
                     "where e.state in ('drafting', 'in_review', 'in_secrecy_review', 'referred', 'in_recheck', "
                     "'in_emergency_review', 'emergency_cleared', 'scheduled') and e.number = 1 and e.produced_on <> '' and "
                     "e.produced_on < :a and ") +
                 for_the_public + of_unit("e.unit_id", unit_id, params);
    return editions(tx, where, std::move(params));
}

std::vector<Decision> decisions_of_office(Transaction& tx, Id unit_id, Period const& period) {
    using Row = std::tuple<Id, Id, std::string, std::string, Instant>;
    std::vector<storage::Cell> params{begin_of(period.from), begin_of(period.to + 1)};
    auto sql =
        "select e.id, e.unit_id, e.title, s.action, s.at from disclosure_step s join disclosure_edition e on e.id = s.edition_id where "
        "s.action in ('return', 'publish', 'schedule', 'release') and s.at >= :a and s.at < :b and s.from_state in ('in_recheck', "
        "'emergency_cleared') and s.person_id <> 0" +
        of_unit("e.unit_id", unit_id, params) + " order by s.at, s.id";
    std::vector<Decision> all;
    for (auto& [id, unit, title, action, at] : select_cells<Row>(tx, sql, params))
        all.push_back({id, unit, std::move(title), std::move(action), at});
    return all;
}

std::vector<Entry> entries(Transaction& tx, Id unit_id) {
    using Row =
        std::tuple<Id, Date, Date, std::string, std::string, catalogue::Cadence, catalogue::Counted, int, std::string, std::string, Date>;
    std::vector<Entry> all;
    for (auto& [id, last_on, due_on, level1, level2, cadence, counted, limit_number, limit_unit, stages, since_on] : storage::select<Row>(
             tx,
             "select d.item_id, d.last_on, d.due_on, i.level1, i.level2, i.cadence, i.counted, i.limit_number, i.limit_unit, i.stages, "
             "i.since_on from catalogue_due d join catalogue_item i on i.id = d.item_id where d.unit_id = :a",
             unit_id)) {
        catalogue::Item item{.id = id, .unit_id = unit_id, .level1 = std::move(level1), .level2 = std::move(level2)};
        item.cadence = cadence, item.counted = counted, item.limit_number = limit_number, item.limit_unit = std::move(limit_unit);
        item.stages = std::move(stages), item.since_on = since_on;
        all.push_back({std::move(item), last_on, due_on});
    }
    return all;
}

std::map<Id, std::vector<Date>> days_of_moved(Transaction& tx, Id unit_id, Date since, Date until) {
    using Row = std::tuple<Id, Date>;
    std::map<Id, std::vector<Date>> days;
    for (auto const& [item_id, day] : storage::select<Row>(
             tx,
             std::string("select d.item_id, e.published_on from catalogue_due d join disclosure_public p on p.catalogue_item_id = "
                         "d.item_id join disclosure_edition e on e.disclosure_id = p.disclosure_id where d.unit_id = :a and d.last_on > :b "
                         "and e.published_on <> '' and e.published_on <= :c and ") +
                 was_public + "group by d.item_id, e.published_on order by d.item_id, e.published_on",
             unit_id, since, until))
        days[item_id].push_back(day);
    return days;
}

std::vector<Id> units_with_entries(Transaction& tx) {
    return storage::select<Id>(
        tx, "select id from organ_unit u where exists (select 1 from catalogue_due d where d.unit_id = u.id) order by id");
}

bool has_moved_since(Transaction& tx, Id unit_id, Date day) {
    auto params = storage::cells(day);
    auto where = "where last_on > :a" + of_unit("unit_id", unit_id, params) + " limit 1";
    return !select_cells<Id>(tx, "select item_id from catalogue_due " + where, params).empty();
}

std::map<Id, Figure> count_at_rest(Transaction& tx, Id unit_id, Date as_of) {
    using Row = std::tuple<Id, long long, long long>;
    auto params = storage::cells(as_of, as_of);
    auto where = "due_on > '' and last_on <= :b" + of_unit("unit_id", unit_id, params);
    std::map<Id, Figure> counts;
    for (auto const& [unit, number, of] : select_cells<Row>(
             tx,
             "select unit_id, cast(sum(case when due_on < :a then 1 else 0 end) as bigint), count(*) from catalogue_due where " + where +
                 " group by unit_id",
             params))
        counts[unit] = {unit, number, of};
    return counts;
}

std::set<Id> units_moved(Transaction& tx, long long seq, long long until) {
    auto found = storage::select<Id>(
        tx,
        "select distinct case when name like 'organ.%' then 0 else unit_id end from journal_event where seq > :a and seq <= :b and (name "
        "like 'catalogue.%' or name in ('disclosure.published', 'disclosure.revised', 'disclosure.withdrawn', 'disclosure.imported', "
        "'disclosure.archived', 'organ.units_merged', 'organ.unit_changed', 'organ.unit_added', 'organ.calendar_imported'))",
        seq, until);
    return {found.begin(), found.end()};
}

std::vector<supervision::Rectification> rectifications(Transaction& tx, Id unit_id, Period const& period) {
    auto params = storage::cells(period.from, period.to);
    auto where = "state <> 'withdrawn' and id in (select case_id from supervision_step where due_on >= :a and due_on <= :b)" +
                 of_unit("unit_id", unit_id, params);
    return select_cells<supervision::Rectification>(
        tx, "select " + column_list<supervision::Rectification>() + " from supervision_rectification where " + where + " order by id",
        params);
}

std::vector<request::InfoRequest> applications(Transaction& tx, Id unit_id, Period const& period) {
    auto params = storage::cells(period.from, period.to, period.to, period.to);
    auto where = "((closed_on >= :a and closed_on <= :b) or (received_on <= :c and (closed_on = '' or closed_on > :d)))" +
                 of_unit("unit_id", unit_id, params);
    return select_cells<request::InfoRequest>(
        tx, "select " + column_list<request::InfoRequest>() + " from request_info_request where " + where + " order by id", params);
}

std::vector<remedy::Case> decided_remedies(Transaction& tx, Id unit_id, Period const& period) {
    auto params = storage::cells(period.from, period.to);
    auto where = "struck_reason = '' and decided_on >= :a and decided_on <= :b" + of_unit("unit_id", unit_id, params);
    return select_cells<remedy::Case>(tx, "select " + column_list<remedy::Case>() + " from remedy_case where " + where + " order by id",
                                      params);
}

// What was dismissed keeps its reason when it is gone, and was no fault then either.
std::vector<supervision::Finding> findings(Transaction& tx, Id unit_id, Period const& period) {
    auto params = storage::cells(period.from, period.to);
    auto where =
        "state <> 'dismissed' and reason = '' and first_seen_on >= :a and first_seen_on <= :b" + of_unit("unit_id", unit_id, params);
    return select_cells<supervision::Finding>(
        tx, "select " + column_list<supervision::Finding>() + " from supervision_finding where " + where + " order by id", params);
}

}  // namespace mingtang::measure::store
