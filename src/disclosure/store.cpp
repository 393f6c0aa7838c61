#include "disclosure/store.hpp"

#include <charconv>

#include "base/text.hpp"
#include "disclosure/workflow.hpp"

namespace mingtang::disclosure::store {
namespace {

using storage::Cell;
using storage::cells;
using storage::change;
using storage::column_list;
using storage::select;
using storage::select_cells;
using storage::select_one;

std::string const from_record = "select " + column_list<Disclosure>() + " from disclosure_record ";
std::string const from_edition = "select " + column_list<Edition>() + " from disclosure_edition ";
std::string const from_attachment = "select " + column_list<Attachment>() + " from disclosure_attachment ";
std::string const from_public = "select " + column_list<PublicRow>("p") + " from disclosure_public p ";

/// The `where` of a public list; reading by subject goes through disclosure_public_subject.
std::string where(Filter const& filter, std::vector<Cell>& params) {
    std::string sql = filter.subject.empty()
                          ? " where 1 = 1"
                          : " join disclosure_public_subject s on s.disclosure_id = p.disclosure_id where s.subject = :s";
    if (!filter.subject.empty()) params.emplace_back(filter.subject);
    auto narrow = [&](char const* condition, Cell value) {
        sql += condition;
        params.push_back(std::move(value));
    };
    if (filter.unit_id) narrow(" and p.unit_id = :u", static_cast<long long>(filter.unit_id));
    if (!filter.catalogue_item_ids.empty()) sql += " and p.catalogue_item_id in (" + storage::id_list(filter.catalogue_item_ids) + ")";
    if (filter.kind) narrow(" and p.kind = :k", std::string(to_text(*filter.kind)));
    // Months too are ranges of days: the lists' own order, so that nothing is sorted.
    std::string day = filter.subject.empty() ? "p.published_on" : "s.published_on";
    if (filter.year || !filter.month.empty()) {
        narrow((" and " + day + " >= :from").c_str(), filter.month.empty() ? Date(filter.year, 1, 1).text() : filter.month + "-01");
        narrow((" and " + day + " <= :until").c_str(), filter.month.empty() ? Date(filter.year, 12, 31).text() : filter.month + "-31");
    }
    return sql;
}

std::string dated_key(Date date, Id id) { return date.text() + "~" + std::to_string(id); }

std::optional<Id> parse_id(std::string_view text) {
    Id id = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    return error == std::errc() && end == text.data() + text.size() && id > 0 ? std::optional(id) : std::nullopt;
}

std::optional<std::pair<Date, Id>> parse_dated_key(std::string_view text) {
    auto date = Date::parse(text.substr(0, 10));
    if (!date || text.size() < 12 || text[10] != '~') return {};
    auto id = parse_id(text.substr(11));
    return id ? std::optional(std::pair(*date, *id)) : std::nullopt;
}

}  // namespace

std::string Cursor::text() const { return dated_key(published_on, disclosure_id); }

std::optional<Cursor> Cursor::parse(std::string_view text) {
    auto key = parse_dated_key(text);
    return key ? std::optional(Cursor{key->first, key->second}) : std::nullopt;
}

std::vector<PublicRow> public_list(Transaction& tx, Filter const& filter, std::optional<Cursor> const& after, int limit) {
    std::vector<Cell> params;
    auto sql = from_public + where(filter, params);
    std::string order = filter.subject.empty() ? "p" : "s";
    if (after) {
        sql += " and (" + order + ".published_on, " + order + ".disclosure_id) < (:d, :i)";
        params.emplace_back(after->published_on.text());
        params.emplace_back(static_cast<long long>(after->disclosure_id));
    }
    params.emplace_back(static_cast<long long>(limit));
    return select_cells<PublicRow>(tx, sql + " order by " + order + ".published_on desc, " + order + ".disclosure_id desc limit :l",
                                   std::move(params));
}

std::vector<PublicRow> public_list_before(Transaction& tx, Filter const& filter, Cursor const& before, int limit) {
    std::vector<Cell> params;
    auto sql = from_public + where(filter, params);
    std::string order = filter.subject.empty() ? "p" : "s";
    sql += " and (" + order + ".published_on, " + order + ".disclosure_id) > (:d, :i) order by " + order + ".published_on, " + order +
           ".disclosure_id limit :l";
    params.emplace_back(before.published_on.text());
    params.emplace_back(static_cast<long long>(before.disclosure_id));
    params.emplace_back(static_cast<long long>(limit));
    auto rows = select_cells<PublicRow>(tx, sql, std::move(params));
    std::reverse(rows.begin(), rows.end());
    return rows;
}

long long public_count(Transaction& tx, Filter const& filter) {
    std::vector<Cell> params;
    auto sql = "select count(*) from disclosure_public p " + where(filter, params);
    return select_cells<long long>(tx, sql, std::move(params)).at(0);
}

long long archived_count(Transaction& tx, Id catalogue_item_id) {
    return select_one<long long>(tx, "select count(*) from disclosure_public where catalogue_item_id = :a and archived = 1",
                                 catalogue_item_id)
        .value_or(0);
}

std::optional<PublicRow> public_row(Transaction& tx, Id disclosure_id) {
    return select_one<PublicRow>(tx, from_public + "where p.disclosure_id = :a", disclosure_id);
}

std::optional<PublicRow> public_row_by_index(Transaction& tx, std::string const& index_number) {
    auto found = disclosure_by_index(tx, index_number);
    return found ? public_row(tx, found->id) : std::nullopt;
}

std::vector<Count> public_counts(Transaction& tx, By by, Filter const& filter) {
    static constexpr char const* keys[] = {"p.unit_id", "p.catalogue_item_id", "substr(p.month, 1, 4)", "p.month", "p.kind", "s.subject"};
    std::vector<Cell> params;
    std::string key = keys[int(by)];
    auto from = std::string("disclosure_public p"), day = std::string("p.published_on");
    auto condition = where(filter, params);
    if (by == By::subject && params.empty() && filter.catalogue_item_ids.empty()) {  // the narrower table has all that is asked
        from = "disclosure_public_subject s", day = "s.published_on";
    } else if (by == By::subject && filter.subject.empty()) {
        from += " join disclosure_public_subject s on s.disclosure_id = p.disclosure_id";
    }
    auto sql = "select cast(" + key + " as varchar(80)), count(*), max(" + day + ") from " + from + condition + " group by " + key +
               " order by " + key;
    std::vector<Count> counts;
    for (auto& [k, n, last] : select_cells<std::tuple<std::string, long long, Date>>(tx, sql, std::move(params)))
        counts.push_back({k, n, last});
    return counts;
}

std::optional<Disclosure> disclosure(Transaction& tx, Id id) { return select_one<Disclosure>(tx, from_record + "where id = :a", id); }
std::optional<Disclosure> disclosure_by_index(Transaction& tx, std::string const& number) {
    return select_one<Disclosure>(tx, from_record + "where index_number = :a", number);
}
std::optional<Disclosure> disclosure_by_source(Transaction& tx, Id unit_id, std::string const& source_id) {
    return select_one<Disclosure>(tx, from_record + "where unit_id = :a and source_id = :b and source_id <> ''", unit_id, source_id);
}
std::optional<Edition> edition(Transaction& tx, Id id) { return select_one<Edition>(tx, from_edition + "where id = :a", id); }
std::optional<Edition> edition_by_number(Transaction& tx, Id disclosure_id, int number) {
    return select_one<Edition>(tx, from_edition + "where disclosure_id = :a and number = :b", disclosure_id, number);
}
std::vector<Edition> editions_of(Transaction& tx, Id disclosure_id) {
    return select<Edition>(tx, from_edition + "where disclosure_id = :a order by number", disclosure_id);
}
std::string text_of(Transaction& tx, Id edition_id) {
    return select_one<std::string>(tx, "select html from disclosure_text where edition_id = :a", edition_id).value_or("");
}
std::vector<Attachment> attachments_of(Transaction& tx, Id edition_id) {
    return select<Attachment>(tx, from_attachment + "where edition_id = :a order by place, id", edition_id);
}
std::optional<Attachment> attachment(Transaction& tx, Id id) { return select_one<Attachment>(tx, from_attachment + "where id = :a", id); }
std::vector<Step> steps_of(Transaction& tx, Id disclosure_id) {
    return select<Step>(tx, "select " + column_list<Step>() + " from disclosure_step where disclosure_id = :a order by id", disclosure_id);
}
std::vector<SecrecyReview> secrecy_reviews_of(Transaction& tx, Id edition_id) {
    return select<SecrecyReview>(
        tx, "select " + column_list<SecrecyReview>() + " from disclosure_secrecy_review where edition_id = :a order by id", edition_id);
}
std::vector<Remark> remarks_of(Transaction& tx, Id edition_id) {
    return select<Remark>(tx, "select " + column_list<Remark>() + " from disclosure_remark where edition_id = :a order by id", edition_id);
}
std::optional<Remark> remark(Transaction& tx, Id id) {
    return select_one<Remark>(tx, "select " + column_list<Remark>() + " from disclosure_remark where id = :a", id);
}

std::vector<PublicRow> interpretations_of(Transaction& tx, Id disclosure_id) {
    // By the few editions that explain it; sorted here, for an order in the statement would tempt the engine to walk through the whole
    // list.
    auto rows = select<PublicRow>(
        tx,
        from_public + "join disclosure_edition e on e.id = p.edition_id and e.disclosure_id = p.disclosure_id where e.interprets_id = :a",
        disclosure_id);
    std::sort(rows.begin(), rows.end(), [](auto const& a, auto const& b) {
        return std::pair(a.published_on, a.disclosure_id) < std::pair(b.published_on, b.disclosure_id);
    });
    return rows;
}

bool is_attachment_public(Transaction& tx, Attachment const& attachment) {
    auto found = edition(tx, attachment.edition_id);
    if (!found || !found->is_public_kind()) return false;
    bool readable = found->state == State::published || found->state == State::superseded || found->state == State::archived;
    return readable && public_row(tx, found->disclosure_id).has_value();
}

namespace {

using organ::Role;
constexpr std::array handling{Role::filer, Role::reviewer, Role::secrecy_reviewer, Role::office, Role::leak_exception};

}  // namespace

bool handles(organ::Actor const& actor, Edition const& edition) {
    if (actor.system || (actor.person_id != 0 && actor.person_id == edition.author_id)) return true;
    return std::any_of(handling.begin(), handling.end(), [&](Role role) { return actor.has(role, edition.unit_id); });
}

bool may_see(organ::Actor const& actor, Edition const& edition) {
    if (handles(actor, edition)) return true;
    bool published = edition.state == State::published || edition.state == State::superseded || edition.state == State::archived;
    if (!published || edition.way != Way::proactive) return false;
    if (edition.scope == Scope::everyone) return true;
    return actor.signed_in() && (edition.scope == Scope::units || actor.unit_id == edition.unit_id);
}

std::optional<Edition> edition_for(organ::Actor const& actor, Id id, Transaction& tx) {
    auto found = edition(tx, id);
    if (!found || !may_see(actor, *found)) return {};
    // An earlier edition goes with the withdrawal of its document, as for the public.
    if (found->state == State::superseded && !handles(actor, *found) && disclosure(tx, found->disclosure_id)->state == State::withdrawn)
        return {};
    return found;
}

std::string RegisterKey::text() const { return review_again_on ? dated_key(review_again_on, edition_id) : std::to_string(edition_id); }

std::optional<RegisterKey> RegisterKey::parse(std::string_view text) {
    if (auto dated = parse_dated_key(text)) return RegisterKey{dated->first, dated->second};
    auto id = parse_id(text);
    return id ? std::optional(RegisterKey{{}, *id}) : std::nullopt;
}

RegisterKey key_of(Edition const& edition, RegisterFilter const& filter) {
    return {filter.by_review_again() ? edition.review_again_on : Date(), edition.id};
}

std::vector<Edition> of_units(organ::Actor const& actor, Transaction& tx, RegisterFilter const& filter,
                              std::optional<RegisterKey> const& after, int limit) {
    std::vector<Id> units;
    bool everywhere = actor.system;
    for (auto const& grant : actor.grants) {
        if (std::find(handling.begin(), handling.end(), grant.role) == handling.end()) continue;
        everywhere |= grant.unit_id == 0;
        units.push_back(grant.unit_id);
    }
    std::vector<Cell> params;
    auto sql = from_edition + "where ";
    auto narrow = [&](char const* condition, Cell value) {
        sql += condition;
        params.push_back(std::move(value));
    };
    if (filter.state) {
        narrow("state = :s", std::string(to_text(*filter.state)));
    } else {
        sql += filter.by_review_again() ? "state not in ('dropped', 'superseded')" : "state <> 'dropped'";
    }
    // The words of the partial indexes stand here again, so that both engines see that they may use them. Each of them holds few rows in
    // the order of the list: the sign before unit_id keeps SQLite from walking through all of a unit instead.
    bool by_day = filter.by_review_again();
    bool rare_way = filter.way && *filter.way != Way::proactive;
    if (!everywhere) sql += (by_day || rare_way ? " and +unit_id in (" : " and unit_id in (") + storage::id_list(units) + ")";
    if (filter.way) narrow(" and way = :w", std::string(to_text(*filter.way)));
    if (by_day) sql += " and review_again_on <> ''";
    if (rare_way && !by_day) sql += " and way <> 'proactive'";
    if (filter.review_again_from) narrow(" and review_again_on >= :f", filter.review_again_from.text());
    if (filter.review_again_until) narrow(" and review_again_on <= :t", filter.review_again_until.text());
    if (after && by_day && after->review_again_on) {
        narrow(" and (review_again_on, id) > (:d", after->review_again_on.text());
        narrow(", :i)", static_cast<long long>(after->edition_id));
    } else if (after && !by_day && !after->review_again_on) {
        narrow(" and id < :b", static_cast<long long>(after->edition_id));
    }
    params.emplace_back(static_cast<long long>(limit));
    return select_cells<Edition>(tx, sql + (by_day ? " order by review_again_on, id limit :l" : " order by id desc limit :l"),
                                 std::move(params));
}

std::vector<Edition> internal_for(organ::Actor const& actor, Transaction& tx, Id before_id, int limit) {
    if (!actor.signed_in()) return {};
    return select<Edition>(tx,
                           from_edition +
                               "where scope <> 'public' and state = 'published' and way = 'proactive'"
                               " and (scope = 'units' or (scope = 'unit' and unit_id = :u)) and id < :b"
                               " order by id desc limit :l",
                           actor.unit_id, before_id > 0 ? before_id : std::numeric_limits<Id>::max(), limit);
}

std::map<Id, Step> last_steps(Transaction& tx, std::vector<Edition> const& editions) {
    std::vector<Id> ids;
    for (auto const& edition : editions) ids.push_back(edition.id);
    std::map<Id, Step> last;
    for (auto& step : select<Step>(tx, "select " + column_list<Step>() +
                                           " from disclosure_step where id in (select max(id) from disclosure_step where edition_id in (" +
                                           storage::id_list(ids) + ") group by edition_id)"))
        last.emplace(step.edition_id, std::move(step));
    return last;
}

std::vector<Edition> scheduled_until(Transaction& tx, Instant now, int limit) {
    return select<Edition>(tx, from_edition + "where state = 'scheduled' and publish_at <= :a order by publish_at, id limit :l", now,
                           limit);
}

int next_serial(Transaction& tx, Id unit_id, std::string const& month) {
    return int(select_one<long long>(tx,
                                     "insert into disclosure_serial (unit_id, month, last) values (:a, :b, 1)"
                                     " on conflict (unit_id, month) do update set last = disclosure_serial.last + 1 returning last",
                                     unit_id, month)
                   .value());
}

void insert(Transaction& tx, Disclosure& disclosure) { storage::insert(tx, "disclosure_record", disclosure); }
void insert(Transaction& tx, Edition& edition, std::string const& html) {
    storage::insert(tx, "disclosure_edition", edition);
    change(tx, "insert into disclosure_text (edition_id, html) values (:a, :b)", edition.id, html);
}
void insert(Transaction& tx, Attachment& attachment) { storage::insert(tx, "disclosure_attachment", attachment); }
void insert(Transaction& tx, Step& step) { storage::insert(tx, "disclosure_step", step); }
void insert(Transaction& tx, SecrecyReview& review) { storage::insert(tx, "disclosure_secrecy_review", review); }
void insert(Transaction& tx, Remark& remark) { storage::insert(tx, "disclosure_remark", remark); }
void save(Transaction& tx, Disclosure const& disclosure) { storage::update(tx, "disclosure_record", disclosure); }
void save(Transaction& tx, Edition const& edition) { storage::update(tx, "disclosure_edition", edition); }
void save(Transaction& tx, Remark const& remark) { storage::update(tx, "disclosure_remark", remark); }
void save_text(Transaction& tx, Id edition_id, std::string const& html) {
    change(tx, "update disclosure_text set html = :a where edition_id = :b", html, edition_id);
}
void remove_attachment(Transaction& tx, Id id) { change(tx, "delete from disclosure_attachment where id = :a", id); }

void show(Transaction& tx, PublicRow row) {
    hide(tx, row.disclosure_id);
    storage::insert(tx, "disclosure_public", row);
    for (auto const& subject : text::split(row.subjects, ','))
        change(tx, "insert into disclosure_public_subject (subject, published_on, disclosure_id) values (:a, :b, :c)", subject,
               row.published_on, row.disclosure_id);
}

void hide(Transaction& tx, Id disclosure_id) {
    change(tx, "delete from disclosure_public where disclosure_id = :a", disclosure_id);
    change(tx, "delete from disclosure_public_subject where disclosure_id = :a", disclosure_id);
}

}  // namespace mingtang::disclosure::store
