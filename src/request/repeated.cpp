#include "request/repeated.hpp"

#include <algorithm>
#include <set>

#include "base/similar.hpp"
#include "organ/store.hpp"
#include "request/rules.hpp"
#include "request/store.hpp"

namespace mingtang::request {
namespace {

constexpr int days_back = 730, most_of_unit = 2000;

/// Applications and the pairs of their descriptions, place by place.
struct Compared {
    std::vector<InfoRequest> requests;
    std::vector<Pairs> pairs;
};

/// Oldest first.
Compared compared_of(Context& in, Id unit_id) {
    Compared all;
    for (auto& request : store::of_unit_since(in.tx, unit_id, in.today() - days_back, most_of_unit)) {
        if (request.erased_at || request.applicant_key.empty()) continue;
        auto pairs = pairs_of(description_of(in, request));
        if (pairs.empty()) continue;
        all.requests.push_back(std::move(request));
        all.pairs.push_back(std::move(pairs));
    }
    std::reverse(all.requests.begin(), all.requests.end());
    std::reverse(all.pairs.begin(), all.pairs.end());
    return all;
}

int wishes_for_all(Context& in, Id request_id) {
    auto wishes = store::wishes_of(in.tx, request_id);
    return int(std::count_if(wishes.begin(), wishes.end(), [](Wish const& wish) {
        return wish.kind == Wish::Kind::publish_for_all && wish.state != Wish::State::declined;
    }));
}

bool is_disclosed(std::string const& outcome) { return outcome.starts_with("r1_") || outcome == "r2_partial"; }

void add(Context& in, Repeated& group, std::set<std::string>& askers, InfoRequest const& request) {
    group.unit_id = request.unit_id;
    group.requests.push_back(request.id);
    group.case_numbers.push_back(request.case_number);
    group.wishes += wishes_for_all(in, request.id);
    group.disclosed += is_disclosed(request.outcome);
    group.published |= request.answer_disclosure_id != 0;
    askers.insert(request.applicant_key);
    group.applicants = int(askers.size());
    if (!group.first_on || request.received_on < group.first_on) group.first_on = request.received_on;
    group.last_on = std::max(group.last_on, request.received_on);
}

void add_of_unit(Context& in, Id unit_id, std::vector<Repeated>& all) {
    auto compared = compared_of(in, unit_id);
    auto first = groups_of(compared.pairs, same_wish);
    std::map<std::size_t, std::pair<Repeated, std::set<std::string>>> groups;
    for (std::size_t i = 0; i < first.size(); ++i) {
        auto& [group, askers] = groups[first[i]];
        add(in, group, askers, compared.requests[i]);
    }
    for (auto& [at, group] : groups)
        if (!group.first.published && (suggests_publication(group.first.applicants) || group.first.wishes > 0))
            all.push_back(std::move(group.first));
}

}  // namespace

std::vector<Repeated> repeated(Context& in) {
    std::vector<Repeated> all;
    for (auto const& unit : organ::store::all_units(in.tx)) add_of_unit(in, unit.id, all);
    std::stable_sort(all.begin(), all.end(), [](Repeated const& a, Repeated const& b) {
        return a.applicants != b.applicants ? a.applicants > b.applicants : a.last_on > b.last_on;
    });
    return all;
}

}  // namespace mingtang::request
