#pragma once
#include <map>
#include <optional>
#include <vector>

#include "assessment/period.hpp"
#include "storage/record.hpp"
#include "supervision/finding.hpp"

/// All SQL of the module: its own tables, and the findings of a period (a reading only).
namespace mingtang::assessment::store {

using storage::Transaction;

// -- schemes -------------------------------------------------------------------------------------------------------------------------

std::optional<Edition> edition(Transaction& tx, Id id);
/// The newest edition of a code.
std::optional<Edition> newest(Transaction& tx, std::string const& code);
std::optional<Edition> edition_of(Transaction& tx, std::string const& code, int number);
/// The newest edition of each code, by code.
std::vector<Edition> newest_of_all(Transaction& tx);
/// The newest first.
std::vector<Edition> editions(Transaction& tx, std::string const& code);
void add(Transaction& tx, Edition& edition);

// -- periods -------------------------------------------------------------------------------------------------------------------------

std::optional<Period> period(Transaction& tx, Id id);
void save(Transaction& tx, Period& period);
/// The newest first. `unit_id` 0: all; else those that assess the unit.
std::vector<Period> periods(Transaction& tx, Id unit_id = 0, int limit = 200);
/// The newest of a scheme that was not dropped.
std::optional<Period> newest_period(Transaction& tx, std::string const& scheme_code);
std::vector<Assessed> units_of(Transaction& tx, Id period_id);
std::optional<Assessed> assessed(Transaction& tx, Id period_id, Id unit_id);
void add(Transaction& tx, Assessed& unit);

// -- scores --------------------------------------------------------------------------------------------------------------------------

std::vector<Score> scores_of(Transaction& tx, Id period_id);
std::vector<Score> scores_of(Transaction& tx, Id period_id, Id unit_id);
std::optional<Score> score(Transaction& tx, Id period_id, Id unit_id, std::string const& indicator);
std::optional<Score> score_by_id(Transaction& tx, Id id);
void save(Transaction& tx, Score& score);
/// The records behind a score, in place of those before.
void replace_behind(Transaction& tx, Id score_id, std::vector<Behind> records);
std::vector<Behind> behind(Transaction& tx, Id score_id);
/// Of all scores of a unit, by score.
std::map<Id, std::vector<Behind>> behind_of_unit(Transaction& tx, Id period_id, Id unit_id);
void add(Transaction& tx, Evidence& evidence);
std::optional<Evidence> evidence(Transaction& tx, Id id);
std::map<Id, std::vector<Evidence>> evidence_of_unit(Transaction& tx, Id period_id, Id unit_id);
int files_of(Transaction& tx, Id score_id);

// -- appeals, corrections, strikes
// ---------------------------------------------------------------------------------------------------------

std::optional<Appeal> appeal(Transaction& tx, Id id);
void save(Transaction& tx, Appeal& appeal);
std::vector<Appeal> appeals_of(Transaction& tx, Id period_id);
long long open_appeals(Transaction& tx);
void add(Transaction& tx, Correction& correction);
std::vector<Correction> corrections_of(Transaction& tx, Id period_id);
/// Inserts while `id` is 0, otherwise writes over.
void save(Transaction& tx, Strike& strike);
/// Those that stand and those that were taken back, by age. `unit_id` 0: of all units.
std::vector<Strike> strikes_of(Transaction& tx, Id period_id, Id unit_id = 0);

// -- what is counted -----------------------------------------------------------------------------------------------------------------

/// Faults of the kind that some patrol saw on a day of the period and that nobody dismissed, by age.
std::vector<supervision::Finding> findings_seen(Transaction& tx, supervision::FindingKind kind, Date from, Date to);

}  // namespace mingtang::assessment::store
