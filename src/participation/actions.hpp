#pragma once
#include "organ/context.hpp"
#include "participation/letter.hpp"

/// One function per verb; each finds the letter, asks the workflow and the rules, saves, writes one event. The journal has numbers and
/// days, never a word of a letter.
namespace mingtang::participation {

using organ::Context;

// ---- the writer ------------------------------------------------------------------------------------------------------------------------

/// What a form carries, so that it is known to be ours, how old it is, and that it is sent once.
std::string form_token(Context const& in);

/// A letter as typed. `unit`: its code; empty where the writer does not know.
struct LetterForm {
    std::string token, unit, kind, title, words, name, phone, email;
    bool may_publish = false;
    std::string trap;    // people leave it empty
    std::string source;  // address of the sender: counted as a digest that changes every day, kept for a day
};
/// What is wrong with what was typed, all of it: participation.write.{missing,too_long,too_short,kind,unit,contact,phone}, and what
/// mail::read_address refuses.
std::vector<Refusal> faults_of(Context& in, LetterForm const& form);
/// A letter that came in, and the code that opens it to its writer: shown once, stored as a keyed hash.
struct Written {
    Letter letter;
    std::string query_code;
};
/// The same form sent again gives the same letter and code. Refuses the first of `faults_of`, and
/// participation.write.{token,robot,too_fast,sent,too_many}.
Outcome<Written> write(Context& in, LetterForm const& form);

/// By number and code as typed. Refuses participation.follow.not_found.
Outcome<Letter> follow(Context& in, std::string const& number, std::string const& query_code);
/// What the writer's browser holds of an opened letter.
std::string follow_token(Context const& in, Letter const& letter);
Outcome<Letter> follow_by_token(Context& in, std::string const& token);
/// Once, after the reply. Refuses participation.rate.{not_now,twice,rating,too_long}.
Outcome<Letter> rate(Context& in, Id id, std::string const& rating, std::string const& words);

/// How often an address (as its digest of the day) did something; a refused action leaves no trace, so wrong codes are counted apart.
int attempts_since(Context& in, std::string const& source, std::string_view what, Instant since);
void count_attempt(Context& in, std::string const& source, std::string_view what);

// ---- the desk --------------------------------------------------------------------------------------------------------------------------

/// As who may see it. Refuses participation.find.not_found.
Outcome<Letter> find(Context& in, Id id);
/// A letter with what is sealed opened.
struct Opened {
    Letter letter;
    std::string title, words, reply, close_reason, rating_words;
    Writer writer;
};
/// To one who may read it: the reading is written in the journal. Refuses participation.read.forbidden.
Outcome<Opened> open_letter(Context& in, Id id);
/// To its writer, who has the code; for jobs and tests too.
Opened opened(Context const& in, Letter const& letter);
/// Titles for a list of letters that may be read, in their order; one event says how many. Empty where it may not be read.
std::vector<std::string> titles_of(Context& in, std::vector<Letter> const& letters);
std::string remark_of(Context const& in, Step const& step);

/// Each step is taken on the page that was made from `seen`, the letter's lock_version; refuses participation.step.conflict where somebody
/// was faster, and what the workflow refuses.
/// Refuses participation.route.{unit,same}.
Outcome<Letter> route(Context& in, Id id, int seen, Id unit_id, std::string const& remark);
/// Refuses participation.send_back.reason.
Outcome<Letter> send_back(Context& in, Id id, int seen, std::string const& reason);
/// Refuses participation.reply.{missing,too_long}; a draft may be empty.
Outcome<Letter> save_reply(Context& in, Id id, int seen, std::string const& text);
Outcome<Letter> file_reply(Context& in, Id id, int seen, std::string const& text);
/// Refuses participation.return.reason.
Outcome<Letter> return_reply(Context& in, Id id, int seen, std::string const& reason);
/// The writer has it. Refuses participation.pass.own.
Outcome<Letter> pass_reply(Context& in, Id id, int seen);
/// Refuses participation.extend.{reason,twice,days,too_late}.
Outcome<Letter> extend(Context& in, Id id, int seen, int working_days, std::string const& reason);
/// Refuses participation.close.reason.
Outcome<Letter> close(Context& in, Id id, int seen, std::string const& reason);

/// Letter and reply as all shall read them.
struct PublicForm {
    std::string title, words, reply;
};
/// A new code for a writer who lost his, whom the desk has made sure of; the old one opens nothing any more. Refuses
/// participation.renew_code.{erased} and what `open_letter` refuses.
Outcome<Written> renew_code(Context& in, Id id);

/// Only what the writer allowed, and only without personal data: what the look finds with certainty or likelihood, the writer's own name,
/// telephone and address of mail. Refuses participation.publish.{not_allowed,erased,missing,too_long,personal,writer}.
Outcome<Letter> publish(Context& in, Id id, int seen, PublicForm const& form);
/// Also takes away what was public. Refuses participation.withhold.reason.
Outcome<Letter> withhold(Context& in, Id id, int seen, std::string const& reason);

/// A job: days of replies after the notice of a year's holidays came; attempts of yesterday go.
void keep_days(Context& in);
/// A job: the personal data of letters that ended `retention_months()` ago go; numbers, days, rating and what was published stay. Returns
/// how many, at most 200 at once.
int erase_due(Context& in);

}  // namespace mingtang::participation
