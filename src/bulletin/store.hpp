#pragma once
#include <optional>

#include "bulletin/bulletin.hpp"

/// All SQL of the module.
namespace mingtang::bulletin::store {

using storage::Transaction;

std::optional<Bulletin> bulletin(Transaction& tx, Id id);
std::optional<Bulletin> of_month(Transaction& tx, std::string const& month);
/// Without their content, the newest month first.
std::vector<Bulletin> bulletins(Transaction& tx);
/// Inserts while `id` is 0.
void save(Transaction& tx, Bulletin& bulletin);

std::optional<Contest> contest(Transaction& tx, Id id);
std::optional<Contest> contest_of(Transaction& tx, Id bulletin_id, Measure measure, std::string const& record);
/// In the order in which they came; `unit_id` 0: of all units.
std::vector<Contest> contests(Transaction& tx, Id bulletin_id, Id unit_id = 0);
int open_contests(Transaction& tx, Id bulletin_id);
long long all_open_contests(Transaction& tx);
void save(Transaction& tx, Contest& contest);

void add(Transaction& tx, FrozenRecord& record);
std::vector<FrozenRecord> records(Transaction& tx, Id bulletin_id, Measure measure, Id unit_id);

}  // namespace mingtang::bulletin::store
