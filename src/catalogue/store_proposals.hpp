#pragma once
#include "catalogue/proposal.hpp"

/// SQL of proposals, comments and demands.
namespace mingtang::catalogue::store {

std::optional<Proposal> proposal(storage::Transaction& tx, Id id);
/// Newest first; in one state or in all; of one unit (0: the standard catalogues) or of all.
std::vector<Proposal> proposals(storage::Transaction& tx, std::optional<ProposalState> state, std::optional<Id> unit_id, int limit);
struct ProposalFilter {
    std::optional<ProposalState> state;
    std::vector<Id> units;  // empty: all, and the standard catalogues
    Id before_id = 0;
    int limit = 100;
};
/// Newest first.
std::vector<Proposal> proposals(storage::Transaction& tx, ProposalFilter const& filter);
std::vector<Proposal> proposals_of_item(storage::Transaction& tx, Id item_id);
/// One about the entry that is not decided.
std::optional<Proposal> open_proposal_of_item(storage::Transaction& tx, Id item_id);
void save(storage::Transaction& tx, Proposal& proposal);

std::optional<Comment> comment(storage::Transaction& tx, Id id);
std::optional<Comment> comment_by_token(storage::Transaction& tx, std::string const& token_digest);
/// In the order in which they came.
std::vector<Comment> comments_of(storage::Transaction& tx, Id proposal_id);
long long waiting_comments(storage::Transaction& tx, Id proposal_id);
void save(storage::Transaction& tx, Comment& comment);
/// How many comments on the entry's proposals are shown, and how many of them are answered.
struct Feedback {
    long long shown = 0, answered = 0;
};
Feedback feedback_of_item(storage::Transaction& tx, Id item_id);

/// Comments of one source, or (empty) of all, since the moment; the older ones are forgotten by `forget_sources_before`.
long long comments_since(storage::Transaction& tx, std::string const& source, Instant since);
void add_comment_source(storage::Transaction& tx, std::string const& source, Instant at);
void forget_sources_before(storage::Transaction& tx, Instant moment);

std::optional<Demand> demand(storage::Transaction& tx, Id id);
/// Newest first.
std::vector<Demand> demands(storage::Transaction& tx, int limit);
void save(storage::Transaction& tx, Demand& demand);

}  // namespace mingtang::catalogue::store
