#include "storage/statements.hpp"

namespace mingtang::storage {
namespace {

bool same_kinds(std::vector<Cell> const& a, std::vector<Cell> const& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](Cell const& x, Cell const& y) { return x.index() == y.index(); });
}

/// SOCI binds by address: places stay where they are.
class SociPrepared final : public Prepared {
  public:
    SociPrepared(soci::session& session, std::string const& sql, std::vector<Cell> params, std::vector<Cell> const& shape);
    bool fits(std::vector<Cell> const& params, std::vector<Cell> const& shape) const override;
    bool run(std::vector<Cell> params, RowSink& sink) override;
    long long execute(std::vector<Cell> params) override;

  private:
    struct Column {
        bool number = false;
        long long value = 0;
        std::string text;
        soci::indicator indicator = soci::i_ok;
        Cell take();
    };
    std::vector<Cell> params_;
    std::vector<Column> columns_;
    soci::statement statement_;
};

Cell SociPrepared::Column::take() {
    bool null = indicator == soci::i_null;
    if (number) return null ? 0LL : value;
    return null ? std::string() : std::move(text);
}

SociPrepared::SociPrepared(soci::session& session, std::string const& sql, std::vector<Cell> params, std::vector<Cell> const& shape)
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

bool SociPrepared::fits(std::vector<Cell> const& params, std::vector<Cell> const& shape) const {
    return same_kinds(params, params_) &&
           std::equal(shape.begin(), shape.end(), columns_.begin(), columns_.end(),
                      [](Cell const& cell, Column const& column) { return std::holds_alternative<long long>(cell) == column.number; });
}

bool SociPrepared::run(std::vector<Cell> params, RowSink& sink) {
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

long long SociPrepared::execute(std::vector<Cell> params) {
    std::move(params.begin(), params.end(), params_.begin());
    statement_.execute(true);
    return static_cast<long long>(statement_.get_affected_rows());
}

}  // namespace

std::unique_ptr<Prepared> prepared_by_soci(soci::session& session, std::string const& sql, std::vector<Cell> params,
                                           std::vector<Cell> const& shape) {
    return std::make_unique<SociPrepared>(session, sql, std::move(params), shape);
}

}  // namespace mingtang::storage
