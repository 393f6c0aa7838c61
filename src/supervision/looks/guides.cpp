#include "base/text.hpp"
#include "catalogue/guide.hpp"
#include "catalogue/store.hpp"
#include "catalogue/words.hpp"
#include "organ/store.hpp"
#include "supervision/looks/looks.hpp"
#include "supervision/words.hpp"

namespace mingtang::supervision::looks {
namespace {

bool is_contact(std::string const& element) { return element == "telephone" || element == "address"; }

void add(Findings& all, FindingKind kind, organ::Unit const& unit, std::vector<std::string> const& missing) {
    if (missing.empty()) return;
    all.push_back({.kind = kind,
                   .unit_id = unit.id,
                   .subject = "unit:" + std::to_string(unit.id),
                   .title = unit.name,
                   .detail = filled(word("late", "guide_incomplete"), {{"missing", text::join(missing, "、")}})});
}

}  // namespace

/// Elements as catalogue::missing_of_guide has them; a telephone or an address that is missing is one fault, told by its own name.
void guides(Context& in, Findings& all) {
    std::map<Id, std::size_t> open_entries;
    for (auto const& one : catalogue::store::open_counts(in.tx)) open_entries[one.unit_id] = std::size_t(one.count);
    for (auto const& unit : organ::store::all_units(in.tx)) {
        if (!unit.open) continue;
        std::vector<std::string> contact, others;
        for (auto const& name : catalogue::missing_of_guide(unit, open_entries[unit.id]))
            (is_contact(name) ? contact : others).push_back(catalogue::word("guide", name));
        add(all, FindingKind::contact_missing, unit, contact);
        add(all, FindingKind::guide_incomplete, unit, others);
    }
}

}  // namespace mingtang::supervision::looks
