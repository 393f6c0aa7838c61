#pragma once
#include <optional>
#include <vector>

#include "organ/person.hpp"
#include "participation/letter.hpp"

/// SQL of letters. What is sealed stays sealed here.
namespace mingtang::participation::store {

using storage::Transaction;

std::optional<Letter> by_id(Transaction& tx, Id id);
std::optional<Letter> by_number(Transaction& tx, std::string const& number);
std::optional<Letter> by_form(Transaction& tx, std::string const& form_digest);
/// Inserts while `id` is 0, otherwise writes over.
void save(Transaction& tx, Letter& letter);
/// The next of the year, gapless.
int next_number(Transaction& tx, int year);

void add(Transaction& tx, Step& step);
std::vector<Step> steps_of(Transaction& tx, Id letter_id);

/// Narrows a list; empty members do not narrow.
struct Filter {
    Id unit_id = 0;
    std::optional<Kind> kind;
    std::optional<State> state;
    bool open = false;
    Date overdue_on;  // open, and the day of the reply before this one
};
/// Key of the last row of the page before: its day (or moment) and id, "2026-11-23~45".
struct Key {
    std::string at;
    Id id = 0;
    std::string text() const { return at + "~" + std::to_string(id); }
    static std::optional<Key> parse(std::string_view text);
};
/// What the actor may see, newest first.
std::vector<Letter> list(Transaction& tx, organ::Actor const& actor, Filter const& filter, std::optional<Key> const& after, int limit);
/// What all may read, newest first; of the filter unit and kind count.
std::vector<Letter> published(Transaction& tx, Filter const& filter, std::optional<Key> const& after, int limit);

std::vector<Letter> open_ones(Transaction& tx);
/// Replied or closed, with their personal data, what ended first first.
std::vector<Letter> ended(Transaction& tx, int most);
/// The remarks of the letter's steps.
void erase_remarks(Transaction& tx, Id letter_id);
/// Open letters whose day of the reply has come by `until`; `units` empty: of all, with those that nobody has yet.
std::vector<Letter> due_by(Transaction& tx, std::vector<Id> const& units, Date until, int most);
/// Letters of a kind to a unit since a day, with the earliest first.
std::vector<Letter> of_kind_since(Transaction& tx, Id unit_id, Kind kind, Date since, int most);
/// What is in the state in the units for which the actor has the role; a grant of unit 0 is of all.
long long count_waiting(Transaction& tx, organ::Actor const& actor, organ::Role role, State state);

/// What the statistics of the box are computed from.
struct Dates {
    Date received_on, reply_due, replied_on, closed_on;
    Rating rating = Rating::none;
};
std::vector<Dates> dates_since(Transaction& tx, Date since);

void add_attempt(Transaction& tx, std::string const& address, std::string_view what, Instant at);
/// `address` empty: of all.
int attempts_since(Transaction& tx, std::string const& address, std::string_view what, Instant since);
void remove_attempts_before(Transaction& tx, Instant moment);

}  // namespace mingtang::participation::store
