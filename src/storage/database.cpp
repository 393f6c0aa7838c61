#include "storage/database.hpp"

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/resource.hpp"
#include "storage/statements.hpp"
#include "storage/trouble.hpp"

namespace mingtang::storage {

using namespace ::sqlite_api;  // SOCI wraps SQLite's own header in this namespace

namespace {

/// Another process writes: ask again every 2 ms, for 10 s. SQLite's own steps grow to 100 ms, and a process that writes batch after batch
/// (an import) would hardly ever be caught between two of them.
int wait_for_other_process(void*, int asked) {
    if (asked >= 5000) return 0;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    return 1;
}

/// A connection and what it has prepared; the statements go first.
struct Session {
    soci::session sql;
    Statements statements;
};

}  // namespace

struct Database::Pool {
    Dialect dialect = Dialect::sqlite;
    std::string connect;
    std::mutex mutex;
    std::condition_variable freed;
    std::vector<std::unique_ptr<Session>> idle;
    int open = 0, limit = 16;
    std::timed_mutex writing;  // SQLite: waiting here is fairer and cheaper than SQLITE_BUSY

    std::unique_ptr<Session> connect_new() const;
    std::unique_ptr<Session> take();
    void give(std::unique_ptr<Session> session, bool broken);
};

struct Transaction::State {
    Database::Pool* pool;
    std::unique_ptr<Session> session;
    std::unique_lock<std::timed_mutex> writing;
    bool writes = false, open = false;
    void say(char const* statement);
    void finish(char const* statement);
};

/// SOCI reads the text as `name=value` and spoils an address without any; so it gets one.
std::string with_parameter(std::string const& url) {
    if (url.find('=') != url.npos) return url;
    return url + (url.find('?') == url.npos ? "?" : "&") + "application_name=mingtang";
}

/// One thread at a time has a session, so SQLite's own locks are not needed; nor are its counts of memory, for which all threads wait.
void prepare_sqlite() {
    static std::once_flag once;
    std::call_once(once, [] {
        sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    });
}

std::unique_ptr<Session> Database::Pool::connect_new() const {
    return translating([&] {
        if (dialect == Dialect::postgres) {
            try {
                auto session = std::make_unique<Session>();
                session->sql.open(soci::postgresql, connect);
                session->sql << "set client_min_messages = warning";  // notices are not for the people at the command line
                return session;
            } catch (soci::soci_error const& away) {
                throw Unavailable(away.what());
            }
        }
        prepare_sqlite();
        auto session = std::make_unique<Session>();
        session->sql.open(soci::sqlite3, "dbname=\"" + connect + "\"");
        sqlite3_busy_handler(static_cast<soci::sqlite3_session_backend*>(session->sql.get_backend())->conn_, wait_for_other_process,
                             nullptr);
        for (auto pragma : {"pragma journal_mode=wal", "pragma synchronous=full", "pragma foreign_keys=on", "pragma cache_size=-8000",
                            "pragma temp_store=memory", "pragma mmap_size=67108864"})
            session->sql << pragma;
        return session;
    });
}

std::unique_ptr<Session> Database::Pool::take() {
    std::unique_lock lock(mutex);
    if (!freed.wait_for(lock, std::chrono::seconds(10), [&] { return !idle.empty() || open < limit; }))
        throw Unavailable("no database session became free in 10 s");
    if (!idle.empty()) {
        auto session = std::move(idle.back());
        idle.pop_back();
        return session;
    }
    ++open;
    lock.unlock();
    try {
        return connect_new();
    } catch (...) {
        lock.lock();
        --open;
        freed.notify_one();
        throw;
    }
}

void Database::Pool::give(std::unique_ptr<Session> session, bool broken) {
    std::lock_guard lock(mutex);
    if (broken) {
        --open;
    } else {
        idle.push_back(std::move(session));
    }
    freed.notify_one();
}

Database::Database(std::unique_ptr<Pool> pool) : pool_(std::move(pool)) {}
Database::~Database() = default;
Dialect Database::dialect() const { return pool_->dialect; }

std::unique_ptr<Database> Database::open_sqlite(std::filesystem::path const& file, int sessions) {
    if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path());
    auto pool = std::make_unique<Pool>();
    pool->connect = file.string();
    pool->limit = sessions;
    pool->give(pool->take(), false);  // fails now rather than at the first page
    return std::unique_ptr<Database>(new Database(std::move(pool)));
}

