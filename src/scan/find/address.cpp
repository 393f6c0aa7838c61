#include "scan/find/address.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace mingtang::scan {
namespace {

constexpr std::size_t longest_suffix = 6, longest_name = 8;

bool is_han(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || c == U'〇' || c >= 0x20000; }
bool is_arabic(char32_t c) { return c >= '0' && c <= '9'; }
bool is_latin(char32_t c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_numeral(char32_t c) { return std::u32string_view(U"一二三四五六七八九十百零〇两甲乙丙丁").find(c) != std::u32string_view::npos; }
bool joins_numbers(char32_t c) { return c == '-' || c == '#' || c == U'附' || c == U'之'; }
bool belongs(char32_t c) { return is_han(c) || is_arabic(c) || is_latin(c) || c == '-' || c == '#' || c == ' ' || c == U'·'; }

std::u32string characters(std::string_view utf8) {
    std::u32string out;
    for (std::size_t at = 0; at < utf8.size();) out += text::next(utf8, at);
    return out;
}

/// Arabic digits, perhaps with letters and hyphens (`12`, `3A`, `7-6-1046`), or Chinese numerals; 0 where there is none.
std::size_t number_end(std::u32string_view text, std::size_t from) {
    auto at = from;
    if (at < text.size() && is_numeral(text[at])) {
        while (at < text.size() && is_numeral(text[at]) && at - from < 5) ++at;
        return at;
    }
    while (at < text.size() && at - from < 12 && (is_arabic(text[at]) || is_latin(text[at]) || (joins_numbers(text[at]) && at > from)))
        ++at;
    while (at > from && joins_numbers(text[at - 1])) --at;
    return at == from ? 0 : at;
}

/// `7-6-1046`: parts of at most four digits.
bool is_room(std::u32string_view number) {
    std::size_t parts = 1, digits = 0;
    for (auto c : number) {
        if (c == '-') {
            if (digits == 0) return false;
            ++parts;
            digits = 0;
        } else if (!is_arabic(c) || ++digits > 4) {
            return false;
        }
    }
    return digits > 0 && (parts == 2 || parts == 3);
}

std::u32string_view tail(std::u32string_view text, std::size_t size) { return text.substr(text.size() - std::min(size, text.size())); }

}  // namespace

/// The characters around a door that may belong to its address.
struct Addresses::Clause {
    std::u32string text;
    std::vector<std::size_t> bytes;  ///< where each begins in the look's text, and where the last ends
    std::size_t door = 0;            ///< character behind the door

    Clause(std::string_view whole, std::size_t least, std::size_t door_end) {
        auto from = door_end;
        for (std::size_t count = 0; from > least && count < 64; ++count) {
            auto before = from;
            do --before;
            while (before > least && (static_cast<unsigned char>(whole[before]) & 0xC0) == 0x80);
            auto at = before;
            if (!belongs(text::next(whole, at))) break;
            from = before;
        }
        for (std::size_t at = from; at < whole.size() && text.size() < 112;) {
            auto begin = at;
            auto c = text::next(whole, at);
            if (!belongs(c)) break;
            if (begin < door_end) door = text.size() + 1;
            text += c;
            bytes.push_back(begin);
            end_ = at;
        }
        bytes.push_back(text.empty() ? from : end_);
    }

