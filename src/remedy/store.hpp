#pragma once
#include <optional>

#include "organ/person.hpp"
#include "remedy/remedy_case.hpp"

/// SQL of reviews and lawsuits. What is sealed stays sealed here.
namespace mingtang::remedy::store {

using storage::Transaction;

std::optional<Case> by_id(Transaction& tx, Id id);
std::optional<Case> by_number(Transaction& tx, Id unit_id, Kind kind, std::string const& case_number);
void save(Transaction& tx, Case& saved);

/// Narrows a list; empty members do not narrow.
struct Filter {
    Id unit_id = 0;
    std::optional<Kind> kind;
    std::optional<Result> result;
    int year = 0;  // in which it was accepted or decided, or still pending at its end
    bool unanswered = false;
};
/// Key of the last row of the page before.
struct Key {
    Date accepted_on;
    Id id = 0;
    std::string text() const;  // "2026-11-23~45"
    static std::optional<Key> parse(std::string_view text);
};
/// What the actor may see, newest first.
std::vector<Case> list(Transaction& tx, organ::Actor const& actor, Filter const& filter, std::optional<Key> const& after, int limit);
/// All of a unit in the order of their ids, for export.
std::vector<Case> of_unit(Transaction& tx, Id unit_id);

/// How many ended so; pending ones by `Result::pending`. `units` is not empty.
struct Count {
    Kind kind;
    Result result;
    long long number = 0;
};
/// What the annual report of a year counts: decided in that year, by result; and not decided when it ended. A case that lasts over the
/// turn of a year is pending in the one report and decided in the next. [M] the form of 2021 does not say so, its users do.
std::vector<Count> counted_in(Transaction& tx, std::vector<Id> const& units, int year);
/// The cases that are counted so.
std::vector<Case> behind(Transaction& tx, std::vector<Id> const& units, int year, Kind kind, std::optional<Result> result);

}  // namespace mingtang::remedy::store