std::string without_password(std::string_view url) {
    std::string out(url);
    auto begin = out.find("://");
    begin = begin == out.npos ? 0 : begin + 3;
    if (auto end = out.find('@', begin); end != out.npos && end < out.find_first_of("/?", begin))
        if (auto colon = out.find(':', begin); colon < end) out.erase(colon, end - colon);
    for (auto at = out.find("password="); at != out.npos; at = out.find("password=", at)) {
        auto end = out.find_first_of("& ", at);
        out.erase(at, end == out.npos ? end : end + 1 - at);
    }
    while (!out.empty() && (out.back() == '?' || out.back() == '&')) out.pop_back();
    return out;
}

std::unique_ptr<Database> Database::open_postgres(std::string const& url, int sessions) {
    auto pool = std::make_unique<Pool>();
    pool->dialect = Dialect::postgres;
    pool->connect = with_parameter(url);
    pool->limit = sessions;
    pool->give(pool->take(), false);
    return std::unique_ptr<Database>(new Database(std::move(pool)));
}

Transaction::Transaction(std::unique_ptr<State> state) : state_(std::move(state)) {}
Transaction::Transaction(Transaction&&) noexcept = default;
soci::session& Transaction::sql() { return state_->session->sql; }
Statements& Transaction::statements() { return state_->session->statements; }
Dialect Transaction::dialect() const { return state_->pool->dialect; }
bool Transaction::writes() const { return state_->writes; }

Transaction Database::read() {
    auto state = std::make_unique<Transaction::State>();
    state->pool = pool_.get();
    state->session = pool_->take();
    Transaction tx(std::move(state));
    translating([&] { tx.state_->say(dialect() == Dialect::sqlite ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); });
    tx.state_->open = true;
    return tx;
}

Transaction Database::write() {
    auto state = std::make_unique<Transaction::State>();
    state->pool = pool_.get();
    state->writes = true;
    if (dialect() == Dialect::sqlite) {
        state->writing = std::unique_lock(pool_->writing, std::chrono::seconds(30));
        if (!state->writing.owns_lock()) throw Unavailable("another writer held the database for 30 s");
    }
    state->session = pool_->take();
    Transaction tx(std::move(state));
    translating([&] { tx.state_->say(dialect() == Dialect::sqlite ? "BEGIN IMMEDIATE" : "BEGIN"); });
    tx.state_->open = true;
    return tx;
}

void Transaction::State::finish(char const* statement) {
    open = false;
    say(statement);
}

/// PostgreSQL prepares nothing in a transaction that failed; SQLite's are prepared once a session like other statements.
void Transaction::State::say(char const* statement) {
    if (pool->dialect == Dialect::postgres) {
        session->sql << statement;
        return;
    }
    auto prepared = session->statements.take(session->sql, statement, {}, {});
    prepared->execute({});
    session->statements.give_back(statement, std::move(prepared));
}

void Transaction::commit() {
    translating([&] { state_->finish("COMMIT"); });
}

Transaction::~Transaction() {
    if (!state_ || !state_->session) return;
    bool broken = false;
    if (state_->open) {
        try {
            state_->finish("ROLLBACK");
        } catch (...) {
            broken = true;
        }
    }
    if (!broken && dialect() == Dialect::postgres) {
        auto* backend = static_cast<soci::postgresql_session_backend*>(state_->session->sql.get_backend());
        broken = PQstatus(backend->conn_) != CONNECTION_OK || PQtransactionStatus(backend->conn_) != PQTRANS_IDLE;
    } else if (!broken) {
        auto* backend = static_cast<soci::sqlite3_session_backend*>(state_->session->sql.get_backend());
        broken = sqlite3_get_autocommit(backend->conn_) == 0;  // a commit that failed left the transaction open
    }
    if (state_->writing.owns_lock()) state_->writing.unlock();
    state_->pool->give(std::move(state_->session), broken);
}

