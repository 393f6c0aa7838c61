#pragma once
#include "disclosure/actions.hpp"
#include "view/view.hpp"

namespace mingtang::http {
class Fields;
}

namespace mingtang::disclosure::web {

/// Puts the fields of a secrecy review in place of `{{>secrecy_fields}}`, with what was typed and, beside its field, what was refused.
void show_secrecy_form(view::Data data, http::Fields const& typed, bool with_addressee, bool may_refer, Refusal const* refusal);

/// What was typed, refused where a conclusion, the things checked, or the basis lack.
Outcome<ReviewForm> read_secrecy_form(http::Fields const& typed);

}  // namespace mingtang::disclosure::web
