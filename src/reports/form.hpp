#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace mingtang::reports {

/// A row or column of the annual report's tables, by law/annual_report.json (国办公开办函〔2021〕30号).
struct Entry {
    std::string key, label;
    std::string part;   // of rows: new, carry_in, outcome, total, carry_out
    std::string group;  // of rows: `（三）不予公开`, what several rows stand under
    std::string name;   // of rows: as the printed form names them within their group
    std::string match;  // of rows: words by which a table of a former report names them
};
/// A block of the first table: an item of article 20 with its rows.
struct FormBlock {
    std::string label;
    std::vector<std::string> columns;
    std::vector<Entry> rows;
};
/// A figure that the text of a report states: one of `words`, soon after it a number with a unit (reports/said.hpp). `between`: what must
/// stand between word and number, `not_between` what may not; `with`: what the sentence must hold; `disputes`: whose results the words
/// after it name.
struct SaidFigure {
    std::string key;
    std::vector<std::string> words, with, not_between, cells, disputes;
    std::string between, unit;
};
struct Form {
    std::vector<Entry> columns;   // kinds of applicants, the last one is the total
    std::vector<Entry> rows;      // of the applications, in the order of the form
    std::vector<Entry> disputes;  // review, direct lawsuit, lawsuit after review
    std::vector<Entry> results;   // of each of these, the last one is the total
    std::vector<Entry> made;      // made, repealed, in force
    std::vector<FormBlock> blocks;
    std::vector<Entry> sections;  // "1" … "6"
    std::vector<SaidFigure> said;
    std::vector<std::string> said_units, said_not_of;
    /// Words of the heads of the tables.
    std::string head(std::string_view key) const;
    std::vector<Entry> heads;
};
Form const& form();
/// By key; the key itself where there is none.
std::string label_of(std::vector<Entry> const& entries, std::string_view key);

}  // namespace mingtang::reports
