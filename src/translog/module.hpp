#pragma once
#include "base/date.hpp"
#include "http/router.hpp"
#include "storage/database.hpp"

namespace mingtang::translog {

/// The log as strangers read it: /log/checkpoint, /log/tile/…, /log/tile/entries/…, /log/vkey, /log/witnesses, /log/proof/N.tlog-proof.
/// `database` outlives the routes.
http::Routes routes(storage::Database& database);

/// A witness for the logs of others: /add-checkpoint, /vkey, /healthz. Both outlive the routes.
class Witness;
http::Routes witness_routes(Witness const& witness, Clock const& clock);

}  // namespace mingtang::translog
