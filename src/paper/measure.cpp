#include "paper/measure.hpp"

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

#include "base/text.hpp"
#include "paper/grid.hpp"

namespace mingtang::paper {
namespace {

constexpr double most_title_characters = 20;
constexpr double least_table_points = 7, table_line = 1.3;

std::vector<std::string> characters(std::string_view text) {
    std::vector<std::string> all;
    for (std::size_t at = 0; at < text.size();) {
        auto from = at;
        text::next(text, at);
        all.emplace_back(text.substr(from, at - from));
    }
    return all;
}

bool is_one_of(std::string_view character, std::string_view marks) { return marks.find(character) != marks.npos; }
bool is_ascii(std::string const& character) { return character.size() == 1 && character != " "; }

/// Before which characters a word begins.
std::vector<bool> word_starts(std::string const& text, std::size_t characters) {
    std::vector<bool> starts(characters, true);
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> words(icu::BreakIterator::createWordInstance(icu::Locale::getChinese(), status));
    if (U_FAILURE(status) || !words) return starts;  // without the dictionary any place is as good
    auto const wide = icu::UnicodeString::fromUTF8(text);
    words->setText(wide);
    for (std::size_t i = 0; i < characters; ++i) starts[i] = words->isBoundary(wide.moveIndex32(0, std::int32_t(i)));
    return starts;
}

/// A title as it is broken.
struct Title {
    explicit Title(std::string const& text) : all(characters(text)), starts(word_starts(text, all.size())) {}
    std::vector<std::string> all;
    std::vector<bool> starts;
};

/// How bad it is to end a line of a title before character `at`; nothing where it may not end.
std::optional<double> badness(Title const& title, std::size_t at, int quoted) {
    auto const& all = title.all;
    auto const &before = all[at - 1], &after = all[at];
    if (is_one_of(after, "，。、；：？！）》〉」』〕”’") || is_one_of(before, "（《〈「『〔“‘")) return std::nullopt;
    if (is_ascii(before) && is_ascii(after)) return std::nullopt;
    double bad = title.starts[at] ? 4 : 12;
    if (quoted > 0) bad += 6;
    if (after == "的" || after == "〔" || (is_ascii(before) && !is_ascii(after))) bad += 8;
    if (before == "关" && after == "于") bad += 8;
    if (after == "关" && at + 1 < all.size() && all[at + 1] == "于") bad -= 3;
    if (title.starts[at] && is_one_of(before, "府会局厅院委室办处年")) bad -= 2;  // where the names of organs and years end
    if (before == "的" || is_one_of(before, "，、》") || after == "《") bad -= 2;
    return bad;
}

/// The best place to break a title of which `left` characters remain for so many lines.
std::size_t break_at(Title const& title, std::size_t from, double left, double lines) {
    auto const& all = title.all;
    std::size_t best = 0, last = from + 1;
    double least = 1e9, width = 0;
    int quoted = 0;
    for (std::size_t at = from + 1; at < all.size(); ++at) {
        if (all[at - 1] == "《") ++quoted;
        if (all[at - 1] == "》") --quoted;
        width += width_of(all[at - 1]);
        if (width > most_title_characters) break;
        last = at;
        if (left - width > (lines - 1) * most_title_characters) continue;
        auto bad = badness(title, at, quoted);
        if (!bad) continue;
        *bad += std::abs(width - left / lines) * 1.5;
        if (*bad < least) least = *bad, best = at;
    }
    return best > 0 ? best : last;  // no good place: a long word
}

std::vector<std::string> even_lines(std::string const& text) {
    Title const title(text);
    auto const& all = title.all;
    std::vector<std::string> lines;
    double left = width_of(text);
    for (std::size_t from = 0; from < all.size();) {
        auto count = std::ceil(left / most_title_characters);
        auto to = count <= 1 ? all.size() : break_at(title, from, left, count);
        std::string line;
        for (auto at = from; at < to; ++at) line += all[at];
        left -= width_of(line), from = to;
        lines.push_back(text::trim(line));
    }
    return lines;
}

std::string without(std::string text, std::vector<std::string_view> const& before, std::vector<std::string_view> const& after) {
    for (auto mark : before)
        if (text.starts_with(mark)) text.erase(0, mark.size());
    for (auto mark : after)
        if (text.ends_with(mark)) text.resize(text.size() - mark.size());
    return text::trim(text);
}

/// About how high the rows of a table become.
double height_of(Grid const& grid, std::vector<double> const& shares, double width, double points) {
    double all = 0;
    for (auto const& row : grid) {
        double most = 1;
        for (std::size_t x = 0; x < row.size(); ++x) {
            if (row[x].what != Place::What::begins) continue;
            double share = 0, lines = 0;
            for (int i = 0; i < row[x].columns; ++i) share += shares[x + std::size_t(i)];
            for (auto const& line : lines_of(row[x].cell->text))
                lines += std::ceil(width_of(line) / std::max(share * width / points - 0.7, 1.0));
            most = std::max(most, lines / std::max(row[x].cell->rows, 1));
        }
        all += most * points * table_line + 0.24 * points + 1;
    }
    return all;
}

}  // namespace

double width_of(std::string_view text) {
    double width = 0;
    for (std::size_t at = 0; at < text.size();) width += text::next(text, at) < 0x2000 ? 0.5 : 1;
    return width;
}

std::string clean(std::string_view text) {
    std::string good;
    for (std::size_t at = 0; at < text.size();) {
        auto one = text::next(text, at);
        bool control = (one < 0x20 && one != '\t' && one != '\n') || (one >= 0x7F && one < 0xA0) || one == 0xFEFF || one == 0xFFFE ||
                       one == 0xFFFF || (one >= 0x202A && one <= 0x202E) || (one >= 0x2066 && one <= 0x2069);
        if (!control) text::append(good, one);
    }
    return good;
}

std::string one_line(std::string_view text) { return text::one_line(clean(text)); }

std::vector<std::string> lines_of(std::string_view text) { return text::split(clean(text), '\n'); }

std::string addressed(std::string_view addressee) { return without(one_line(addressee), {}, {"：", ":"}); }
std::string noted(std::string_view note) { return without(one_line(note), {"（", "("}, {"）", ")"}); }
std::string copied(std::string_view copies_to) { return without(one_line(copies_to), {}, {"。"}); }

std::vector<std::string> title_lines(std::string_view title) {
    std::vector<std::string> all;
    for (auto const& line : lines_of(title))
        for (auto& part : even_lines(line)) all.push_back(std::move(part));
    return all;
}

double mark_points(std::string_view organ, double width_mm) {
    auto characters = std::max(width_of(clean(organ)), 1.0);
    return std::clamp(width_mm * points_per_mm / (characters * 1.02), 26.0, 22 * points_per_mm);
}

std::string written(Date day) {
    if (!day) return {};
    return std::to_string(day.year()) + "年" + std::to_string(day.month()) + "月" + std::to_string(day.day()) + "日";
}

double signature_middle(std::string_view signed_by, std::string_view dated) {
    return std::max(4 + width_of(dated) / 2, width_of(signed_by) / 2);
}

int columns_of(Table const& table) {
    auto grid = grid_of(table);
    return grid.empty() ? 0 : int(grid[0].size());
}

std::vector<double> shares_of(Table const& table) {
    std::vector<double> shares(std::size_t(columns_of(table)), 1);
    double all = 0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (i < table.widths.size() && table.widths[i] > 0) shares[i] = table.widths[i];
        all += shares[i];
    }
    for (auto& share : shares) share /= all;
    return shares;
}

double type_points(Table const& table) {
    if (table.type_points > 0) return std::clamp(table.type_points, 5.0, 22.0);
    auto const grid = grid_of(table);
    auto const columns = grid.empty() ? 0 : grid[0].size();
    double const usual = columns <= 4 ? 14 : columns <= 6 ? 12 : columns <= 8 ? 10.5 : 9;
    if (grid.size() > most_whole_rows) return usual;
    auto const shares = shares_of(table);
    double const width = (table.landscape ? height_mm : width_mm) * points_per_mm;
    double const above = (table.caption.empty() ? 0 : 1.1) + (table.landscape ? 0 : 1.5);  // lines: a caption, a heading
    double const room = (table.landscape ? width_mm : height_mm) * points_per_mm - above * line_points;
    for (double points = usual; points > least_table_points; points -= 0.5)
        if (height_of(grid, shares, width, points) <= room) return points;
    return least_table_points;
}

}  // namespace mingtang::paper
