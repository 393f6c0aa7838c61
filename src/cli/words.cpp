#include "cli/words.hpp"

#include <cstdio>
#include <stdexcept>

#include "base/json.hpp"
#include "base/resource.hpp"
#include "base/text.hpp"

namespace mingtang::cli {
namespace {

json::object const& table() {
    static json::object const all = boost::json::parse(resource("src/cli/words.json").value()).as_object();
    return all;
}

void put(std::FILE* to, std::string_view line) {
    std::fwrite(line.data(), 1, line.size(), to);
    std::fputc('\n', to);
    std::fflush(to);
}

bool is_wide(char32_t c) {
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x20000 && c <= 0x3FFFD);
}

}  // namespace

std::string words(std::string_view key, Details const& details) {
    auto const* found = table().if_contains(key);
    if (found == nullptr) throw std::logic_error("src/cli/words.json lacks " + std::string(key));
    return filled(std::string_view(found->as_string()), details);
}

void say(std::string_view line) { put(stdout, line); }
void tell(std::string_view line) { put(stderr, line); }

std::size_t width(std::string_view utf8) {
    std::size_t columns = 0;
    for (std::size_t at = 0; at < utf8.size();) columns += is_wide(text::next(utf8, at)) ? 2 : 1;
    return columns;
}

void say_table(std::vector<std::vector<std::string>> const& rows) {
    std::vector<std::size_t> widths;
    for (auto const& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
    }
    for (auto const& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += row[i];
            if (i + 1 < row.size()) line.append(widths[i] - width(row[i]) + 2, ' ');
        }
        say(line);
    }
}

}  // namespace mingtang::cli
