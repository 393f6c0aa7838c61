#include "base/text.hpp"
#include "catalogue/store.hpp"
#include "participation/store.hpp"
#include "supervision/due_days.hpp"
#include "supervision/looks/looks.hpp"
#include "supervision/store.hpp"
#include "supervision/words.hpp"

namespace mingtang::supervision::looks {
namespace {

constexpr int most_letters = 100000;

void add_late(Findings& all, FindingKind kind, char const* subject, std::vector<store::Late> const& late) {
    for (auto const& one : late)
        all.push_back({.kind = kind,
                       .unit_id = one.unit_id,
                       .subject = std::string(subject) + ":" + std::to_string(one.id),
                       .title = one.title,
                       .detail = word("late", to_text(kind)),
                       .due_on = one.due_on});
}

/// Entries of the units' catalogues whose day passed, by the projection of their cadence.
void look_at_items(Context& in, Findings& all) {
    for (auto const& late : catalogue::store::overdue_as_of(in.tx, in.today()))
        all.push_back({.kind = FindingKind::item_late,
                       .unit_id = late.unit_id,
                       .subject = "item:" + std::to_string(late.item_id),
                       .title = late.level1 + (late.level2.empty() ? "" : " / " + late.level2),
                       .detail = filled(word("late", late.last_on ? "item_late" : "item_never"), {{"last_on", late.last_on.text()}}),
                       .due_on = late.due_on});
}

/// Letters of the public that their unit did not answer in time. Those that no unit has yet are on the office's own clocks: a notice to
/// rectify goes to a unit.
void look_at_letters(Context& in, Findings& all) {
    for (auto const& letter : participation::store::due_by(in.tx, {}, in.today() - 1, most_letters)) {
        if (letter.unit_id == 0) continue;
        all.push_back({.kind = FindingKind::letter_late,
                       .unit_id = letter.unit_id,
                       .subject = letter.subject(),
                       .title = letter.number,
                       .detail = word("late", "letter_late"),
                       .due_on = letter.reply_due});
    }
}

void look_at_interpretations(Context& in, Findings& all) {
    for (auto const& one : unexplained(in.tx, in.today(), in.calendar))
        if (one.due_on < in.today())
            all.push_back({.kind = FindingKind::interpretation_missing,
                           .unit_id = one.unit_id,
                           .subject = "disclosure:" + std::to_string(one.disclosure_id),
                           .title = one.title,
                           .detail = filled(word("late", "interpretation_missing"), {{"published_on", one.published_on.text()}}),
                           .due_on = one.due_on});
}

}  // namespace

void late(Context& in, Findings& all) {
    auto today = in.today();
    add_late(all, FindingKind::draft_late, "edition", store::late_drafts(in.tx, today));
    add_late(all, FindingKind::application_late, "request", store::late_applications(in.tx, today));
    add_late(all, FindingKind::fee_or_supplement_late, "request", store::late_applicants(in.tx, today));
    add_late(all, FindingKind::review_again_late, "edition", store::late_reviews_of_withheld(in.tx, today));
    add_late(all, FindingKind::validity_passed, "disclosure", store::passed_validity(in.tx, today));
    look_at_letters(in, all);
    look_at_items(in, all);
    look_at_interpretations(in, all);
}

}  // namespace mingtang::supervision::looks
