#include "storage/statements.hpp"

namespace mingtang::storage {
namespace {

/// Texts with lists of keys in them would fill the memory of a session that lives for months.
constexpr std::size_t most = 200;

bool same_kinds(std::vector<Cell> const& a, std::vector<Cell> const& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](Cell const& x, Cell const& y) { return x.index() == y.index(); });
}

}  // namespace

Cell Prepared::Column::take() {
    bool null = indicator == soci::i_null;
    if (number) return null ? 0LL : value;
    return null ? std::string() : std::move(text);
}

Prepared::Prepared(soci::session& session, std::string const& sql, std::vector<Cell> params, std::vector<Cell> const& shape)
    : params_(std::move(params)), columns_(shape.size()), statement_(session) {
    for (auto const& param : params_) {
        if (auto const* number = std::get_if<long long>(&param)) {
            statement_.exchange(soci::use(*number));
        } else {
            statement_.exchange(soci::use(std::get<std::string>(param)));
        }
    }
    for (std::size_t i = 0; i < shape.size(); ++i) {
        auto& column = columns_[i];
        column.number = std::holds_alternative<long long>(shape[i]);
        if (column.number) {
            statement_.exchange(soci::into(column.value, column.indicator));
        } else {
            statement_.exchange(soci::into(column.text, column.indicator));
        }
    }
    statement_.alloc();
    statement_.prepare(sql);
    statement_.define_and_bind();
}

bool Prepared::fits(std::vector<Cell> const& params, std::vector<Cell> const& shape) const {
    return same_kinds(params, params_) &&
           std::equal(shape.begin(), shape.end(), columns_.begin(), columns_.end(),
                      [](Cell const& cell, Column const& column) { return std::holds_alternative<long long>(cell) == column.number; });
}

bool Prepared::run(std::vector<Cell> params, RowSink& sink) {
    // Of the same kinds: each value is assigned inside its variant and stays at its address.
    std::move(params.begin(), params.end(), params_.begin());
    statement_.execute(false);
    std::vector<Cell> cells(columns_.size());
    while (statement_.fetch()) {
        for (std::size_t i = 0; i < columns_.size(); ++i) cells[i] = columns_[i].take();
        if (!sink.row(cells)) return false;
    }
    return true;
}

long long Prepared::execute(std::vector<Cell> params) {
    std::move(params.begin(), params.end(), params_.begin());
    statement_.execute(true);
    return static_cast<long long>(statement_.get_affected_rows());
}

std::unique_ptr<Prepared> Statements::take(soci::session& session, std::string const& sql, std::vector<Cell> const& params, std::vector<Cell> const& shape) {
    auto found = idle_.find(sql);
    if (found != idle_.end()) {
        auto statement = std::move(found->second);
        idle_.erase(found);
        if (statement->fits(params, shape)) return statement;
    }
    return std::make_unique<Prepared>(session, sql, params, shape);
}

void Statements::give_back(std::string const& sql, std::unique_ptr<Prepared> statement) {
    if (idle_.size() >= most) idle_.clear();
    idle_.insert_or_assign(sql, std::move(statement));
}

}  // namespace mingtang::storage
