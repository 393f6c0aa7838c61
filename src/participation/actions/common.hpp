#pragma once
#include "participation/actions.hpp"
#include "participation/rules.hpp"
#include "participation/store.hpp"
#include "participation/workflow.hpp"

/// What the verbs share.
namespace mingtang::participation {

std::string sealed(Context const& in, std::string_view text);
std::string unsealed(Context const& in, std::string const& sealed);
std::string sealed_writer(Context const& in, Writer const& writer);
/// Keyed, so that a copy of the database tells nothing.
std::string keyed_hash(Context const& in, std::string_view purpose, std::string_view text);

/// Of a query code as typed.
std::string hash_of_code(Context const& in, std::string const& typed);

/// Line ends stay, other controls and empty lines at the ends go.
std::string plain(std::string const& typed);
/// One line of 1 to 500 characters; refuses `participation.<verb>.reason`.
Outcome<std::string> reason_of(std::string const& typed, std::string const& verb);

/// The letter for one who may take this step from the page that he saw.
Outcome<Letter> find_for(Context& in, Id id, int seen, Action action);
void reckon(Context const& in, Letter& letter);
/// Takes the step that `find_for` allowed: state, saved, noted, journalled as `participation.<event>`.
Letter take(Context& in, Letter letter, Action action, std::string const& event, std::string const& remark = {}, bool shown = true);
void note(Context& in, Letter const& letter, std::string_view action, std::string const& remark, bool shown);
void tell(Context& in, std::string const& event, Letter const& letter, json::object more = {});

}  // namespace mingtang::participation
