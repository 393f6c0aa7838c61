#pragma once
#include <optional>
#include <string_view>

#include "base/date.hpp"

namespace mingtang::law {

/// Unified social credit code, 18 characters, upper case, with its check character (GB 32100).
bool is_credit_code(std::string_view text);
/// Resident identity number of 18 characters: division, a birthday that existed and is not after 2199, check character (GB 11643). `x`
/// counts as `X`. Also the permanent residence card of foreigners, which has the same build.
bool is_resident_id(std::string_view text);
/// 18 characters that begin with a division and may end with X; neither birthday nor check character is looked at.
bool has_resident_form(std::string_view text);
/// The old number of 15 digits: division and birthday only, it has no check character.
bool is_old_resident_id(std::string_view text);
/// The birthday in a number of 18 or 15 characters; nothing where no such day existed.
std::optional<Date> birthday_of(std::string_view resident_id);
/// Mobile number of the mainland: eleven digits of a known range.
bool is_mobile(std::string_view text);
/// Bank card: the issuer's range and its length, and Luhn's check.
bool is_bank_card(std::string_view text);
/// 13 to 19 digits within the range of a known issuer, of the issuer's length.
bool has_issuer(std::string_view text);
bool passes_luhn(std::string_view digits);

}  // namespace mingtang::law
