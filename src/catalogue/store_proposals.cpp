#include "catalogue/store_proposals.hpp"

namespace mingtang::catalogue::store {
namespace {

using storage::column_list;
using storage::select;
using storage::select_one;

std::string const from_proposal = "select " + column_list<Proposal>() + " from catalogue_proposal ";
std::string const from_comment = "select " + column_list<Comment>() + " from catalogue_comment ";
std::string const from_demand = "select " + column_list<Demand>() + " from catalogue_demand ";

}  // namespace

std::optional<Proposal> proposal(storage::Transaction& tx, Id id) { return select_one<Proposal>(tx, from_proposal + "where id = :a", id); }

std::vector<Proposal> proposals(storage::Transaction& tx, std::optional<ProposalState> state, std::optional<Id> unit_id, int limit) {
    std::string const newest = " order by id desc limit :l";
    if (state && unit_id)
        return select<Proposal>(tx, from_proposal + "where state = :s and unit_id = :u" + newest, *state, *unit_id, limit);
    if (state) return select<Proposal>(tx, from_proposal + "where state = :s" + newest, *state, limit);
    if (unit_id) return select<Proposal>(tx, from_proposal + "where unit_id = :u" + newest, *unit_id, limit);
    return select<Proposal>(tx, from_proposal + newest, limit);
}

std::vector<Proposal> proposals(storage::Transaction& tx, ProposalFilter const& filter) {
    std::vector<storage::Cell> values;
    std::string where = "where 1 = 1";
    if (!filter.units.empty()) where += " and unit_id in (" + storage::id_list(filter.units) + ")";
    if (filter.state) where += " and state = :a", values.push_back(storage::to_cell(*filter.state));
    if (filter.before_id != 0) where += " and id < :b", values.push_back(storage::to_cell(filter.before_id));
    return storage::select_cells<Proposal>(tx, from_proposal + where + " order by id desc limit " + std::to_string(filter.limit),
                                           std::move(values));
}

std::vector<Proposal> proposals_of_item(storage::Transaction& tx, Id item_id) {
    return select<Proposal>(tx, from_proposal + "where item_id = :a order by id desc", item_id);
}

std::optional<Proposal> open_proposal_of_item(storage::Transaction& tx, Id item_id) {
    return select_one<Proposal>(tx, from_proposal + "where item_id = :a and (state = 'proposed' or state = 'in_comment') order by id",
                                item_id);
}

void save(storage::Transaction& tx, Proposal& proposal) { storage::save(tx, "catalogue_proposal", proposal); }

std::optional<Comment> comment(storage::Transaction& tx, Id id) { return select_one<Comment>(tx, from_comment + "where id = :a", id); }

std::optional<Comment> comment_by_token(storage::Transaction& tx, std::string const& token_digest) {
    return select_one<Comment>(tx, from_comment + "where token_digest = :a", token_digest);
}

std::vector<Comment> comments_of(storage::Transaction& tx, Id proposal_id) {
    return select<Comment>(tx, from_comment + "where proposal_id = :a order by id", proposal_id);
}

long long waiting_comments(storage::Transaction& tx, Id proposal_id) {
    return select_one<Id>(tx, "select count(*) from catalogue_comment where proposal_id = :a and state = 'waiting'", proposal_id)
        .value_or(0);
}

void save(storage::Transaction& tx, Comment& comment) { storage::save(tx, "catalogue_comment", comment); }

Feedback feedback_of_item(storage::Transaction& tx, Id item_id) {
    auto const* sql =
        "select count(*), coalesce(sum(case when c.answer <> '' then 1 else 0 end), 0) from catalogue_comment c"
        " join catalogue_proposal p on p.id = c.proposal_id where p.item_id = :a and c.state = 'shown'";
    auto row = select_one<std::tuple<Id, Id>>(tx, sql, item_id).value_or(std::tuple<Id, Id>{});
    return {std::get<0>(row), std::get<1>(row)};
}

long long comments_since(storage::Transaction& tx, std::string const& source, Instant since) {
    if (source.empty()) return select_one<Id>(tx, "select count(*) from catalogue_comment_source where at >= :a", since).value_or(0);
    return select_one<Id>(tx, "select count(*) from catalogue_comment_source where at >= :a and source = :b", since, source).value_or(0);
}

void add_comment_source(storage::Transaction& tx, std::string const& source, Instant at) {
    storage::change(tx, "insert into catalogue_comment_source (source, at) values (:a, :b)", source, at);
}

void forget_sources_before(storage::Transaction& tx, Instant moment) {
    storage::change(tx, "delete from catalogue_comment_source where at < :a", moment);
}

std::optional<Demand> demand(storage::Transaction& tx, Id id) { return select_one<Demand>(tx, from_demand + "where id = :a", id); }

std::vector<Demand> demands(storage::Transaction& tx, int limit) {
    return select<Demand>(tx, from_demand + "order by id desc limit :l", limit);
}

void save(storage::Transaction& tx, Demand& demand) { storage::save(tx, "catalogue_demand", demand); }

}  // namespace mingtang::catalogue::store
