#pragma once
#include "request/actions.hpp"
#include "request/rules.hpp"
#include "request/store.hpp"

/// What the verbs share.
namespace mingtang::request {

std::string seal_description(Context const& in, std::string_view text);
std::string seal_applicant(Context const& in, Applicant const& applicant);
Applicant applicant_of(Context const& in, std::string const& sealed);
/// Remarks, names of files, opinions, words: `opened` gives them back.
std::string seal_words(Context const& in, std::string_view text);
/// Keyed, so that a copy of the database tells nothing: of who applies, and of query codes.
std::string keyed_hash(Context const& in, std::string_view purpose, std::string_view text);

/// The case for one who may take this step.
Outcome<InfoRequest> find_for(Context& in, Id request_id, Action action, bool applicant = false);
/// Takes the step: state, clock, saved, noted, journalled as `request.<name>`.
Outcome<InfoRequest> take(Context& in, InfoRequest request, Action action, std::string const& name, std::string const& remark,
                          bool applicant = false);
/// Sets the state and the day of it, reckons, saves with a new lock version.
void move(Context& in, InfoRequest& request, State to);
/// A line of the case's history. `shown`: the applicant sees that it happened.
void note(Context& in, InfoRequest const& request, std::string const& action, State from, std::string const& remark, bool shown,
          bool applicant = false);
/// The event of a step: unit, state, due day; never a word of the applicant.
void tell(Context& in, std::string const& name, InfoRequest const& request, json::object more = {});
/// Closes with an outcome.
void close(Context& in, InfoRequest& request, std::string const& outcome, Date on);

/// Files into the case; refuses the first that does not fit, before anything is stored.
Done keep_files(Context& in, InfoRequest const& request, std::vector<IncomingFile> const& files, bool by_applicant, Id letter_id = 0);

/// All files under this `request_id` (or `only` one of them), and their contents where nothing else names them.
void remove_files(Context& in, Id request_id, Id only = 0);

/// `2026-11-26` as typed; refuses `request.<verb>.bad_date` naming the field.
Outcome<Date> read_date(std::string const& typed, std::string const& verb, std::string const& field);

}  // namespace mingtang::request
