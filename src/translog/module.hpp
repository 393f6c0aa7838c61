#pragma once
#include "http/router.hpp"
#include "storage/database.hpp"

namespace mingtang::translog {

/// The log as strangers read it: /log/checkpoint, /log/tile/…, /log/tile/entries/…, /log/vkey, /log/proof/N.tlog-proof. `database` outlives
/// the routes.
http::Routes routes(storage::Database& database);

}  // namespace mingtang::translog
