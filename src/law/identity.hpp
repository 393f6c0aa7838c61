#pragma once
#include <string_view>

namespace mingtang::law {

/// Unified social credit code, 18 characters, upper case, with its check character (GB 32100).
bool is_credit_code(std::string_view text);
/// Resident identity number of 18 characters: province, a birthday that existed and is not after 2199, check character (GB 11643). `x`
/// counts as `X`.
bool is_resident_id(std::string_view text);
/// The old number of 15 digits: province and birthday only, it has no check character.
bool is_old_resident_id(std::string_view text);
/// Mobile number of the mainland: eleven digits of a known range.
bool is_mobile(std::string_view text);
/// Bank card: 13–19 digits that begin with 62, 4 or 5 and pass Luhn's check.
bool is_bank_card(std::string_view text);
bool passes_luhn(std::string_view digits);

}  // namespace mingtang::law
