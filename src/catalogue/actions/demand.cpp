#include <algorithm>

#include "base/text.hpp"
#include "catalogue/actions/common.hpp"
#include "catalogue/demands.hpp"
#include "catalogue/store_proposals.hpp"

namespace mingtang::catalogue {
namespace {

using organ::Context;

constexpr std::size_t most_terms = 20;
constexpr std::size_t longest_words = 60;
constexpr int looked_back = 1000;

Done may_answer(organ::Actor const& actor) {
    if (actor.has(organ::Role::office, 0)) return {};
    return Refusal{"catalogue.demand.forbidden"};
}

Outcome<Demand> found(Context& in, Id id) {
    if (auto may = may_answer(in.actor); !may) return may.error();
    if (auto demand = store::demand(in.tx, id)) return std::move(*demand);
    return Refusal{"catalogue.demand.not_found"};
}

/// What could name somebody: an address of mail, seven digits or more.
bool may_name(std::string const& words) {
    auto digits = std::count_if(words.begin(), words.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits >= 7 || words.find('@') != std::string::npos;
}

Done are_words(Context& in, std::string const& words) {
    if (words.empty() || text::length(words) > longest_words) return Refusal{"catalogue.demand.words", "", {}, "words"};
    for (auto const& one : store::demands(in.tx, looked_back))
        if (one.words == words && one.state != DemandState::answered) return Refusal{"catalogue.demand.taken", "", {}, "words"};
    return {};
}

std::string marked(std::string const& member) { return "," + member + ","; }

bool holds(Demand const& demand, std::string const& member) { return demand.members.find(marked(member)) != std::string::npos; }

std::string subject_of(Demand const& demand) { return "demand:" + std::to_string(demand.id); }

}  // namespace

std::vector<MissGroup> grouped(std::vector<Miss> misses) {
    std::stable_sort(misses.begin(), misses.end(),
                     [](Miss const& a, Miss const& b) { return text::length(a.term) < text::length(b.term); });
    std::vector<MissGroup> groups;
    for (auto const& miss : misses) {
        auto group = std::find_if(groups.begin(), groups.end(), [&](MissGroup const& one) {
            return text::length(one.words) >= 2 && miss.term.find(one.words) != std::string::npos;
        });
        if (group == groups.end()) group = groups.insert(groups.end(), MissGroup{.words = miss.term});
        group->terms.push_back(miss.term);
        group->misses += miss.misses;
    }
    std::stable_sort(groups.begin(), groups.end(), [](MissGroup const& a, MissGroup const& b) { return a.misses > b.misses; });
    return groups;
}

Outcome<Demand> take_demand(Context& in, MissGroup const& group) {
    if (auto may = may_answer(in.actor); !may) return may.error();
    auto words = text::one_line(group.words);
    if (auto fit = are_words(in, words); !fit) return fit.error();
    auto terms = group.terms;
    if (terms.size() > most_terms) terms.resize(most_terms);
    Demand demand{
        .source = DemandSource::searches, .words = words, .terms = text::join(terms, "、"), .misses = group.misses, .made_at = in.now};
    store::save(in.tx, demand);
    in.write("catalogue.demand_taken", subject_of(demand), 0, {{"words", words}, {"misses", demand.misses}});
    return demand;
}

std::optional<Known> known_of(storage::Transaction& tx, Repeat const& repeat) {
    for (auto const& demand : store::demands(tx, looked_back)) {
        auto number = std::count_if(repeat.members.begin(), repeat.members.end(), [&](auto const& one) { return holds(demand, one); });
        if (number > 0) return Known{demand, std::size_t(number) == repeat.members.size()};
    }
    return {};
}

Outcome<Demand> take_repeat(Context& in, Repeat const& repeat, std::string const& typed) {
    if (auto may = may_answer(in.actor); !may) return may.error();
    auto known = known_of(in.tx, repeat);
    bool joins = known && known->demand.state != DemandState::answered;
    auto demand = joins ? known->demand : Demand{.source = repeat.source, .unit_id = repeat.unit_id, .made_at = in.now};
    auto words = text::one_line(typed);
    if (!joins || (!words.empty() && words != demand.words)) {
        if (auto fit = are_words(in, words); !fit) return fit.error();
        if (may_name(words)) return Refusal{"catalogue.demand.personal", "", {}, "words"};
        demand.words = words;
    }
    for (auto const& member : repeat.members)
        if (!holds(demand, member)) demand.members += demand.members.empty() ? marked(member) : member + ",";
    demand.applications = repeat.applications;
    demand.applicants = repeat.applicants;
    store::save(in.tx, demand);
    in.write("catalogue.demand_taken", subject_of(demand), demand.unit_id,
             {{"words", demand.words}, {"applications", demand.applications}, {"applicants", demand.applicants}});
    return demand;
}

Outcome<Demand> link_demand(Context& in, Id id, Id proposal_id) {
    auto demand = found(in, id);
    if (!demand) return demand.error();
    if (demand->state == DemandState::answered) return Refusal{"catalogue.demand.answered"};
    demand->state = DemandState::proposed;
    demand->proposal_id = proposal_id;
    store::save(in.tx, *demand);
    in.write("catalogue.demand_taken", subject_of(*demand), 0, {{"words", demand->words}, {"proposal_id", proposal_id}});
    return demand;
}

Outcome<Demand> answer_demand(Context& in, Id id, std::string const& typed) {
    auto demand = found(in, id);
    if (!demand) return demand.error();
    auto answer = text::one_line(typed);
    if (answer.empty() || text::length(answer) > 1000) return Refusal{"catalogue.demand.answer", "", {}, "answer"};
    demand->answer = answer;
    demand->answered_at = in.now;
    demand->answered_by = in.actor.name;
    if (demand->state == DemandState::open) demand->state = DemandState::answered;
    store::save(in.tx, *demand);
    in.write("catalogue.demand_answered", subject_of(*demand), 0, {{"words", demand->words}});
    return demand;
}

}  // namespace mingtang::catalogue
