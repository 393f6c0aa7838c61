#include "scan/detector.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "scan/find/folded.hpp"
#include "scan/find/people.hpp"
#include "scan/find/seeker.hpp"
#include "scan/mask.hpp"

namespace mingtang::scan {
namespace {

constexpr std::size_t context = 12, slice_size = 8u << 20;

/// Where a slice of at most `slice_size` bytes may end: behind a line where there is one, never within a character.
std::size_t slice_end(std::string_view text, std::size_t from) {
    if (text.size() - from <= slice_size) return text.size();
    auto end = from + slice_size;
    if (auto line = text.rfind('\n', end - 1); line != text.npos && line > from) return line + 1;
    while (end > from + 1 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return end;
}

/// Bytes of a text at growing numbers of characters, decoded as `Folding` decodes.
class Walk {
  public:
    explicit Walk(std::string_view text) : text_(text) {}
    std::size_t byte_at(std::size_t character) {
        for (; character_ < character && at_ < text_.size(); ++character_) text::next(text_, at_);
        return at_;
    }

  private:
    std::string_view text_;
    std::size_t at_ = 0, character_ = 0;
};

/// The last, or the first, characters of `text`.
std::string last(std::string_view text, std::size_t count) {
    auto at = text.size();
    for (; at > 0 && count > 0; --count) do
            --at;
        while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
    return std::string(text.substr(at));
}

std::string first(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    for (; at < text.size() && count > 0; --count) text::next(text, at);
    return std::string(text.substr(0, at));
}

bool is_blank_line(std::string_view line) { return line.find_first_not_of(" \t\r") == line.npos; }

}  // namespace

class Detector::Parts {
  public:
    explicit Parts(Settings settings)
        : settings(with_folded(std::move(settings))), folding(this->settings.traditional), seeker(this->settings) {}

    /// Fills in what the reviewer sees of each value; `found` in order, bytes of `folded`.
    std::vector<Finding> findings(std::string_view original, std::string_view folded, std::vector<Found> const& found,
                                  std::string const& place, std::string const& hidden) const;
    std::vector<Finding> find(std::string_view original, std::string const& place, std::string const& hidden, Words heading) const;

    std::vector<Heading> headings(Table const& table, std::size_t row) const;
    std::size_t heading_row(Table const& table) const;
    std::string caption(Table const& table, std::size_t row) const;
    std::vector<Finding> find(Table const& table) const;
    void find_lists(std::span<Passage const> passages, std::vector<Finding>& out) const;

    Settings settings;
    Folding folding;
    Seeker seeker;

