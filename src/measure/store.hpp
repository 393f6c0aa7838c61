#pragma once
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

/// An entry of the projection of due days with its names.
struct Item {
    Id id = 0, unit_id = 0;
    std::string level1, level2;
    Date last_on, due_on;
};
/// Entries with a due day that were last published by the day (or never); `late` ones only, or all.
std::vector<Item> items_at_rest(Transaction& tx, Id unit_id, Date as_of, bool late_only);
/// How many those are by unit: due before the day, or in all.
std::map<Id, long long> count_at_rest(Transaction& tx, Date as_of, bool late_only);
/// Entries under which something was published after the day: their due day was another one then.
std::vector<catalogue::Item> items_moved_since(Transaction& tx, Id unit_id, Date as_of);
/// When something was last published under those by that day; an entry that is not there: never.
std::map<Id, Date> last_published_of_moved(Transaction& tx, Id unit_id, Date as_of);

/// Rectifications with a due day of any of their steps in the period, withdrawn ones left out.
std::vector<supervision::Rectification> rectifications(Transaction& tx, Id unit_id, Period const& period);
/// Closed in the period; or received by its end and open then: their day of reply may lie in it.
std::vector<request::InfoRequest> applications(Transaction& tx, Id unit_id, Period const& period);
/// Decided in the period, those entered by mistake left out.
std::vector<remedy::Case> decided_remedies(Transaction& tx, Id unit_id, Period const& period);
std::vector<supervision::Finding> findings(Transaction& tx, Id unit_id, Period const& period);

}  // namespace mingtang::measure::store