void Database::copy_to(std::filesystem::path const& file) {
    if (dialect() != Dialect::sqlite) throw std::logic_error("copy_to is for SQLite");
    auto tx = read();
    tx.state_->finish("COMMIT");
    auto* backend = static_cast<soci::sqlite3_session_backend*>(tx.sql().get_backend());
    sqlite3* target = nullptr;
    if (sqlite3_open(file.c_str(), &target) != SQLITE_OK) throw Unavailable("cannot write " + file.string());
    auto* copy = sqlite3_backup_init(target, "main", backend->conn_, "main");
    int state = copy ? sqlite3_backup_step(copy, -1) : SQLITE_ERROR;
    if (copy) sqlite3_backup_finish(copy);
    sqlite3_close(target);
    if (state != SQLITE_DONE) throw Unavailable("the copy to " + file.string() + " failed");
}

namespace {

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) text.replace(at, from.size(), to);
    return text;
}

std::vector<std::string> statements(std::string const& text, Dialect dialect) {
    bool sqlite = dialect == Dialect::sqlite;
    auto filled =
        replaced(text, "$id", sqlite ? "integer primary key autoincrement" : "bigint generated by default as identity primary key");
    filled = replaced(filled, "$blob", sqlite ? "blob" : "bytea");
    std::vector<std::string> found;
    for (std::size_t at = 0; at < filled.size();) {
        auto end = filled.find(";\n", at);
        auto one = filled.substr(at, end == std::string::npos ? end : end - at);
        if (one.find_first_not_of(" \n\t") != std::string::npos) found.push_back(one);
        if (end == std::string::npos) break;
        at = end + 2;
    }
    return found;
}

}  // namespace

std::vector<std::string> Database::migrate(std::vector<Migration> const& migrations) {
    return translating([&] {
        {
            auto tx = write();
            tx.sql() << "create table if not exists migration (name text primary key, digest text not null, applied_at text not null)";
            tx.commit();
        }
        std::vector<std::string> applied;
        for (auto const& migration : migrations) {
            auto tx = write();
            if (dialect() == Dialect::postgres) tx.sql() << "lock table migration in exclusive mode";
            std::string digest, now = sha256(migration.text);
            soci::indicator there = soci::i_null;
            tx.sql() << "select digest from migration where name = :name", soci::into(digest, there), soci::use(migration.name);
            if (tx.sql().got_data()) {
                if (digest != now) throw std::logic_error("migration " + migration.name + " was changed after it had been applied");
                continue;
            }
            for (auto const& statement : statements(migration.text, dialect())) tx.sql() << statement;
            auto at = SystemClock().now().text();
            tx.sql() << "insert into migration (name, digest, applied_at) values (:n, :d, :a)", soci::use(migration.name), soci::use(now),
                soci::use(at);
            tx.commit();
            applied.push_back(migration.name);
        }
        return applied;
    });
}

std::vector<Migration> packed_migrations(std::string_view module, Dialect dialect) {
    std::vector<Migration> found;
    auto prefix = "src/" + std::string(module) + "/migrations/";
    for (auto const& path : resources(prefix, ".sql")) {
        if (path.ends_with(".sqlite.sql") && dialect != Dialect::sqlite) continue;
        if (path.ends_with(".postgres.sql") && dialect != Dialect::postgres) continue;
        auto name = path.substr(prefix.size());
        found.push_back({std::string(module) + "/" + name.substr(0, name.size() - 4), *resource(path)});
    }
    return found;
}

}  // namespace mingtang::storage
