#include "supervision/public_words.hpp"

#include "base/text.hpp"
#include "organ/store.hpp"
#include "organ/units.hpp"
#include "scan/shared_detector.hpp"
#include "scan/words.hpp"

namespace mingtang::supervision {
namespace {

constexpr std::size_t shown_finds = 5;

}  // namespace

Done are_impersonal(organ::Context& in, std::vector<PublicWords> const& texts) {
    auto detector = scan::detector_for(organ::contacts_of(organ::store::all_units(in.tx)), in.today());
    std::vector<std::string> found;
    std::string field;
    for (auto const& one : texts)
        for (auto const& find : detector->find(scan::Passage{.place = one.label, .text = one.text})) {
            if (find.certainty == scan::Certainty::possible) continue;
            if (found.empty()) field = one.field;
            found.push_back(one.label + "：" + scan::in_words(find.kind) + " " + scan::value_in_words(find.kind, find.masked));
        }
    if (found.empty()) return {};
    if (found.size() > shown_finds) found.resize(shown_finds);
    return Refusal{"supervision.public.personal", "", {{"found", text::join(found, "；")}}, field};
}

}  // namespace mingtang::supervision
