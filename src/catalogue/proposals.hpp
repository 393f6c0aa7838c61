#pragma once
#include "catalogue/item.hpp"
#include "catalogue/proposal.hpp"
#include "catalogue/workflow.hpp"
#include "organ/context.hpp"

/// Changes of a catalogue: proposal, public comment, decision with a reason, new edition.
namespace mingtang::catalogue {

/// What is proposed: the entry as it is to be. With `id` 0 a new one (of `unit_id`, perhaps derived from `standard_id`).
struct ProposalForm {
    ProposalKind kind = ProposalKind::change;
    Item item;
    std::string reason;
    Id demand_id = 0;
};
/// Filers and the office of the unit propose, for standard catalogues the office of the whole site. Refusals: catalogue.propose.{forbidden,
/// unit,same,reason,closed,under_way,code_taken}, catalogue.item.*, catalogue.add_item.{domain,standard}.
Outcome<Proposal> propose(organ::Context& in, ProposalForm const& form);

/// The public may comment from today for `days` (7 to 60) days. Refusals: catalogue.open_comment.{forbidden,not_now,days}, .not_found.
Outcome<Proposal> open_comment(organ::Context& in, Id id, int days);

/// Takes what is proposed into the catalogue. Refusals: catalogue.adopt.{forbidden,not_now,too_early,comments_open,changed_since,reason,
/// code_taken}, catalogue.item.*.
Outcome<Proposal> adopt(organ::Context& in, Id id, std::string const& reason);
/// Refusals: catalogue.reject.{forbidden,not_now,comments_open,reason}.
Outcome<Proposal> reject(organ::Context& in, Id id, std::string const& reason);
/// Refusals: catalogue.withdraw.{forbidden,not_now,reason}.
Outcome<Proposal> withdraw(organ::Context& in, Id id, std::string const& reason);

/// A form that may be sent once, from three seconds to a day after it was made.
std::string comment_token(organ::Context const& in, Id proposal_id);
struct CommentForm {
    std::string token, name, contact, words;
    std::string trap;    // a field that people do not see
    std::string source;  // of the sender, as http::client_key names it; only its daily digest is kept, for a day
};
/// From anybody, without an account; the second sending of one form is the first one's comment. Refusals:
/// catalogue.comment.{not_found,over, token,too_fast,robot,words,links,name,contact,too_many}.
Outcome<Comment> comment(organ::Context& in, Id proposal_id, CommentForm const& form);

/// What was sealed, for the office of the unit only.
struct OpenedComment {
    std::string name, contact, words;
};
std::optional<OpenedComment> opened(organ::Context const& in, Comment const& comment, Proposal const& proposal);
/// Shows it with the words that the public is to read (without personal data) and the answer. Refusals: catalogue.comment.{not_found,
/// forbidden,decided}, catalogue.show_comment.{words,answer}.
Outcome<Comment> show_comment(organ::Context& in, Id id, std::string const& words, std::string const& answer);
/// Keeps it from the public, with a reason that the journal holds. Refusals: catalogue.comment.*, catalogue.hide_comment.reason.
Outcome<Comment> hide_comment(organ::Context& in, Id id, std::string const& reason);

/// The entry as it stood and as it is to be, for pages.
struct Sides {
    Item before, after;
};
Sides sides_of(storage::Transaction& tx, Proposal const& proposal);

}  // namespace mingtang::catalogue
