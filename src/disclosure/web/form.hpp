#pragma once
#include "disclosure/actions.hpp"
#include "view/view.hpp"

namespace mingtang::http {
class Fields;
}

namespace mingtang::disclosure::web {

/// What was typed into the form of a draft.
DraftForm read_form(http::Fields const& typed);
/// The form's fields in the order of the page, subjects as `,a,b,`.
std::vector<std::pair<std::string, std::string>> fields_of(DraftForm const& form);
/// Fills the view of the form: values, and the choices with the chosen ones marked.
void show_form(view::Data data, Context& in, Id unit_id, DraftForm const& form);
/// `items` groups of the unit's catalogue with the chosen item marked.
void show_items(view::Data data, Context& in, Id unit_id, std::string const& chosen);

}  // namespace mingtang::disclosure::web
