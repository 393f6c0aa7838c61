#pragma once
#include "disclosure/actions.hpp"
#include "disclosure/words.hpp"
#include "organ/web/shown.hpp"

/// What several pages of the desk show alike.
namespace mingtang::disclosure::web {

using organ::web::Desk;
using organ::web::DeskPage;

/// Section `clock` with `nearness` (class) and `clock_words`, and `due` the day.
void show_clock(view::Data row, Edition const& edition, Context& in);

/// `PDF`
std::string file_type(std::string const& name);
/// `attachments` rounds of id, name, url, size, file_type.
void show_attachments(view::Data data, std::vector<Attachment> const& attachments);
/// One row of the list of uploads, alone as an HTML fragment.
std::string attachment_row(Attachment const& attachment, std::string const& csrf_token);

/// Puts the document in place of `{{>paper}}`: names of unit and item, metadata in words, attachments, and the text unless `with_text` says
/// otherwise. `under_a_head`: the page bears its title already. Returns the included view.
view::Data show_document(view::Data page, Context& in, Edition const& edition, bool under_a_head, bool with_text = true);
void show_remarks(view::Data data, Context& in, Edition const& edition, std::string const& csrf_token);
/// `changes` rounds of label, before, after for each field that differs; the text is compared apart.
int show_changes(view::Data data, Context& in, DraftForm const& before, DraftForm const& after);
/// A value of the form as people read it.
std::string value_in_words(Context& in, std::string_view field, std::string const& value);

/// The refusal in the error summary, and section `<field>_wrong` with `message` beside its field.
void show_refused(view::Data data, Refusal const& refusal);
/// Only what stands beside the field, for views that are included.
void show_field_refused(view::Data data, Refusal const& refusal);
/// A whole page, or JSON for scripts that ask so (also by X-Requested-With).
http::Response refuse(Desk const& desk, Refusal const& refusal);
bool is_script(http::Request const& request);

/// The edition named in the path, as this person may see it.
Outcome<Edition> named(Context& in, Desk const& desk, std::string_view part = "id");
std::string edition_url(Id id);
std::string draft_url(Id id);

}  // namespace mingtang::disclosure::web
