#pragma once
#include <map>
#include <optional>
#include <set>

#include "catalogue/item.hpp"
#include "clocks/clock.hpp"
#include "storage/record.hpp"

/// All SQL of the module: its own tables, and the days that stand in those of other modules (readings only).
namespace mingtang::clocks::store {

using storage::Transaction;

// -- days in the records of other modules --------------------------------------------------------------------------------------------

/// Which rows: of these units (none named: of all) up to and including a day, the earliest first.
struct Scope {
    std::vector<Id> units;
    Date until;
    int most = 2000;
};
/// A record with its day.
struct Row {
    Id id = 0;
    Id unit_id = 0;
    std::string title;
    Date started_on, due_on;
    std::string word;  // state, kind: what the reading says
    Id person_id = 0;
    std::string more;
    template <class V>
    static void columns(V&& v, storage::OneOf<Row> auto& r) {
        v("id", r.id), v("unit_id", r.unit_id), v("title", r.title), v("started_on", r.started_on), v("due_on", r.due_on),
            v("word", r.word), v("person_id", r.person_id), v("more", r.more);
    }
};
/// An entry of the catalogue and its day (the projection catalogue_due), of units that are open.
struct DueItem {
    catalogue::Item item;
    Date last_on, due_on;
    template <class V>
    static void columns(V&& v, storage::OneOf<DueItem> auto& r) {
        catalogue::Item::columns(v, r.item);
        v("last_on", r.last_on), v("due_on", r.due_on);
    }
};
std::vector<DueItem> items(Transaction& tx, Scope const& scope);
/// Entries whose last publication stands in a display period; `due_on` is not the period's end.
std::vector<DueItem> displayed_items(Transaction& tx, Scope const& scope);
/// By unit: how many entries are due from `from` to `until`, and the earliest of their days.
struct ItemCount {
    Id unit_id = 0;
    long long number = 0;
    Date earliest;
};
std::vector<ItemCount> count_items(Transaction& tx, std::vector<Id> const& units, Date from, Date until);

/// `word`: state; `more`: special period; `person_id`: author.
std::vector<Row> drafts(Transaction& tx, Scope const& scope);
/// Of what is withheld; `word`: ground.
std::vector<Row> looks_again(Transaction& tx, Scope const& scope);
/// Of what is public and marked as valid.
std::vector<Row> validities(Transaction& tx, Scope const& scope);
/// Open applications; `word`: state, `person_id`: handler; `more`: working days by which it was extended.
std::vector<Row> replies(Transaction& tx, Scope const& scope);
/// Open applications whose period stands still; `more`: working days left.
std::vector<Row> stopped_replies(Transaction& tx, Scope const& scope);
/// In hand, handled here, received since a day, not asked for a supplement; `due_on` is not set.
std::vector<Row> without_supplement_notice(Transaction& tx, Scope const& scope, Date received_since);
std::vector<Row> supplements(Transaction& tx, Scope const& scope);
std::vector<Row> payments(Transaction& tx, Scope const& scope);
/// `word`: kind of consultation.
std::vector<Row> opinions(Transaction& tx, Scope const& scope);
/// `word`: kind; `more`: 1 in a summary procedure.
std::vector<Row> remedy_answers(Transaction& tx, Scope const& scope);
/// `more`: number; `word`: stage.
std::vector<Row> rectifications(Transaction& tx, Scope const& scope);
/// A unit's report of a year as it stands; not published where `published` is false.
struct Report {
    Id id = 0;
    Id unit_id = 0;
    int year = 0;
    std::string state;
    bool published = false;
};
std::vector<Report> reports(Transaction& tx);

// -- the module's own ----------------------------------------------------------------------------------------------------------------

/// Days that the office has set, by kind.
struct Warning {
    Kind kind = Kind::item;
    int days = 0;
    Instant set_at;
    std::string set_by;
    template <class V>
    static void columns(V&& v, storage::OneOf<Warning> auto& r) {
        v("kind", r.kind), v("days", r.days), v("set_at", r.set_at), v("set_by", r.set_by);
    }
};
std::map<Kind, Warning> warnings(Transaction& tx);
void save(Transaction& tx, Warning const& warning);
void remove_warning(Transaction& tx, Kind kind);

/// Where the morning's mail of a person goes.
struct Reader {
    Id person_id = 0;
    std::string address;  // sealed
    bool wanted = true;
    Instant changed_at;
    template <class V>
    static void columns(V&& v, storage::OneOf<Reader> auto& r) {
        v("person_id", r.person_id), v("address", r.address), v("wanted", r.wanted), v("changed_at", r.changed_at);
    }
};
std::optional<Reader> reader(Transaction& tx, Id person_id);
std::vector<Reader> readers(Transaction& tx);
void save(Transaction& tx, Reader const& reader);

/// A day whose mails are queued.
struct Morning {
    Date day;
    Instant at;
    int mails = 0;
    template <class V>
    static void columns(V&& v, storage::OneOf<Morning> auto& r) {
        v("day", r.day), v("at", r.at), v("mails", r.mails);
    }
};
/// False where the day is taken already: by this node before a restart, or by another.
bool take(Transaction& tx, Morning const& morning);
void count_mails(Transaction& tx, Date day, int mails);
std::optional<Morning> last_morning(Transaction& tx);

/// The secret address of a unit's calendar: found by the digest of its token, shown to the unit by unsealing.
struct Address {
    Id unit_id = 0;
    std::string digest, sealed;
    Instant made_at;
    std::string made_by;
    template <class V>
    static void columns(V&& v, storage::OneOf<Address> auto& r) {
        v("unit_id", r.unit_id), v("digest", r.digest), v("sealed", r.sealed), v("made_at", r.made_at), v("made_by", r.made_by);
    }
};
std::optional<Address> address_of(Transaction& tx, Id unit_id);
std::optional<Address> address_by_digest(Transaction& tx, std::string const& digest);
void save(Transaction& tx, Address const& address);

}  // namespace mingtang::clocks::store
