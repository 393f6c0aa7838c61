#include "mail/store.hpp"

#include <limits>

namespace mingtang::mail::store {
namespace {

using storage::change;
using storage::select;
using storage::select_one;

std::string const from_message = "select " + storage::column_list<Message>() + " from mail_message ";

std::string where_in(Scope const& scope) {
    if (scope.all) return "1 = 1";
    if (scope.units.empty()) return "1 = 0";
    std::string list;
    for (auto id : scope.units) list += (list.empty() ? "" : ", ") + std::to_string(id);
    return "unit_id in (" + list + ")";
}

std::string names_of(std::vector<State> const& states) {
    std::string list;
    for (auto state : states) list += (list.empty() ? "'" : ", '") + std::string(to_text(state)) + "'";
    return list;
}

}  // namespace

bool add(Transaction& tx, Message& message) {
    std::string names, places;
    std::vector<storage::Cell> values;
    Message::columns(
        [&](std::string_view name, auto const& value) {
            if (name == "id") return;
            names += (names.empty() ? "" : ", ") + std::string(name);
            places += (places.empty() ? ":" : ", :") + std::string(name);
            values.push_back(storage::to_cell(value));
        },
        message);
    auto made = storage::select_cells<Id>(
        tx, "insert into mail_message (" + names + ") values (" + places + ") on conflict (dedupe_key) do nothing returning id", values);
    if (made.empty()) return false;
    message.id = made.front();
    return true;
}

std::optional<Message> message(Transaction& tx, Id id) { return select_one<Message>(tx, from_message + "where id = :a", id); }

std::optional<Message> message_by_key(Transaction& tx, std::string const& dedupe_key) {
    return select_one<Message>(tx, from_message + "where dedupe_key = :a", dedupe_key);
}

std::vector<Message> due(Transaction& tx, Instant now, int limit) {
    return select<Message>(
        tx, from_message + "where state = 'queued' and next_try_at <= :a and claimed_until <= :b order by next_try_at, id limit :c", now,
        now, limit);
}

bool claim(Transaction& tx, Message const& message, Instant now, Instant until) {
    return change(tx,
                  "update mail_message set claimed_until = :a, tries = tries + 1, tried_at = :b where id = :c and state = 'queued' and "
                  "claimed_until = :d and next_try_at = :e",
                  until, now, message.id, message.claimed_until, message.next_try_at) == 1;
}

bool save_outcome(Transaction& tx, Message const& message, Instant claimed_until) {
    return change(tx,
                  "update mail_message set state = :a, tries = :b, next_try_at = :c, trouble = :d, last_error = :e, sent_at = :f, "
                  "claimed_until = '' where id = :g and state = 'queued' and claimed_until = :h",
                  message.state, message.tries, message.next_try_at, message.trouble, message.last_error, message.sent_at, message.id,
                  claimed_until) == 1;
}

bool set_waiting(Transaction& tx, Id id, Instant now) {
    return change(tx,
                  "update mail_message set state = 'queued', tries = 0, next_try_at = :a, claimed_until = '' where id = :b and state in "
                  "('queued', 'failed', 'given_up') and claimed_until <= :c",
                  now, id, now) == 1;
}

bool set_cancelled(Transaction& tx, Id id, Instant now) {
    return change(tx,
                  "update mail_message set state = 'cancelled', claimed_until = '' where id = :a and state in ('queued', 'failed', "
                  "'given_up') and claimed_until <= :b",
                  id, now) == 1;
}

long long erase_before(Transaction& tx, std::vector<State> const& states, Instant moment) {
    return change(tx,
                  "update mail_message set recipient = '', subject = '', body = '', attachments = '' where state in (" + names_of(states) +
                      ") and made_at < :a and tried_at < :b and recipient <> ''",
                  moment, moment);
}

std::map<State, long long> counts(Transaction& tx, Scope const& scope) {
    std::map<State, long long> all;
    for (auto name : EnumNames<State>::names) all[from_text<State>(name).value()] = 0;
    for (auto const& [state, count] :
         select<std::tuple<State, long long>>(tx, "select state, count(*) from mail_message where " + where_in(scope) + " group by state"))
        all[state] = count;
    return all;
}

std::vector<Message> list(Transaction& tx, Scope const& scope, std::vector<State> const& states, Id before, int limit) {
    auto until = before ? before : std::numeric_limits<Id>::max();
    return select<Message>(
        tx, from_message + "where state in (" + names_of(states) + ") and " + where_in(scope) + " and id < :a order by id desc limit :b",
        until, limit);
}

std::optional<Message> oldest_queued(Transaction& tx) {
    return select_one<Message>(tx, from_message + "where state = 'queued' order by id limit 1");
}

std::optional<Message> last_in_trouble(Transaction& tx) {
    return select_one<Message>(tx, from_message + "where state = 'queued' and trouble <> 'none' order by tried_at desc, id desc limit 1");
}

}  // namespace mingtang::mail::store
