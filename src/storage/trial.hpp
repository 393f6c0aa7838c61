#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "storage/database.hpp"

/// For tests: a fresh database of each kind. SQLite lives in a new folder; PostgreSQL is a private server that is started once for the test
/// program (as another user when run by root) and stopped at its end, with a new database for each trial.
namespace mingtang::storage {

class Trial {
  public:
    /// `modules`: whose migrations are applied, in order.
    Trial(Dialect dialect, std::vector<std::string> const& modules);
    ~Trial();
    Database& database() { return *database_; }
    std::filesystem::path const& folder() const { return folder_; }
    std::string const& url() const { return url_; }

  private:
    std::filesystem::path folder_;
    std::string url_;
    std::unique_ptr<Database> database_;
};

/// `sqlite` / `postgres`, for the names of parameterised tests.
std::string name_of(Dialect dialect);

}  // namespace mingtang::storage
