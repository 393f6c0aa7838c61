#include <soci/sqlite3/soci-sqlite3.h>

#include "storage/statements.hpp"

namespace mingtang::storage {

using namespace ::sqlite_api;  // SOCI wraps SQLite's own header in this namespace

namespace {

class SqlitePrepared final : public Prepared {
  public:
    SqlitePrepared(sqlite3* connection, std::string const& sql, std::vector<Cell> const& shape);
    ~SqlitePrepared() override { sqlite3_finalize(statement_); }
    SqlitePrepared(SqlitePrepared const&) = delete;
    SqlitePrepared& operator=(SqlitePrepared const&) = delete;
    /// Any values can be bound; rows are read as `shape` says.
    bool fits(std::vector<Cell> const& params, std::vector<Cell> const& shape) const override;
    bool run(std::vector<Cell> params, RowSink& sink) override;
    long long execute(std::vector<Cell> params) override;

  private:
    /// Ends the running whatever happens: a statement that stands on a row would keep its reading open.
    struct Running {
        sqlite3_stmt* statement;
        ~Running() { sqlite3_reset(statement); }
    };
    void bind(std::vector<Cell> const& params);
    bool step();
    Cell column(int place) const;
    [[noreturn]] void fail(int code) const;

    sqlite3* connection_;
    sqlite3_stmt* statement_ = nullptr;
    std::vector<bool> numbers_;  // by column
};

SqlitePrepared::SqlitePrepared(sqlite3* connection, std::string const& sql, std::vector<Cell> const& shape) : connection_(connection) {
    for (auto const& cell : shape) numbers_.push_back(std::holds_alternative<long long>(cell));
    int code = sqlite3_prepare_v3(connection_, sql.data(), int(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
    if (code != SQLITE_OK) fail(code);
    if (!shape.empty() && sqlite3_column_count(statement_) != int(shape.size())) {
        sqlite3_finalize(statement_);
        throw std::logic_error("a statement gives another number of columns than are read: " + sql);
    }
}

bool SqlitePrepared::fits(std::vector<Cell> const&, std::vector<Cell> const& shape) const {
    return std::equal(shape.begin(), shape.end(), numbers_.begin(), numbers_.end(),
                      [](Cell const& cell, bool number) { return std::holds_alternative<long long>(cell) == number; });
}

bool SqlitePrepared::run(std::vector<Cell> params, RowSink& sink) {
    Running running{statement_};
    bind(params);
    std::vector<Cell> cells(numbers_.size());
    while (step()) {
        for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = column(int(i));
        if (!sink.row(cells)) return false;
    }
    return true;
}

long long SqlitePrepared::execute(std::vector<Cell> params) {
    Running running{statement_};
    bind(params);
    while (step()) {
    }
    return sqlite3_changes(connection_);
}

/// The texts are not copied: `params` outlives the running.
void SqlitePrepared::bind(std::vector<Cell> const& params) {
    for (std::size_t i = 0; i < params.size(); ++i) {
        int place = int(i) + 1, code = SQLITE_OK;
        if (auto const* number = std::get_if<long long>(&params[i])) {
            code = sqlite3_bind_int64(statement_, place, *number);
        } else {
            auto const& text = std::get<std::string>(params[i]);
            code = sqlite3_bind_text(statement_, place, text.data(), int(text.size()), nullptr);
        }
        if (code != SQLITE_OK) fail(code);
    }
}

bool SqlitePrepared::step() {
    int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) fail(code);
    return false;
}

Cell SqlitePrepared::column(int place) const {
    if (numbers_[std::size_t(place)]) return static_cast<long long>(sqlite3_column_int64(statement_, place));
    auto const* text = reinterpret_cast<char const*>(sqlite3_column_text(statement_, place));
    return text ? std::string(text, std::size_t(sqlite3_column_bytes(statement_, place))) : std::string();
}

void SqlitePrepared::fail(int code) const { throw soci::sqlite3_soci_error(sqlite3_errmsg(connection_), code); }

}  // namespace

std::unique_ptr<Prepared> prepared_by_sqlite(soci::session& session, std::string const& sql, std::vector<Cell> const& shape) {
    auto* backend = static_cast<soci::sqlite3_session_backend*>(session.get_backend());
    return std::make_unique<SqlitePrepared>(backend->conn_, sql, shape);
}

}  // namespace mingtang::storage
