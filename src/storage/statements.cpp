#include "storage/statements.hpp"

namespace mingtang::storage {
namespace {

/// Texts with lists of keys in them would fill the memory of a session that lives for months.
constexpr std::size_t most = 200;

std::unique_ptr<Prepared> prepare(soci::session& session, std::string const& sql, std::vector<Cell> const& params,
                                  std::vector<Cell> const& shape) {
    if (session.get_backend_name() == "sqlite3") return prepared_by_sqlite(session, sql, shape);
    return prepared_by_soci(session, sql, params, shape);
}

}  // namespace

std::unique_ptr<Prepared> Statements::take(soci::session& session, std::string const& sql, std::vector<Cell> const& params,
                                           std::vector<Cell> const& shape) {
    auto found = known_.find(sql);
    if (found != known_.end() && found->second) {
        auto statement = std::move(found->second);
        if (statement->fits(params, shape)) return statement;
    }
    return prepare(session, sql, params, shape);
}

void Statements::give_back(std::string const& sql, std::unique_ptr<Prepared> statement) {
    if (auto found = known_.find(sql); found != known_.end()) {
        found->second = std::move(statement);
        return;
    }
    if (known_.size() >= most) known_.clear();
    known_.emplace(sql, std::move(statement));
}

}  // namespace mingtang::storage
