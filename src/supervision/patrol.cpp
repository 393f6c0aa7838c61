#include "supervision/patrol.hpp"

#include <map>

#include "base/digest.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "catalogue/due.hpp"
#include "catalogue/guide.hpp"
#include "catalogue/store.hpp"
#include "catalogue/words.hpp"
#include "law/packed.hpp"
#include "law/period.hpp"
#include "markup/markup.hpp"
#include "organ/store.hpp"
#include "supervision/rules.hpp"
#include "supervision/store.hpp"
#include "supervision/words.hpp"

namespace mingtang::supervision {
namespace {

/// The share of common pieces from which a new text counts as the old one; a place's own assessment uses other numbers [M].
constexpr double same_text = 0.9;
constexpr std::size_t shortest_text = 200;
/// How long back explanations are missed: before that the duty was another one (国办发〔2016〕80号).
constexpr int interpretation_days = 365;

using Findings = std::vector<Finding>;

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
    for (auto const& late : catalogue::overdue_as_of(in.tx, in.today(), in.calendar, 0, 5000))
        all.push_back({.kind = FindingKind::item_late,
                       .unit_id = late.item.unit_id,
                       .subject = "item:" + std::to_string(late.item.id),
                       .title = late.item.level1 + (late.item.level2.empty() ? "" : " / " + late.item.level2),
                       .detail = filled(word("late", late.last_on ? "item_late" : "item_never"), {{"last_on", late.last_on.text()}}),
                       .due_on = late.due_on});
}

/// Each article's freshness (law/supervision.json). A unit that never published a kind is asked for it by its catalogue, not here.
void look_at_columns(Context& in, Findings& all) {
    for (auto const& row : law::packed_rows("law/supervision.json")) {
        std::vector<std::string> kinds;
        for (auto const& kind : row.at("kinds").as_array()) kinds.emplace_back(kind.as_string());
        law::Period period{.number = int(json::number(row, "number")), .unit = from_text<law::Unit>(json::text(row, "unit")).value()};
        for (auto const& last : store::last_of_kinds(in.tx, kinds)) {
            auto due = law::due(last.last_on, period, in.calendar);
            if (due >= in.today()) continue;
            all.push_back({.kind = FindingKind::column_stale,
                           .unit_id = last.unit_id,
                           .subject = "unit:" + std::to_string(last.unit_id) + "#" + json::text(row, "code"),
                           .title = json::text(row, "name"),
                           .detail = filled(word("late", "column_stale"), {{"last_on", last.last_on.text()}}),
                           .due_on = due});
        }
    }
}

/// law: ogi-2019:12, as catalogue::missing_of_guide has it.
void look_at_guides(Context& in, Findings& all) {
    for (auto const& unit : organ::store::all_units(in.tx)) {
        if (!unit.open) continue;
        auto items = catalogue::store::items_of(in.tx, unit.id);
        auto open = std::count_if(items.begin(), items.end(), [](auto const& item) { return item.open; });
        std::vector<std::string> missing;
        for (auto const& name : catalogue::missing_of_guide(unit, std::size_t(open))) missing.push_back(catalogue::word("guide", name));
        if (missing.empty()) continue;
        all.push_back({.kind = FindingKind::guide_incomplete,
                       .unit_id = unit.id,
                       .subject = "unit:" + std::to_string(unit.id),
                       .title = unit.name,
                       .detail = filled(word("late", "guide_incomplete"), {{"missing", text::join(missing, "、")}})});
    }
}

void look_at_files(Context& in, Findings& all) {
    for (auto const& file : store::public_files(in.tx)) {
        auto path = in.blobs.file(file.sha256);
        if (path && sha256_of_file(*path) == file.sha256) continue;
        all.push_back({.kind = FindingKind::attachment_broken,
                       .unit_id = file.unit_id,
                       .subject = "disclosure:" + std::to_string(file.disclosure_id) + "#" + std::to_string(file.attachment_id),
                       .title = file.title,
                       .detail = filled(word("late", path ? "attachment_changed" : "attachment_missing"), {{"name", file.name}})});
    }
}

/// `href`s of the text that lead into this site, without what follows `#` or `?`.
std::vector<std::string> inner_links(std::string const& html) {
    std::vector<std::string> links;
    for (std::size_t at = 0; (at = html.find("href=\"/", at)) != std::string::npos;) {
        auto from = at + 6, to = html.find('"', from);
        if (to == std::string::npos) break;
        auto link = html.substr(from, to - from);
        if (!link.starts_with("//")) links.push_back(link.substr(0, link.find_first_of("#?")));
        at = to;
    }
    return links;
}

void look_at_links(Context& in, Findings& all, store::PublicText const& one) {
    std::set<std::string> dead;
    for (auto const& link : inner_links(one.html))
        if (auto answers = store::answers(in.tx, link); answers && !*answers) dead.insert(link);
    if (dead.empty()) return;
    all.push_back({.kind = FindingKind::link_dead,
                   .unit_id = one.unit_id,
                   .subject = "disclosure:" + std::to_string(one.disclosure_id),
                   .title = one.title,
                   .detail = text::shorten(text::join({dead.begin(), dead.end()}, " "), 300)});
}

/// The text of the report before, of the same unit, entry and kind.
struct Before {
    Id disclosure_id = 0;
    std::string title, plain;
};

void look_at_sameness(Findings& all, store::PublicText const& one, std::map<std::tuple<Id, Id, std::string>, Before>& before) {
    if (one.catalogue_item_id == 0) return;
    auto plain = markup::to_text(one.html);
    if (plain.size() < shortest_text) return;
    auto& last = before[{one.unit_id, one.catalogue_item_id, one.kind}];
    double alike = last.plain.empty() ? 0 : likeness(last.plain, plain);
    if (alike >= same_text)
        all.push_back(
            {.kind = FindingKind::same_as_before,
             .unit_id = one.unit_id,
             .subject = "disclosure:" + std::to_string(one.disclosure_id),
             .title = one.title,
             .detail = filled(word("late", "same_as_before"), {{"percent", std::to_string(int(alike * 100))}, {"before", last.title}})});
    last = {one.disclosure_id, one.title, std::move(plain)};
}

void look_at_texts(Context& in, Findings& all) {
    std::map<std::tuple<Id, Id, std::string>, Before> before;
    for (Id after = 0;;) {
        auto texts = store::public_texts(in.tx, after, 500);
        if (texts.empty()) return;
        for (auto const& one : texts) {
            look_at_links(in, all, one);
            look_at_sameness(all, one, before);
        }
        after = texts.back().disclosure_id;
    }
}

/// law: opening-rules-2016: policies and their explanation are organised and published together.
void look_at_interpretations(Context& in, Findings& all) {
    auto until = in.calendar.add_working_days(in.today(), -4);
    for (auto const& one : store::without_interpretation(in.tx, {"normative"}, in.today() - interpretation_days, until))
        all.push_back({.kind = FindingKind::interpretation_missing,
                       .unit_id = one.unit_id,
                       .subject = "disclosure:" + std::to_string(one.id),
                       .title = one.title,
                       .detail = filled(word("late", "interpretation_missing"), {{"published_on", one.due_on.text()}}),
                       .due_on = in.calendar.add_working_days(one.due_on, 3)});
}

/// The row of the same fault, as it is now.
Finding merged(Finding seen, std::optional<Finding> const& known, Date today) {
    seen.first_seen_on = seen.last_seen_on = today;
    if (!known) return seen;
    seen.id = known->id;
    if (known->state == FindingState::gone) return seen;
    seen.state = known->state;
    seen.case_id = known->case_id;
    seen.reason = known->reason;
    seen.first_seen_on = known->first_seen_on;
    return seen;
}

}  // namespace

