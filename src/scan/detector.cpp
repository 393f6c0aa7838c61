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
    class Lists;

    Settings settings;
    Folding folding;
    Seeker seeker;

  private:
    static Settings with_folded(Settings settings) {
        Folding folding(settings.traditional);
        for (auto& one : settings.published) one = folding.fold(one);
        return settings;
    }
    Finding person(std::string_view name, std::size_t start, std::size_t end, Certainty certainty) const;
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
            if (!below || named == people.end() || !found.empty()) continue;
            auto folded = folding.fold(cell.text);
            auto name = whole_name(folded, settings);
            if (!name) continue;
            auto start = count_characters(folded.substr(0, name->first)), end = count_characters(folded.substr(0, name->second));
            Walk walk(cell.text);
            auto from = walk.byte_at(start), to = walk.byte_at(end);
            out.push_back(person(std::string_view(cell.text).substr(from, to - from), start, end, named->certainty));
            out.back().place = cell.place;
            out.back().hidden = cell.hidden;
        }
    return out;
}

Finding Detector::Parts::person(std::string_view name, std::size_t start, std::size_t end, Certainty certainty) const {
    auto kind = Kind::person_in_sensitive_list;
    return {.kind = kind, .certainty = certainty, .start = start, .end = end, .masked = mask(kind, name, settings)};
}

/// A line of headings opens a list; it lasts until a line that is no list's and not blank.
class Detector::Parts::Lists {
  public:
    Lists(Parts const& parts, std::vector<Finding>& out) : parts_(parts), out_(out) {}

    void read(Passage const& passage) {
        auto folded = parts_.folding.fold(passage.text);
        Walk walk(passage.text);
        std::size_t character = 0;
        for (std::size_t at = 0; at < folded.size();) {
            auto end = std::min(folded.find('\n', at), folded.size());
            auto line = std::string_view(folded).substr(at, end - at);
            read_line(line, character, passage, walk);
            character += count_characters(line) + 1;
            at = end + 1;
        }
    }

  private:
    void read_line(std::string_view line, std::size_t character, Passage const& passage, Walk& walk) {
        auto fields = line.size() <= 2000 ? fields_of(line) : std::vector<Field>();
        if (is_heading(line, fields))
            open(line, fields);
        else if (!fields.empty())
            read_row(line, fields, character, passage, walk);
        else if (!is_blank_line(line))
            close(line);
    }

    static bool is_heading(std::string_view line, std::vector<Field> const& fields) {
        if (fields.empty() || line.size() > 400 || line.find("姓名") == line.npos) return false;
        return std::count_if(line.begin(), line.end(), is_digit) < 6 && line.find(':') == line.npos;
    }

    void open(std::string_view line, std::vector<Field> const& fields) {
        std::vector<Heading> titles;
        for (auto const& field : fields) {
            std::string text(line.substr(field.begin, field.end - field.begin));
            titles.push_back({text, parts_.seeker.words(text)});
        }
        people_ = name_columns(titles, parts_.seeker.words(caption_));
    }

    void read_row(std::string_view line, std::vector<Field> const& fields, std::size_t character, Passage const& passage, Walk& walk) {
        for (auto const& column : people_) {
            if (column.column >= fields.size()) continue;
            auto field = fields[column.column];
            auto name = whole_name(line.substr(field.begin, field.end - field.begin), parts_.settings);
            if (!name) continue;
            auto start = character + count_characters(line.substr(0, field.begin + name->first));
            auto end = character + count_characters(line.substr(0, field.begin + name->second));
            auto from = walk.byte_at(start), to = walk.byte_at(end);
            out_.push_back(parts_.person(std::string_view(passage.text).substr(from, to - from), start, end, column.certainty));
            out_.back().place = passage.place;
            out_.back().hidden = passage.hidden;
        }
    }

    void close(std::string_view line) {
        people_.clear();
        caption_ = line.size() <= 240 ? std::string(line) : std::string();
    }

    Parts const& parts_;
    std::vector<Finding>& out_;
    std::vector<NameColumn> people_;
    std::string caption_;
};

Detector::Detector(Settings settings) : parts_(std::make_unique<Parts const>(std::move(settings))) {}
Detector::~Detector() = default;

Settings const& Detector::settings() const { return parts_->settings; }

std::vector<Finding> Detector::find(Passage const& passage) const {
    auto out = parts_->find(passage.text, passage.place, passage.hidden, {});
    Parts::Lists(*parts_, out).read(passage);
    std::stable_sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return a.start < b.start; });
    return out;
}

std::vector<Finding> Detector::find(Table const& table) const { return parts_->find(table); }

std::vector<Finding> Detector::find(Reading const& reading) const {
    std::vector<Finding> out;
    Parts::Lists lists(*parts_, out);
    for (auto const& passage : reading.passages) {
        auto found = parts_->find(passage.text, passage.place, passage.hidden, {});
        if (passage.seam > 0) std::erase_if(found, [&](auto const& one) { return one.start >= passage.seam || one.end <= passage.seam; });
        std::move(found.begin(), found.end(), std::back_inserter(out));
        if (passage.seam == 0) lists.read(passage);
    }
    for (auto const& table : reading.tables) {
        auto found = find(table);
        std::move(found.begin(), found.end(), std::back_inserter(out));
    }
    return out;
}

}  // namespace mingtang::scan
