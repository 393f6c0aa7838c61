#pragma once
#include "channels/module.hpp"
#include "storage/database.hpp"

namespace mingtang::channels {

/// Asks the index and takes out what is not public any more: the index follows the journal and may be a moment behind.
search::Answer public_search(Portal const& portal, storage::Transaction& tx, search::Question const& question);

}  // namespace mingtang::channels
