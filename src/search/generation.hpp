#pragma once
#include <filesystem>

/// The folder of an index: databases `g1`, `g2`, … and the link `current` to the one in use, which is replaced by a rename.
namespace mingtang::search::generation {

/// The database in use; empty when there is none.
std::filesystem::path current(std::filesystem::path const& folder);
/// A path for a database that is not there yet.
std::filesystem::path unused(std::filesystem::path const& folder);
/// Makes `database` the one in use.
void use(std::filesystem::path const& folder, std::filesystem::path const& database);
/// Deletes every database but the one in use.
void clear(std::filesystem::path const& folder);

}  // namespace mingtang::search::generation
