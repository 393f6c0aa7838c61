#pragma once
#include <optional>

#include "supervision/checks/draw.hpp"

/// All SQL of spot checks.
namespace mingtang::supervision::checks::store {

using storage::Transaction;

/// Open units, what they published from `since` to `until` and is public, their open entries of the catalogue.
std::vector<Member> population(Transaction& tx, Date since, Date until);
/// What people know a member by, now; empty where it is gone.
std::string title_of(Transaction& tx, Member const& member);

int next_number(Transaction& tx, int year);
std::optional<Check> check(Transaction& tx, Id id);
void save(Transaction& tx, Check& check);
/// Newest first.
std::vector<Check> checks(Transaction& tx, Id before_id, int limit);

std::optional<Row> row(Transaction& tx, Id id);
void save(Transaction& tx, Row& row);
/// In the order in which they were drawn.
std::vector<Row> rows_of(Transaction& tx, Id check_id);
long long pending(Transaction& tx, Id check_id);

}  // namespace mingtang::supervision::checks::store
