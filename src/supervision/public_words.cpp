#include "supervision/public_words.hpp"

#include "base/text.hpp"
#include "organ/store.hpp"
#include "organ/units.hpp"
#include "scan/shared_detector.hpp"

namespace mingtang::supervision {

Done are_impersonal(organ::Context& in, std::vector<scan::PublicText> const& texts) {
    auto detector = scan::detector_for(organ::contacts_of(organ::store::all_units(in.tx)), in.today());
    auto finds = scan::personal_finds(*detector, texts);
    if (finds.words.empty()) return {};
    return Refusal{"supervision.public.personal", "", {{"found", text::join(finds.words, "；")}}, finds.field};
}

}  // namespace mingtang::supervision
