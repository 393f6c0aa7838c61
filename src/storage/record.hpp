#pragma once
#include <array>
#include <concepts>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
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

// Conversions are plain functions and each record's columns are visited by two classes only: every store is compiled from this header, and
// what stands here once is not made again for each record and query.

Cell to_cell(std::string value);
Cell to_cell(std::string_view value);
Cell to_cell(char const* value);
Cell to_cell(Date value);
Cell to_cell(Instant value);
template <std::integral I>
Cell to_cell(I value) {
    return static_cast<long long>(value);
}
template <Named E>
Cell to_cell(E value) {
    return to_cell(to_text(value));
}

/// Takes the cells of a row one by one into the members that it is called with.
class Filler {
  public:
    explicit Filler(std::vector<Cell>& cells) : next_(cells.data()) {}
    void operator()(std::string_view, std::string& value) { take(value); }
    void operator()(std::string_view, Date& value) { take(value); }
    void operator()(std::string_view, Instant& value) { take(value); }
    template <std::integral I>
    void operator()(std::string_view, I& value) {
        value = static_cast<I>(number());
    }
    template <Named E>
    void operator()(std::string_view, E& value) {
        value = static_cast<E>(place(EnumNames<E>::names));
    }

  private:
    void take(std::string& value);
    void take(Date& value);
    void take(Instant& value);
    long long number();
    /// Throws std::logic_error for a name that is none of them.
    std::size_t place(std::span<std::string_view const> names);

    Cell* next_;
};

/// Names and values of a record's members, in order.
class Gathered {
  public:
    std::vector<std::string_view> names;
    std::vector<Cell> values;
    template <class T>
    void operator()(std::string_view name, T const& value) {
        add(name, to_cell(value));
    }

  private:
    void add(std::string_view name, Cell value);
};

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
    std::vector<Cell> all;
    all.reserve(sizeof...(P));
    (all.push_back(to_cell(params)), ...);
    return all;
}

/// Rows changed by an update or delete with parameters in place.
template <class... P>
long long change(Transaction& tx, std::string const& sql, P const&... params) {
    return execute(tx, sql, cells(params...));
}

template <class T>
concept HasColumns = requires(T& record, Filler& filler) {
    T::columns(filler, record);
};

/// Of a record, a std::tuple of values or a single value.
template <class T>
Gathered gathered(T const& value) {
    Gathered all;
    if constexpr (HasColumns<T>) {
        T::columns(all, value);
    } else if constexpr (requires { std::tuple_size<T>::value; }) {
        std::apply([&](auto const&... values) { (all("", values), ...); }, value);
    } else {
        all("", value);
    }
    return all;
}

template <class T>
void fill(T& value, Filler filler) {
    if constexpr (HasColumns<T>) {
        T::columns(filler, value);
    } else if constexpr (requires { std::tuple_size<T>::value; }) {
        std::apply([&](auto&... values) { (filler("", values), ...); }, value);
    } else {
        filler("", value);
    }
}

std::string joined(std::vector<std::string_view> const& names, std::string_view prefix);
/// `id, code, name` or, with a prefix, `u.id, u.code, u.name`.
template <class T>
std::string column_list(std::string_view prefix = {}) {
    return joined(gathered(T{}).names, prefix);
}

/// Every row of `sql` as a T: a record (whose columns `sql` selects in order) or a single value or std::tuple of values.
template <class T>
std::vector<T> select_cells(Transaction& tx, std::string const& sql, std::vector<Cell> params) {
    static std::vector<Cell> const shape = gathered(T{}).values;
    struct Sink final : RowSink {
        std::vector<T> found;
        bool row(std::vector<Cell>& cells) override {
            fill(found.emplace_back(), Filler(cells));
            return true;
        }
    } sink;
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

/// Inserts the columns; where `makes_id`, the one named `id` is left to the database and returned, else 0.
Id insert_columns(Transaction& tx, std::string_view table, Gathered columns, bool makes_id);
/// Writes the columns of the row whose `id` stands among them; false when there is no such row.
bool update_columns(Transaction& tx, std::string_view table, Gathered columns);

/// Inserts all columns; where the record has an `id` that is 0, the database makes it and it is written back.
template <HasColumns T>
void insert(Transaction& tx, std::string_view table, T& record) {
    if constexpr (requires { record.id = Id(); }) {
        auto made = insert_columns(tx, table, gathered(std::as_const(record)), record.id == 0);
        if (made != 0) record.id = made;
    } else {
        insert_columns(tx, table, gathered(record), false);
    }
}

/// Writes all columns of the row with the record's `id`; false when there is no such row.
template <HasColumns T>
bool update(Transaction& tx, std::string_view table, T const& record) {
    return update_columns(tx, table, gathered(record));
}

/// Inserts a record whose `id` is 0, writes the row of any other.
template <HasColumns T>
void save(Transaction& tx, std::string_view table, T& record) {
    if (record.id == 0) {
        insert(tx, table, record);
    } else {
        update(tx, table, record);
    }
}

/// `3,5,8`, to stand between the brackets of `in (…)`; `0`, which no row has, for none.
inline std::string id_list(std::vector<Id> const& ids) {
    std::string list;
    for (auto id : ids) list += (list.empty() ? "" : ",") + std::to_string(id);
    return list.empty() ? "0" : list;
}

}  // namespace mingtang::storage
