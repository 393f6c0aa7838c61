#pragma once
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace soci {
class session;
}

namespace mingtang::storage {

enum class Dialect { sqlite, postgres };

/// The database cannot be reached or cannot take the work now; http answers 503.
struct Unavailable : std::runtime_error {
    using std::runtime_error::runtime_error;
};
/// A unique key was there already: two people did the same thing at once.
struct Duplicate : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Database;
class Statements;

/// One database transaction on one session of the pool. Undone unless `commit()` was called. Not thread-safe.
/// Reading transactions see one state of the whole database; SQLite has one writing transaction at a time.
class Transaction {
  public:
    Transaction(Transaction&&) noexcept;
    ~Transaction();
    void commit();
    soci::session& sql();
    /// What the session has prepared already; for record.cpp.
    Statements& statements();
    Dialect dialect() const;
    bool writes() const;

  private:
    friend class Database;
    struct State;
    explicit Transaction(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// `text` is one or more statements parted by `;` at line ends. `$id` stands for the key column's type, `$blob` for bytes.
struct Migration {
    std::string name;  // "organ/0001_organ"
    std::string text;
};

/// The address of a database as people and logs may see it: without its password, in `user:password@` or `password=`.
std::string without_password(std::string_view url);

/// SQLite in a folder (`data/mingtang.db`, WAL, full sync) or PostgreSQL (`postgresql://…`). Thread-safe.
class Database {
  public:
    /// `sessions` bounds the transactions open at once; one more waits (10 s, then Unavailable).
    static std::unique_ptr<Database> open_sqlite(std::filesystem::path const& file, int sessions = 16);
    static std::unique_ptr<Database> open_postgres(std::string const& url, int sessions = 16);
    ~Database();

    Dialect dialect() const;
    Transaction read();
    Transaction write();
    /// Applies what is not applied yet, each in a transaction of its own, in the given order; returns the names of those applied.
    /// Throws std::logic_error when an applied migration's text was changed since.
    std::vector<std::string> migrate(std::vector<Migration> const& migrations);
    /// A consistent copy of the SQLite file, made while others write. PostgreSQL: throws std::logic_error (pg_dump is the tool).
    void copy_to(std::filesystem::path const& file);

  private:
    friend class Transaction;
    struct Pool;
    explicit Database(std::unique_ptr<Pool> pool);
    std::unique_ptr<Pool> pool_;
};

/// The migrations packed from `src/<module>/migrations/`, in order; files ending `.sqlite.sql` / `.postgres.sql` only for that dialect.
std::vector<Migration> packed_migrations(std::string_view module, Dialect dialect);

}  // namespace mingtang::storage
