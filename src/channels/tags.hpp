#pragma once
#include <string>
#include <vector>

#include "journal/journal.hpp"

namespace mingtang::channels {

/// Which cached pages an event makes old, as tags: `disclosure:ID` (also every list that shows it), `list:all`, `list:unit:ID`,
/// `list:item:ID`, `list:subject:CODE`, `list:kind:KIND`, `units`, `unit:ID`, `catalogue`, `site` (everything). Pages that depend on the
/// day bear `day`, which no event touches: the schedule does at midnight.
std::vector<std::string> tags_of(journal::Event const& event);

}  // namespace mingtang::channels
