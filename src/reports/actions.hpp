#pragma once
#include <filesystem>

#include "organ/context.hpp"
#include "reports/annual.hpp"
#include "reports/checks.hpp"
#include "reports/workflow.hpp"

/// One function per verb. Each finds the report as the actor may see it, asks the workflow, saves, writes one event.
/// Refusals: reports.find.not_found, reports.<action>.{forbidden,not_now}, reports.save.conflict.
namespace mingtang::reports {

using organ::Context;

Outcome<KeptReport> find(Context& in, Id id);
/// The unit of a report, which stays even when the unit is closed.
organ::Unit unit_of(Context& in, Id unit_id);

/// A report of a past year (or the running one, to prepare it) with what is counted filled in and the texts drafted. Refuses
/// reports.start.{unit,year,there}.
Outcome<KeptReport> start(Context& in, Id unit_id, int year);

/// The first table and the fee, as typed, by the names of the cells and `fee_yuan`. Refuses reports.save.bad_number.
Outcome<KeptReport> save_figures(Context& in, Id id, int lock_version, std::map<std::string, std::string> const& typed);
/// The texts by number of their sections. Refuses reports.save.too_long.
Outcome<KeptReport> save_texts(Context& in, Id id, int lock_version, std::map<std::string, std::string> const& texts);
/// Drafts sections one and six anew with today's figures; what stood there goes.
Outcome<KeptReport> draft_texts(Context& in, Id id, int lock_version);

/// The checks of the report as it stands, with the year before where there is one.
std::vector<Disagreement> check_now(Context& in, KeptReport const& report);
/// Freezes the report. Where figures do not agree, `explanation` says why they are right all the same: reports.check.unexplained.
/// A text that is not written to its end is not explained: reports.check.incomplete.
Outcome<KeptReport> check(Context& in, Id id, int lock_version, std::string const& explanation);
Outcome<KeptReport> reopen(Context& in, Id id);
/// Refuses reports.hand_in.changed where the registers say something else by now.
Outcome<KeptReport> hand_in(Context& in, Id id);
/// Refuses reports.send_back.reason.
Outcome<KeptReport> send_back(Context& in, Id id, std::string const& reason);

/// A file that goes with the published report.
struct ReportFile {
    std::string name;
    std::string content;
};
/// A draft disclosure of the unit with the report as its text and `files` attached, under the catalogue's entry for annual reports; review,
/// secrecy review and publication are those of every disclosure. Refuses reports.publish.{units_missing,under_way} and what
/// disclosure::start and attach refuse.
Outcome<KeptReport> publish(Context& in, Id id, bool without_missing, std::vector<ReportFile> const& files);
/// Where the disclosure of a report stands.
struct Publication {
    Id edition_id = 0;
    std::string state;  // of disclosure::State, empty: none
    Date published_on;
    Id disclosure_id = 0;
    bool is_over() const { return state.empty() || state == "dropped" || state == "withdrawn"; }
};
Publication publication_of(Context& in, KeptReport const& report);

/// A finished report that was made elsewhere. A report of that year that is under way here stays: reports.take_in.there; one taken in
/// before is replaced. Refuses reports.take_in.{unit,forbidden}.
Outcome<KeptReport> take_in(Context& in, Id unit_id, AnnualReport report, std::string const& source_name);

}  // namespace mingtang::reports
