#pragma once
#include <optional>

#include "request/info_request.hpp"
#include "request/letter.hpp"

/// SQL of applications. What is sealed stays sealed here; who may see it is the actions' affair.
namespace mingtang::request::store {

using storage::Transaction;

std::optional<InfoRequest> by_id(Transaction& tx, Id id);
std::optional<InfoRequest> by_case_number(Transaction& tx, Id unit_id, std::string const& case_number);
std::vector<InfoRequest> with_case_number(Transaction& tx, std::string const& case_number);
/// Inserts while `id` is 0.
void save(Transaction& tx, InfoRequest& request);

/// The desk's lists. Open cases first by reply_due, then by age. `after` continues behind a row of the page before.
struct Filter {
    std::vector<Id> units;  // not empty
    std::optional<State> state;
    bool open_only = false;
    Id handler_id = 0;
    std::optional<law::Channel> channel;
    std::string case_number;  // part of it
    int year = 0;             // of received_on
    std::string outcome;
    Id after_id = 0;
    int limit = 50;
};
std::vector<InfoRequest> list(Transaction& tx, Filter const& filter);
long long count(Transaction& tx, Filter const& filter);
/// All open cases, for reckoning anew.
std::vector<InfoRequest> open_ones(Transaction& tx);
/// Others of the same applicant, newest first.
std::vector<InfoRequest> of_applicant(Transaction& tx, std::string const& applicant_key, Id except);
/// Cases of the unit since a day, newest first, at most `limit`: to look for the same content.
std::vector<InfoRequest> of_unit_since(Transaction& tx, Id unit_id, Date since, int limit);
/// How many the applicant put to the unit in the month of `day` before the case `before_id` (law: fee-2020).
int pieces_in_month(Transaction& tx, Id unit_id, std::string const& applicant_key, Date day, Id before_id);
/// Of the unit, archived and not erased yet, the oldest first.
std::vector<InfoRequest> archived(Transaction& tx, Id unit_id, int limit);
/// Wishes of the unit made without an application, decided and not erased yet, the oldest first.
std::vector<Wish> decided_wishes(Transaction& tx, Id unit_id, int limit);

/// The next number of a series without gaps: taken in the transaction that uses it.
int next_number(Transaction& tx, Id unit_id, int year, std::string const& series);

std::optional<Letter> letter(Transaction& tx, Id id);
std::vector<Letter> letters_of(Transaction& tx, Id request_id);
/// Letters in sign-off of these units, oldest first.
std::vector<Letter> letters_waiting(Transaction& tx, std::vector<Id> const& units, std::vector<LetterState> const& states);
void save(Transaction& tx, Letter& letter);
void add(Transaction& tx, LetterVersion& version);
std::vector<LetterVersion> versions_of(Transaction& tx, Id letter_id);
void add(Transaction& tx, LetterStep& step);
std::vector<LetterStep> steps_of_letter(Transaction& tx, Id letter_id);

std::optional<Consultation> consultation(Transaction& tx, Id id);
std::vector<Consultation> consultations_of(Transaction& tx, Id request_id);
void save(Transaction& tx, Consultation& consultation);
std::optional<FeeNotice> fee(Transaction& tx, Id id);
std::vector<FeeNotice> fees_of(Transaction& tx, Id request_id);
void save(Transaction& tx, FeeNotice& fee);
void add(Transaction& tx, Step& step);
std::vector<Step> steps_of(Transaction& tx, Id request_id);
std::optional<CaseFile> file(Transaction& tx, Id id);
std::vector<CaseFile> files_of(Transaction& tx, Id request_id);
void save(Transaction& tx, CaseFile& file);
void remove_file(Transaction& tx, Id id);
/// Empties every sealed text of the case: letters and their versions, remarks, opinions, evaluation, wishes. Figures stay.
void erase_words(Transaction& tx, Id request_id);
long long files_with_content(Transaction& tx, std::string const& sha256);
std::optional<Evaluation> evaluation_of(Transaction& tx, Id request_id);
void save(Transaction& tx, Evaluation& evaluation);
std::optional<Wish> wish(Transaction& tx, Id id);
std::optional<Wish> wish_by_number(Transaction& tx, std::string const& number);
std::vector<Wish> wishes_of(Transaction& tx, Id request_id);
std::vector<Wish> open_wishes(Transaction& tx, std::vector<Id> const& units);
void save(Transaction& tx, Wish& wish);
std::optional<Office> office_of(Transaction& tx, Id unit_id);
void save(Transaction& tx, Office& office);
std::optional<Template> template_for(Transaction& tx, Id unit_id, LetterKind kind, std::string const& outcome);
std::vector<Template> templates_of(Transaction& tx, Id unit_id);
std::optional<Template> template_by_id(Transaction& tx, Id id);
void save(Transaction& tx, Template& text);
void remove_template(Transaction& tx, Id id);
void count_found(Transaction& tx, Id unit_id, Id disclosure_id, Date day);

/// How many of each kind of applicant, by what they have in common. `units` is not empty.
struct Count {
    ApplicantKind kind;
    std::string outcome;
    long long number = 0;
};
/// Received in the year; those that the register carries over from before are not among them.
std::vector<Count> received_in(Transaction& tx, std::vector<Id> const& units, int year);
/// Open when the year began.
std::vector<Count> carried_into(Transaction& tx, std::vector<Id> const& units, int year);
/// Closed in the year, by outcome.
std::vector<Count> closed_in(Transaction& tx, std::vector<Id> const& units, int year);
/// Open when the year ended.
std::vector<Count> carried_out_of(Transaction& tx, std::vector<Id> const& units, int year);

}  // namespace mingtang::request::store
