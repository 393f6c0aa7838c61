#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mingtang {

/// A file that the program carries inside itself, by its path in the source tree (`src/organ/migrations/0001_organ.sql`). Where the
/// environment names a source tree in MINGTANG_SOURCE, the file on disk is read instead, so that views can be edited while the server runs.
std::optional<std::string> resource(std::string_view path);

/// Paths that start with `prefix` and end with `suffix`, in order.
std::vector<std::string> resources(std::string_view prefix, std::string_view suffix = {});

}  // namespace mingtang
