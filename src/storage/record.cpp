#include "storage/record.hpp"

#include <algorithm>
#include <stdexcept>

#include "storage/statements.hpp"
#include "storage/trouble.hpp"

namespace mingtang::storage {

Cell to_cell(std::string value) { return value; }
Cell to_cell(std::string_view value) { return std::string(value); }
Cell to_cell(char const* value) { return std::string(value); }
Cell to_cell(Date value) { return value.text(); }
Cell to_cell(Instant value) { return value.text(); }

void Filler::take(std::string& value) { value = std::move(std::get<std::string>(*next_++)); }
void Filler::take(Date& value) { value = Date::parse(std::get<std::string>(*next_++)).value_or(Date()); }
void Filler::take(Instant& value) { value = Instant::parse(std::get<std::string>(*next_++)).value_or(Instant()); }
long long Filler::number() { return std::get<long long>(*next_++); }

std::size_t Filler::place(std::span<std::string_view const> names) {
    auto const& text = std::get<std::string>(*next_++);
    auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end()) throw std::logic_error("stored name is unknown: " + text);
    return std::size_t(found - names.begin());
}

void Gathered::add(std::string_view name, Cell value) {
    names.push_back(name);
    values.push_back(std::move(value));
}

std::string joined(std::vector<std::string_view> const& names, std::string_view prefix) {
    std::string list;
    for (auto name : names) {
        if (!list.empty()) list += ", ";
        if (!prefix.empty()) list.append(prefix).append(".");
        list += name;
    }
    return list;
}

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

Id insert_columns(Transaction& tx, std::string_view table, Gathered columns, bool makes_id) {
    std::string names, places;
    std::vector<Cell> values;
    for (std::size_t at = 0; at < columns.names.size(); ++at) {
        auto name = columns.names[at];
        if (makes_id && name == "id") continue;
        if (!names.empty()) names += ", ", places += ", ";
        names += name;
        places.append(":").append(name);
        values.push_back(std::move(columns.values[at]));
    }
    auto sql = "insert into " + std::string(table) + " (" + names + ") values (" + places + ")";
    if (makes_id) return select_cells<Id>(tx, sql + " returning id", std::move(values)).at(0);
    execute(tx, sql, std::move(values));
    return 0;
}

bool update_columns(Transaction& tx, std::string_view table, Gathered columns) {
    std::string sets;
    std::vector<Cell> values;
    Cell id;
    for (std::size_t at = 0; at < columns.names.size(); ++at) {
        auto name = columns.names[at];
        if (name == "id") {
            id = std::move(columns.values[at]);
            continue;
        }
        if (!sets.empty()) sets += ", ";
        sets.append(name).append(" = :").append(name);
        values.push_back(std::move(columns.values[at]));
    }
    values.push_back(std::move(id));
    return execute(tx, "update " + std::string(table) + " set " + sets + " where id = :id", std::move(values)) > 0;
}

}  // namespace mingtang::storage
