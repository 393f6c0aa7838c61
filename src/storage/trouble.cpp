#include "storage/trouble.hpp"

#include <soci/postgresql/soci-postgresql.h>

namespace mingtang::storage {

using namespace ::sqlite_api;  // SOCI wraps SQLite's own header in this namespace

void rethrow(soci::soci_error const& error) {
    std::string what = error.what();
    if (auto const* pg = dynamic_cast<soci::postgresql_soci_error const*>(&error)) {
        auto state = pg->sqlstate();
        if (state == "23505") throw Duplicate(what);
        // Without a state there was no server to give one: the connection could not be made, or broke.
        if (state.find_first_not_of(" 0") == std::string::npos) throw Unavailable(what);
        if (state == "40001" || state == "40P01" || state.starts_with("08") || state.starts_with("53") || state.starts_with("57"))
            throw Unavailable(what);
    }
    if (auto const* lite = dynamic_cast<soci::sqlite3_soci_error const*>(&error)) {
        int code = lite->result() & 0xFF;
        if (code == SQLITE_CONSTRAINT && what.find("UNIQUE") != std::string::npos) throw Duplicate(what);
        if (code == SQLITE_BUSY || code == SQLITE_LOCKED || code == SQLITE_FULL || code == SQLITE_IOERR || code == SQLITE_CANTOPEN)
            throw Unavailable(what);
    }
    if (what.find("UNIQUE constraint failed") != std::string::npos) throw Duplicate(what);
    if (error.get_error_category() == soci::soci_error::connection_error) throw Unavailable(what);
    throw std::logic_error("database: " + what);
}

}  // namespace mingtang::storage
