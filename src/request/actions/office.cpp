#include "base/text.hpp"
#include "request/actions/letters.hpp"

namespace mingtang::request {
namespace {

Done heads(Context const& in, Id unit_id) {
    if (in.actor.system || in.actor.has(Role::office_head, unit_id)) return {};
    return Refusal{"request.office.forbidden", "ogi-2019:4", {{"role", "office_head"}}};
}

Refusal too_long(char const* field) { return Refusal{"request.office.too_long", "", {}, field}; }

}  // namespace

Outcome<Office> save_office(Context& in, Office const& typed) {
    if (auto may = heads(in, typed.unit_id); !may) return may.error();
    auto office = typed;
    office.agency_code = text::one_line(office.agency_code);
    if (text::length(office.agency_code) > 20) return too_long("agency_code");
    if (office.agency_code.find_first_of("0123456789[]()") != std::string::npos || office.agency_code.find("〔") != std::string::npos)
        return Refusal{"request.office.agency_code", "", {}, "agency_code"};
    office.review_organ = text::one_line(office.review_organ);
    if (text::length(office.review_organ) > 60) return too_long("review_organ");
    if (text::length(office.court) > 60) return too_long("court");
    if (text::length(office.receives_at) > 300) return too_long("receives_at");
    if (text::length(office.pays_at) > 300) return too_long("pays_at");
    if (office.supplement_days < 1 || office.supplement_days > 60)
        return Refusal{"request.office.supplement_days", "ogi-2019:30", {}, "supplement_days"};
    if (office.retention_months < 12 || office.retention_months > 600)
        return Refusal{"request.office.retention_months", "", {}, "retention_months"};
    auto stored = store::office_of(in.tx, typed.unit_id);
    office.id = stored ? stored->id : 0;
    store::save(in.tx, office);
    in.write("request.office_changed", "unit:" + std::to_string(office.unit_id), office.unit_id);
    return office;
}

Outcome<Template> save_template(Context& in, Id unit_id, LetterKind kind, std::string const& outcome, std::string const& body) {
    if (auto may = heads(in, unit_id); !may) return may.error();
    auto words = text::trim(body);
    if (words.empty()) return Refusal{"request.template.missing", "", {}, "body"};
    if (text::length(words) > 10000) return Refusal{"request.template.too_long", "", {}, "body"};
    for (auto const& place : letter_words(kind).needs)
        if (words.find("{" + place + "}") == std::string::npos)
            return Refusal{"request.template.place", "", {{"place", "{" + place + "}"}}, "body"};
    auto known = store::template_for(in.tx, unit_id, kind, outcome);
    Template made = known && known->outcome == outcome ? *known : Template{.unit_id = unit_id, .kind = kind, .outcome = outcome};
    made.body = words;
    made.changed_by_id = in.actor.person_id;
    made.changed_at = in.now;
    store::save(in.tx, made);
    in.write("request.template_changed", "unit:" + std::to_string(unit_id), unit_id, {{"kind", to_text(kind)}, {"outcome", outcome}});
    return made;
}

Done drop_template(Context& in, Id template_id) {
    auto found = store::template_by_id(in.tx, template_id);
    if (!found) return Refusal{"request.find.not_found"};
    if (auto may = heads(in, found->unit_id); !may) return may.error();
    store::remove_template(in.tx, template_id);
    in.write("request.template_dropped", "unit:" + std::to_string(found->unit_id), found->unit_id, {{"kind", to_text(found->kind)}});
    return {};
}

}  // namespace mingtang::request
