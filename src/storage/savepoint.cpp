#include "storage/savepoint.hpp"

#include <spdlog/spdlog.h>

#include "storage/record.hpp"

namespace mingtang::storage {

Savepoint::Savepoint(Transaction& tx) : tx_(tx) { execute(tx_, "savepoint part", {}); }

Savepoint::~Savepoint() {
    if (!open_) return;
    try {
        execute(tx_, "rollback to savepoint part", {});
        execute(tx_, "release savepoint part", {});
    } catch (std::exception const& lost) {
        spdlog::debug("savepoint: {}", lost.what());  // the connection is gone, and the transaction with it
    }
}

void Savepoint::keep() {
    open_ = false;
    execute(tx_, "release savepoint part", {});
}

}  // namespace mingtang::storage
