// Plain text by lines; comma- and tab-separated text as a table. Offsets count the characters of the whole file (a byte order mark is
// none).
#include "base/text.hpp"
#include "scan/read/cells.hpp"
#include "scan/read/encoding.hpp"
#include "scan/read/intake.hpp"

namespace mingtang::scan {
namespace {

bool ends_with(std::string_view name, std::string_view ending) {
    if (name.size() < ending.size()) return false;
    auto tail = name.substr(name.size() - ending.size());
    return std::equal(tail.begin(), tail.end(), ending.begin(), [](unsigned char a, unsigned char b) { return std::tolower(a) == b; });
}

/// One field of `text` at `at`, its quotes taken off; `at` moves past its separator or stays at the end of the line.
struct Field {
    std::string text;
    std::size_t begin = 0;  // first byte of the content
};

Field next_field(std::string_view text, std::size_t& at, char separator) {
    Field field{.begin = at};
    bool quoted = at < text.size() && text[at] == '"';
    if (quoted) field.begin = ++at;
    for (; at < text.size(); ++at) {
        if (quoted && text[at] == '"') {
            if (at + 1 < text.size() && text[at + 1] == '"') {
                field.text += text[at++];
                continue;
            }
            quoted = false;
            continue;
        }
        if (!quoted && (text[at] == separator || text[at] == '\n')) break;
        field.text += text[at];
    }
    if (!field.text.empty() && field.text.back() == '\r') field.text.pop_back();
    return field;
}

class Counter {
  public:
    explicit Counter(std::string_view text) : text_(text) {}
    /// Characters before the byte `to`; asked in rising order.
    std::size_t before(std::size_t to) {
        characters_ += text::length(text_.substr(at_, to - at_));
        at_ = to;
        return characters_;
    }

  private:
    std::string_view text_;
    std::size_t at_ = 0, characters_ = 0;
};

void read_fields(std::string const& text, char separator, Intake& to) {
    Table table;
    Counter counter(text);
    std::size_t at = 0;
    for (std::size_t row = 1; at < text.size(); ++row) {
        auto& cells = table.rows.emplace_back();
        for (std::size_t column = 0;; ++column) {
            auto field = next_field(text, at, separator);
            cells.push_back(to.cell(cell_name(column, row), field.text, {}, counter.before(field.begin)));
            if (at >= text.size() || text[at] == '\n') break;
            ++at;
        }
        ++at;
    }
    to.table(std::move(table));
}

void read_lines(std::string const& text, Intake& to) {
    std::size_t offset = 0, number = 1;
    for (std::size_t at = 0; at < text.size(); ++number) {
        auto end = std::min(text.find('\n', at), text.size());
        auto line = std::string_view(text).substr(at, end - at);
        auto shown = line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
        to.text("line " + std::to_string(number), shown, {}, offset);
        offset += text::length(line) + 1;
        at = end + 1;
    }
}

}  // namespace

void read_plain(std::string_view bytes, std::string_view name, Intake& to) {
    auto text = decoded(bytes);
    if (!text) return to.unreadable("no_reader");
    auto whole = mended(*text);
    if (whole.find("Content-Transfer-Encoding: base64") < 65536) to.unreadable("encoded_parts");
    if (ends_with(name, ".csv")) return read_fields(whole, ',', to);
    if (ends_with(name, ".tsv") || ends_with(name, ".tab")) return read_fields(whole, '\t', to);
    read_lines(whole, to);
}

}  // namespace mingtang::scan
