#pragma once
#include <string>

#include "base/words.hpp"
#include "request/letter.hpp"

/// The words of our letters (letters.json): titles, marks of their numbers, wordings with {places}, and what the law makes us say.
namespace mingtang::request {

struct LetterWords {
    std::string title;
    std::string mark;                // 复 in 云教公复〔2026〕1号
    std::vector<std::string> needs;  // places that a unit's own wording has to keep
    std::string body, closing;
};
LetterWords const& letter_words(LetterKind kind);
/// The wording of an answer with this outcome, opening and all; the general body for other kinds.
std::string wording(LetterKind kind, std::string const& outcome);
/// A sentence of a group of letters.json (`receipt_rules`, `supply_forms`, …).
std::string letter_word(std::string_view group, std::string_view name);

/// What still has to be written: `【…】`, the first one; empty when there is none.
std::string gap_in(std::string_view body);
/// `2026年11月26日`
std::string day_in_words(Date day);

}  // namespace mingtang::request
