#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace mingtang::reports {

/// A row or column of the annual report's tables, by law/annual_report.json (国办公开办函〔2021〕30号).
struct Entry {
    std::string key, label;
    std::string part;  // of rows: new, carry_in, outcome, total, carry_out
};
struct Form {
    std::vector<Entry> columns;   // kinds of applicants, the last one is the total
    std::vector<Entry> rows;      // of the applications, in the order of the form
    std::vector<Entry> disputes;  // review, direct lawsuit, lawsuit after review
    std::vector<Entry> results;   // of each of these, the last one is the total
};
Form const& form();
/// By key; the key itself where there is none.
std::string label_of(std::vector<Entry> const& entries, std::string_view key);

}  // namespace mingtang::reports
