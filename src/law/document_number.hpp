#pragma once
#include <string>
#include <string_view>

#include "base/outcome.hpp"

namespace mingtang::law {

/// A document's number (发文字号): `国办发〔2019〕14号` is agency code 国办发, year 2019, number 14.
struct DocumentNumber {
    std::string agency;
    int year = 0;
    int number = 0;
    std::string text() const;
    bool operator==(DocumentNumber const&) const = default;
};

/// Reads any bracket and width (`国办发[2019] １４号`). GB/T 9704: six-angled brackets, the year in full, no leading zeros, no 第.
/// Refuses with `law.document_number.malformed`, `.leading_zero`, `.ordinal`, `.year`, each with {text}.
Outcome<DocumentNumber> parse_document_number(std::string_view text);

/// The canonical text of a number; any other text (`国务院令第711号`) as one line with ASCII digits, so that it can still be stored and
/// found.
std::string normalise_document_number(std::string_view text);

}  // namespace mingtang::law
