#include "storage/blobs.hpp"

#include <fcntl.h>
#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "base/digest.hpp"
#include "storage/contents_hold.hpp"
#include "storage/record.hpp"

namespace mingtang::storage {
namespace {

constexpr std::size_t chunk_bytes = 1 << 20;
constexpr auto half_written_at_most = std::chrono::hours(24);

bool is_sha256(std::string const& name) { return name.size() == 64 && name.find_first_not_of("0123456789abcdef") == std::string::npos; }

struct Result {
    PGresult* raw;
    ~Result() { PQclear(raw); }
};

PGconn* connection(Transaction& tx) { return static_cast<soci::postgresql_session_backend*>(tx.sql().get_backend())->conn_; }

/// PostgreSQL: those who put contents in may do so at the same time, but not while they are swept. Held to the end of the transaction.
void lock_contents(Transaction& tx, std::string const& how) {
    constexpr long long contents_lock = 0x6d74'626c'6f62;  // any number that no other lock uses
    select_one<std::string>(tx, "select cast(" + how + "(:a) as varchar(1))", contents_lock);
}

void sync_to_disk(std::filesystem::path const& path) {
    int fd = ::open(path.c_str(), O_RDONLY);
    if (fd < 0) throw Unavailable("cannot open " + path.string());
    int failed = ::fsync(fd);
    ::close(fd);
    if (failed) throw Unavailable("cannot write " + path.string());
}

}  // namespace

Blobs::Blobs(Database& database, std::filesystem::path folder) : database_(database), folder_(std::move(folder)) {
    std::filesystem::create_directories(folder_);
}

std::filesystem::path Blobs::place(std::string const& sha256) const { return folder_ / sha256.substr(0, 2) / sha256; }

void Blobs::keep(std::filesystem::path const& from, std::string const& sha256) const {
    auto to = place(sha256);
    if (std::filesystem::exists(to)) return;
    std::filesystem::create_directories(to.parent_path());
    auto part = to;
    part += "." + random_token(6);
    std::filesystem::copy_file(from, part);
    sync_to_disk(part);
    std::filesystem::rename(part, to);
    sync_to_disk(to.parent_path());
}

std::string Blobs::put_file(Transaction& tx, std::filesystem::path const& file) {
    auto sha = sha256_of_file(file);
    keep(file, sha);
    if (tx.dialect() == Dialect::postgres) {
        lock_contents(tx, "pg_advisory_xact_lock_shared");
        write_chunks(tx, file, sha);
    }
    return sha;
}

std::string Blobs::put(Transaction& tx, std::string_view content) {
    auto part = folder_ / (".put-" + random_token(8));
    if (!std::ofstream(part, std::ios::binary).write(content.data(), std::streamsize(content.size())))
        throw Unavailable("cannot write " + part.string());
    auto sha = put_file(tx, part);
    std::filesystem::remove(part);
    return sha;
}

void Blobs::write_chunks(Transaction& tx, std::filesystem::path const& from, std::string const& sha256) {
    if (select_one<long long>(tx, "select count(*) from storage_blob where sha256 = :a", sha256).value() > 0) return;
    std::ifstream in(from, std::ios::binary);
    std::string chunk(chunk_bytes, '\0');
    for (int part = 0; in.read(chunk.data(), chunk_bytes) || in.gcount() > 0 || part == 0; ++part) {
        auto number = std::to_string(part);
        char const* values[] = {sha256.c_str(), number.c_str(), chunk.data()};
        int lengths[] = {0, 0, int(in.gcount())}, formats[] = {0, 0, 1};
        Result result{PQexecParams(connection(tx), "insert into storage_blob (sha256, part, content) values ($1, $2, $3)", 3, nullptr,
                                   values, lengths, formats, 0)};
        if (PQresultStatus(result.raw) != PGRES_COMMAND_OK) throw Unavailable(PQresultErrorMessage(result.raw));
        if (in.eof()) break;
    }
}

std::optional<std::filesystem::path> Blobs::file(std::string const& sha256) {
    if (!is_sha256(sha256)) return {};
    auto here = place(sha256);
    if (std::filesystem::exists(here)) return here;
    if (database_.dialect() == Dialect::sqlite) return {};
    auto tx = database_.read();
    auto part = folder_ / (".get-" + random_token(8));
    std::ofstream out(part, std::ios::binary);
    int parts = 0;
    for (;; ++parts) {
        auto number = std::to_string(parts);
        char const* values[] = {sha256.c_str(), number.c_str()};
        Result result{PQexecParams(connection(tx), "select content from storage_blob where sha256 = $1 and part = $2", 2, nullptr, values,
                                   nullptr, nullptr, 1)};
        if (PQresultStatus(result.raw) != PGRES_TUPLES_OK) throw Unavailable(PQresultErrorMessage(result.raw));
        if (PQntuples(result.raw) == 0) break;
        out.write(PQgetvalue(result.raw, 0, 0), PQgetlength(result.raw, 0, 0));
    }
    out.close();
    if (parts > 0 && sha256_of_file(part) == sha256) keep(part, sha256);
    std::filesystem::remove(part);
    return std::filesystem::exists(here) ? std::optional(here) : std::nullopt;
}

std::optional<std::string> Blobs::content(std::string const& sha256) {
    auto path = file(sha256);
    if (!path) return {};
    std::ifstream in(*path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

void Blobs::remove(Transaction& tx, std::string const& sha256) {
    if (tx.dialect() == Dialect::postgres) change(tx, "delete from storage_blob where sha256 = :a", sha256);
    // While a backup reads, the file stays for the next sweep: the copy of the database may still name it.
    if (auto alone = ContentsHold::alone(folder_)) std::filesystem::remove(place(sha256));
}

std::vector<std::string> Blobs::named(Transaction& tx) {
    auto columns = select<std::tuple<std::string, std::string>>(
        tx,
        tx.dialect() == Dialect::sqlite
            ? "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and c.name like '%sha256'"
            : "select cast(table_name as varchar(100)), cast(column_name as varchar(100)) from information_schema.columns"
              " where table_schema = current_schema() and column_name like '%sha256'");
    std::set<std::string> found;
    for (auto const& [table, column] : columns) {
        if (table == "storage_blob") continue;
        for (auto& sha256 : select<std::string>(tx, "select distinct " + column + " from " + table + " where " + column + " <> ''"))
            found.insert(std::move(sha256));
    }
    return {found.begin(), found.end()};
}

Blobs::Swept Blobs::sweep(Transaction& tx) {
    if (!tx.writes()) throw std::logic_error("contents are swept in a writing transaction");
    auto alone = ContentsHold::alone(folder_);
    if (!alone) return {};  // a backup reads
    bool postgres = tx.dialect() == Dialect::postgres;
    if (postgres) lock_contents(tx, "pg_advisory_xact_lock");
    auto names = named(tx);
    std::set<std::string> const kept(names.begin(), names.end());
    auto swept = sweep_folder(kept);
    if (!postgres) return swept;
    swept = {};
    for (auto const& [sha256, bytes] : select<std::tuple<std::string, long long>>(
             tx, "select sha256, cast(sum(length(content)) as bigint) from storage_blob group by sha256 order by sha256")) {
        if (kept.contains(sha256)) continue;
        change(tx, "delete from storage_blob where sha256 = :a", sha256);
        swept.contents += 1, swept.bytes += bytes;
    }
    return swept;
}

Blobs::Swept Blobs::sweep_folder(std::set<std::string> const& named) const {
    Swept swept;
    auto now = std::filesystem::file_time_type::clock::now();
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder_)) {
        if (!entry.is_regular_file()) continue;
        auto name = entry.path().filename().string();
        bool content = is_sha256(name);
        if (content ? named.contains(name) : now - entry.last_write_time() < half_written_at_most) continue;
        auto bytes = static_cast<long long>(entry.file_size());
        if (std::filesystem::remove(entry.path()) && content) swept.contents += 1, swept.bytes += bytes;
    }
    return swept;
}

}  // namespace mingtang::storage
