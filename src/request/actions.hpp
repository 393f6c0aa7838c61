#pragma once
#include <filesystem>
#include <optional>

#include "organ/context.hpp"
#include "request/applicant.hpp"
#include "request/decision.hpp"
#include "request/info_request.hpp"
#include "request/letter.hpp"
#include "request/workflow.hpp"

/// One function per verb. Refusals: `request.find.not_found`, `request.<verb>.not_now`, `.forbidden`, and those of rules.hpp.
/// What is sealed is opened by `open_*` below only; who may is decided by `may_read`.
namespace mingtang::request {

using organ::Context;

// ---- taking in -------------------------------------------------------------------------------------------------------------------

/// A row of a register that was kept elsewhere, as written: dates in any usual form, names of `law::Channel` and `ApplicantKind`,
/// `extended` and `carried_in` 1, 0, 是, 否 or nothing.
struct RegisterRow {
    std::string case_number, received_on, channel, applicant_kind, description, outcome, closed_on, extended, carried_in;
};
enum class Registered { added, changed, unchanged };
/// Takes the case into the unit's register; a second time changes it where the row differs. Refuses, naming the column:
/// request.register.{missing,too_long,bad_date,unknown_choice,received_later,closed_before,closed_later,half_closed}, and
/// request.register.has_life where the platform itself has handled a case of this number.
Outcome<Registered> register_case(Context& in, Id unit_id, RegisterRow const& row);

/// A file that came in. Types as for attachments of disclosures; refuses request.file.{empty,too_large,bad_type,wrong_content,too_many}.
struct IncomingFile {
    std::string name, content_type;
    std::filesystem::path path;
    CaseFile::Role role = CaseFile::Role::application;
};

/// What the form of an application holds, as typed (law: ogi-2019:29). Enumerations by their stored names; empty members are missing.
struct ApplicationForm {
    std::string applicant_kind, name, proof, proof_number, contact, phone, email, address, postcode, help;
    std::string description, supply_form, supply_by;
};
/// A case as it came in, with the code that opens it to the applicant. The code is told once and stored nowhere.
struct TakenIn {
    InfoRequest request;
    std::string query_code;
};
/// From the portal, by the public: channel online, state arrived. Refuses request.apply.{missing,too_long,bad_proof,bad_email,bad_phone,
/// no_contact,unknown_choice,unit_takes_none}, naming the field. `attempts` guards (per address) are the caller's.
Outcome<TakenIn> apply(Context& in, Id unit_id, ApplicationForm const& form, std::vector<IncomingFile> const& files);

/// Written down by a clerk (oral, counter, post, letter, fax, e-mail). `arrived_on`: handed in, signed for or came in; the rule of the
/// channel (law: ogi-2019:31) decides whether it is in hand at once or has to be confirmed. Needs role handler of the unit.
struct DeskForm {
    ApplicationForm application;
    std::string channel, arrived_on, confirmed_on;
};
Outcome<TakenIn> take_down(Context& in, Id unit_id, DeskForm const& form, std::vector<IncomingFile> const& files);
/// A new code for the applicant (the old one opens nothing any more).
Outcome<TakenIn> renew_code(Context& in, Id request_id);
/// What the applicant found while typing instead of applying (law: nothing; counted by day and unit). `disclosure_id` is public.
void count_found(Context& in, Id unit_id, Id disclosure_id);

// ---- the desk's steps ------------------------------------------------------------------------------------------------------------

/// law: ogi-2019:31; `confirmed_on` by which both have confirmed it, between arrival and today.
Outcome<InfoRequest> confirm(Context& in, Id request_id, Date confirmed_on, std::string const& remark);
/// The handler must hold the role in the unit.
Outcome<InfoRequest> assign(Context& in, Id request_id, Id handler_id, std::string const& remark);
/// The supplement as it came on `came_on`; from the next day the period runs (law: ogi-2019:30). Text and files are kept.
Outcome<InfoRequest> supply(Context& in, Id request_id, Date came_on, std::string const& words, std::vector<IncomingFile> const& files,
                            bool applicant = false);
Outcome<InfoRequest> give_reasons(Context& in, Id request_id, std::string const& words, std::vector<IncomingFile> const& files,
                                  bool applicant = false);
/// The letter to who is asked was served; from then fifteen working days run.
Outcome<Consultation> consultation_served(Context& in, Id consultation_id, Date served_on);
/// What they said on `answered_on`. `Opinion::none`: the time is over without a word; refused before that. Goes on when nobody else is
/// asked. law: ogi-2019:32 silence: the organ decides; law: ogi-2019:34 silence: they agree.
Outcome<InfoRequest> take_opinion(Context& in, Id consultation_id, Date answered_on, Consultation::Opinion opinion,
                                  std::string const& words, std::vector<IncomingFile> const& files = {});
Outcome<FeeNotice> fee_served(Context& in, Id fee_id, Date served_on);
Outcome<InfoRequest> pay(Context& in, Id fee_id, Date paid_on, std::string const& voucher);
Outcome<InfoRequest> take_back(Context& in, Id request_id, std::string const& reason, bool applicant = false);
Outcome<InfoRequest> end_found(Context& in, Id request_id, Id disclosure_id, bool applicant = false);
Outcome<InfoRequest> refer_wrong(Context& in, Id request_id, std::string const& reason);
Outcome<InfoRequest> archive(Context& in, Id request_id, std::string const& remark);
/// The published answer.
Outcome<InfoRequest> link_answer(Context& in, Id request_id, Id disclosure_id);

// ---- letters ---------------------------------------------------------------------------------------------------------------------

/// The parts of a letter that its kind decides with, as typed; empty where the kind has none.
struct LetterForm {
    LetterText text;
    std::string outcome;
    std::vector<std::string> grounds;
    std::string working_days, until_on;
    std::string asked;                            // inquiries: name and address
    std::string fee_way, fee_number, fee_before;  // fee notice
};
/// A draft with the words of the unit's template or ours, filled in. Refuses what the state of the case does not allow, and what the law
/// refuses in any case (a second supplement or extension).
Outcome<Letter> draft_letter(Context& in, Id request_id, LetterKind kind, LetterForm const& form);
/// `lock_version` is what the typist's page was made from; refuses request.letter.save.conflict.
Outcome<Letter> save_letter(Context& in, Id letter_id, int lock_version, LetterForm const& form);
/// The words anew from the template, with what the form now decides.
Outcome<LetterText> fill_template(Context& in, InfoRequest const& request, LetterKind kind, LetterForm const& form);
Outcome<Letter> file_letter(Context& in, Id letter_id, std::string const& remark);
Outcome<Letter> pass_letter(Context& in, Id letter_id, std::string const& remark);
Outcome<Letter> return_letter(Context& in, Id letter_id, std::string const& remark);
Outcome<Letter> drop_letter(Context& in, Id letter_id);
/// Sends it: gives the next number of unit, year and kind, sets the date, and does to the case what the letter does. Checks everything
/// that the law asks for once more on this day. `served_on` where it is handed over at once.
Outcome<Letter> issue_letter(Context& in, Id letter_id, Date served_on = {});
/// The addressee has it (post signed for, read online): periods that run from there are set.
Outcome<Letter> letter_served(Context& in, Id letter_id, Date served_on);
Outcome<CaseFile> add_file(Context& in, Id request_id, Id letter_id, IncomingFile const& file, bool by_applicant = false);
Done remove_file(Context& in, Id file_id);
Outcome<Template> save_template(Context& in, Id unit_id, LetterKind kind, std::string const& outcome, std::string const& body);
Done drop_template(Context& in, Id template_id);

// ---- applicant and public ----------------------------------------------------------------------------------------------------------

/// The case of number and code, as typed (any width, brackets, with or without hyphens). `request.follow.not_found` says the same for a
/// wrong number and a wrong code.
Outcome<InfoRequest> follow(Context& in, std::string const& case_number, std::string const& query_code);
/// By what `follow_token` made: a cookie of the applicant's browser or the address of a calendar.
Outcome<InfoRequest> follow_by_token(Context& in, std::string const& token);
std::string follow_token(Context const& in, InfoRequest const& request);
Outcome<Evaluation> evaluate(Context& in, Id request_id, int grade, std::string const& words);
Outcome<Wish> wish(Context& in, Id request_id, Wish::Kind kind, std::string const& words);
/// law: ogi-2019:41 without an application: who asks proves who they are.
struct WishTaken {
    Wish wish;
    std::string query_code;
};
Outcome<WishTaken> wish_to_amend(Context& in, Id unit_id, ApplicationForm const& applicant, std::string const& words,
                                 std::vector<IncomingFile> const& files);
Outcome<Wish> decide_wish(Context& in, Id wish_id, Wish::State decision, std::string const& reply);

// ---- reading -----------------------------------------------------------------------------------------------------------------------

/// Who may read what applicants write: those on the case (handler, first responder, whoever has to sign off one of its letters now),
/// handlers of the unit while nobody is named, the head of the office; the system. Everybody else with a role in the unit sees numbers,
/// dates and states.
bool may_read(Context const& in, InfoRequest const& request);
bool may_see(Context const& in, InfoRequest const& request);
/// The case for one who may see it.
Outcome<InfoRequest> find(Context& in, Id request_id);
/// What stands in the case, opened. Each call is a reading and is journalled (`request.read`); so it needs a writing transaction.
/// Refuses request.read.forbidden.
struct Opened {
    InfoRequest request;
    std::string description;
    Applicant applicant;
};
Outcome<Opened> open_case(Context& in, Id request_id);
/// The same for the applicant, who is not journalled by name.
Opened open_for_applicant(Context& in, InfoRequest const& request);
std::string description_of(Context const& in, InfoRequest const& request);
LetterText text_of(Context const& in, Letter const& letter);
LetterText text_of(Context const& in, LetterVersion const& version);
/// Anything else sealed by this module: remarks, names of files, opinions, replies.
std::string opened(Context const& in, std::string const& sealed);
/// The content of a file of the case, opened; nothing when it was erased.
std::optional<std::string> content_of(Context& in, CaseFile const& file);

// ---- clocks and years --------------------------------------------------------------------------------------------------------------

/// All that moves the last day, from what is stored.
law::ReplyCourse course_of(storage::Transaction& tx, InfoRequest const& request);
law::ReplyCourse course_of(Context& in, InfoRequest const& request);
/// Sets reply_due, reply_left and reply_certain anew (does not save).
void reckon(Context& in, InfoRequest& request);
/// A calendar came: every open case anew. Returns those whose day changed, with the day before.
struct Moved {
    InfoRequest request;
    Date before;
};
std::vector<Moved> reckon_all(Context& in);
/// Letters whose periods passed are not sent by the machine; this only erases: personal data of archived cases and of decided wishes past
/// the retention that their unit has set. Returns how many.
int erase_due(Context& in);

Outcome<Office> save_office(Context& in, Office const& office);
/// Stored, or what holds for a unit that set nothing.
Office office_of(Context& in, Id unit_id);

}  // namespace mingtang::request
