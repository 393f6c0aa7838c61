// translog [--entries N] [--batch N] [--folder DIR]: entries a second integrated and signed (SQLite, full sync), the time of a proof, disk
// an entry.
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <random>

#include "base/digest.hpp"
#include "translog/log.hpp"
#include "translog/reading.hpp"

namespace mingtang::bench {
namespace {

namespace fs = std::filesystem;
using Timer = std::chrono::steady_clock;
double ms_since(Timer::time_point start) { return std::chrono::duration<double, std::milli>(Timer::now() - start).count(); }

/// As long as those of a site: two attachments.
std::string entry_text(long long n) {
    translog::Entry entry{.document = n + 1,
                          .index_number = "11990123MB0001234X/202611-00001",
                          .unit = "caizheng",
                          .catalogue_item = "general-07",
                          .published_on = Date(2026, 11, 24)};
    entry.time = Instant::from_ms(1795000000000 + n);
    entry.title_sha256 = entry.html_sha256 = entry.text_sha256 = sha256(std::to_string(n));
    entry.attachments = {entry.html_sha256, entry.text_sha256};
    return translog::text_of(entry);
}

void grow(storage::Database& database, long long count) {
    auto tx = database.write();
    auto log = translog::store::locked_log(tx).value();
    std::vector<translog::store::EntryRow> rows;
    for (long long n = log.size; n < log.size + count; ++n) rows.push_back({.seq = n, .disclosure_id = n + 1, .entry = entry_text(n)});
    translog::append(tx, log.size, rows);
    translog::store::save_progress(tx, log.size + count, log.seq);
    tx.commit();
}

void time_proofs(storage::Database& database, long long entries) {
    std::mt19937_64 random(7);
    std::vector<double> times;
    for (int i = 0; i < 1000; ++i) {
        auto number = std::int64_t(random() % std::uint64_t(entries));
        auto start = Timer::now();
        auto tx = database.read();
        if (translog::published_proof(tx, number)->text().empty()) throw std::logic_error("no proof");
        times.push_back(ms_since(start));
    }
    std::sort(times.begin(), times.end());
    std::printf("proof at %lld entries: median %.3f ms, 99 of 100 below %.3f ms, longest %.3f ms\n", entries, times[500], times[990],
                times.back());
}

}  // namespace

void run(long long entries, long long batch, fs::path const& folder) {
    fs::remove_all(folder);
    fs::create_directories(folder);
    {
        auto database = storage::Database::open_sqlite(folder / "log.db");
        for (auto const* module : {"journal", "translog"}) database->migrate(storage::packed_migrations(module, storage::Dialect::sqlite));
        translog::Log log(*database, folder / "log");
        log.begin("bench.example/log", Instant::from_ms(0)).value();
        auto start = Timer::now();
        for (long long done = 0; done < entries; done += batch) grow(*database, std::min(batch, entries - done)), log.follow();
        auto ms = ms_since(start);
        std::printf("%lld entries in batches of %lld, each signed: %.1f s, %.0f a second\n", entries, batch, ms / 1000,
                    double(entries) / ms * 1000);
        time_proofs(*database, entries);
        start = Timer::now();
        grow(*database, 1), log.follow();
        std::printf("one more, integrated and signed: %.1f ms\n", ms_since(start));
    }
    std::printf("disk: %.0f bytes an entry, of which %zu are the entry\n", double(fs::file_size(folder / "log.db")) / double(entries),
                entry_text(entries).size());
    fs::remove_all(folder);
}

}  // namespace mingtang::bench

int main(int argc, char** argv) {
    long long entries = 1'000'000, batch = 500;
    std::filesystem::path folder = std::filesystem::temp_directory_path() / "translog_bench";
    for (int i = 1; i + 1 < argc; i += 2) {
        if (!std::strcmp(argv[i], "--entries")) entries = std::atoll(argv[i + 1]);
        if (!std::strcmp(argv[i], "--batch")) batch = std::atoll(argv[i + 1]);
        if (!std::strcmp(argv[i], "--folder")) folder = argv[i + 1];
    }
    mingtang::bench::run(entries, batch, folder);
}
