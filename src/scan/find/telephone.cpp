#include "scan/find/telephone.hpp"

#include <algorithm>

namespace mingtang::scan {
namespace {

constexpr std::size_t near = 60;

struct Written {
    std::size_t begin;
    std::size_t end;
    std::size_t groups;
    bool local;  ///< without area code
    bool glued;  ///< area code and number in one group
};

/// 010, 02x, and 03xx to 09xx.
bool is_area_code(std::string_view digits) {
    if (digits.size() == 3) return digits[0] == '0' && (digits == "010" || (digits[1] == '2' && digits[2] != '6'));
    return digits.size() == 4 && digits[0] == '0' && digits[1] >= '3';
}

bool is_local(std::string_view digits, std::size_t area) {
    bool size = area == 3 ? digits.size() == 8 : digits.size() == 7 || digits.size() == 8;
    return size && digits[0] >= '2' && digits[0] <= '8';
}

/// `(0713)7221234`: the area code in brackets, or followed by one.
std::size_t bracketed_area(std::string_view text, std::size_t begin) {
    auto at = begin;
    if (at > 0 && text[at - 1] == ' ') --at;
    if (at == 0 || text[at - 1] != ')') return begin;
    auto end = --at;
    while (at > 0 && end - at < 4 && is_digit(text[at - 1])) --at;
    if (!is_area_code(text.substr(at, end - at))) return begin;
    return at > 0 && text[at - 1] == '(' ? at - 1 : at;
}

std::optional<Written> written_at(Look const& look, std::vector<DigitGroup> const& groups, std::size_t i) {
    auto digits = [&](std::size_t k) { return look.text.substr(groups[k].begin, groups[k].size()); };
    bool again = i + 1 < groups.size();
    if (again && is_area_code(digits(i)) && is_local(digits(i + 1), digits(i).size())) {
        bool extension = i + 2 < groups.size() && groups[i + 2].joined == '-' && groups[i + 2].size() <= 6;
        auto last = extension ? i + 2 : i + 1;
        return Written{groups[i].begin, groups[last].end, last - i + 1, false, false};
    }
    for (std::size_t area : {4, 3})
        if (digits(i).size() > area && is_area_code(digits(i).substr(0, area)) && is_local(digits(i).substr(area), area))
            return Written{groups[i].begin, groups[i].end, 1, false, true};
    if (!is_local(digits(i), 4)) return {};
    auto begin = bracketed_area(look.text, groups[i].begin);
    return Written{begin, groups[i].end, 1, begin == groups[i].begin, false};
}

std::optional<Certainty> certainty(Look const& look, Written const& written) {
    auto label =
        look.nearest(written.begin, near,
                     Word::personal | Word::mobile_label | Word::office_telephone | Word::number_label | Word::bank_label | Word::id_label);
    auto words = look.before(written.begin, near) | look.heading;
    bool office = label != nullptr ? label->word == Word::office_telephone : has(look.heading, Word::office_telephone);
    if (office || (label != nullptr && !(has(Word::personal | Word::mobile_label, label->word)))) return {};
    bool labelled = label != nullptr || has(look.heading, Word::mobile_label);
    if ((written.local || written.glued) && !labelled) return {};
    bool personal = has(words, Word::personal);
    if (written.local && !personal && !has(look.heading, Word::mobile_label)) return {};
    return personal ? Certainty::likely : Certainty::possible;
}

}  // namespace

std::optional<Telephone> find_telephone(Look const& look, std::vector<DigitGroup> const& groups, std::size_t i) {
    auto written = written_at(look, groups, i);
    if (!written || groups[i].joined == '-') return {};
    if (is_alnum(look.at(written->end)) || is_alnum(look.preceding(written->begin)) || look.preceding(written->begin) == '/') return {};
    if (i + written->groups < groups.size() && groups[i + written->groups].joined == '-') return {};
    if (has(look.after(written->end, 4), Word::measure) || is_published(look, written->begin, written->end)) return {};
    auto sure = certainty(look, *written);
    if (!sure) return {};
    return Telephone{{Kind::telephone, *sure, written->begin, written->end}, written->groups};
}

bool is_published(Look const& look, std::size_t begin, std::size_t end) {
    auto value = bare(look.text.substr(begin, end - begin));
    auto same = [&](std::string const& one) {
        auto known = bare(one);
        return known.size() >= 7 && value.size() >= 7 && (known.ends_with(value) || value.ends_with(known));
    };
    auto const& hotlines = look.settings.hotlines;
    return std::find(hotlines.begin(), hotlines.end(), value) != hotlines.end() ||
           std::any_of(look.settings.published.begin(), look.settings.published.end(), same);
}

}  // namespace mingtang::scan
