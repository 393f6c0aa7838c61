#pragma once
#include "base/id.hpp"
#include "law/calendar.hpp"
#include "storage/database.hpp"

/// Days that the patrol looks for once they are over, and that others warn of before.
namespace mingtang::supervision {

/// A kind of information that a unit publishes, and the last day on which it is renewed by law/supervision.json.
struct Column {
    std::string code, name, basis;
    Id unit_id = 0;
    Date last_on, due_on;
};
/// Each of each unit's. A unit that never published a kind is asked for it by its catalogue, as an empty column.
std::vector<Column> columns(storage::Transaction& tx, law::Calendar const& calendar);

/// The last day on which a column whose first entry came to be then may still be empty, by the grace of law/supervision.json; none where
/// the day is not known: then its time is over.
Date empty_column_due(Date since_on, law::Calendar const& calendar);

/// A policy that is public without its explanation (law: opening-rules-2016, organised and published together), and the explanation's day.
struct Unexplained {
    Id disclosure_id = 0, unit_id = 0;
    std::string title;
    Date published_on, due_on;
};
/// Those made public in the year before `today`: before that the duty was another one (国办发〔2016〕80号).
std::vector<Unexplained> unexplained(storage::Transaction& tx, Date today, law::Calendar const& calendar);

}  // namespace mingtang::supervision
