#include "storage/record.hpp"

#include <soci/soci.h>

#include "storage/trouble.hpp"

namespace mingtang::storage {
namespace {

/// SOCI binds by address; these stay where they are while the statement lives.
struct Slot {
    long long number = 0;
    std::string text;
    soci::indicator indicator = soci::i_ok;
};

void bind_all(soci::statement& statement, std::vector<Cell> const& params) {
    for (auto const& param : params) {
        if (auto const* number = std::get_if<long long>(&param)) {
            statement.exchange(soci::use(*number));
        } else {
            statement.exchange(soci::use(std::get<std::string>(param)));
        }
    }
}

}  // namespace

void run(Transaction& tx, std::string const& sql, std::vector<Cell> params, std::vector<Cell> shape, RowSink* sink) {
    translating([&] {
        std::vector<Slot> slots(shape.size());
        soci::statement statement(tx.sql());
        bind_all(statement, params);
        for (std::size_t i = 0; i < shape.size(); ++i) {
            if (std::holds_alternative<long long>(shape[i])) {
                statement.exchange(soci::into(slots[i].number, slots[i].indicator));
            } else {
                statement.exchange(soci::into(slots[i].text, slots[i].indicator));
            }
        }
        statement.alloc();
        statement.prepare(sql);
        statement.define_and_bind();
        statement.execute(false);
        std::vector<Cell> cells(shape.size());
        while (statement.fetch()) {
            for (std::size_t i = 0; i < shape.size(); ++i) {
                bool null = slots[i].indicator == soci::i_null;
                if (std::holds_alternative<long long>(shape[i])) {
                    cells[i] = null ? 0LL : slots[i].number;
                } else {
                    cells[i] = null ? std::string() : slots[i].text;
                }
            }
            if (!sink->row(cells)) break;
        }
    });
}

long long execute(Transaction& tx, std::string const& sql, std::vector<Cell> params) {
    return translating([&] {
        soci::statement statement(tx.sql());
        bind_all(statement, params);
        statement.alloc();
        statement.prepare(sql);
        statement.define_and_bind();
        statement.execute(true);
        return static_cast<long long>(statement.get_affected_rows());
    });
}

}  // namespace mingtang::storage
