#pragma once
#include "bulletin/content.hpp"
#include "bulletin/workflow.hpp"
#include "organ/context.hpp"

/// One function per verb. Each finds the bulletin, asks the workflow, asks the rules, saves, writes one event.
/// Refusals: bulletin.find.not_found, bulletin.<action>.{forbidden,not_now}, and those of rules.hpp.
namespace mingtang::bulletin {

using organ::Context;

/// As typed: numbers as texts; `minimums` by the names of the measures that are rates, missing ones as the definitions have them.
struct BeginForm {
    std::string month, working_days;
    std::map<std::string, std::string> minimums;
};
/// Opens the contest period of a month that is over, for the office; those who may contest in each unit are written to (`base`:
/// address of the site, without a slash at the end; empty: nobody is written to). Refuses
/// bulletin.begin.{forbidden,unit,month,too_early,days,minimum,there}.
Outcome<Bulletin> begin(Context& in, BeginForm const& form, std::string const& base);
/// Units that take part and cannot be written to: nobody who may contest has set an address, and there is no mailbox that a mail can go to.
std::vector<std::string> not_reached(Context& in);

/// What contests a record: a figure's row of the unit, by its key. Refuses bulletin.contest.{too_late,no_record,twice,missing,too_long}.
struct ContestForm {
    Measure measure = Measure::filed;
    Id unit_id = 0;
    std::string record, reason;
};
Outcome<Contest> contest(Context& in, std::string const& month, ContestForm const& form);
/// The unit does not contest it any more; while it is not decided. Refuses bulletin.take_back.decided.
Outcome<Contest> take_back(Context& in, Id contest_id);
/// With a reason either way; may be decided anew until the bulletin freezes. The unit is written to. Refuses
/// bulletin.decide.{missing,too_long,taken_back}.
Outcome<Contest> decide(Context& in, Id contest_id, bool accepted, std::string const& reason, std::string const& base);

/// From here on the figures, and the records behind them, are those of this moment.
Outcome<Bulletin> freeze(Context& in, std::string const& month);

/// A file that goes with the published bulletin.
struct BulletinFile {
    std::string name, content;
};
/// A draft disclosure of the unit that issues it, with the bulletin as its text and `files` attached, under the entry of a catalogue that
/// was chosen (or none yet); filing, reviews and publication are those of every disclosure. Refuses bulletin.publish.{under_way,item} and
/// what disclosure::start and attach refuse.
Outcome<Bulletin> publish(Context& in, std::string const& month, std::string const& catalogue_item_id,
                          std::vector<BulletinFile> const& files);
/// Where the disclosure stands.
struct Publication {
    Id edition_id = 0, disclosure_id = 0;  // disclosure_id: while it is public
    std::string state;                     // of disclosure::State; empty: none
    Date published_on;
    bool is_over() const { return state.empty() || state == "dropped" || state == "withdrawn"; }
};
Publication publication_of(Context& in, Bulletin const& bulletin);

/// The month's bulletin as its figures are: frozen ones as they were frozen; else as of now, of a running or a coming month up to today.
/// Refuses bulletin.find.not_found for what is no month or lies ahead.
struct Shown {
    std::optional<Bulletin> bulletin;  // none: not begun
    measure::Period period;
    Content content;
};
Outcome<Shown> show(Context& in, std::string const& month);
/// The rows behind a figure, with what accepted contests left out among them.
std::vector<FrozenRecord> rows_behind(Context& in, Shown const& shown, Measure measure, Id unit_id);

/// The office and the auditor see every unit; a unit's own people see their unit, and everybody on the desk what is frozen.
bool sees_all(organ::Actor const& actor);
bool may_see(organ::Actor const& actor, Id unit_id);

/// For the navigation: contests that wait for the office, bulletins that a unit may still contest.
long long waiting_count(Context& in);

}  // namespace mingtang::bulletin
