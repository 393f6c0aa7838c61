#include "scan/find/letters.hpp"

#include <algorithm>
#include <array>

namespace mingtang::scan {
namespace {

constexpr std::size_t near = 48;

bool is_mail_character(char c) { return is_alnum(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%'; }

/// Letters and digits of the form of a document that people travel with.
struct PassportForm {
    std::string_view letters;
    std::size_t digits;
    bool common;  ///< known without a label
};

constexpr std::array<PassportForm, 16> forms{{{"E", 8, true},
                                              {"G", 8, true},
                                              {"D", 8, false},
                                              {"S", 8, false},
                                              {"P", 8, false},
                                              {"P", 7, false},
                                              {"S", 7, false},
                                              {"D", 7, false},
                                              {"SE", 7, false},
                                              {"DE", 7, false},
                                              {"PE", 7, false},
                                              {"C", 8, false},
                                              {"W", 8, false},
                                              {"H", 8, false},
                                              {"H", 10, false},
                                              {"M", 8, false}}};

/// The newer ordinary passports and permits have a second letter, which is neither I nor O.
bool is_two_letter_form(std::string_view letters, std::size_t digits) {
    return letters.size() == 2 && digits == 7 && (letters[0] == 'E' || letters[0] == 'C') && letters[1] != 'I' && letters[1] != 'O';
}

std::size_t back_over_letters(std::string_view text, std::size_t at) {
    while (at > 0 && is_letter(text[at - 1])) --at;
    return at;
}

/// Behind the province's letter of a plate: a dot, a hyphen or a blank, in bytes.
std::size_t separator_size(std::string_view rest) {
    for (std::string_view dot : {"·", "•", "・", "．"})
        if (rest.starts_with(dot)) return dot.size();
    return rest.starts_with(".") || rest.starts_with("-") || rest.starts_with(" ") ? 1 : 0;
}

struct Serial {
    std::size_t end;
    std::size_t letters = 0;
    std::size_t digits = 0;
    bool special = false;
};

Serial serial_at(Look const& look, std::size_t at) {
    Serial serial{at};
    while (is_alnum(look.at(serial.end)) && serial.end - at < 8) ++(is_digit(look.at(serial.end++)) ? serial.digits : serial.letters);
    auto const& ends = look.settings.plate_ends;
    if (serial.end + 3 <= look.text.size() && serial.letters + serial.digits == 4)
        for (std::size_t i = 0; i < ends.size(); i += 3)
            if (look.text.substr(serial.end, 3) == std::string_view(ends).substr(i, 3)) {
                serial.special = true;
                serial.end += 3;
                break;
            }
    return serial;
}

bool is_new_energy(std::string_view serial) {
    auto kind = [](char c) { return std::string_view("ABCDEFGHJKabcdefghjk").find(c) != std::string_view::npos; };
    auto numbers = [](std::string_view part) { return std::all_of(part.begin(), part.end(), is_digit); };
    if (serial.size() != 6) return false;
    bool small = kind(serial[0]) && is_alnum(serial[1]) && numbers(serial.substr(2));
    return small || (kind(serial[5]) && numbers(serial.substr(0, 5)));
}

bool has_oi(std::string_view serial) { return serial.find_first_of("OIoi") != serial.npos; }

bool is_official(Look const& look, std::string_view domain) {
    auto lower = std::string(domain);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    auto within = [&](std::string const& known) { return lower == known || lower.ends_with("." + known); };
    return std::any_of(look.settings.official_mail.begin(), look.settings.official_mail.end(), within);
}

}  // namespace

std::optional<Found> passport_at(Look const& look, std::size_t end) {
    auto digits_begin = end;
    while (digits_begin > 0 && is_digit(look.text[digits_begin - 1])) --digits_begin;
    while (is_digit(look.at(end))) ++end;
    auto begin = back_over_letters(look.text, digits_begin);
    auto letters = bare(look.text.substr(begin, digits_begin - begin));
    auto digits = end - digits_begin;
    auto form = std::find_if(forms.begin(), forms.end(), [&](auto const& one) { return one.letters == letters && one.digits == digits; });
    if (form == forms.end() && !is_two_letter_form(letters, digits)) return {};
    auto beside = [](char c) { return is_alnum(c) || c == '-' || c == '_' || c == '/' || c == '.'; };
    if (beside(look.preceding(begin)) || (beside(look.at(end)) && is_alnum(look.at(end + 1))) || is_masked_near(look.text, begin, end))
        return {};
    auto label = look.nearest(begin, near, Word::passport_label | Word::number_label | Word::id_label);
    auto labelled =
        label != nullptr ? label->word != Word::number_label : has(look.heading, Word::passport_label) || has(look.heading, Word::id_label);
    if (labelled) return Found{Kind::passport, Certainty::likely, begin, end};
    bool common = form == forms.end() ? letters[0] == 'E' : form->common;
    if (!common || label != nullptr || !look.heading.none() || has(look.after(end, 3), Word::measure)) return {};
    return Found{Kind::passport, Certainty::possible, begin, end};
}

std::optional<Found> plate_at(Look const& look, std::size_t end) {
    // The province's character: three bytes, before it a letter, perhaps a separator, and three characters of the serial.
    auto at = end - 3;
    while (at > 0 && !is_letter(look.text[at - 1]) && end - at < 8) --at;
    if (at < 4) return {};
    auto letter = at - 1, begin = letter - 3;
    auto separator = separator_size(look.text.substr(letter + 1));
    auto from = letter + 1 + separator;
    auto serial = serial_at(look, from);
    auto text = look.text.substr(from, serial.end - from);
    if (has_oi(text) || is_alnum(look.at(serial.end)) || is_masked_near(look.text, begin, serial.end)) return {};
    auto words = look.before(begin, near) | look.after(serial.end, 24) | look.heading;
    bool vehicle = has(words, Word::plate_label);
    bool usual = serial.special || (text.size() == 5 && (serial.digits >= 2 || vehicle)) || is_new_energy(text);
    if (!usual || look.at(serial.end) == '-') return {};
    if (!vehicle) {
        auto label = look.nearest(begin, near, only(Word::number_label));
        if (label != nullptr || look.text.substr(serial.end).starts_with("号")) return {};
    }
    return Found{Kind::plate, Certainty::likely, begin, serial.end};
}

std::optional<Found> email_at(Look const& look, std::size_t end) {
    auto at = look.text.rfind('@', end);
    auto begin = at, stop = at + 1;
    while (begin > 0 && is_mail_character(look.text[begin - 1]) && at - begin < 64) --begin;
    while (is_mail_character(look.at(stop)) && stop - at < 128) ++stop;
    while (stop > at && !is_alnum(look.at(stop - 1))) --stop;
    while (begin < at && !is_alnum(look.at(begin))) ++begin;
    auto domain = look.text.substr(at + 1, stop - at - 1);
    auto dot = domain.rfind('.');
    if (begin == at || dot == domain.npos || domain.size() - dot < 3 ||
        !std::all_of(domain.begin() + long(dot) + 1, domain.end(), is_letter))
        return {};
    if (is_official(look, domain) || is_masked_near(look.text, begin, at)) return {};
    auto value = look.text.substr(begin, stop - begin);
    auto const& published = look.settings.published;
    if (std::find(published.begin(), published.end(), value) != published.end()) return {};
    bool office = has(look.before(begin, near), Word::office_telephone);
    return Found{Kind::email, office ? Certainty::possible : Certainty::likely, begin, stop};
}

}  // namespace mingtang::scan
