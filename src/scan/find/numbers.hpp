#pragma once
#include <span>

#include "scan/find/look.hpp"

namespace mingtang::scan {

/// Identity numbers, bank cards, mobile and fixed telephones. `ends` are ends of stretches of seven digits, in order.
///
/// - id_card: certain with the right check character; likely after a label of identity papers when the check character, or one digit, is
///   wrong, and for the 15 digits of the old number; possible without a label and with a wrong check character. A number named an order,
///   project, licence or the like is none, or only likely when its check character is right.
/// - bank_card: certain with a right check digit within an issuer's range, when it begins with 62 or a word of banking stands before it;
///   likely or possible when only a label says so, but not when the account is a unit's.
/// - mobile: likely; possible behind the label of an office. Never certain: duty telephones are lawfully published.
/// - telephone: likely near a word for a private person, else possible; none behind the label of an office.
void find_numbers(Look const& look, std::span<std::size_t const> ends, std::vector<Found>& out);

}  // namespace mingtang::scan
