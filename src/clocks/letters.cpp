#include "clocks/letters.hpp"

#include "clocks/words.hpp"
#include "participation/rules.hpp"
#include "participation/store.hpp"
#include "participation/words.hpp"
#include "participation/workflow.hpp"

namespace mingtang::clocks {

void add_letters(Context& in, Asked const& asked, std::vector<Clock>& all) {
    for (auto const& letter : participation::store::due_by(in.tx, asked.units, asked.until, asked.most)) {
        auto kind = participation::word("kind", letter.kind);
        auto name = filled(word("label", "letter"), {{"kind", kind}, {"number", letter.number}});
        Places const places{{"started_on", letter.received_on.text()},
                            {"kind", kind},
                            {"days", std::to_string(participation::period_of(letter.kind).working_days)},
                            {"more", std::to_string(letter.extended_by)},
                            {"state", participation::word("state", letter.state)}};
        all.push_back({.kind = Kind::letter,
                       .unit_id = letter.unit_id,
                       .subject = letter.subject(),
                       .title = name,
                       .label = name,
                       .url = "/desk/participation/letters/" + std::to_string(letter.id),
                       .started_on = letter.received_on,
                       .due_on = letter.reply_due,
                       .why = filled(word("why", letter.extended_by == 0 ? "letter" : "letter_extended"), places),
                       .acts = {participation::holder_of(letter.state)}});
    }
}

}  // namespace mingtang::clocks