  private:
    static Settings with_folded(Settings settings) {
        Folding folding(settings.traditional);
        for (auto& one : settings.published) one = folding.fold(one);
        return settings;
    }
    void add_person(std::string_view original, std::string const& place, std::string const& hidden, std::size_t from, std::size_t to,
                    Certainty certainty, std::vector<Finding>& out) const;
};

std::vector<Finding> Detector::Parts::findings(std::string_view original, std::string_view folded, std::vector<Found> const& found,
                                               std::string const& place, std::string const& hidden) const {
    std::vector<Finding> out;
    Walk walk(original);
    std::size_t byte = 0, character = 0;
    auto character_at = [&](std::size_t to) {
        character += count_characters(folded.substr(byte, to - byte));
        byte = to;
        return character;
    };
    std::vector<std::pair<std::size_t, std::size_t>> ranges;
    for (auto const& one : found) {
        Finding finding{.kind = one.kind, .certainty = one.certainty, .place = place, .hidden = hidden};
        finding.start = character_at(one.begin);
        auto from = walk.byte_at(finding.start);
        finding.end = character_at(one.end);
        auto to = walk.byte_at(finding.end);
        finding.masked = mask(one.kind, original.substr(from, to - from), settings);
        ranges.emplace_back(from, to);
        out.push_back(std::move(finding));
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        auto gap = i == 0 ? 0 : ranges[i - 1].second;
        auto before = original.substr(gap, ranges[i].first - gap);
        out[i].before = last((i > 0 && before.size() < 4 * context ? out[i - 1].masked : "") + std::string(before), context);
        auto next = i + 1 == out.size() ? original.size() : ranges[i + 1].first;
        auto after = original.substr(ranges[i].second, std::min(next - ranges[i].second, 4 * context));
        out[i].after = first(std::string(after) + (i + 1 < out.size() && after.size() < 4 * context ? out[i + 1].masked : ""), context);
    }
    return out;
}

std::vector<Finding> Detector::Parts::find(std::string_view original, std::string const& place, std::string const& hidden,
                                           Words heading) const {
    std::vector<Found> found;
    auto folded = folding.fold(original);
    for (std::size_t from = 0; from < folded.size();) {
        auto end = slice_end(folded, from);
        for (auto one : seeker.find(std::string_view(folded).substr(from, end - from), heading)) {
            one.begin += from;
            one.end += from;
            found.push_back(one);
        }
        from = end;
    }
    if (found.empty()) return {};
    return findings(original, folded, found, place, hidden);
}

/// The row among the first eight whose cells hold the most headings; the number of rows where no cell does.
std::size_t Detector::Parts::heading_row(Table const& table) const {
    std::size_t best = table.rows.size(), most = 0;
    for (std::size_t i = 0; i < table.rows.size() && i < 8; ++i) {
        std::size_t count = 0;
        for (auto const& cell : table.rows[i]) {
            if (cell.text.empty() || cell.text.size() > 60) continue;
            auto folded = folding.fold(cell.text);
            if (std::count_if(folded.begin(), folded.end(), is_digit) < 4 && seeker.words(folded).any()) ++count;
        }
        if (count > most) most = count, best = i;
    }
    return most >= 2 || (most == 1 && best == 0) ? best : table.rows.size();
}

/// The heading of a column may go over two rows: the cell above it counts where it stands in no title.
std::vector<Heading> Detector::Parts::headings(Table const& table, std::size_t row) const {
    std::vector<Heading> out;
    for (std::size_t column = 0; column < table.rows[row].size(); ++column) {
        std::string text;
        bool above = row > 0 && column < table.rows[row - 1].size();
        if (above && table.rows[row - 1][column].text.size() <= 30) text = table.rows[row - 1][column].text;
        text += table.rows[row][column].text;
        auto folded = folding.fold(text);
        std::erase_if(folded, [](char c) { return c == ' ' || c == '\n' || c == '\r'; });
        out.push_back({folded, seeker.words(folded)});
    }
    return out;
}

std::string Detector::Parts::caption(Table const& table, std::size_t row) const {
    auto text = table.caption;
    for (std::size_t i = 0; i < row && i < table.rows.size(); ++i)
        for (auto const& cell : table.rows[i])
            if (cell.text.size() <= 180) text += "\n" + cell.text;
    return folding.fold(text);
}

std::vector<Finding> Detector::Parts::find(Table const& table) const {
    auto head = heading_row(table);
    bool headed = head < table.rows.size();
    auto titles = headed ? headings(table, head) : std::vector<Heading>();
    auto people = headed ? name_columns(titles, seeker.words(caption(table, head))) : std::vector<NameColumn>();
    std::vector<Finding> out;
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        for (std::size_t column = 0; column < table.rows[i].size(); ++column) {
            auto const& cell = table.rows[i][column];
            if (cell.text.empty()) continue;
            bool below = headed && i > head;
            auto found = find(cell.text, cell.place, cell.hidden, below && column < titles.size() ? titles[column].words : Words());
            std::move(found.begin(), found.end(), std::back_inserter(out));
            auto named = std::find_if(people.begin(), people.end(), [&](auto const& one) { return one.column == column; });
            if (below && named != people.end() && found.empty()) {
                auto folded = folding.fold(cell.text);
                if (auto name = whole_name(folded, settings))
                    add_person(cell.text, cell.place, cell.hidden, count_characters(folded.substr(0, name->first)),
                               count_characters(folded.substr(0, name->second)), named->certainty, out);
            }
        }
    return out;
}

void Detector::Parts::add_person(std::string_view original, std::string const& place, std::string const& hidden, std::size_t from,
                                 std::size_t to, Certainty certainty, std::vector<Finding>& out) const {
    Walk walk(original);
    auto begin = walk.byte_at(from);
    auto name = original.substr(begin, walk.byte_at(to) - begin);
    out.push_back({.kind = Kind::person_in_sensitive_list,
                   .certainty = certainty,
                   .place = place,
                   .start = from,
                   .end = to,
                   .masked = mask(Kind::person_in_sensitive_list, name, settings),
                   .hidden = hidden});
}

/// A line of headings opens a list; it lasts until a line that has no field where the names stand.
void Detector::Parts::find_lists(std::span<Passage const> passages, std::vector<Finding>& out) const {
    std::vector<NameColumn> people;
    std::string caption;
    for (auto const& passage : passages) {
        auto folded = folding.fold(passage.text);
        std::size_t character = 0;
        for (std::size_t at = 0; at < folded.size();) {
            auto end = std::min(folded.find('\n', at), folded.size());
            auto line = std::string_view(folded).substr(at, end - at);
            auto fields = line.size() <= 2000 ? fields_of(line) : std::vector<Field>();
            bool heads = !fields.empty() && line.size() <= 400 && line.find("姓名") != line.npos &&
                         std::count_if(line.begin(), line.end(), is_digit) < 6;
            if (heads) {
                std::vector<Heading> titles;
                for (auto const& field : fields) {
                    std::string text(line.substr(field.begin, field.end - field.begin));
                    titles.push_back({text, seeker.words(text)});
                }
                people = name_columns(titles, seeker.words(caption));
            } else if (!fields.empty()) {
                for (auto const& column : people) {
                    if (column.column >= fields.size()) continue;
                    auto field = fields[column.column];
                    auto name = whole_name(line.substr(field.begin, field.end - field.begin), settings);
                    if (!name) continue;
                    auto from = character + count_characters(line.substr(0, field.begin + name->first));
                    auto to = character + count_characters(line.substr(0, field.begin + name->second));
                    add_person(passage.text, passage.place, passage.hidden, from, to, column.certainty, out);
                }
            } else if (!is_blank_line(line)) {
                people.clear();
                caption = line.size() <= 240 ? std::string(line) : std::string();
            }
            character += count_characters(line) + 1;
            at = end + 1;
        }
    }
}

Detector::Detector(Settings settings) : parts_(std::make_unique<Parts const>(std::move(settings))) {}
Detector::~Detector() = default;

Settings const& Detector::settings() const { return parts_->settings; }

std::vector<Finding> Detector::find(Passage const& passage) const {
    auto out = parts_->find(passage.text, passage.place, passage.hidden, {});
    parts_->find_lists({&passage, 1}, out);
    std::stable_sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return a.start < b.start; });
    return out;
}

std::vector<Finding> Detector::find(Table const& table) const { return parts_->find(table); }

std::vector<Finding> Detector::find(Reading const& reading) const {
    std::vector<Finding> out;
    for (auto const& passage : reading.passages) {
        auto found = parts_->find(passage.text, passage.place, passage.hidden, {});
        std::move(found.begin(), found.end(), std::back_inserter(out));
    }
    parts_->find_lists(reading.passages, out);
    for (auto const& table : reading.tables) {
        auto found = find(table);
        std::move(found.begin(), found.end(), std::back_inserter(out));
    }
    return out;
}

}  // namespace mingtang::scan
