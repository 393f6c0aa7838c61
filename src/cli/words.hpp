#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/words.hpp"

namespace mingtang::cli {

using Details = Places;

/// The words of src/cli/words.json for people at a terminal, `{name}` filled in. Throws std::logic_error for a key that is not there.
std::string words(std::string_view key, Details const& details = {});

/// `line` and a line end to stdout.
void say(std::string_view line);
/// `line` and a line end to stderr.
void tell(std::string_view line);

/// Columns that a terminal gives the text: two for Han characters and full-width marks.
std::size_t width(std::string_view utf8);
/// Rows as columns of even width; the first row is the heading.
void say_table(std::vector<std::vector<std::string>> const& rows);

}  // namespace mingtang::cli
