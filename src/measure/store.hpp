#pragma once
#include <set>

#include "catalogue/item.hpp"
#include "disclosure/disclosure.hpp"
#include "measure/measure.hpp"
#include "remedy/remedy_case.hpp"
#include "request/info_request.hpp"
#include "supervision/finding.hpp"
#include "supervision/rectification.hpp"

/// What measures read in the tables of other modules; nothing is written. `unit_id` 0 stands for all units.
namespace mingtang::measure::store {

/// An edition with the moment that a measure goes by.
struct Edition {
    Id id = 0, disclosure_id = 0, unit_id = 0;
    std::string title;
    Date produced_on, published_on;
    std::string special_period;
    Instant first_filed_at;
};
/// Filed once or more, and with a first filing or a day of publication in the period.
std::vector<Edition> filed(Transaction& tx, Id unit_id, Period const& period);
/// The first edition that the public saw of what is public now, where that was in the period.
std::vector<Edition> first_published(Transaction& tx, Id unit_id, Period const& period);
/// Those since a day that were formed before another.
std::vector<Edition> first_published_since(Transaction& tx, Id unit_id, Date since, Date formed_before);
/// How many those are by unit.
std::map<Id, Figure> count_first_published(Transaction& tx, Id unit_id, Period const& period);
/// First editions for the public that are not published and not dropped, formed before the day.
std::vector<Edition> unpublished(Transaction& tx, Id unit_id, Date formed_before);

/// What the office decided on an edition in its recheck, and when.
struct Decision {
    Id edition_id = 0, unit_id = 0;
    std::string title, action;
    Instant at;
};
/// By people, in the order of time.
std::vector<Decision> decisions_of_office(Transaction& tx, Id unit_id, Period const& period);

/// An entry of the projection of due days. Of `item` stand only its names and what its clock goes by.
struct Entry {
    catalogue::Item item;
    Date last_on, due_on;
};
std::vector<Entry> entries(Transaction& tx, Id unit_id);
/// The days until `until` on which something was published under those of the unit's entries that were published under after `since`: their
/// due day was another one then. In order.
std::map<Id, std::vector<Date>> days_of_moved(Transaction& tx, Id unit_id, Date since, Date until);
/// Units with entries, in order.
std::vector<Id> units_with_entries(Transaction& tx);
/// Whether something was published after the day, under any entry of the unit.
bool has_moved_since(Transaction& tx, Id unit_id, Date day);
/// Entries with a due day that were last published by the day (or never): how many by unit, `number` of them due before the day.
std::map<Id, Figure> count_at_rest(Transaction& tx, Id unit_id, Date as_of);
/// The units of which the journal tells, after `seq` until `until`, what may move the due days of past days; 0 among them: of any.
std::set<Id> units_moved(Transaction& tx, long long seq, long long until);

/// Rectifications with a due day of any of their steps in the period, withdrawn ones left out.
std::vector<supervision::Rectification> rectifications(Transaction& tx, Id unit_id, Period const& period);
/// Closed in the period; or received by its end and open then: their day of reply may lie in it.
std::vector<request::InfoRequest> applications(Transaction& tx, Id unit_id, Period const& period);
/// Decided in the period, those entered by mistake left out.
std::vector<remedy::Case> decided_remedies(Transaction& tx, Id unit_id, Period const& period);
std::vector<supervision::Finding> findings(Transaction& tx, Id unit_id, Period const& period);

}  // namespace mingtang::measure::store
