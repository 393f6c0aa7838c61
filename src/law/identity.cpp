#include "law/identity.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>

namespace mingtang::law {
namespace {

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// GB/T 2260: the first two digits of a division of the mainland, Taiwan, Hong Kong, Macao, and those of residence permits (83 for Taiwan).
bool is_province(std::string_view two) {
    static constexpr std::array<std::string_view, 35> codes{"11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34",
                                                            "35", "36", "37", "41", "42", "43", "44", "45", "46", "50", "51", "52",
                                                            "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83"};
    return std::find(codes.begin(), codes.end(), two) != codes.end();
}

/// The first four digits: within a province prefectures are 01–70 and 90; Taiwan, Hong Kong and Macao are not divided.
bool is_division(std::string_view digits) {
    if (!is_province(digits.substr(0, 2))) return false;
    int prefecture = (digits[2] - '0') * 10 + (digits[3] - '0');
    return digits[0] >= '7' ? prefecture == 0 : (prefecture >= 1 && prefecture <= 70) || prefecture == 90;
}

/// A foreigner's permanent residence card since 2023: 9, the province that issued it, the three digits of the nationality (ISO 3166-1).
bool is_foreigner(std::string_view digits) { return digits[0] == '9' && is_province(digits.substr(1, 2)); }

int number(std::string_view digits) {
    int value = 0;
    for (char c : digits) value = value * 10 + (c - '0');
    return value;
}

/// `yyyymmdd` are digits. From 1850: registers hold people long dead.
bool is_birthday(std::string_view yyyymmdd) {
    auto year = number(yyyymmdd.substr(0, 4));
    auto date = std::chrono::year(year) / std::chrono::month(unsigned(number(yyyymmdd.substr(4, 2)))) /
                std::chrono::day(unsigned(number(yyyymmdd.substr(6, 2))));
    return year >= 1850 && year <= 2199 && date.ok();
}

}  // namespace

bool is_credit_code(std::string_view text) {
    static constexpr std::string_view characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    static constexpr std::array<unsigned, 17> weights{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    if (text.size() != 18) return false;
    unsigned sum = 0;
    for (std::size_t i = 0; i < 17; ++i) {
        auto value = characters.find(text[i]);
        if (value == std::string_view::npos) return false;
        sum += unsigned(value) * weights[i];
    }
    return text[17] == characters[(31 - sum % 31) % 31];
}

bool is_resident_id(std::string_view text) {
    if (!has_resident_form(text) || !birthday_of(text)) return false;
    static constexpr std::array<unsigned, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    unsigned sum = 0;
    for (std::size_t i = 0; i < 17; ++i) sum += unsigned(text[i] - '0') * weights[i];
    char last = text[17] == 'x' ? 'X' : text[17];
    return last == std::string_view("10X98765432")[sum % 11];
}

bool has_resident_form(std::string_view text) {
    if (text.size() != 18 || !all_digits(text.substr(0, 17)) || !(is_division(text) || is_foreigner(text))) return false;
    return (text[17] >= '0' && text[17] <= '9') || text[17] == 'X' || text[17] == 'x';
}

std::optional<Date> birthday_of(std::string_view resident_id) {
    auto digits = resident_id.size() == 15 ? "19" + std::string(resident_id.substr(6, 6)) : std::string(resident_id.substr(6, 8));
    if (resident_id.size() < 15 || !all_digits(digits) || !is_birthday(digits)) return {};
    return Date(number(digits.substr(0, 4)), unsigned(number(digits.substr(4, 2))), unsigned(number(digits.substr(6, 2))));
}

bool is_old_resident_id(std::string_view text) { return text.size() == 15 && all_digits(text) && is_division(text) && birthday_of(text); }

bool is_mobile(std::string_view text) {
    return text.size() == 11 && all_digits(text) && text[0] == '1' && text[1] >= '3' && !text.starts_with("154");
}

bool is_bank_card(std::string_view text) { return has_issuer(text) && passes_luhn(text); }

bool has_issuer(std::string_view text) {
    if (text.size() < 13 || text.size() > 19 || !all_digits(text)) return false;
    auto size = text.size();
    int two = number(text.substr(0, 2)), four = number(text.substr(0, 4));
    if (two == 62) return size >= 16;                                                   // UnionPay
    if (four >= 9555 && four <= 9559) return size >= 16;                                // cards of the big banks before UnionPay
    if (two == 60) return size >= 16;                                                   // regional banks before UnionPay
    if (text[0] == '4') return size == 16 || size == 13;                                // Visa
    if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) return size == 16;  // Mastercard
    if (four >= 3528 && four <= 3589) return size == 16;                                // JCB
    if (two == 34 || two == 37) return size == 15;                                      // American Express
    return (two == 36 || two == 38) && size == 14;                                      // Diners Club
}

bool passes_luhn(std::string_view digits) {
    if (digits.empty() || !all_digits(digits)) return false;
    int sum = 0;
    bool doubled = false;
    for (auto it = digits.rbegin(); it != digits.rend(); ++it, doubled = !doubled) {
        int value = (*it - '0') * (doubled ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
    }
    return sum % 10 == 0;
}

}  // namespace mingtang::law
