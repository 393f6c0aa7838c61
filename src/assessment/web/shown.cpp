#include "assessment/web/pages.hpp"
#include "base/text.hpp"
#include "measure/measure.hpp"
#include "supervision/words.hpp"

namespace mingtang::assessment::web {
namespace {

Refusal in_words(Refusal refusal) { return organ::web::in_words(std::move(refusal), {"role", "state"}, word); }

}  // namespace

std::string period_url(Id id) { return std::string(list_url) + "/" + std::to_string(id); }
std::string sheet_url(Id period_id, Id unit_id) { return period_url(period_id) + "/units/" + std::to_string(unit_id); }
std::string scheme_url(std::string const& code) { return std::string(schemes_url) + "/" + text::percent_encode(code); }

bool decides(organ::Actor const& actor) { return actor.has(Role::office, 0); }

void show_done(view::Data data, Desk const& desk) { organ::web::show_done(data, desk, word); }

std::string sentence_of(Refusal const& refusal) { return view::sentence(in_words(refusal)); }

void show_refused(view::Data data, Refusal const& refusal) { organ::web::show_refused(data, in_words(refusal)); }

http::Response refuse(Desk const& desk, Refusal const& refusal) { return organ::web::refused(desk, in_words(refusal)); }

bool is_final(Refusal const& refusal) { return status_of(refusal) == 404 || refusal.code == "assessment.save_scheme.forbidden"; }

std::string source_words(Source const& source) {
    if (source.kind == SourceKind::judged) return word("source_kind", "judged");
    return word("source_kind", source.kind) + "：" + source_label(source.kind, source.name);
}

std::string source_label(SourceKind kind, std::string const& name) {
    if (kind == SourceKind::finding) return supervision::word("finding_kind", name);
    auto which = from_text<measure::Measure>(name);
    return which ? measure::definition_of(*which).name : name;
}

std::string rule_words(Indicator const& one) {
    Places places{{"per_case", points_text(one.per_case)},
                  {"most", points_text(one.most())},
                  {"minimum", std::to_string(std::max(one.minimum, 1ll))}};
    bool gives = one.per_case == 0 && (one.way == Way::deduct || one.way == Way::bonus);
    auto said = filled(word("rule", std::string(to_text(one.way)) + (gives ? "_given" : "")), places);
    bool from = one.minimum > 1 && one.way != Way::veto;
    return from ? said + filled(word("rule", one.way == Way::rate ? "sample" : "from"), places) : said;
}

void show_preview(view::Data data, Preview const& made) {
    auto part = data.section("preview").include("effect", "assessment/preview");
    auto changed = std::count_if(made.effects.begin(), made.effects.end(), [](auto const& one) { return one.changes(); });
    part.set("changed", changed).set("all", made.effects.size());
    part.set("from_on", made.from_on.text()).set("to_on", made.to_on.text());
    part.set_section("on_period", "period", made.period).show("on_none", made.period.empty());
    for (auto const& one : made.effects) {
        auto row = part.section("effects");
        row.set("unit", one.unit).set("before", score_words(one.before)).set("after", score_words(one.after));
        row.set("grade_before", one.before.grade).set("grade_after", one.after.grade).show("changes", one.changes());
        row.show("regraded", one.before.grade != one.after.grade);
        auto difference = one.after.score - one.before.score;
        row.set("difference", (difference > 0 ? "+" : difference < 0 ? "−" : "") + points_text(difference < 0 ? -difference : difference));
    }
}

}  // namespace mingtang::assessment::web
