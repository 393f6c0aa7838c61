#include "participation/store.hpp"

#include <charconv>

namespace mingtang::participation::store {
namespace {

using storage::cells;
using storage::select;
using storage::select_one;

std::string const from_letter = "select " + storage::column_list<Letter>() + " from participation_letter ";

/// Letters of the units in which the actor has one of the roles; a letter that nobody has yet is of unit 0, which only who has the role for
/// all sees.
std::string of_grants(organ::Actor const& actor, std::vector<organ::Role> const& roles) {
    if (actor.system) return "1 = 1";
    std::vector<Id> units;
    for (auto const& grant : actor.grants) {
        if (std::find(roles.begin(), roles.end(), grant.role) == roles.end()) continue;
        if (grant.unit_id == 0) return "1 = 1";
        units.push_back(grant.unit_id);
    }
    return units.empty() ? "1 = 0" : "unit_id in (" + storage::id_list(units) + ")";
}

constexpr std::string_view is_open = "replied_on = '' and closed_on = ''";

void narrow(std::string& where, std::vector<storage::Cell>& params, Filter const& filter) {
    if (filter.unit_id) where += " and unit_id = :e", params.push_back(storage::to_cell(filter.unit_id));
    if (filter.kind) where += " and kind = :f", params.push_back(storage::to_cell(*filter.kind));
    if (filter.state) where += " and state = :g", params.push_back(storage::to_cell(*filter.state));
    if (filter.open || filter.overdue_on) where.append(" and ").append(is_open);
    if (filter.overdue_on) where += " and reply_due < :h", params.push_back(storage::to_cell(filter.overdue_on));
}

/// Rows behind the key, in the order of `at` and id, newest first.
std::vector<Letter> page(Transaction& tx, std::string where, std::vector<storage::Cell> params, std::string const& at,
                         std::optional<Key> const& after, int limit) {
    if (after) {
        where += " and (" + at + " < :i or (" + at + " = :j and id < :k))";
        params.insert(params.end(), {storage::to_cell(after->at), storage::to_cell(after->at), storage::to_cell(after->id)});
    }
    params.push_back(static_cast<long long>(limit));
    return storage::select_cells<Letter>(tx, from_letter + where + " order by " + at + " desc, id desc limit :l", std::move(params));
}

}  // namespace

std::optional<Key> Key::parse(std::string_view text) {
    auto mark = text.find('~');
    if (mark == text.npos) return {};
    Key key{.at = std::string(text.substr(0, mark))};
    bool fits = Date::parse(key.at) || Instant::parse(key.at);
    auto number = text.substr(mark + 1);
    auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), key.id);
    if (!fits || error != std::errc() || end != number.data() + number.size()) return {};
    return key;
}

std::optional<Letter> by_id(Transaction& tx, Id id) { return select_one<Letter>(tx, from_letter + "where id = :a", id); }

std::optional<Letter> by_number(Transaction& tx, std::string const& number) {
    return select_one<Letter>(tx, from_letter + "where number = :a", number);
}

std::optional<Letter> by_form(Transaction& tx, std::string const& form_digest) {
    return select_one<Letter>(tx, from_letter + "where form_digest = :a", form_digest);
}

void save(Transaction& tx, Letter& letter) { storage::save(tx, "participation_letter", letter); }

int next_number(Transaction& tx, int year) {
    storage::change(tx, "insert into participation_number (year, last_number) values (:a, 0) on conflict do nothing", year);
    storage::change(tx, "update participation_number set last_number = last_number + 1 where year = :a", year);
    return int(select_one<long long>(tx, "select last_number from participation_number where year = :a", year).value());
}

void add(Transaction& tx, Step& step) { storage::insert(tx, "participation_step", step); }

std::vector<Step> steps_of(Transaction& tx, Id letter_id) {
    return select<Step>(tx, "select " + storage::column_list<Step>() + " from participation_step where letter_id = :a order by id",
                        letter_id);
}

std::vector<Letter> list(Transaction& tx, organ::Actor const& actor, Filter const& filter, std::optional<Key> const& after, int limit) {
    std::vector<storage::Cell> params;
    auto where = "where " + of_grants(actor, {organ::Role::office, organ::Role::filer, organ::Role::reviewer, organ::Role::auditor});
    narrow(where, params, filter);
    return page(tx, where, std::move(params), "received_on", after, limit);
}

std::vector<Letter> published(Transaction& tx, Filter const& filter, std::optional<Key> const& after, int limit) {
    std::vector<storage::Cell> params;
    std::string where = "where publicity = 'published'";
    narrow(where, params, filter);
    return page(tx, where, std::move(params), "published_at", after, limit);
}

std::vector<Letter> open_ones(Transaction& tx) {
    return select<Letter>(tx, from_letter + "where state in ('arrived', 'in_hand', 'in_review') order by id");
}

std::vector<Letter> ended(Transaction& tx, int most) {
    return select<Letter>(tx, from_letter + "where erased_at = '' and state in ('replied', 'closed') order by state_since, id limit :a",
                          most);
}

void erase_remarks(Transaction& tx, Id letter_id) {
    storage::change(tx, "update participation_step set remark = '' where letter_id = :a", letter_id);
}

std::vector<Letter> due_by(Transaction& tx, std::vector<Id> const& units, Date until, int most) {
    auto scope = units.empty() ? std::string() : " and unit_id in (" + storage::id_list(units) + ")";
    return select<Letter>(
        tx,
        from_letter + "where state in ('arrived', 'in_hand', 'in_review') and reply_due <= :a" + scope + " order by reply_due, id limit :b",
        until, most);
}

std::vector<Letter> of_kind_since(Transaction& tx, Id unit_id, Kind kind, Date since, int most) {
    auto found = select<Letter>(
        tx, from_letter + "where unit_id = :a and received_on >= :b and kind = :c order by received_on desc, id desc limit :d", unit_id,
        since, kind, most);
    std::reverse(found.begin(), found.end());
    return found;
}

long long count_waiting(Transaction& tx, organ::Actor const& actor, organ::Role role, State state) {
    return select_one<long long>(tx, "select count(*) from participation_letter where state = :a and " + of_grants(actor, {role}), state)
        .value();
}

std::vector<Dates> dates_since(Transaction& tx, Date since) {
    using Row = std::tuple<Date, Date, Date, Date, Rating>;
    std::vector<Dates> all;
    for (auto const& [received_on, reply_due, replied_on, closed_on, rating] : select<Row>(
             tx, "select received_on, reply_due, replied_on, closed_on, rating from participation_letter where received_on >= :a", since))
        all.push_back({received_on, reply_due, replied_on, closed_on, rating});
    return all;
}

void add_attempt(Transaction& tx, std::string const& address, std::string_view what, Instant at) {
    storage::change(tx, "insert into participation_attempt (address, what, at) values (:a, :b, :c)", address, what, at);
}

int attempts_since(Transaction& tx, std::string const& address, std::string_view what, Instant since) {
    std::string const sql = "select count(*) from participation_attempt where what = :a and at >= :b";
    auto count = address.empty() ? select_one<long long>(tx, sql, what, since)
                                 : select_one<long long>(tx, sql + " and address = :c", what, since, address);
    return int(count.value());
}

void remove_attempts_before(Transaction& tx, Instant moment) {
    storage::change(tx, "delete from participation_attempt where at < :a", moment);
}

}  // namespace mingtang::participation::store
