#include "storage/record.hpp"

#include "storage/statements.hpp"
#include "storage/trouble.hpp"

namespace mingtang::storage {

// A statement that failed is not given back: nobody knows what state it is in.

void run(Transaction& tx, std::string const& sql, std::vector<Cell> params, std::vector<Cell> const& shape, RowSink* sink) {
    translating([&] {
        auto statement = tx.statements().take(tx.sql(), sql, params, shape);
        if (statement->run(std::move(params), *sink)) tx.statements().give_back(sql, std::move(statement));
    });
}

long long execute(Transaction& tx, std::string const& sql, std::vector<Cell> params) {
    return translating([&] {
        auto statement = tx.statements().take(tx.sql(), sql, params, {});
        auto touched = statement->execute(std::move(params));
        tx.statements().give_back(sql, std::move(statement));
        return touched;
    });
}

}  // namespace mingtang::storage
