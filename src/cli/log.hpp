#pragma once
#include "app/parts.hpp"
#include "cli/line.hpp"
#include "translog/note.hpp"

namespace mingtang::cli {

/// Begins the publication log, takes in what the journal has, and tells the journal. Without `origin` it is named after the site's domain.
/// Refuses cli.log.no_origin, translog.begin.*.
Outcome<translog::VerifierKey> begin_log(app::Store& store, std::string origin = {});

void add_log_verify(CLI::App& log, Line& line);

}  // namespace mingtang::cli
