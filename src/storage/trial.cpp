#include "storage/trial.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "storage/record.hpp"

namespace mingtang::storage {
namespace {

std::filesystem::path new_folder() {
    auto folder = std::filesystem::temp_directory_path() / ("mingtang-trial-" + random_token(6));
    std::filesystem::create_directories(folder);
    return folder;
}

/// The private server: made by `initdb` in a folder under /tmp, reached through a socket in the same folder.
class PrivatePostgres {
  public:
    PrivatePostgres() : folder_(new_folder()) {
        std::filesystem::path bin;
        for (auto const& entry : std::filesystem::directory_iterator("/usr/lib/postgresql")) bin = entry.path() / "bin";
        auto as = ::geteuid() == 0 ? std::string("runuser -u postgres -- ") : std::string();
        if (!as.empty()) run("chown postgres " + folder_.string());
        std::filesystem::permissions(
            folder_, std::filesystem::perms::owner_all | std::filesystem::perms::others_exec | std::filesystem::perms::others_read);
        run(as + (bin / "initdb").string() + " -D " + data() + " -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >" +
            folder_.string() + "/initdb.log 2>&1");
        start_ = as + (bin / "pg_ctl").string() + " -D " + data() + " -w -l " + folder_.string() + "/server.log";
        run(start_ + " -o \"-k " + folder_.string() + " -c listen_addresses='' -c fsync=off\" start >/dev/null");
    }
    ~PrivatePostgres() {
        run(start_ + " -m immediate stop >/dev/null 2>&1");
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    std::string url(std::string const& database) const {
        return "postgresql://postgres@" + text::percent_encode(folder_.string()) + "/" + database;
    }

  private:
    std::string data() const { return (folder_ / "data").string(); }
    static void run(std::string const& command) {
        if (std::system(("cd / && " + command).c_str()) != 0) throw std::runtime_error("failed: " + command);
    }
    std::filesystem::path folder_;
    std::string start_;
};

PrivatePostgres& private_postgres() {
    static PrivatePostgres server;
    return server;
}

std::string new_postgres_database() {
    auto name = "t" + random_token(6);
    auto admin = Database::open_postgres(private_postgres().url("postgres"), 1);
    auto tx = admin->read();
    tx.commit();
    execute(tx, "create database " + name, {});
    return private_postgres().url(name);
}

}  // namespace

Trial::Trial(Dialect dialect, std::vector<std::string> const& modules) : folder_(new_folder()) {
    if (dialect == Dialect::sqlite) {
        url_ = (folder_ / "mingtang.db").string();
        database_ = Database::open_sqlite(url_);
    } else {
        url_ = new_postgres_database();
        database_ = Database::open_postgres(url_);
    }
    std::vector<Migration> all;
    for (auto const& module : modules)
        for (auto& one : packed_migrations(module, dialect)) all.push_back(std::move(one));
    database_->migrate(all);
}

Trial::~Trial() {
    database_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

std::string name_of(Dialect dialect) { return dialect == Dialect::sqlite ? "sqlite" : "postgres"; }

}  // namespace mingtang::storage
