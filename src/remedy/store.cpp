#include "remedy/store.hpp"

#include <charconv>

namespace mingtang::remedy::store {
namespace {

using storage::select;
using storage::select_one;

std::string const from_case = "select " + storage::column_list<Case>() + " from remedy_case ";

Date first_of(int year) { return {year, 1, 1}; }
Date last_of(int year) { return {year, 12, 31}; }

/// `(decided in the year) or (accepted by its end and not decided by then)`, with its parameters.
std::string counts_in_year(std::vector<storage::Cell>& params, int year) {
    for (auto day : {first_of(year), last_of(year), last_of(year), last_of(year)}) params.push_back(storage::to_cell(day));
    return "((decided_on >= :year_begins and decided_on <= :year_ends) or (accepted_on <= :accepted_by and (decided_on = '' or decided_on "
           "> "
           ":open_at)))";
}

/// Units whose register the actor reads; nothing narrows one who reads all.
std::string seen_by(organ::Actor const& actor) {
    if (actor.system) return "1 = 1";
    std::vector<Id> units;
    for (auto const& grant : actor.grants) {
        if (grant.role != organ::Role::office && grant.role != organ::Role::auditor) continue;
        if (grant.unit_id == 0) return "1 = 1";
        units.push_back(grant.unit_id);
    }
    return units.empty() ? "1 = 0" : "unit_id in (" + storage::id_list(units) + ")";
}

}  // namespace

std::string Key::text() const { return accepted_on.text() + "~" + std::to_string(id); }

std::optional<Key> Key::parse(std::string_view text) {
    auto mark = text.find('~');
    if (mark == text.npos) return {};
    auto day = Date::parse(text.substr(0, mark));
    Key key;
    auto number = text.substr(mark + 1);
    auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), key.id);
    if (!day || error != std::errc() || end != number.data() + number.size()) return {};
    key.accepted_on = *day;
    return key;
}

std::optional<Case> by_id(Transaction& tx, Id id) { return select_one<Case>(tx, from_case + "where id = :a", id); }

std::optional<Case> by_number(Transaction& tx, Id unit_id, Kind kind, std::string const& case_number) {
    return select_one<Case>(tx, from_case + "where unit_id = :a and kind = :b and case_number = :c", unit_id, kind, case_number);
}

void save(Transaction& tx, Case& saved) { storage::save(tx, "remedy_case", saved); }

std::vector<Case> list(Transaction& tx, organ::Actor const& actor, Filter const& filter, std::optional<Key> const& after, int limit) {
    std::vector<storage::Cell> params;
    auto where = "where " + seen_by(actor);
    auto add = [&](std::string const& condition, auto const& value) {
        where += " and " + condition, params.push_back(storage::to_cell(value));
    };
    if (filter.year) where += " and " + counts_in_year(params, filter.year);
    if (filter.unit_id) add("unit_id = :e", filter.unit_id);
    if (filter.kind) add("kind = :f", *filter.kind);
    if (filter.result) add("result = :g", *filter.result);
    if (filter.unanswered) where += " and answer_due <> '' and answered_on = '' and decided_on = '' and struck_reason = ''";
    if (after) {
        where += " and (accepted_on < :h or (accepted_on = :i and id < :j))";
        params.insert(params.end(),
                      {storage::to_cell(after->accepted_on), storage::to_cell(after->accepted_on), storage::to_cell(after->id)});
    }
    params.push_back(static_cast<long long>(limit));
    return storage::select_cells<Case>(tx, from_case + where + " order by accepted_on desc, id desc limit :k", std::move(params));
}

std::vector<Case> of_unit(Transaction& tx, Id unit_id) { return select<Case>(tx, from_case + "where unit_id = :a order by id", unit_id); }

std::vector<Count> counted_in(Transaction& tx, std::vector<Id> const& units, int year) {
    using Row = std::tuple<Kind, Result, long long>;
    std::vector<Count> all;
    auto of = [&](std::string const& where, std::vector<storage::Cell> params, std::optional<Result> as) {
        for (auto const& [kind, result, number] :
             storage::select_cells<Row>(tx,
                                        "select kind, result, count(*) from remedy_case where struck_reason = '' and unit_id in (" +
                                            storage::id_list(units) + ") and " + where + " group by kind, result",
                                        std::move(params)))
            all.push_back({kind, as.value_or(result), number});
    };
    of("decided_on >= :a and decided_on <= :b", storage::cells(first_of(year), last_of(year)), {});
    of("accepted_on <= :a and (decided_on = '' or decided_on > :b)", storage::cells(last_of(year), last_of(year)), Result::pending);
    return all;
}

std::vector<Case> behind(Transaction& tx, std::vector<Id> const& units, int year, Kind kind, std::optional<Result> result) {
    auto where = from_case + "where struck_reason = '' and unit_id in (" + storage::id_list(units) + ") and kind = :a and ";
    std::string const order = " order by accepted_on, id";
    if (!result) {
        std::vector<storage::Cell> params{storage::to_cell(kind)};
        auto counted = counts_in_year(params, year);
        return storage::select_cells<Case>(tx, where + counted + order, std::move(params));
    }
    if (*result == Result::pending)
        return select<Case>(tx, where + "accepted_on <= :b and (decided_on = '' or decided_on > :c)" + order, kind, last_of(year),
                            last_of(year));
    return select<Case>(tx, where + "result = :b and decided_on >= :c and decided_on <= :d" + order, kind, *result, first_of(year),
                        last_of(year));
}

}  // namespace mingtang::remedy::store
