#pragma once
#include "storage/database.hpp"

namespace mingtang::storage {

/// A part of a writing transaction that can be undone by itself: undone unless `keep()` was called. Savepoints nest, the newest ends first.
class Savepoint {
  public:
    explicit Savepoint(Transaction& tx);
    ~Savepoint();
    Savepoint(Savepoint const&) = delete;
    Savepoint& operator=(Savepoint const&) = delete;
    void keep();

  private:
    Transaction& tx_;
    bool open_ = true;
};

}  // namespace mingtang::storage
