#include "supervision/links/store.hpp"

#include "base/digest.hpp"

namespace mingtang::supervision::links::store {
namespace {

using storage::change;
using storage::select;
using storage::select_one;

std::string from_links(std::string const& rest) { return "select " + storage::column_list<Link>("l") + " from supervision_link l " + rest; }

std::string limit_of(int limit) { return " limit " + std::to_string(std::clamp(limit, 1, 5000)); }

std::string in_texts_of(std::vector<Id> const& units) {
    if (units.empty()) return "";
    return " and exists (select 1 from supervision_link_place k join disclosure_public p on p.disclosure_id = k.disclosure_id where "
           "k.link_id = l.id and p.unit_id in (" +
           storage::id_list(units) + "))";
}

Id link_of(Transaction& tx, Address const& address, Instant now) {
    auto digest = sha256(address.url);
    auto known = [&] { return select_one<Id>(tx, "select id from supervision_link where digest = :a", digest); };
    if (auto id = known()) return *id;
    Link link{.digest = digest, .url = address.url, .host = address.host, .next_at = now};
    storage::insert(tx, "supervision_link", link);
    return link.id;
}

}  // namespace

std::vector<Text> texts_to_read(Transaction& tx, int limit) {
    using Row = std::tuple<Id, Id, std::string>;
    std::vector<Text> all;
    for (auto& [disclosure_id, edition_id, html] :
         select<Row>(tx,
                     "select p.disclosure_id, p.edition_id, t.html from disclosure_public p join disclosure_text t on t.edition_id = "
                     "p.edition_id where not exists (select 1 from supervision_link_text k where k.disclosure_id = p.disclosure_id and "
                     "k.edition_id = p.edition_id) order by p.disclosure_id" +
                         limit_of(limit)))
        all.push_back({disclosure_id, edition_id, std::move(html)});
    return all;
}

void replace_links(Transaction& tx, Text const& text, std::vector<Address> const& links, Instant now) {
    change(tx, "delete from supervision_link_place where disclosure_id = :a", text.disclosure_id);
    for (auto const& address : links)
        change(tx, "insert into supervision_link_place (link_id, disclosure_id) values (:a, :b)", link_of(tx, address, now),
               text.disclosure_id);
    change(tx,
           "insert into supervision_link_text (disclosure_id, edition_id) values (:a, :b) on conflict (disclosure_id) do update set "
           "edition_id = excluded.edition_id",
           text.disclosure_id, text.edition_id);
}

long long forget_withdrawn(Transaction& tx) {
    for (auto table : {"supervision_link_place", "supervision_link_text"})
        change(tx, std::string("delete from ") + table +
                       " where not exists (select 1 from disclosure_public p where p.disclosure_id = " + table + ".disclosure_id)");
    return change(tx,
                  "delete from supervision_link where not exists (select 1 from supervision_link_place k where k.link_id = "
                  "supervision_link.id)");
}

std::optional<Link> link(Transaction& tx, Id id) { return select_one<Link>(tx, from_links("where l.id = :a"), id); }

bool save(Transaction& tx, Link const& link) { return storage::update(tx, "supervision_link", link); }

std::vector<Link> due(Transaction& tx, Instant now, int limit) {
    return select<Link>(tx, from_links("where l.next_at <= :a order by l.next_at, l.id" + limit_of(limit)), now);
}

std::vector<Link> links(Transaction& tx, Filter const& filter) {
    std::vector<storage::Cell> values{storage::to_cell(filter.after_id)};
    std::string where = "where l.id > :a";
    if (filter.state) where += " and l.state = :b", values.push_back(storage::to_cell(*filter.state));
    if (filter.moved_only) where += " and l.moved_to <> ''";
    where += in_texts_of(filter.units);
    return storage::select_cells<Link>(tx, from_links(where + " order by l.id" + limit_of(filter.limit)), std::move(values));
}

std::map<State, long long> counts(Transaction& tx, std::vector<Id> const& units) {
    std::map<State, long long> all;
    using Row = std::tuple<State, long long>;
    auto where = "where 1 = 1" + in_texts_of(units);
    for (auto const& [state, number] : select<Row>(tx, "select l.state, count(*) from supervision_link l " + where + " group by l.state"))
        all[state] = number;
    return all;
}

Instant last_asked(Transaction& tx) {
    return select_one<Instant>(tx, "select checked_at from supervision_link order by checked_at desc limit 1").value_or(Instant());
}

std::vector<Place> places_of(Transaction& tx, Id link_id, int limit) {
    using Row = std::tuple<Id, Id, std::string>;
    std::vector<Place> all;
    for (auto& [id, unit_id, title] : select<Row>(tx,
                                                  "select p.disclosure_id, p.unit_id, p.title from supervision_link_place k join "
                                                  "disclosure_public p on p.disclosure_id = k.disclosure_id where k.link_id = :a order by "
                                                  "p.disclosure_id" +
                                                      limit_of(limit),
                                                  link_id))
        all.push_back({id, unit_id, std::move(title)});
    return all;
}

std::vector<DeadLink> dead_links(Transaction& tx) {
    using Row = std::tuple<Id, Id, std::string, std::string, Trouble, int, Date>;
    std::vector<DeadLink> all;
    for (auto& [id, unit_id, title, url, trouble, status, since] :
         select<Row>(tx,
                     "select p.disclosure_id, p.unit_id, p.title, l.url, l.trouble, l.status, l.failing_since from supervision_link l join "
                     "supervision_link_place k on k.link_id = l.id join disclosure_public p on p.disclosure_id = k.disclosure_id where "
                     "l.state = 'dead' order by p.disclosure_id, l.id"))
        all.push_back({{id, unit_id, std::move(title)}, std::move(url), trouble, status, since});
    return all;
}

std::optional<RobotsRow> robots(Transaction& tx, std::string const& origin) {
    return select_one<RobotsRow>(tx, "select " + storage::column_list<RobotsRow>() + " from supervision_robots where origin = :a", origin);
}

void save(Transaction& tx, RobotsRow& row) {
    change(tx, "delete from supervision_robots where origin = :a", row.origin);
    storage::insert(tx, "supervision_robots", row);
}

void forget_robots_before(Transaction& tx, Instant before) { change(tx, "delete from supervision_robots where fetched_at < :a", before); }

Turn turn(Transaction& tx) {
    return select_one<Turn>(tx, "select " + storage::column_list<Turn>() + " from supervision_link_turn where one = 1").value_or(Turn());
}

bool take_turn(Transaction& tx, std::string const& node, Instant now, Instant until) {
    return change(tx, "update supervision_link_turn set node = :a, until = :b where one = 1 and (until <= :c or node = :d)", node, until,
                  now, node) == 1;
}

bool count_asked(Transaction& tx, std::string const& node, Date day, Instant until) {
    return change(tx,
                  "update supervision_link_turn set asked = case when day = :a then asked + 1 else 1 end, day = :b, until = :c where one = "
                  "1 and node = :d",
                  day, day, until, node) == 1;
}

void end_turn(Transaction& tx, std::string const& node, Instant away_since) {
    change(tx, "update supervision_link_turn set until = '', away_since = :a where one = 1 and node = :b", away_since, node);
}

}  // namespace mingtang::supervision::links::store
