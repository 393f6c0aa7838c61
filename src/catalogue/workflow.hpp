#pragma once
#include <vector>

#include "base/outcome.hpp"
#include "catalogue/proposal.hpp"
#include "organ/person.hpp"

namespace mingtang::catalogue {

enum class Action { open_comment, adopt, reject, withdraw };

struct Transition {
    ProposalState from;
    Action action;
    ProposalState to;
    organ::Role role;
    char const* article;
};

/// The way of a proposal: units propose, the organ in charge of disclosure decides, and nothing is adopted that the public was not asked
/// about. A step that does not stand here does not exist.
inline constexpr std::array workflow{
    Transition{ProposalState::proposed, Action::open_comment, ProposalState::in_comment, organ::Role::office, "ogi-2019:4"},
    Transition{ProposalState::proposed, Action::reject, ProposalState::rejected, organ::Role::office, "ogi-2019:4"},
    Transition{ProposalState::proposed, Action::withdraw, ProposalState::withdrawn, organ::Role::filer, ""},
    Transition{ProposalState::in_comment, Action::adopt, ProposalState::adopted, organ::Role::office, "ogi-2019:12"},
    Transition{ProposalState::in_comment, Action::reject, ProposalState::rejected, organ::Role::office, "ogi-2019:12"},
    Transition{ProposalState::in_comment, Action::withdraw, ProposalState::withdrawn, organ::Role::filer, ""},
};

/// The state after `action`. Refuses `catalogue.<action>.not_now` where the step does not exist in this state, `.forbidden` where the
/// person lacks the role for that unit (the office may withdraw what it proposed itself).
Outcome<ProposalState> next(ProposalState from, Action action, organ::Actor const& actor, Id unit_id);
/// What this person may do now, in the order of the table.
std::vector<Action> possible(ProposalState from, organ::Actor const& actor, Id unit_id);

}  // namespace mingtang::catalogue

template <>
struct mingtang::EnumNames<mingtang::catalogue::Action> {
    static constexpr std::array<std::string_view, 4> names{"open_comment", "adopt", "reject", "withdraw"};
};
