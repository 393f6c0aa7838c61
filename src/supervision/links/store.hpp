#pragma once
#include <map>
#include <optional>
#include <set>

#include "supervision/links/address.hpp"
#include "supervision/links/link.hpp"

/// All SQL of the links to other sites.
namespace mingtang::supervision::links::store {

using storage::Transaction;

// -- what stands in public texts -----------------------------------------------------------------------------------------------------

/// A public edition whose links were not taken yet.
struct Text {
    Id disclosure_id = 0, edition_id = 0;
    std::string html;
};
std::vector<Text> texts_to_read(Transaction& tx, int limit);
/// The links of a text in place of those that it had before; new ones are due at `now`.
void replace_links(Transaction& tx, Text const& text, std::vector<Address> const& links, Instant now);
/// Takes out the places in what is not public any more, and the links that stand nowhere. Returns the number of these.
long long forget_withdrawn(Transaction& tx);

// -- links ---------------------------------------------------------------------------------------------------------------------------

std::optional<Link> link(Transaction& tx, Id id);
/// False when it stands nowhere any more.
bool save(Transaction& tx, Link const& link);
/// The longest due first.
std::vector<Link> due(Transaction& tx, Instant now, int limit);
struct Filter {
    std::optional<State> state;
    bool moved_only = false;
    std::vector<Id> units;  // in whose texts it stands; empty: all
    Id after_id = 0;
    int limit = 100;
};
std::vector<Link> links(Transaction& tx, Filter const& filter);
std::map<State, long long> counts(Transaction& tx, std::vector<Id> const& units = {});
/// When a link was asked last.
Instant last_asked(Transaction& tx);
struct Place {
    Id disclosure_id = 0;
    Id unit_id = 0;
    std::string title;
};
std::vector<Place> places_of(Transaction& tx, Id link_id, int limit);
/// Dead links with the texts in which they stand, by text.
struct DeadLink {
    Place place;
    std::string url;
    Trouble trouble = Trouble::none;
    int status = 0;
    Date failing_since;
};
std::vector<DeadLink> dead_links(Transaction& tx);

// -- robots.txt ----------------------------------------------------------------------------------------------------------------------

struct RobotsRow {
    std::string origin;
    Instant fetched_at;
    int status = 0;
    Trouble trouble = Trouble::none;
    std::string rules;
    template <class V>
    static void columns(V&& v, storage::OneOf<RobotsRow> auto& r) {
        v("origin", r.origin), v("fetched_at", r.fetched_at), v("status", r.status), v("trouble", r.trouble), v("rules", r.rules);
    }
};
std::optional<RobotsRow> robots(Transaction& tx, std::string const& origin);
void save(Transaction& tx, RobotsRow& row);
void forget_robots_before(Transaction& tx, Instant before);

// -- whose turn it is ----------------------------------------------------------------------------------------------------------------

struct Turn {
    std::string node;
    Instant until;
    Date day;
    int asked = 0;       // on the day
    Instant away_since;  // nobody answered since: our own network is away
    template <class V>
    static void columns(V&& v, storage::OneOf<Turn> auto& r) {
        v("node", r.node), v("until", r.until), v("day", r.day), v("asked", r.asked), v("away_since", r.away_since);
    }
};
Turn turn(Transaction& tx);
/// False while another node has it.
bool take_turn(Transaction& tx, std::string const& node, Instant now, Instant until);
/// One more link asked on the day; false when another node has taken over.
bool count_asked(Transaction& tx, std::string const& node, Date day, Instant until);
void end_turn(Transaction& tx, std::string const& node, Instant away_since);

}  // namespace mingtang::supervision::links::store
