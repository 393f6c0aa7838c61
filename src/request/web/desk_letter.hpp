#pragma once
#include "request/web/desk_shown.hpp"

namespace mingtang::request::web {

/// What a letter's form holds, as typed.
LetterForm letter_form_of(http::Fields const& typed);
/// The same of a stored letter.
LetterForm form_of(Context& in, Letter const& letter, LetterText const& text);
/// Puts the fields that the kind decides with in place of `{{>decides}}`; `refusal` marks the field at fault.
void show_decides(view::Data page, LetterKind kind, LetterForm const& form, Refusal const* refusal);
/// What the letter decides, for those who sign it off: `decided` rounds of label and value.
void show_decided(view::Data data, Context& in, Letter const& letter);
/// The desks that a kind passes, in words: `经办人起草 → 合法性审查 → …`.
std::string path_in_words(LetterKind kind);

/// The letter's page; with a refusal of what was tried, the typed text stays in the editor.
http::Response letter_page(Desk const& desk, Id id, Refusal const* refusal = nullptr);

}  // namespace mingtang::request::web
