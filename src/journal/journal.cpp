#include "journal/journal.hpp"

#include <charconv>

#include "base/digest.hpp"

namespace mingtang::journal {
namespace {

using storage::select;
using storage::select_one;

std::string const all_columns = storage::column_list<Event>();

std::string hash_of(Event const& event, std::string const& before) {
    return sha256(json::canonical(json::object{{"seq", event.seq},
                                               {"at", event.at.text()},
                                               {"actor_id", event.actor_id},
                                               {"unit_id", event.unit_id},
                                               {"name", event.name},
                                               {"subject", event.subject},
                                               {"data", boost::json::parse(event.data)},
                                               {"before", before}}));
}

}  // namespace

Id Event::subject_id() const {
    Id id = 0;
    auto colon = subject.find(':');
    if (colon != std::string::npos) std::from_chars(subject.data() + colon + 1, subject.data() + subject.size(), id);
    return id;
}

void take_turn(storage::Transaction& tx) {
    if (tx.dialect() == storage::Dialect::sqlite) return;
    select_one<long long>(tx, "select seq from journal_head where one = 1 for update");
}

long long append(storage::Transaction& tx, Event event) {
    // The row of journal_head is locked until the transaction ends: numbers are given in the order of commits.
    auto last =
        select_one<std::tuple<long long, std::string>>(tx, "update journal_head set seq = seq + 1 where one = 1 returning seq, hash")
            .value();
    event.seq = std::get<0>(last);
    event.data = json::canonical(boost::json::parse(event.data));
    event.hash = hash_of(event, std::get<1>(last));
    storage::insert(tx, "journal_event", event);
    storage::change(tx, "update journal_head set hash = :a where one = 1", event.hash);
    return event.seq;
}

std::vector<Event> read_after(storage::Transaction& tx, long long seq, int limit) {
    return select<Event>(tx, "select " + all_columns + " from journal_event where seq > :a order by seq limit :b", seq, limit);
}

std::vector<Event> read_back(storage::Transaction& tx, Selection const& selection) {
    std::string sql = "select " + all_columns + " from journal_event where seq < :a";
    auto params = storage::cells(selection.before > 0 ? selection.before : std::numeric_limits<long long>::max());
    auto narrow = [&](char const* condition, storage::Cell value) {
        sql += condition;
        params.push_back(std::move(value));
    };
    if (!selection.subject.empty()) narrow(" and subject = :b", selection.subject);
    if (!selection.name_prefix.empty()) {
        narrow(" and name >= :c", selection.name_prefix);
        narrow(" and name < :d", selection.name_prefix + "~");
    }
    if (selection.actor_id) narrow(" and actor_id = :e", selection.actor_id);
    if (selection.unit_id) narrow(" and unit_id = :f", selection.unit_id);
    params.push_back(static_cast<long long>(selection.limit));
    return storage::select_cells<Event>(tx, sql + " order by seq desc limit :g", std::move(params));
}

long long head(storage::Transaction& tx) { return select_one<long long>(tx, "select seq from journal_head where one = 1").value(); }

std::optional<long long> first_broken(storage::Transaction& tx, long long& verified) {
    std::string before;
    for (verified = 0;;) {
        auto batch = read_after(tx, verified, 1000);
        for (auto const& event : batch) {
            if (event.seq != verified + 1 || event.hash != hash_of(event, before)) return verified + 1;
            before = event.hash;
            verified = event.seq;
        }
        if (batch.size() < 1000) break;
    }
    auto end = select_one<std::tuple<long long, std::string>>(tx, "select seq, hash from journal_head where one = 1").value();
    if (end != std::tuple(verified, before)) return verified + 1;
    return {};
}

long long position(storage::Transaction& tx, std::string const& reader) {
    return select_one<long long>(tx, "select seq from journal_reader where name = :a", reader).value_or(0);
}

void save_position(storage::Transaction& tx, std::string const& reader, long long seq) {
    storage::change(tx, "insert into journal_reader (name, seq) values (:a, :b) on conflict (name) do update set seq = excluded.seq",
                    reader, seq);
}

void Bell::ring() {
    std::lock_guard lock(mutex_);
    ++rings_;
    rung_.notify_all();
}

std::uint64_t Bell::wait(std::uint64_t heard, std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    rung_.wait_for(lock, patience, [&] { return rings_ != heard; });
    return rings_;
}

}  // namespace mingtang::journal
