#pragma once
#include <soci/soci.h>

#include <memory>
#include <string>
#include <unordered_map>

#include "storage/record.hpp"

namespace mingtang::storage {

/// A prepared statement with the places that it is bound to. SOCI binds by address, so these stay where they are.
class Prepared {
  public:
    Prepared(soci::session& session, std::string const& sql, std::vector<Cell> params, std::vector<Cell> const& shape);
    /// True when it was prepared for values and columns of these kinds.
    bool fits(std::vector<Cell> const& params, std::vector<Cell> const& shape) const;
    /// Runs it with `params` (of the same kinds); each row goes to `sink`. False when the sink stopped: then it is not to be used again.
    bool run(std::vector<Cell> params, RowSink& sink);
    long long execute(std::vector<Cell> params);

  private:
    struct Column {
        bool number = false;
        long long value = 0;
        std::string text;
        soci::indicator indicator = soci::i_ok;
        Cell take();
    };
    std::vector<Cell> params_;
    std::vector<Column> columns_;
    soci::statement statement_;
};

/// The statements that a session has prepared, by their text: preparing costs several times what running costs. Taken out while in use, so
/// that a statement never meets itself.
class Statements {
  public:
    std::unique_ptr<Prepared> take(soci::session& session, std::string const& sql, std::vector<Cell> const& params, std::vector<Cell> const& shape);
    void give_back(std::string const& sql, std::unique_ptr<Prepared> statement);

  private:
    std::unordered_map<std::string, std::unique_ptr<Prepared>> idle_;
};

}  // namespace mingtang::storage
