#include "cli/store.hpp"

namespace mingtang::cli::store {

std::vector<disclosure::Disclosure> disclosures_after(storage::Transaction& tx, Id after, int limit) {
    return storage::select<disclosure::Disclosure>(
        tx, "select " + storage::column_list<disclosure::Disclosure>() + " from disclosure_record where id > :a order by id limit :b",
        after, limit);
}

std::string integrity(storage::Transaction& tx) {
    if (tx.dialect() == storage::Dialect::postgres) return storage::select_one<std::string>(tx, "select 'ok'").value_or("");
    return storage::select_one<std::string>(tx, "pragma quick_check").value_or("");
}

}  // namespace mingtang::cli::store
