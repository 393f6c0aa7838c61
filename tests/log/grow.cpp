// log_grow DATABASE KEYS SIZE: lets the log of a SQLite site grow to SIZE entries that belong to no document, and signs it. For tests of
// readers at sizes that no demo reaches.
#include <cstdio>
#include <cstdlib>

#include "translog/log.hpp"

namespace mingtang::translog {
namespace {

void grow_to(storage::Database& database, long long size) {
    constexpr long long at_once = 5000;
    for (bool more = true; more;) {
        auto tx = database.write();
        auto log = store::locked_log(tx).value();
        std::vector<store::EntryRow> rows;
        for (auto n = log.size; n < std::min(size, log.size + at_once); ++n) {
            Entry entry{.document = 1'000'000'000 + n, .index_number = std::to_string(n), .time = Instant::from_ms(1'795'000'000'000 + n)};
            rows.push_back({.seq = -1 - n, .disclosure_id = entry.document, .entry = text_of(entry)});
        }
        append(tx, log.size, rows);
        store::save_progress(tx, log.size + std::ssize(rows), log.seq);
        tx.commit();
        more = !rows.empty();
    }
}

}  // namespace
}  // namespace mingtang::translog

int main(int argc, char** argv) {
    if (argc != 4) return std::fputs("usage: log_grow DATABASE KEYS SIZE\n", stderr), 2;
    auto database = mingtang::storage::Database::open_sqlite(argv[1]);
    mingtang::translog::grow_to(*database, std::atoll(argv[3]));
    mingtang::translog::Log(*database, argv[2]).follow();
}
