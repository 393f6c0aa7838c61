#include "request/store.hpp"

namespace mingtang::request::store {
namespace {

using storage::column_list;
using storage::select;
using storage::select_one;

std::string letters(std::string const& rest) { return "select " + column_list<Letter>() + " from request_letter where " + rest; }
std::string templates(std::string const& rest) { return "select " + column_list<Template>() + " from request_template where " + rest; }

}  // namespace

std::optional<Letter> letter(Transaction& tx, Id id) { return select_one<Letter>(tx, letters("id = :a"), id); }

std::vector<Letter> letters_of(Transaction& tx, Id request_id) {
    return select<Letter>(tx, letters("request_id = :a order by id"), request_id);
}

std::vector<Letter> letters_waiting(Transaction& tx, std::vector<Id> const& units, std::vector<LetterState> const& states) {
    if (units.empty() || states.empty()) return {};
    std::string names;
    for (auto state : states) names += (names.empty() ? "'" : ",'") + std::string(to_text(state)) + "'";
    return select<Letter>(
        tx, letters("unit_id in (" + storage::id_list(units) + ") and state in (" + names + ") order by state_since, id limit 500"));
}

void save(Transaction& tx, Letter& letter) { storage::save(tx, "request_letter", letter); }

void add(Transaction& tx, LetterVersion& version) { storage::insert(tx, "request_letter_version", version); }

std::vector<LetterVersion> versions_of(Transaction& tx, Id letter_id) {
    return select<LetterVersion>(
        tx, "select " + column_list<LetterVersion>() + " from request_letter_version where letter_id = :a order by version", letter_id);
}

void add(Transaction& tx, LetterStep& step) { storage::insert(tx, "request_letter_step", step); }

std::vector<LetterStep> steps_of_letter(Transaction& tx, Id letter_id) {
    return select<LetterStep>(tx, "select " + column_list<LetterStep>() + " from request_letter_step where letter_id = :a order by id",
                              letter_id);
}

std::optional<Template> template_for(Transaction& tx, Id unit_id, LetterKind kind, std::string const& outcome) {
    return select_one<Template>(tx,
                                templates("unit_id = :a and kind = :b and (outcome = :c or outcome = '') order by outcome desc limit 1"),
                                unit_id, kind, outcome);
}

std::vector<Template> templates_of(Transaction& tx, Id unit_id) {
    return select<Template>(tx, templates("unit_id = :a order by kind, outcome"), unit_id);
}

std::optional<Template> template_by_id(Transaction& tx, Id id) { return select_one<Template>(tx, templates("id = :a"), id); }

void save(Transaction& tx, Template& text) { storage::save(tx, "request_template", text); }

void remove_template(Transaction& tx, Id id) { storage::change(tx, "delete from request_template where id = :a", id); }

}  // namespace mingtang::request::store
