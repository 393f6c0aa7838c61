#include "supervision/store.hpp"

namespace mingtang::supervision::store {
namespace {

using storage::column_list;
using storage::select;
using storage::select_one;

std::string quoted(std::vector<std::string> const& names) {
    std::string list;
    for (auto const& name : names) list += (list.empty() ? "'" : ",'") + name + "'";
    return list;
}

std::string limit_of(int limit) { return " limit " + std::to_string(std::clamp(limit, 1, 5000)); }

std::string findings_where(std::string const& rest) {
    return "select " + column_list<Finding>() + " from supervision_finding where " + rest;
}
std::string cases_where(std::string const& rest) {
    return "select " + column_list<Rectification>() + " from supervision_rectification where " + rest;
}

template <class... P>
std::vector<Late> late(Transaction& tx, std::string const& sql, P const&... params) {
    using Row = std::tuple<Id, Id, std::string, Date, std::string>;
    std::vector<Late> all;
    for (auto& [id, unit_id, title, due_on, word] : select<Row>(tx, sql, params...))
        all.push_back({id, unit_id, std::move(title), due_on, std::move(word)});
    return all;
}

}  // namespace

std::optional<Finding> finding(Transaction& tx, Id id) { return select_one<Finding>(tx, findings_where("id = :a"), id); }

std::optional<Finding> finding_of(Transaction& tx, FindingKind kind, std::string const& subject) {
    return select_one<Finding>(tx, findings_where("kind = :a and subject = :b"), kind, subject);
}

void save(Transaction& tx, Finding& finding) { storage::save(tx, "supervision_finding", finding); }

std::vector<Finding> findings(Transaction& tx, FindingFilter const& filter) {
    std::vector<storage::Cell> values{storage::to_cell(filter.after_id)};
    std::string where = "id > :a";
    if (!filter.units.empty()) where += " and unit_id in (" + storage::id_list(filter.units) + ")";
    if (filter.state) where += " and state = :b", values.push_back(storage::to_cell(*filter.state));
    if (filter.waiting_only) where += " and state in ('open', 'in_case')";
    if (filter.kind) where += " and kind = :c", values.push_back(storage::to_cell(*filter.kind));
    return storage::select_cells<Finding>(tx, findings_where(where + " order by id" + limit_of(filter.limit)), std::move(values));
}

std::vector<Finding> findings_of_case(Transaction& tx, Id case_id) {
    return select<Finding>(tx, findings_where("case_id = :a order by id"), case_id);
}

std::vector<FindingCount> open_findings(Transaction& tx) {
    using Row = std::tuple<Id, FindingKind, long long>;
    std::vector<FindingCount> all;
    for (auto const& [unit_id, kind, number] : select<Row>(
             tx, "select unit_id, kind, count(*) from supervision_finding where state in ('open', 'in_case') group by unit_id, kind"))
        all.push_back({unit_id, kind, number});
    return all;
}

long long count_waiting(Transaction& tx, FindingKind kind, std::string const& ending) {
    auto where = "from supervision_finding where state in ('open', 'in_case') and kind = :a and subject like :b";
    return select_one<long long>(tx, std::string("select count(*) ") + where, kind, "%" + ending).value();
}

std::vector<Finding> not_seen_since(Transaction& tx, Date day) {
    return select<Finding>(tx, findings_where("state <> 'gone' and kind <> 'spot_check' and last_seen_on < :a order by id"), day);
}

void add(Transaction& tx, Patrol& patrol) { storage::insert(tx, "supervision_patrol", patrol); }

std::optional<Patrol> last_patrol(Transaction& tx) {
    return select_one<Patrol>(tx, "select " + column_list<Patrol>() + " from supervision_patrol order by id desc limit 1");
}

PatrolTurn patrol_turn(Transaction& tx) {
    return select_one<PatrolTurn>(tx, "select " + column_list<PatrolTurn>() + " from supervision_patrol_turn where one = 1")
        .value_or(PatrolTurn());
}

bool ask_patrol(Transaction& tx, Instant now) {
    auto sql = "update supervision_patrol_turn set asked_at = :a where one = 1 and asked_at = '' and until <= :b";
    return storage::change(tx, sql, now, now) == 1;
}

bool take_patrol_turn(Transaction& tx, std::string const& node, Instant now, Instant until) {
    auto sql = "update supervision_patrol_turn set node = :a, until = :b, begun_at = :c where one = 1 and until <= :d";
    return storage::change(tx, sql, node, until, now, now) == 1;
}

bool hold_patrol_turn(Transaction& tx, std::string const& node, Instant until) {
    return storage::change(tx, "update supervision_patrol_turn set until = :a where one = 1 and node = :b", until, node) == 1;
}

void end_patrol_turn(Transaction& tx, std::string const& node) {
    storage::change(tx, "update supervision_patrol_turn set until = '', asked_at = '', failed_at = '' where one = 1 and node = :a", node);
}

void leave_patrol_turn(Transaction& tx, std::string const& node) {
    storage::change(tx, "update supervision_patrol_turn set until = '' where one = 1 and node = :a", node);
}

void fail_patrol_turn(Transaction& tx, std::string const& node, Instant now, Instant until) {
    storage::change(tx, "update supervision_patrol_turn set failed_at = :a, until = :b where one = 1 and node = :c", now, until, node);
}

std::optional<Rectification> rectification(Transaction& tx, Id id) { return select_one<Rectification>(tx, cases_where("id = :a"), id); }
void save(Transaction& tx, Rectification& record) { storage::save(tx, "supervision_rectification", record); }

CaseCounts count_cases(Transaction& tx, std::vector<Id> const& units, Date today) {
    auto of_units = units.empty() ? std::string() : " and unit_id in (" + storage::id_list(units) + ")";
    using Row = std::tuple<State, long long, long long>;
    CaseCounts counts;
    for (auto const& [state, number, late] :
         select<Row>(tx,
                     "select state, count(*), sum(case when due_on < :a then 1 else 0 end) from supervision_rectification where state in "
                     "('issued', 'answered')" +
                         of_units + " group by state",
                     today)) {
        counts.open += number;
        (state == State::issued ? counts.overdue : counts.answered) += state == State::issued ? late : number;
    }
    return counts;
}

std::vector<Rectification> rectifications(Transaction& tx, CaseFilter const& filter) {
    std::vector<storage::Cell> values;
    std::string where = "1 = 1";
    if (!filter.units.empty()) where += " and unit_id in (" + storage::id_list(filter.units) + ")";
    if (filter.state) where += " and state = :a", values.push_back(storage::to_cell(*filter.state));
    if (filter.open_only) where += " and state in ('issued', 'answered')";
    if (filter.public_only) where += " and is_public = 1 and state <> 'withdrawn'";
    if (filter.before_id != 0) where += " and id < :b", values.push_back(storage::to_cell(filter.before_id));
    auto order = filter.open_only ? " order by due_on, id" : " order by id desc";
    return storage::select_cells<Rectification>(tx, cases_where(where + order + limit_of(filter.limit)), std::move(values));
}

int next_number(Transaction& tx, int year) {
    storage::change(tx, "insert into supervision_number (year, last_number) values (:a, 0) on conflict do nothing", year);
    storage::change(tx, "update supervision_number set last_number = last_number + 1 where year = :a", year);
    return int(select_one<long long>(tx, "select last_number from supervision_number where year = :a", year).value());
}

void add(Transaction& tx, Step& step) { storage::insert(tx, "supervision_step", step); }

std::vector<Step> steps_of(Transaction& tx, Id case_id) {
    return select<Step>(tx, "select " + column_list<Step>() + " from supervision_step where case_id = :a order by id", case_id);
}

void add(Transaction& tx, Evidence& evidence) { storage::insert(tx, "supervision_evidence", evidence); }

std::vector<Evidence> evidence_of(Transaction& tx, Id case_id) {
    return select<Evidence>(tx, "select " + column_list<Evidence>() + " from supervision_evidence where case_id = :a order by id", case_id);
}

std::optional<Evidence> evidence(Transaction& tx, Id id) {
    return select_one<Evidence>(tx, "select " + column_list<Evidence>() + " from supervision_evidence where id = :a", id);
}

std::vector<Late> late_drafts(Transaction& tx, Date today) {
    return late(tx,
                "select id, unit_id, title, publish_due, state from disclosure_edition where way = 'proactive' and publish_due <> '' and "
                "publish_due < :a "
                "and state in ('drafting', 'in_review', 'in_secrecy_review', 'referred', 'in_recheck', 'in_emergency_review', "
                "'emergency_cleared') order by id",
                today);
}

std::vector<Late> late_applications(Transaction& tx, Date today) {
    return late(tx,
                "select id, unit_id, case_number, reply_due, state from request_info_request where closed_on = '' and reply_due <> '' and "
                "reply_due < :a order by id",
                today);
}

std::vector<Late> late_applicants(Transaction& tx, Date today) {
    auto all =
        late(tx,
             "select id, unit_id, case_number, supplement_due, state from request_info_request where state = 'awaiting_supplement' and "
             "supplement_due <> '' and supplement_due < :a order by id",
             today);
    for (auto& one : late(tx,
                          "select r.id, r.unit_id, r.case_number, f.pay_due, r.state from request_info_request r join request_fee f on "
                          "f.request_id = r.id "
                          "where r.state = 'awaiting_payment' and f.paid_on = '' and f.pay_due <> '' and f.pay_due < :a order by r.id",
                          today))
        all.push_back(std::move(one));
    return all;
}

std::vector<Late> late_reviews_of_withheld(Transaction& tx, Date today) {
    return late(tx,
                "select e.id, e.unit_id, e.title, e.review_again_on, e.ground from disclosure_edition e join disclosure_record r on "
                "r.newest_edition_id = e.id "
                "where e.way = 'withheld' and e.review_again_on <> '' and e.review_again_on < :a and e.state <> 'dropped' order by e.id",
                today);
}

std::vector<Late> passed_validity(Transaction& tx, Date today) {
    return late(tx,
                "select p.disclosure_id, p.unit_id, p.title, e.valid_until_on, p.kind from disclosure_public p join disclosure_edition e "
                "on e.id = p.edition_id "
                "where p.validity = 'valid' and e.valid_until_on <> '' and e.valid_until_on < :a order by p.disclosure_id",
                today);
}

std::vector<LastOfKinds> last_of_kinds(Transaction& tx, std::vector<std::string> const& kinds) {
    std::map<Id, Date> newest;
    auto const* sql =
        "select u.id, coalesce((select max(p.published_on) from disclosure_public p where p.unit_id = u.id and p.kind = :a), '') from "
        "organ_unit u where u.open = 1";
    for (auto const& kind : kinds)
        for (auto const& [unit_id, last_on] : select<std::tuple<Id, Date>>(tx, sql, kind))
            if (last_on) newest[unit_id] = std::max(newest[unit_id], last_on);
    std::vector<LastOfKinds> all;
    for (auto const& [unit_id, last_on] : newest) all.push_back({unit_id, last_on});
    return all;
}

Date newest_day(Transaction& tx) {
    return select_one<Date>(tx, "select published_on from disclosure_public order by published_on desc limit 1").value_or(Date());
}

std::vector<Late> without_interpretation(Transaction& tx, std::vector<std::string> const& kinds, Date since, Date until) {
    return late(tx,
                "select p.disclosure_id, p.unit_id, p.title, p.published_on, p.kind from disclosure_public p where p.kind in (" +
                    quoted(kinds) +
                    ") and p.published_on >= :a and p.published_on <= :b and not exists (select 1 from disclosure_edition e join "
                    "disclosure_public i "
                    "on i.disclosure_id = e.disclosure_id and i.edition_id = e.id where e.interprets_id = p.disclosure_id) order by "
                    "p.disclosure_id",
                since, until);
}

std::vector<PublicFile> public_files(Transaction& tx, Id after_id, int limit) {
    using Row = std::tuple<Id, Id, Id, std::string, std::string, std::string>;
    std::vector<PublicFile> all;
    for (auto& [id, disclosure_id, unit_id, title, name, sha256] : select<Row>(
             tx,
             "select a.id, p.disclosure_id, p.unit_id, p.title, a.name, a.sha256 from disclosure_attachment a join disclosure_edition e on "
             "e.id = a.edition_id join disclosure_public p on p.disclosure_id = e.disclosure_id and p.edition_id = e.id where a.id > :a "
             "order by a.id" +
                 limit_of(limit),
             after_id))
        all.push_back({id, disclosure_id, unit_id, std::move(title), std::move(name), std::move(sha256)});
    return all;
}

std::vector<std::string> unopened(Transaction& tx, int limit) {
    return select<std::string>(
        tx,
        "select distinct a.sha256 from disclosure_attachment a join disclosure_public p on p.edition_id = a.edition_id "
        "where not exists (select 1 from supervision_opened o where o.digest = a.sha256) order by a.sha256" +
            limit_of(limit));
}

void keep_opened(Transaction& tx, std::string const& digest, Date today, std::string const& trouble) {
    storage::change(tx, "insert into supervision_opened (digest, opened_on, trouble) values (:a, :b, :c) on conflict do nothing", digest,
                    today, trouble);
}

std::map<std::string, std::string> opening_troubles(Transaction& tx) {
    using Row = std::tuple<std::string, std::string>;
    std::map<std::string, std::string> all;
    for (auto& [digest, trouble] : select<Row>(tx, "select digest, trouble from supervision_opened where trouble <> ''"))
        all.emplace(std::move(digest), std::move(trouble));
    return all;
}

std::vector<Id> public_by_entry(Transaction& tx) {
    return select<Id>(tx, "select disclosure_id from disclosure_public order by catalogue_item_id, unit_id, kind, disclosure_id");
}

std::vector<PublicText> public_texts(Transaction& tx, std::vector<Id> const& ids) {
    using Row = std::tuple<Id, Id, Id, std::string, std::string, Date, std::string>;
    std::map<Id, PublicText> found;
    for (auto& [id, unit_id, item_id, title, kind, published_on, html] :
         select<Row>(tx,
                     "select p.disclosure_id, p.unit_id, p.catalogue_item_id, p.title, p.kind, p.published_on, t.html from "
                     "disclosure_public p join disclosure_text t on t.edition_id = p.edition_id where p.disclosure_id in (" +
                         storage::id_list(ids) + ")"))
        found[id] = {id, unit_id, item_id, std::move(title), std::move(kind), published_on, std::move(html)};
    std::vector<PublicText> all;
    for (auto id : ids)
        if (auto one = found.extract(id)) all.push_back(std::move(one.mapped()));
    return all;
}

std::optional<bool> answers(Transaction& tx, std::string const& path) {
    auto parts = [&] {
        std::vector<std::string> all;
        for (std::size_t at = 1; at <= path.size();) {
            auto slash = std::min(path.find('/', at), path.size());
            all.push_back(path.substr(at, slash - at));
            at = slash + 1;
        }
        return all;
    }();
    auto number = [](std::string const& text) -> Id {
        bool digits = !text.empty() && text.size() < 18 && text.find_first_not_of("0123456789") == std::string::npos;
        return digits ? std::stoll(text) : 0;
    };
    if (parts.size() >= 2 && parts[0] == "disclosure" && number(parts[1]) != 0 && parts[1] != "year")
        return select_one<long long>(tx, "select count(*) from disclosure_public where disclosure_id = :a", number(parts[1])).value() > 0;
    if (parts.size() == 3 && parts[0] == "files")
        return select_one<long long>(
                   tx,
                   "select count(*) from disclosure_attachment a join disclosure_edition e on e.id = a.edition_id join disclosure_public p "
                   "on p.disclosure_id = e.disclosure_id where a.id = :a and e.state in ('published', 'superseded', 'archived')",
                   number(parts[1]))
                   .value() > 0;
    if (parts.size() >= 2 && (parts[0] == "units" || parts[0] == "guide"))
        return select_one<long long>(tx, "select count(*) from organ_unit where code = :a", parts[1]).value() > 0;
    if (parts.size() == 2 && parts[0] == "subjects")
        return select_one<long long>(tx, "select count(*) from catalogue_subject where code = :a", parts[1]).value() > 0;
    return {};
}

}  // namespace mingtang::supervision::store
