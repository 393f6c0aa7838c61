#pragma once
#include <filesystem>

#include "assessment/period.hpp"
#include "assessment/workflow.hpp"
#include "organ/context.hpp"

/// One function per verb. Each finds the period as the actor may see it, asks the workflow, saves, writes one event.
/// Refusals: assessment.find.not_found, assessment.<verb>.{forbidden,not_now}, and those named.
namespace mingtang::assessment {

using organ::Context;

// -- schemes -------------------------------------------------------------------------------------------------------------------------

/// A scheme as it is used now. `edition.id` 0: the one that comes with the program, nobody has changed it.
struct Known {
    Edition edition;
    Scheme scheme;
};
/// The schemes that come with the program (law/assessment/*.json); a faulty one is a fault of the build and throws.
std::vector<Scheme> const& packed_schemes();
std::vector<Known> known_schemes(Context& in);
/// Refuses assessment.find.no_scheme.
Outcome<Known> known_scheme(Context& in, std::string const& code);
Outcome<Known> known_edition(Context& in, std::string const& code, int number);

/// Whoever may change schemes: the organ in charge, for all units. Refuses assessment.save_scheme.forbidden.
Done may_change_schemes(organ::Actor const& actor);
/// A new edition of the scheme that `text` holds, or a new scheme. `seen`: the number of the edition that the person changed, 0 for a new
/// scheme or the one of the program. Refuses those of read_scheme and assessment.save_scheme.{note,unchanged,conflict,code}.
Outcome<Edition> save_scheme(Context& in, std::string const& text, std::string const& note, int seen);

// -- periods -------------------------------------------------------------------------------------------------------------------------

struct BeginForm {
    std::string name, scheme, from_on, to_on;
    std::vector<Id> units;
    std::vector<std::pair<Id, std::string>> left;  // unit and group that it does not have
};
/// Begins an assessment with the newest edition of the scheme and computes what is computed. Refuses
/// assessment.begin.{forbidden,name,scheme,dates,future,units,unit,left}.
Outcome<Period> begin(Context& in, BeginForm const& form);
/// Counts the computed indicators again.
Outcome<Period> compute(Context& in, Id period_id);
/// Scores freeze; units see their sheets and may appeal for so many working days [M]; those who may appeal in each are written to (`base`:
/// address of the site, without a slash at the end; empty: nobody is written to). Refuses assessment.tell.{unjudged,days}.
Outcome<Period> tell(Context& in, Id period_id, std::string const& working_days, std::string const& base);
/// Units of the period that cannot be written to: nobody who may appeal has set an address, and there is no mailbox.
std::vector<std::string> not_reached(Context& in, Period const& period);
/// Every appeal is decided and the days for them are over. Refuses assessment.settle.{appeals,too_early}.
Outcome<Period> settle(Context& in, Id period_id);
Outcome<Period> drop(Context& in, Id period_id, std::string const& reason);
/// What was in publication may be corrected again and is published anew.
Outcome<Period> reopen(Context& in, Id period_id, std::string const& reason);

struct File {
    std::string name, content;
};
/// A draft disclosure of the actor's unit with the table of all units and every deduction; the files go with it. What was published and
/// reopened gets a new edition. Refuses assessment.publish.under_way while an earlier draft is in somebody's hands or stands in public.
Outcome<Period> publish(Context& in, Id period_id, std::vector<File> const& files);
/// Where the disclosure of a period stands.
struct Publication {
    Id edition_id = 0;
    Id disclosure_id = 0;  // while it is public
    Date published_on;
    bool under_way = false;  // an edition is in somebody's hands
};
Publication publication_of(Context& in, Period const& period);

// -- judging -------------------------------------------------------------------------------------------------------------------------

struct IncomingFile {
    std::string name;
    std::filesystem::path path;
};
struct JudgeForm {
    std::string number, of, given;  // of which the indicator asks for one (of a rate two)
    std::string words;
    std::vector<IncomingFile> files;
    std::vector<std::string> records = {};  // of an upheld objection that leaves records out: their keys
};
/// One judged indicator of one unit; may be judged again. Whatever costs, adds or vetoes needs words. Refuses
/// assessment.judge.{unit,indicator,number,of,given,missing,too_long,bad_file,too_many}.
Outcome<Score> judge(Context& in, Id period_id, Id unit_id, std::string const& indicator, JudgeForm const& form);

/// Everything of the unit that is judged by cases or points and that nobody has judged yet: nothing found. Refuses
/// assessment.judge_rest.{unit,nothing}.
Outcome<Period> judge_rest(Context& in, Id period_id, Id unit_id);

/// The unit's objection, with what shows it. Refuses assessment.appeal.{unit,indicator,missing,too_long,too_late,twice} and, of files,
/// those of judge.
Outcome<Appeal> appeal(Context& in, Id period_id, Id unit_id, std::string const& indicator, std::string const& reason,
                       std::vector<IncomingFile> const& files = {});
/// `upheld` with what is counted now, `strike` (upheld, with the records that do not count), or `rejected`; the unit is written to. Refuses
/// assessment.decide.{missing,too_long,choose,done,same}, those of judge for numbers and assessment.strike.{none,gone,too_many}.
Outcome<Appeal> decide(Context& in, Id appeal_id, std::string const& outcome, JudgeForm const& form, std::string const& base);
/// The office's own correction of a frozen score, with the reason in `words`; the unit is written to. Refuses
/// assessment.correct.{missing,too_long,same,appealed}.
Outcome<Score> correct(Context& in, Id period_id, Id unit_id, std::string const& indicator, JudgeForm const& form, std::string const& base);

/// Records that do not count in a computed score, by their keys, with a reason (不计); the score is reckoned without them, now and whenever
/// it is computed again. Once scores are told it is a correction, and the unit is written to. Refuses
/// assessment.strike.{unit,indicator,missing,too_long,appealed,none,gone,too_many}.
Outcome<Score> strike(Context& in, Id period_id, Id unit_id, std::string const& indicator, std::vector<std::string> const& records,
                      std::string const& reason, std::string const& base);
/// They count again. Refuses assessment.restore.{unit,indicator,missing,too_long,appealed,none}.
Outcome<Score> restore(Context& in, Id period_id, Id unit_id, std::string const& indicator, std::vector<std::string> const& records,
                       std::string const& reason, std::string const& base);

// -- who sees what -------------------------------------------------------------------------------------------------------------------

/// The office and auditors see all.
bool sees_all(organ::Actor const& actor);
/// A unit's own people see its sheet once scores are told.
bool may_see(organ::Actor const& actor, Period const& period, Id unit_id);
Outcome<Period> find(Context& in, Id period_id);
Scheme scheme_of(Context& in, Period const& period);

}  // namespace mingtang::assessment
