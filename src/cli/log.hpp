#pragma once
#include "app/parts.hpp"
#include "cli/line.hpp"
#include "translog/store.hpp"

namespace mingtang::cli {

/// Begins the publication log, takes in what the journal has, and tells the journal. Without `origin` it is named after the site's domain.
/// Refuses cli.log.no_origin, translog.begin.*.
Outcome<translog::VerifierKey> begin_log(app::Store& store, std::string origin = {});

void add_log_verify(Verb log, Line& line);
void add_log_witness(Verb log, Line& line);

/// One line each, and what went wrong.
void say_witnesses(storage::Transaction& tx);
/// What a witness last did instead of signing, in words.
std::string trouble_of(translog::store::WitnessRow const& row);

/// Verifier keys, one a line; empty lines are passed over. Refuses cli.log.bad_key, which names `file`.
Outcome<std::vector<translog::VerifierKey>> keys_in(std::string const& text, std::string const& file,
                                                    translog::KeyKind kind = translog::KeyKind::log);

}  // namespace mingtang::cli
