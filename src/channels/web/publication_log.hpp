#pragma once
#include "channels/web/page.hpp"
#include "translog/reading.hpp"

namespace mingtang::channels::web {

using translog::Numbered;

/// What the publication log has of a document, oldest first. While the log lags behind what is to be read (the last entry does not fit),
/// the page is not kept: no event tells when the log has caught up.
std::vector<Numbered> logged(Reading& in, Id disclosure_id, std::function<bool(translog::Entry const&)> const& fits);

/// The entry that put the edition before the public; nothing where the log has none.
std::optional<Numbered> entry_of(std::vector<Numbered> const& entries, int edition);

/// One round of `section` for each entry: `number`, `type_word`, `edition`, `time`, `proof_href`.
void add_entries(view::Data data, std::string_view section, std::vector<Numbered> const& entries);

http::Routes publication_log_routes(Environment const& env);

}  // namespace mingtang::channels::web
