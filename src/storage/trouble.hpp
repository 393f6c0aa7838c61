#pragma once
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "storage/database.hpp"

namespace mingtang::storage {

[[noreturn]] void rethrow(soci::soci_error const& error);

/// Runs `work`; what SOCI throws becomes Unavailable, Duplicate or std::logic_error (a statement that is wrong).
template <class F>
auto translating(F&& work) -> decltype(work()) {
    try {
        return work();
    } catch (soci::soci_error const& error) {
        rethrow(error);
    }
}

}  // namespace mingtang::storage
