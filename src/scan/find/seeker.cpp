#include "scan/find/seeker.hpp"

#include <algorithm>
#include <tuple>

#include "scan/find/letters.hpp"
#include "scan/find/numbers.hpp"
#include "scan/find/people.hpp"
#include "scan/find/secrecy.hpp"

namespace mingtang::scan {
namespace {

/// Patterns that say where a value may be; the detectors look closer. The words of law/leaks.json follow them.
enum Anchor : std::uint16_t { digits, mail, passport, plate, door, numeral_door, room, anchors };

std::vector<std::string> characters_of(std::string const& text) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i + 3 <= text.size(); i += 3) all.push_back(text.substr(i, 3));
    return all;
}

std::string anchor_expression(Anchor anchor, Settings const& settings) {
    auto doors = PatternSet::any_of(settings.places[std::size_t(Level::door)]);
    switch (anchor) {
        case digits:
            return "[0-9](?:[ \\-]{0,2}[0-9]){6}";
        case mail:
            return "[0-9a-z_]@[0-9a-z]";
        case passport:
            return "[a-z][0-9]{7}";
        case plate:
            return PatternSet::any_of(characters_of(settings.plates)) + "[a-z](?:·|•|・|\\.|-| )?[0-9a-z]{3}";
        case door:
            return "[0-9a-z] ?" + doors;
        case numeral_door:
            return "(?:一|二|三|四|五|六|七|八|九|十|百|零|〇|甲|乙|丙|丁)" + doors;
        case room:
            return "[0-9]-[0-9]{1,4}";
        case anchors:
            break;
    }
    return {};
}

/// Of two values that overlap the one that begins first stays, of two that begin together the surer and then the longer one. Marks of
/// secrecy overlap nothing that matters and stay.
std::vector<Found> without_overlaps(std::vector<Found> all) {
    std::stable_sort(all.begin(), all.end(), [](Found const& a, Found const& b) {
        return std::tuple(a.begin, a.certainty, b.end) < std::tuple(b.begin, b.certainty, a.end);
    });
    std::vector<Found> out;
    for (auto const& one : all) {
        if (out.empty() || one.begin >= out.back().end)
            out.push_back(one);
        else if (one.certainty == Certainty::certain && out.back().certainty != Certainty::certain)
            out.back() = one;
    }
    return out;
}

}  // namespace

Seeker::Seeker(Settings const& settings) : settings_(settings), patterns_(expressions()), addresses_(settings) {}

std::vector<std::string> Seeker::expressions() {
    std::vector<std::string> all;
    for (std::uint16_t i = 0; i < anchors; ++i) all.push_back(anchor_expression(Anchor(i), settings_));
    for (std::size_t word = 0; word < word_kinds; ++word)
        for (auto const& text : settings_.words[word]) {
            all.push_back(PatternSet::any_of({text}));
            literals_.push_back({Word(word), text.size()});
        }
    return all;
}

std::vector<Found> Seeker::find(std::string_view folded, Words heading) const {
    Look look{settings_, folded, {}, heading};
    std::vector<std::size_t> numbers, doors;
    std::vector<Hit> others;
    for (auto hit : patterns_.scan(folded)) {
        if (hit.pattern >= anchors) {
            auto const& literal = literals_[hit.pattern - anchors];
            look.words.push_back({hit.end - literal.size, hit.end, literal.word});
        } else if (hit.pattern == digits) {
            numbers.push_back(hit.end);
        } else if (hit.pattern == door || hit.pattern == numeral_door || hit.pattern == room) {
            doors.push_back(hit.end);
        } else {
            others.push_back(hit);
        }
    }
    std::vector<Found> out;
    find_numbers(look, numbers, out);
    for (auto hit : others) {
        auto found = hit.pattern == mail    ? email_at(look, hit.end)
                     : hit.pattern == plate ? plate_at(look, hit.end)
                                            : passport_at(look, hit.end);
        if (found) out.push_back(*found);
    }
    addresses_.find(look, doors, out);
    find_people(look, out);
    find_secrecy_marks(look, out);
    return without_overlaps(std::move(out));
}

Words Seeker::words(std::string_view folded) const {
    Words out;
    for (auto hit : patterns_.scan(folded))
        if (hit.pattern >= anchors) out.set(std::size_t(literals_[hit.pattern - anchors].word));
    return out;
}

}  // namespace mingtang::scan