  private:
    std::size_t end_ = 0;
};

Addresses::Addresses(Settings const& settings) : cut_(characters(settings.cut)) {
    for (auto level : {Level::street, Level::township, Level::county, Level::city, Level::region})
        for (auto const& suffix : settings.places[std::size_t(level)]) suffixes_[characters(suffix)] = level;
    for (auto const& door : settings.places[std::size_t(Level::inside)]) doors_[characters(door)] = false;
    for (auto const& door : settings.places[std::size_t(Level::door)]) doors_[characters(door)] = true;
    for (auto const& province : settings.places[std::size_t(Level::province)]) provinces_.push_back(characters(province));
    for (auto const& one : settings.published)
        if (characters(one).size() >= 5) published_.push_back(one);
}

void Addresses::find(Look const& look, std::vector<std::size_t> const& doors, std::vector<Found>& out) const {
    std::size_t read_to = 0;
    for (auto door : doors) {
        if (door <= read_to) continue;
        auto least = read_to;
        if (auto found = found_at(look, door, least, read_to)) out.push_back(*found);
    }
}

std::optional<Found> Addresses::found_at(Look const& look, std::size_t door_end, std::size_t least, std::size_t& read_to) const {
    Clause clause(look.text, least, door_end);
    std::u32string_view text = clause.text;
    auto number = number_begin(text, clause.door);
    if (number == clause.door) return {};
    std::size_t first = 0;  // behind the last word that leads to a place
    auto leading = Word::home_label | Word::place_before | Word::office_place;
    if (auto const* word = look.nearest(clause.bytes[number], 120, leading); word != nullptr && word->end > clause.bytes[0])
        first = std::size_t(std::lower_bound(clause.bytes.begin(), clause.bytes.end(), word->end) - clause.bytes.begin());
    auto streets_end = number;
    while (streets_end > first && (text[streets_end - 1] == ' ' || text[streets_end - 1] == U'第')) --streets_end;
    auto chain = chain_before(text.substr(0, streets_end), first);
    if (!chain) return {};
    auto end = doors_end(text, number);
    if (end == 0) return {};
    read_to = clause.bytes[end];
    auto sure = certainty(look, clause, *chain, end);
    if (!sure) return {};
    auto begin = clause.bytes[chain->begin];
    if (is_published(look.text.substr(begin, read_to - begin))) return {};
    return Found{Kind::address, *sure, begin, read_to};
}

/// Where the number before the word for a door that ends at `door_end` begins; `door_end` itself where there is none.
std::size_t Addresses::number_begin(std::u32string_view text, std::size_t door_end) const {
    auto at = door_end;
    for (std::size_t size = std::min<std::size_t>(4, door_end); size > 0; --size) {
        auto word = doors_.find(text.substr(door_end - size, size));
        if (word == doors_.end() || !word->second) continue;
        at = door_end - size;
        break;
    }
    auto end = at;
    if (at > 0 && is_numeral(text[at - 1])) {
        while (at > 0 && is_numeral(text[at - 1])) --at;
    } else {
        while (at > 0 && end - at < 12 && (is_arabic(text[at - 1]) || is_latin(text[at - 1]) || joins_numbers(text[at - 1]))) --at;
        while (at < end && joins_numbers(text[at])) ++at;
    }
    return at == end ? door_end : at;
}

std::optional<Addresses::Suffix> Addresses::suffix_of(std::u32string_view text) const {
    for (std::size_t size = std::min(longest_suffix, text.size()); size > 0; --size)
        if (auto found = suffixes_.find(tail(text, size)); found != suffixes_.end()) return Suffix{found->second, size};
    return {};
}

/// The chain of places that ends with `text`.
std::optional<Addresses::Chain> Addresses::chain_before(std::u32string_view text, std::size_t least) const {
    auto suffix = suffix_of(text);
    if (!suffix || (suffix->level != Level::street && suffix->level != Level::township)) return {};
    Chain chain{text.size(), {suffix->level}};
    auto name_end = text.size() - suffix->size;
    while (auto place = previous_place(text, name_end, least, suffix->level)) {
        suffix = suffix_of(text.substr(0, *place));
        if (!suffix) {  // a province's bare name
            chain.levels.insert(Level::region);
            return Chain{*place - province_size(text.substr(0, *place)), chain.levels};
        }
        chain.levels.insert(suffix->level);
        name_end = *place - suffix->size;
    }
    chain.begin = name_begin(text, name_end, least);
    if (chain.begin >= name_end) return {};
    return chain;
}

/// The end of the place named before the name that ends at `name_end`; no smaller one than `level`.
std::optional<std::size_t> Addresses::previous_place(std::u32string_view text, std::size_t name_end, std::size_t least, Level level) const {
    auto lowest = std::max(least + 1, name_end > longest_name ? name_end - longest_name : 0);
    for (auto end = name_end; end-- > lowest;) {
        auto before = text.substr(0, end);
        if (province_size(before) > 0 && end >= least + province_size(before)) return end;
        auto suffix = suffix_of(before);
        if (!suffix || suffix->level > level || end < least + suffix->size + 1) continue;
        if (is_han(text[end - suffix->size - 1]) || text[end - suffix->size - 1] == ' ') return end;
    }
    return {};
}

std::size_t Addresses::name_begin(std::u32string_view text, std::size_t end, std::size_t least) const {
    if (auto size = province_size(text.substr(0, end)); size > 0 && end - size >= least) return end - size;
    auto at = end;
    while (at > least && end - at < longest_name) {
        auto c = text[at - 1];
        if (!is_han(c) && !is_arabic(c) && !is_latin(c)) break;
        if (end - at >= 2 && cut_.find(c) != cut_.npos) break;
        --at;
    }
    bool open = at > least && end - at == longest_name;  // no border within reach: most names have two or three characters
    return open ? end - 3 : at;
}

std::size_t Addresses::province_size(std::u32string_view text) const {
    for (auto const& province : provinces_)
        if (text.ends_with(province)) return province.size();
    return 0;
}

/// Behind all doors from `from` on; 0 where there is none.
std::size_t Addresses::doors_end(std::u32string_view text, std::size_t from) const {
    std::size_t end = 0;
    for (auto at = from;;) {
        auto next = door_end(text, at, end == 0);
        if (next == 0 && end != 0) next = building_end(text, at);
        if (next == 0 && end != 0 && at < text.size() && (text[at] == ' ' || text[at] == '-')) next = door_end(text, at + 1, false);
        if (next == 0) return end;
        at = end = next;
    }
}

/// Behind one number and the word for its door. Behind the first, a number of two to four digits that nothing follows is a room.
std::size_t Addresses::door_end(std::u32string_view text, std::size_t from, bool first) const {
    auto number = number_end(text, from);
    if (number == 0) return 0;
    auto at = number < text.size() && text[number] == ' ' ? number + 1 : number;
    for (std::size_t size = std::min<std::size_t>(4, text.size() - at); size > 0; --size) {
        auto word = doors_.find(text.substr(at, size));
        if (word != doors_.end() && (word->second || !first)) return at + size;
    }
    bool closes = number == text.size() || !is_han(text[number]);
    if (is_room(text.substr(from, number - from))) return number;
    bool bare = std::all_of(text.begin() + long(from), text.begin() + long(number), is_arabic) && number - from >= 2 && number - from <= 4;
    return !first && closes && bare ? number : 0;
}

/// A building's name and its door behind a street's number: `18号阳光小区3栋`.
std::size_t Addresses::building_end(std::u32string_view text, std::size_t from) const {
    if (from < text.size() && text[from] == ' ') ++from;
    for (std::size_t size = 2; size <= 10 && from + size < text.size(); ++size) {
        if (!is_han(text[from + size - 1])) return 0;
        auto suffix = suffix_of(text.substr(from, size));
        if (!suffix || suffix->level != Level::street) continue;
        if (auto end = door_end(text, from + size, false)) return end;
    }
    return 0;
}

std::optional<Certainty> Addresses::certainty(Look const& look, Clause const& clause, Chain const& chain, std::size_t end) const {
    auto begin_byte = clause.bytes[chain.begin], end_byte = clause.bytes[end];
    auto const* label = look.nearest(begin_byte, 60, Word::home_label | Word::office_place);
    if (label != nullptr && look.text.substr(label->end, begin_byte - label->end).find("。") != std::string_view::npos) label = nullptr;
    bool lives = chain.begin > 0 && clause.text[chain.begin - 1] == U'住';
    bool office = !lives && (label != nullptr ? label->word == Word::office_place : has(look.heading, Word::office_place));
    bool home = lives || (label != nullptr ? !office : has(look.heading, Word::home_label) || has(look.heading, Word::place_before));
    if (office) return {};
    if (home) return Certainty::likely;
    if (has(look.after(end_byte, 24), Word::after_door) || !look.heading.none()) return {};
    bool small = chain.levels.contains(Level::street), large = chain.levels.size() > (small ? 1u : 0u);
    if (small && large) return Certainty::likely;
    bool alone = chain.begin == 0 && (end == clause.text.size() || !is_han(clause.text[end]));
    return alone && small ? std::optional(Certainty::possible) : std::nullopt;
}

bool Addresses::is_published(std::string_view value) const {
    return std::any_of(published_.begin(), published_.end(),
                       [&](std::string const& known) { return known.find(value) != known.npos || value.find(known) != value.npos; });
}

}  // namespace mingtang::scan
