#include "storage/blobs.hpp"

#include <fcntl.h>
#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "base/digest.hpp"
#include "storage/record.hpp"

namespace mingtang::storage {
namespace {

constexpr std::size_t chunk_bytes = 1 << 20;

struct Result {
    PGresult* raw;
    ~Result() { PQclear(raw); }
};

PGconn* connection(Transaction& tx) { return static_cast<soci::postgresql_session_backend*>(tx.sql().get_backend())->conn_; }

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
    if (tx.dialect() == Dialect::postgres) write_chunks(tx, file, sha);
    return sha;
}

std::string Blobs::put(Transaction& tx, std::string_view content) {
    auto part = folder_ / (".put-" + random_token(8));
    if (!std::ofstream(part, std::ios::binary).write(content.data(), std::streamsize(content.size()))) throw Unavailable("cannot write " + part.string());
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
        Result result{PQexecParams(connection(tx), "insert into storage_blob (sha256, part, content) values ($1, $2, $3)", 3, nullptr, values, lengths,
                                   formats, 0)};
        if (PQresultStatus(result.raw) != PGRES_COMMAND_OK) throw Unavailable(PQresultErrorMessage(result.raw));
        if (in.eof()) break;
    }
}

std::optional<std::filesystem::path> Blobs::file(std::string const& sha256) {
    if (sha256.size() != 64 || sha256.find_first_not_of("0123456789abcdef") != std::string::npos) return {};
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
        Result result{PQexecParams(connection(tx), "select content from storage_blob where sha256 = $1 and part = $2", 2, nullptr, values, nullptr, nullptr, 1)};
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
    std::filesystem::remove(place(sha256));
}

}  // namespace mingtang::storage