std::vector<Finding> look_at_records(Context& in) {
    Findings all;
    auto today = in.today();
    add_late(all, FindingKind::draft_late, "edition", store::late_drafts(in.tx, today));
    add_late(all, FindingKind::application_late, "request", store::late_applications(in.tx, today));
    add_late(all, FindingKind::fee_or_supplement_late, "request", store::late_applicants(in.tx, today));
    add_late(all, FindingKind::review_again_late, "edition", store::late_reviews_of_withheld(in.tx, today));
    add_late(all, FindingKind::validity_passed, "disclosure", store::passed_validity(in.tx, today));
    look_at_items(in, all);
    look_at_columns(in, all);
    look_at_guides(in, all);
    look_at_interpretations(in, all);
    return all;
}

std::vector<Finding> look(Context& in) {
    auto all = look_at_records(in);
    look_at_files(in, all);
    look_at_texts(in, all);
    return all;
}

Patrol keep(Context& in, std::vector<Finding> const& found) {
    Patrol made{.at = in.now};
    for (auto const& seen : found) {
        auto known = store::finding_of(in.tx, seen.kind, seen.subject);
        auto kept = merged(seen, known, in.today());
        ++made.seen;
        made.fresh += !known || known->state == FindingState::gone;
        store::save(in.tx, kept);
    }
    for (auto& lost : store::not_seen_since(in.tx, in.today())) {
        lost.state = FindingState::gone;
        store::save(in.tx, lost);
        ++made.gone;
    }
    store::add(in.tx, made);
    in.write("supervision.patrolled", "patrol:" + std::to_string(made.id), 0,
             {{"seen", made.seen}, {"fresh", made.fresh}, {"gone", made.gone}});
    return made;
}

Patrol patrol(organ::Environment const& env, organ::Actor const& actor) {
    auto found = organ::look(env, actor, [](Context& in) { return look(in); });
    return organ::act(env, actor, [&](Context& in) -> Outcome<Patrol> { return keep(in, found); }).value();
}

void patrol_daily(organ::Environment const& env) {
    auto actor = organ::Actor::of_system("patrol");
    auto last = organ::look(env, actor, [](Context& in) { return store::last_patrol(in.tx); });
    if (!last || last->at.local_date() < env.clock.today()) patrol(env, actor);
}

}  // namespace mingtang::supervision
