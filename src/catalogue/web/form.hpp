#pragma once
#include "base/number.hpp"
#include "catalogue/item.hpp"
#include "http/request.hpp"
#include "view/view.hpp"

/// The form of an entry's particulars (view catalogue/particulars), shared by administration and proposals.
namespace mingtang::catalogue::web {

/// The form over what is stored: fields that the form lacks stay.
void read_item(http::Fields const& form, Item& item);

/// `{{>particulars}}` of the page. Numbers and names of channels stand as they were typed, where they
/// were: an entry holds them in another form.
void fill_particulars(view::Data page, Item const& item, http::Fields const& typed);

}  // namespace mingtang::catalogue::web
