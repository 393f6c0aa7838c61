#pragma once
#include <map>

#include "catalogue/cadence.hpp"
#include "storage/database.hpp"

/// The projection of due days (table catalogue_due): one row for each open entry of a unit. It is kept by a reader of the journal
/// (app/due_keeper), which knows both catalogues and disclosures; whatever stands in it can be computed again from them. Nobody stores
/// lateness: it is asked as of a day.
namespace mingtang::catalogue {

/// The name of that reader, under which its position stands.
inline constexpr char const* due_reader = "due";

/// Brings the entry's row in line with its last publication; takes it out for closed and for standard entries.
void refresh_due(storage::Transaction& tx, Item const& item, Date last_published_on, law::Calendar const& calendar);

/// Names the working days that a calendar knows, so that the projection is computed anew when a notice of holidays comes in.
std::string calendar_mark(law::Calendar const& calendar);

/// Last and next day of each of the unit's entries, by entry.
std::map<Id, Due> dues_by_item(storage::Transaction& tx, Id unit_id);

}  // namespace mingtang::catalogue
