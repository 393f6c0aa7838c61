#pragma once
#include <soci/soci.h>

#include <memory>
#include <string>
#include <unordered_map>

#include "storage/record.hpp"

namespace mingtang::storage {

/// A statement that a session has prepared.
class Prepared {
  public:
    virtual ~Prepared() = default;
    /// True when it can run with values and columns of these kinds.
    virtual bool fits(std::vector<Cell> const& params, std::vector<Cell> const& shape) const = 0;
    /// Runs it with `params`; each row goes to `sink`. False when the sink stopped: then it is not to be used again.
    virtual bool run(std::vector<Cell> params, RowSink& sink) = 0;
    /// Runs it for its effect; returns the number of rows touched.
    virtual long long execute(std::vector<Cell> params) = 0;
};

/// The statements that a session has prepared, by their text: preparing costs several times what running costs. Taken out while in use, so
/// that a statement never meets itself.
class Statements {
  public:
    std::unique_ptr<Prepared> take(soci::session& session, std::string const& sql, std::vector<Cell> const& params,
                                   std::vector<Cell> const& shape);
    void give_back(std::string const& sql, std::unique_ptr<Prepared> statement);

  private:
    std::unordered_map<std::string, std::unique_ptr<Prepared>> known_;  // nothing where it is taken out
};

/// Through SOCI, for any engine: bound to places that stay where they are.
std::unique_ptr<Prepared> prepared_by_soci(soci::session& session, std::string const& sql, std::vector<Cell> params,
                                           std::vector<Cell> const& shape);
/// SQLite's own calls: SOCI keeps each row twice on its way, and the pages of the portal are made of many small readings.
std::unique_ptr<Prepared> prepared_by_sqlite(soci::session& session, std::string const& sql, std::vector<Cell> const& shape);

}  // namespace mingtang::storage
