#pragma once
#include "disclosure/disclosure.hpp"

/// Readings over everything, for export and the checks of `doctor`.
namespace mingtang::cli::store {

std::vector<disclosure::Disclosure> disclosures_after(storage::Transaction& tx, Id after, int limit);
/// What the database says of itself: `ok`, or what is wrong.
std::string integrity(storage::Transaction& tx);

}  // namespace mingtang::cli::store
