#include "cli/csv.hpp"

namespace mingtang::cli {
namespace {

/// One record from `at` on; moves `at` behind its line end.
std::vector<std::string> record(std::string_view text, std::size_t& at) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (; at < text.size(); ++at) {
        char c = text[at];
        if (quoted) {
            if (c != '"') {
                cells.back() += c;
            } else if (at + 1 < text.size() && text[at + 1] == '"') {
                cells.back() += text[++at];
            } else {
                quoted = false;
            }
        } else if (c == '"' && cells.back().empty()) {
            quoted = true;
        } else if (c == ',') {
            cells.emplace_back();
        } else if (c == '\n') {
            ++at;
            break;
        } else if (c != '\r') {
            cells.back() += c;
        }
    }
    return cells;
}

}  // namespace

std::vector<std::vector<std::string>> csv_records(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::vector<std::vector<std::string>> records;
    for (std::size_t at = 0; at < text.size();) records.push_back(record(text, at));
    return records;
}

std::vector<std::map<std::string, std::string>> csv_rows(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::vector<std::map<std::string, std::string>> rows;
    std::size_t at = 0;
    auto const heading = record(text, at);
    while (at < text.size()) {
        auto cells = record(text, at);
        if (cells.size() == 1 && cells.front().empty()) continue;
        auto& row = rows.emplace_back();
        for (std::size_t i = 0; i < heading.size(); ++i) row[heading[i]] = i < cells.size() ? cells[i] : "";
    }
    return rows;
}

}  // namespace mingtang::cli
