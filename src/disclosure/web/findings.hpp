#pragma once
#include "disclosure/findings.hpp"
#include "organ/web/desk.hpp"

/// What a look for personal data and secrets found, wherever the desk shows it.
namespace mingtang::disclosure::web {

using organ::web::Desk;

/// Looks through the edition before the transaction of a step that needs it (file, publish …), since reading files is slow.
void look_before(Desk const& desk, Id edition_id, std::string_view action);

/// In place of `{{>findings_summary}}`: what is open, in groups, with one button that masks all that is certain.
void show_findings_summary(view::Data page, Context& in, Desk const& desk, Edition const& edition);

}  // namespace mingtang::disclosure::web
