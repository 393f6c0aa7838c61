#include "participation/repeated.hpp"

#include <set>

#include "base/similar.hpp"
#include "organ/store.hpp"
#include "participation/store.hpp"

namespace mingtang::participation {
namespace {

constexpr int days_back = 730, most_of_unit = 2000, fewest_writers = 2;

void add_of_unit(Context& in, Id unit_id, std::vector<Repeated>& all) {
    std::vector<Letter> letters;
    std::vector<Pairs> pairs;
    for (auto& letter : store::of_kind_since(in.tx, unit_id, Kind::consultation, in.today() - days_back, most_of_unit)) {
        if (letter.state == State::closed || letter.erased_at) continue;
        auto read = opened(in, letter);
        pairs.push_back(pairs_of(read.title + read.words));
        letters.push_back(std::move(letter));
    }
    auto first = groups_of(pairs, same_wish);
    std::map<std::size_t, Repeated> groups;
    for (std::size_t i = 0; i < letters.size(); ++i) groups[first[i]].letters.push_back(std::move(letters[i]));
    for (auto& [at, group] : groups) {
        std::set<std::string> writers;
        for (auto const& letter : group.letters) {
            writers.insert(letter.writer_key);
            group.published += letter.publicity == Publicity::published;
        }
        group.unit_id = unit_id;
        group.writers = int(writers.size());
        if (group.writers >= fewest_writers) all.push_back(std::move(group));
    }
}

}  // namespace

std::vector<Repeated> repeated(Context& in) {
    std::vector<Repeated> all;
    for (auto const& unit : organ::store::all_units(in.tx)) add_of_unit(in, unit.id, all);
    std::stable_sort(all.begin(), all.end(), [](Repeated const& a, Repeated const& b) {
        return a.writers != b.writers ? a.writers > b.writers : a.last_on() > b.last_on();
    });
    return all;
}

}  // namespace mingtang::participation
