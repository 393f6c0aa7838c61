#include "scan/find/people.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "scan/find/folded.hpp"

namespace mingtang::scan {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t han = 3;  // bytes of a Han character of a usual name

bool is_sensitive(Words const& words) { return has(words, Word::health) || has(words, Word::poverty) || has(words, Word::minor); }

/// `姓名`, `户主姓名`, or a word for a person that is all of the heading.
bool names_people(Heading const& heading) {
    if (!has(heading.words, Word::name_label) || count_characters(heading.text) > 12) return false;
    if (heading.text.find("姓名") != std::string::npos || heading.text.find("名字") != std::string::npos) return true;
    return heading.words.count() >= 1 && count_characters(heading.text) <= 5 && heading.text.find("数") == std::string::npos;
}

bool is_han_at(std::string_view text, std::size_t at) {
    if (at + han > text.size()) return false;
    auto first = static_cast<unsigned char>(text[at]);
    return first >= 0xE4 && first <= 0xE9;
}

std::size_t surname_size(std::string_view text, Settings const& settings) {
    for (auto const& surname : settings.double_surnames)
        if (text.starts_with(surname)) return surname.size();
    if (!is_han_at(text, 0)) return 0;
    for (std::size_t i = 0; i + han <= settings.surnames.size(); i += han)
        if (std::string_view(settings.surnames).substr(i, han) == text.substr(0, han)) return han;
    return 0;
}

/// How many bytes of the head of `text` are a name of a surname and one or two characters that ends before something else than Han.
std::size_t name_size(std::string_view text, Settings const& settings) {
    auto size = surname_size(text, settings);
    if (size == 0) return 0;
    std::size_t given = 0;
    while (given < 3 && is_han_at(text, size + given * han)) ++given;
    auto end = size + given * han;
    auto name = text.substr(0, end);
    if (given == 0 || given > 2 || name.find("某") != name.npos || text.substr(end).starts_with("*")) return 0;
    return end;
}

bool is_open(Look const& look, Found const& found) { return !is_masked_near(look.text, found.begin, found.end); }

}  // namespace

std::vector<NameColumn> name_columns(std::vector<Heading> const& headings, Words const& caption) {
    std::vector<NameColumn> columns;
    for (std::size_t i = 0; i < headings.size(); ++i) {
        if (!names_people(headings[i])) continue;
        Words beside;
        for (std::size_t k = 0; k < headings.size(); ++k)
            if (k != i || headings[k].text.find("姓名") != std::string::npos) beside |= headings[k].words;
        bool likely = is_sensitive(beside) || has(caption, Word::health) || has(caption, Word::minor);
        if (likely || has(caption, Word::poverty)) columns.push_back({i, likely ? Certainty::likely : Certainty::possible});
    }
    return columns;
}

std::optional<std::pair<std::size_t, std::size_t>> whole_name(std::string_view folded, Settings const& settings) {
    auto begin = folded.find_first_not_of(" \t\r\n"), last = folded.find_last_not_of(" \t\r\n");
    if (begin == folded.npos) return {};
    auto name = folded.substr(begin, last + 1 - begin);
    std::string plain;
    for (char c : name)
        if (c != ' ') plain += c;
    auto size = count_characters(plain);
    bool all_han = true;
    std::size_t dots = 0;
    for (std::size_t at = 0; at < plain.size();) {
        auto c = text::next(plain, at);
        bool dot = c == U'·' || c == U'•' || c == U'.';
        dots += dot ? 1 : 0;
        all_han = all_han && (dot || (c >= 0x3400 && c <= 0x9FFF));
    }
    if (!all_han || plain.find("某") != plain.npos) return {};
    bool usual = dots == 0 && size >= 2 && size <= 4 && surname_size(plain, settings) > 0;
    bool dotted = dots > 0 && dots < 3 && size >= 5 && size <= 16;
    if (!usual && !dotted) return {};
    return std::pair(begin, last + 1);
}

void find_people(Look const& look, std::vector<Found>& out) {
    std::size_t done = 0;
    for (auto const& word : look.words) {
        bool role = word.word == Word::role_before;
        if ((!role && word.word != Word::name_label) || word.end < done) continue;
        auto at = word.end;
        bool colon = look.at(at) == ':';
        if (!role && !colon) continue;
        at += colon ? 1 : 0;
        while (look.at(at) == ' ') ++at;
        auto size = name_size(look.text.substr(at), look.settings);
        if (size == 0) continue;
        if (!role && !is_sensitive(look.before(word.begin, 90) | look.after(at + size, 150))) continue;
        Found found{Kind::person_in_sensitive_list, role && !colon ? Certainty::possible : Certainty::likely, at, at + size};
        if (is_open(look, found)) out.push_back(found);
        done = at + size;
    }
}

std::vector<Field> fields_of(std::string_view line) {
    std::string_view separator = " ";
    for (auto one : {"\t"sv, "|"sv, ","sv, "、"sv})
        if (line.find(one) != line.npos) {
            separator = one;
            break;
        }
    std::vector<Field> fields;
    for (std::size_t at = 0; at <= line.size();) {
        auto end = std::min(line.find(separator, at), line.size());
        auto from = std::min(line.find_first_not_of(" \r", at), end), to = end;
        while (to > from && (line[to - 1] == ' ' || line[to - 1] == '\r')) --to;
        if (to > from || separator != " ") fields.push_back({from, to});
        at = end + separator.size();
    }
    if (fields.size() < 3) fields.clear();
    return fields;
}

}  // namespace mingtang::scan
