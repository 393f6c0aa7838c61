#include "assessment/store.hpp"

namespace mingtang::assessment::store {
namespace {

using storage::column_list;
using storage::select;
using storage::select_one;

template <class T>
std::string from(char const* table, std::string const& rest) {
    return "select " + column_list<T>() + " from " + table + " where " + rest;
}

template <class T>
std::map<Id, std::vector<T>> by_score(std::vector<T> rows) {
    std::map<Id, std::vector<T>> all;
    for (auto& row : rows) all[row.score_id].push_back(std::move(row));
    return all;
}

std::string const of_unit_scores = "score_id in (select id from assessment_score where period_id = :a and unit_id = :b) order by id";

}  // namespace

std::optional<Edition> edition(Transaction& tx, Id id) {
    return select_one<Edition>(tx, from<Edition>("assessment_edition", "id = :a"), id);
}

std::optional<Edition> newest(Transaction& tx, std::string const& code) {
    return select_one<Edition>(tx, from<Edition>("assessment_edition", "code = :a order by number desc limit 1"), code);
}

std::optional<Edition> edition_of(Transaction& tx, std::string const& code, int number) {
    return select_one<Edition>(tx, from<Edition>("assessment_edition", "code = :a and number = :b"), code, number);
}

std::vector<Edition> newest_of_all(Transaction& tx) {
    return select<Edition>(tx, "select " + column_list<Edition>("e") +
                                   " from assessment_edition e where e.number = (select max(n.number) from assessment_edition n where "
                                   "n.code = e.code) order by e.code");
}

std::vector<Edition> editions(Transaction& tx, std::string const& code) {
    return select<Edition>(tx, from<Edition>("assessment_edition", "code = :a order by number desc"), code);
}

void add(Transaction& tx, Edition& edition) { storage::insert(tx, "assessment_edition", edition); }

std::optional<Period> period(Transaction& tx, Id id) { return select_one<Period>(tx, from<Period>("assessment_period", "id = :a"), id); }

void save(Transaction& tx, Period& period) { storage::save(tx, "assessment_period", period); }

std::vector<Period> periods(Transaction& tx, Id unit_id, int limit) {
    auto end = " order by id desc limit " + std::to_string(limit);
    if (unit_id == 0) return select<Period>(tx, from<Period>("assessment_period", "1 = 1" + end));
    return select<Period>(tx, from<Period>("assessment_period", "id in (select period_id from assessment_unit where unit_id = :a)" + end),
                          unit_id);
}

std::optional<Period> newest_period(Transaction& tx, std::string const& scheme_code) {
    return select_one<Period>(tx,
                              from<Period>("assessment_period",
                                           "state <> 'dropped' and edition_id in (select id from assessment_edition where code = :a) "
                                           "order by id desc limit 1"),
                              scheme_code);
}

std::vector<Assessed> units_of(Transaction& tx, Id period_id) {
    return select<Assessed>(tx, from<Assessed>("assessment_unit", "period_id = :a order by id"), period_id);
}

std::optional<Assessed> assessed(Transaction& tx, Id period_id, Id unit_id) {
    return select_one<Assessed>(tx, from<Assessed>("assessment_unit", "period_id = :a and unit_id = :b"), period_id, unit_id);
}

void add(Transaction& tx, Assessed& unit) { storage::insert(tx, "assessment_unit", unit); }

std::vector<Score> scores_of(Transaction& tx, Id period_id) {
    return select<Score>(tx, from<Score>("assessment_score", "period_id = :a order by id"), period_id);
}

std::vector<Score> scores_of(Transaction& tx, Id period_id, Id unit_id) {
    return select<Score>(tx, from<Score>("assessment_score", "period_id = :a and unit_id = :b order by id"), period_id, unit_id);
}

std::optional<Score> score(Transaction& tx, Id period_id, Id unit_id, std::string const& indicator) {
    return select_one<Score>(tx, from<Score>("assessment_score", "period_id = :a and unit_id = :b and indicator = :c"), period_id, unit_id,
                             indicator);
}

std::optional<Score> score_by_id(Transaction& tx, Id id) { return select_one<Score>(tx, from<Score>("assessment_score", "id = :a"), id); }

void save(Transaction& tx, Score& score) { storage::save(tx, "assessment_score", score); }

void replace_behind(Transaction& tx, Id score_id, std::vector<Behind> records) {
    storage::change(tx, "delete from assessment_behind where score_id = :a", score_id);
    for (auto& record : records) {
        record.id = 0;
        record.score_id = score_id;
        storage::insert(tx, "assessment_behind", record);
    }
}

std::vector<Behind> behind(Transaction& tx, Id score_id) {
    return select<Behind>(tx, from<Behind>("assessment_behind", "score_id = :a order by id"), score_id);
}

std::map<Id, std::vector<Behind>> behind_of_unit(Transaction& tx, Id period_id, Id unit_id) {
    return by_score(select<Behind>(tx, from<Behind>("assessment_behind", of_unit_scores), period_id, unit_id));
}

void add(Transaction& tx, Evidence& evidence) { storage::insert(tx, "assessment_evidence", evidence); }

std::optional<Evidence> evidence(Transaction& tx, Id id) {
    return select_one<Evidence>(tx, from<Evidence>("assessment_evidence", "id = :a"), id);
}

std::map<Id, std::vector<Evidence>> evidence_of_unit(Transaction& tx, Id period_id, Id unit_id) {
    return by_score(select<Evidence>(tx, from<Evidence>("assessment_evidence", of_unit_scores), period_id, unit_id));
}

int files_of(Transaction& tx, Id score_id) {
    return int(select_one<long long>(tx, "select count(*) from assessment_evidence where score_id = :a", score_id).value());
}

std::optional<Appeal> appeal(Transaction& tx, Id id) { return select_one<Appeal>(tx, from<Appeal>("assessment_appeal", "id = :a"), id); }

void save(Transaction& tx, Appeal& appeal) { storage::save(tx, "assessment_appeal", appeal); }

std::vector<Appeal> appeals_of(Transaction& tx, Id period_id) {
    return select<Appeal>(tx, from<Appeal>("assessment_appeal", "period_id = :a order by id"), period_id);
}

long long open_appeals(Transaction& tx) {
    return select_one<long long>(tx, "select count(*) from assessment_appeal where state = 'open'").value();
}

void add(Transaction& tx, Correction& correction) { storage::insert(tx, "assessment_correction", correction); }

std::vector<Correction> corrections_of(Transaction& tx, Id period_id) {
    return select<Correction>(tx, from<Correction>("assessment_correction", "period_id = :a order by id"), period_id);
}

void save(Transaction& tx, Strike& strike) { storage::save(tx, "assessment_strike", strike); }

std::vector<Strike> strikes_of(Transaction& tx, Id period_id, Id unit_id) {
    if (unit_id == 0) return select<Strike>(tx, from<Strike>("assessment_strike", "period_id = :a order by id"), period_id);
    return select<Strike>(tx, from<Strike>("assessment_strike", "period_id = :a and unit_id = :b order by id"), period_id, unit_id);
}

// What was dismissed keeps its reason when it is gone, and was no fault then either.
std::vector<supervision::Finding> findings_seen(Transaction& tx, supervision::FindingKind kind, Date from_on, Date to_on) {
    return select<supervision::Finding>(tx,
                                        from<supervision::Finding>("supervision_finding",
                                                                   "kind = :a and first_seen_on <= :b and last_seen_on >= :c and state <> "
                                                                   "'dismissed' and reason = '' order by unit_id, id"),
                                        kind, to_on, from_on);
}

}  // namespace mingtang::assessment::store
