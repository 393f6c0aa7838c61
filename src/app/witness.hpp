#pragma once
#include <functional>

#include "app/config.hpp"
#include "base/outcome.hpp"
#include "translog/witness.hpp"

namespace mingtang::app {

/// The folder of the witness that this program may be for the logs of others.
std::filesystem::path witness_folder(Config const& config);

/// Serves the witness protocol until SIGTERM or SIGINT. Refuses http.listen.*.
Done serve_witness(Config const& config, translog::Witness const& witness, std::function<void(int port)> const& on_ready);

}  // namespace mingtang::app
