#include "disclosure/store_findings.hpp"

namespace mingtang::disclosure::store {
namespace {

using storage::change;
using storage::column_list;
using storage::select;
using storage::select_one;

std::string const from_finding = "select " + column_list<Finding>() + " from disclosure_finding ";
std::string const blocking = "certainty = 'certain'";

}  // namespace

std::optional<Scan> last_scan(Transaction& tx, Id edition_id) {
    return select_one<Scan>(tx, "select " + column_list<Scan>() + " from disclosure_scan where edition_id = :a order by id desc limit 1",
                            edition_id);
}

std::vector<Finding> findings_of(Transaction& tx, Id edition_id) {
    return select<Finding>(
        tx, from_finding + "where edition_id = :a and state <> 'gone' order by case state when 'open' then 0 else 1 end, id", edition_id);
}

std::vector<Finding> findings_of(Transaction& tx, Id edition_id, FindingGroup const& group, int limit) {
    return select<Finding>(
        tx,
        from_finding +
            "where edition_id = :a and state <> 'gone' and part = :b and attachment_id = :c and kind = :d and certainty = :e"
            " order by case state when 'open' then 0 else 1 end, id limit :l",
        edition_id, group.part, group.attachment_id, group.kind, group.certainty, limit);
}

std::vector<FindingGroup> finding_groups(Transaction& tx, Id edition_id) {
    using Row = std::tuple<Part, Id, std::string, scan::Kind, scan::Certainty, FindingState, long long>;
    std::vector<FindingGroup> groups;
    for (auto const& [part, attachment, name, kind, certainty, state, count] :
         select<Row>(tx,
                     "select part, attachment_id, max(file_name), kind, certainty, state, count(*) from disclosure_finding where "
                     "edition_id = :a and"
                     " state <> 'gone' group by part, attachment_id, kind, certainty, state",
                     edition_id)) {
        auto same = [&, p = part, a = attachment, k = kind, c = certainty](FindingGroup const& g) {
            return g.part == p && g.attachment_id == a && g.kind == k && g.certainty == c;
        };
        auto found = std::find_if(groups.begin(), groups.end(), same);
        if (found == groups.end())
            found = groups.insert(groups.end(),
                                  {.part = part, .attachment_id = attachment, .file_name = name, .kind = kind, .certainty = certainty});
        (state == FindingState::open ? found->open : state == FindingState::masked ? found->masked : found->excepted) += count;
    }
    auto urgency = [](FindingGroup const& g) {
        if (g.open == 0) return 9;
        if (g.certainty == scan::Certainty::certain) return 0;
        bool unseen = g.kind == scan::Kind::hidden_content || g.kind == scan::Kind::unreadable;
        return unseen ? 1 : 2 + int(g.certainty);
    };
    std::sort(groups.begin(), groups.end(), [&](auto const& a, auto const& b) {
        return std::tuple(urgency(a), a.part, a.attachment_id, a.kind, a.certainty) <
               std::tuple(urgency(b), b.part, b.attachment_id, b.kind, b.certainty);
    });
    return groups;
}

std::map<Id, long long> open_findings(Transaction& tx, std::vector<Edition> const& editions) {
    std::string ids = "0";
    for (auto const& edition : editions) ids += "," + std::to_string(edition.id);
    std::map<Id, long long> counts;
    using Row = std::tuple<Id, long long>;
    for (auto const& [id, count] :
         select<Row>(tx, "select edition_id, count(*) from disclosure_finding where state = 'open' and edition_id in (" + ids +
                             ") group by edition_id"))
        counts[id] = count;
    return counts;
}

Blocking blocking_findings(Transaction& tx, Id edition_id) {
    Blocking found;
    using Row = std::tuple<Part, Id, std::string, scan::Kind, long long>;
    for (auto const& [part, attachment, name, kind, count] :
         select<Row>(tx,
                     "select part, attachment_id, max(file_name), kind, count(*) from disclosure_finding where edition_id = :a and state = "
                     "'open' and " +
                         blocking + " group by part, attachment_id, kind order by part, attachment_id, kind",
                     edition_id)) {
        found.count += count;
        found.groups.push_back({.part = part, .attachment_id = attachment, .file_name = name, .kind = kind, .open = count});
    }
    return found;
}

void insert(Transaction& tx, Scan& scan) { storage::insert(tx, "disclosure_scan", scan); }
void insert(Transaction& tx, Finding& finding) { storage::insert(tx, "disclosure_finding", finding); }
void save(Transaction& tx, Finding const& finding) { storage::update(tx, "disclosure_finding", finding); }

void found_again(Transaction& tx, std::vector<Id> const& finding_ids, Id scan_id) {
    constexpr std::size_t at_once = 500;
    for (std::size_t from = 0; from < finding_ids.size(); from += at_once) {
        std::string ids;
        for (std::size_t i = from; i < std::min(from + at_once, finding_ids.size()); ++i)
            ids += (ids.empty() ? "" : ",") + std::to_string(finding_ids[i]);
        change(tx, "update disclosure_finding set scan_id = :a where id in (" + ids + ")", scan_id);
    }
}

void rest_is_gone(Transaction& tx, Id edition_id, Id scan_id) {
    change(tx, "update disclosure_finding set state = 'gone' where edition_id = :a and state = 'open' and scan_id <> :b", edition_id,
           scan_id);
}

}  // namespace mingtang::disclosure::store
