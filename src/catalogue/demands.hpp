#pragma once
#include <optional>

#include "catalogue/proposal.hpp"
#include "organ/context.hpp"

/// What the public looks for and does not find becomes proposals for the catalogue, or an answer. law: ogi-2019:22, what is disclosed on
/// one's own motion is widened step by step; 44, what several ask for is taken in.
namespace mingtang::catalogue {

/// A search that found nothing, with how often.
struct Miss {
    std::string term;
    long long misses = 0;
};
struct MissGroup {
    std::string words;  // the shortest of the terms
    std::vector<std::string> terms;
    long long misses = 0;
};
/// Searches that hold a shorter one (of two characters or more) stand with it; the most often missed group first.
std::vector<MissGroup> grouped(std::vector<Miss> misses);

/// Takes a group up, so that the public sees that it was heard. Refusals: catalogue.demand.{forbidden,words,taken}.
Outcome<Demand> take_demand(organ::Context& in, MissGroup const& group);
/// Applications of several people to one unit for the same (law: ogi-2019:44), or letters of several that ask the same, as their module
/// counts them: numbers and names of records, nothing that they say.
struct Repeat {
    DemandSource source = DemandSource::applications;
    Id unit_id = 0;
    long long applications = 0, applicants = 0;
    std::vector<std::string> members;  // "request:12", "mailbox:12"
};
/// The stored demand that has one of the members, the newest first; `whole` tells whether it has all of them.
struct Known {
    Demand demand;
    bool whole = false;
};
std::optional<Known> known_of(storage::Transaction& tx, Repeat const& repeat);
/// Takes it up in words that the office has written for the public; joins the members to a demand that is still open where they have one in
/// common (then `words` may be empty). Refusals: catalogue.demand.{forbidden,words,personal,taken}.
Outcome<Demand> take_repeat(organ::Context& in, Repeat const& repeat, std::string const& words);

/// A proposal was made of it. Refusals: catalogue.demand.{forbidden,not_found,answered}.
Outcome<Demand> link_demand(organ::Context& in, Id id, Id proposal_id);
/// What the public reads. Refusals: catalogue.demand.{forbidden,not_found,answer}.
Outcome<Demand> answer_demand(organ::Context& in, Id id, std::string const& answer);

}  // namespace mingtang::catalogue
