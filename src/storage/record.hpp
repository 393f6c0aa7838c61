#pragma once
#include <array>
#include <concepts>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/names.hpp"
#include "storage/database.hpp"

/// Records and their tables. A record names its columns once:
///
///     template <class V> static void columns(V&& v, OneOf<Unit> auto& r) { v("id", r.id); v("code", r.code); }
///
/// (`r` may be const.) Members are Id, int, bool, std::string, Date, Instant, or an enumeration with EnumNames; no column is NULL: the
/// empty text and 0 say "none". Then `select`, `insert` and `update` below move whole records, with parameters bound by place (`:a`, `:b`).
namespace mingtang::storage {

template <class R, class T>
concept OneOf = std::same_as<std::remove_const_t<R>, T>;

/// What goes over to the database: integers, texts.
using Cell = std::variant<long long, std::string>;

template <class T>
Cell to_cell(T const& value) {
    if constexpr (std::is_same_v<T, Date> || std::is_same_v<T, Instant>) {
        return value.text();
    } else if constexpr (Named<T>) {
        return std::string(to_text(value));
    } else if constexpr (std::integral<T>) {
        return static_cast<long long>(value);
    } else {
        return std::string(value);
    }
}

template <class T>
void from_cell(Cell& cell, T& value) {
    if constexpr (std::is_same_v<T, Date> || std::is_same_v<T, Instant>) {
        value = T::parse(std::get<std::string>(cell)).value_or(T());
    } else if constexpr (Named<T>) {
        auto named = from_text<T>(std::get<std::string>(cell));
        if (!named) throw std::logic_error("stored name is unknown: " + std::get<std::string>(cell));
        value = *named;
    } else if constexpr (std::integral<T>) {
        value = static_cast<T>(std::get<long long>(cell));
    } else {
        value = std::move(std::get<std::string>(cell));
    }
}

/// Runs a statement; `shape` holds one cell of the right kind per result column. Each fetched row is handed to `row`, which may take its
/// texts and may stop by false.
class RowSink {
  public:
    virtual ~RowSink() = default;
    virtual bool row(std::vector<Cell>& cells) = 0;
};
void run(Transaction& tx, std::string const& sql, std::vector<Cell> params, std::vector<Cell> const& shape, RowSink* sink);
/// Runs a statement without result; returns the number of rows it touched.
long long execute(Transaction& tx, std::string const& sql, std::vector<Cell> params);

template <class... P>
std::vector<Cell> cells(P const&... params) {
    return {to_cell(params)...};
}

/// Rows changed by an update or delete with parameters in place.
template <class... P>
long long change(Transaction& tx, std::string const& sql, P const&... params) {
    return execute(tx, sql, cells(params...));
}

template <class T>
std::vector<std::string> const& column_names() {
    static auto const names = [] {
        std::vector<std::string> all;
        T record{};
        T::columns([&](std::string_view name, auto&) { all.emplace_back(name); }, record);
        return all;
    }();
    return names;
}

/// `id, code, name` or, with a prefix, `u.id, u.code, u.name`.
template <class T>
std::string column_list(std::string_view prefix = {}) {
    std::string list;
    for (auto const& name : column_names<T>()) {
        if (!list.empty()) list += ", ";
        if (!prefix.empty()) list.append(prefix).append(".");
        list += name;
    }
    return list;
}

template <class T>
concept HasColumns = requires(T& record) {
    T::columns([](std::string_view, auto&) {}, record);
};

/// Every row of `sql` as a T: a record (whose columns `sql` selects in order) or a single value or std::tuple of values.
template <class T>
std::vector<T> select_cells(Transaction& tx, std::string const& sql, std::vector<Cell> params) {
    auto visit = [](T& record, auto&& each) {
        if constexpr (HasColumns<T>) {
            T::columns([&](std::string_view, auto& value) { each(value); }, record);
        } else if constexpr (requires { std::tuple_size<T>::value; }) {
            std::apply([&](auto&... values) { (each(values), ...); }, record);
        } else {
            each(record);
        }
    };
    static std::vector<Cell> const shape = [&] {
        std::vector<Cell> cells;
        T sample{};
        visit(sample, [&](auto& value) { cells.push_back(to_cell(value)); });
        return cells;
    }();
    struct Sink final : RowSink {
        std::vector<T> found;
        decltype(visit)* visiting;
        bool row(std::vector<Cell>& cells) override {
            T record{};
            std::size_t at = 0;
            (*visiting)(record, [&](auto& value) { from_cell(cells[at++], value); });
            found.push_back(std::move(record));
            return true;
        }
    } sink;
    sink.visiting = &visit;
    run(tx, sql, std::move(params), shape, &sink);
    return std::move(sink.found);
}

template <class T, class... P>
std::vector<T> select(Transaction& tx, std::string const& sql, P const&... params) {
    return select_cells<T>(tx, sql, cells(params...));
}

/// The first row, or nothing.
template <class T, class... P>
std::optional<T> select_one(Transaction& tx, std::string const& sql, P const&... params) {
    auto found = select<T>(tx, sql, params...);
    if (found.empty()) return {};
    return std::move(found.front());
}

/// Inserts all columns; where the record has an `id` that is 0, the database makes it and it is written back.
template <HasColumns T>
void insert(Transaction& tx, std::string_view table, T& record) {
    std::string names, places;
    std::vector<Cell> values;
    bool makes_id = false;
    T::columns(
        [&](std::string_view name, auto& value) {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, Id>) {
                if (name == "id" && value == 0) {
                    makes_id = true;
                    return;
                }
            }
            if (!names.empty()) names += ", ", places += ", ";
            names += name;
            places += ":" + std::string(name);
            values.push_back(to_cell(value));
        },
        record);
    auto sql = "insert into " + std::string(table) + " (" + names + ") values (" + places + ")";
    if (!makes_id) {
        execute(tx, sql, std::move(values));
        return;
    }
    auto made = select_cells<Id>(tx, sql + " returning id", std::move(values)).at(0);
    T::columns(
        [&](std::string_view name, auto& value) {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, Id>) {
                if (name == "id") value = made;
            }
        },
        record);
}

/// Writes all columns of the row with the record's `id`; false when there is no such row.
template <HasColumns T>
bool update(Transaction& tx, std::string_view table, T const& record) {
    std::string sets;
    std::vector<Cell> values;
    Cell id;
    T::columns(
        [&](std::string_view name, auto& value) {
            if (name == "id") {
                id = to_cell(value);
                return;
            }
            if (!sets.empty()) sets += ", ";
            sets += std::string(name) + " = :" + std::string(name);
            values.push_back(to_cell(value));
        },
        record);
    values.push_back(id);
    return execute(tx, "update " + std::string(table) + " set " + sets + " where id = :id", std::move(values)) > 0;
}

}  // namespace mingtang::storage
