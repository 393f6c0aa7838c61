#include "base/number.hpp"
#include "base/text.hpp"
#include "catalogue/store.hpp"
#include "disclosure/actions/common.hpp"
#include "law/document_number.hpp"
#include "law/ground.hpp"
#include "law/period.hpp"
#include "markup/markup.hpp"

namespace mingtang::disclosure {
namespace {

Refusal bad(std::string const& reason, std::string const& field, std::string const& value = {}) {
    return Refusal{"disclosure.save." + reason, "", {{"field", field}, {"value", text::shorten(text::one_line(value), 40)}}, field};
}

/// One line of at most `limit` characters.
Outcome<std::string> line(std::string const& typed, std::string const& field, std::size_t limit) {
    auto value = text::one_line(typed);
    if (text::length(value) > limit)
        return Refusal{"disclosure.save.too_long",
                       "",
                       {{"field", field}, {"limit", std::to_string(limit)}, {"length", std::to_string(text::length(value))}},
                       field};
    return value;
}

Outcome<Date> day(std::string const& typed, std::string const& field) {
    auto value = text::trim(typed);
    if (value.empty()) return Date();
    auto date = Date::parse(value);
    if (!date) return bad("bad_date", field, value);
    return *date;
}

template <class E>
Done choose(std::string const& typed, std::string const& field, E& value) {
    if (typed.empty()) return {};
    auto chosen = from_text<E>(typed);
    if (!chosen) return bad("unknown_choice", field, typed);
    value = *chosen;
    return {};
}

Outcome<std::string> keywords(std::string typed) {
    for (auto separator : {"、", "，", "；", ";", "\n"})
        for (std::size_t at = 0; (at = typed.find(separator, at)) != std::string::npos;)
            typed.replace(at, std::string_view(separator).size(), ",");
    return line(text::join(text::split(typed, ','), "、"), "keywords", 200);
}

Outcome<std::string> subjects(Context& in, std::vector<std::string> const& codes) {
    std::string list;
    for (auto const& code : codes) {
        if (code.empty()) continue;
        if (!catalogue::store::subject_by_code(in.tx, code)) return bad("unknown_subject", "subjects", code);
        if (list.find("," + code + ",") == std::string::npos) list += (list.empty() ? "," : "") + code + ",";
    }
    return list;
}

Outcome<Id> item(Context& in, std::string const& typed, Id unit_id) {
    if (typed.empty() || typed == "0") return Id(0);
    auto found = catalogue::store::item(in.tx, number_of(typed));
    if (!found || (found->unit_id != unit_id && found->unit_id != 0)) return bad("unknown_item", "catalogue_item_id", typed);
    return found->id;
}

Outcome<Id> interpreted(Context& in, std::string const& index_number) {
    if (index_number.empty()) return Id(0);
    auto found = store::public_row_by_index(in.tx, text::one_line(index_number));
    if (!found) return bad("unknown_interpreted", "interprets", index_number);
    return found->disclosure_id;
}

}  // namespace

#define TRY(target, expression)          \
    if (auto got = (expression); !got) { \
        return got.error();              \
    } else {                             \
        target = std::move(*got);        \
    }
#define TRY_DONE(expression) \
    if (auto got = (expression); !got) return got.error()

Outcome<std::string> write_form(Context& in, DraftForm const& form, Edition& e) {
    TRY(e.title, line(form.title, "title", 200));
    TRY(e.document_number,
        line(form.document_number.empty() ? "" : law::normalise_document_number(form.document_number), "document_number", 80));
    TRY_DONE(choose(form.kind, "kind", e.kind));
    TRY(e.catalogue_item_id, item(in, form.catalogue_item_id, e.unit_id));
    TRY_DONE(choose(form.source_kind, "source_kind", e.source_kind));
    TRY(e.source_name, line(form.source_name, "source_name", 100));
    TRY(e.produced_on, day(form.produced_on, "produced_on"));
    TRY(e.subjects, subjects(in, form.subjects));
    TRY(e.keywords, keywords(form.keywords));
    TRY(e.summary, line(form.summary, "summary", 500));
    TRY_DONE(choose(form.validity, "validity", e.validity));
    TRY(e.valid_until_on, day(form.valid_until_on, "valid_until_on"));
    TRY_DONE(choose(form.scope, "scope", e.scope));
    TRY_DONE(choose(form.way, "way", e.way));
    if (!form.ground.empty() && law::find_ground(form.ground) == nullptr) return bad("unknown_choice", "ground", form.ground);
    e.ground = e.way == Way::withheld ? form.ground : "";
    TRY(e.review_again_on, day(form.review_again_on, "review_again_on"));
    if (!form.special_period.empty() && law::find_special_period(form.special_period) == nullptr)
        return bad("unknown_choice", "special_period", form.special_period);
    e.special_period = form.special_period;
    TRY(e.interprets_id, interpreted(in, form.interprets));
    TRY_DONE(markup::accept(form.body));
    auto html = markup::sanitise(form.body).html;
    e.publish_due = publish_due(e.produced_on, e.special_period, in.calendar);
    return html;
}

DraftForm form_of(Context& in, Edition const& e) {
    auto const interpreted = e.interprets_id ? store::disclosure(in.tx, e.interprets_id) : std::nullopt;
    return {.title = e.title,
            .document_number = e.document_number,
            .kind = std::string(to_text(e.kind)),
            .catalogue_item_id = e.catalogue_item_id ? std::to_string(e.catalogue_item_id) : "",
            .source_kind = std::string(to_text(e.source_kind)),
            .source_name = e.source_name,
            .produced_on = e.produced_on.text(),
            .keywords = e.keywords,
            .summary = e.summary,
            .validity = std::string(to_text(e.validity)),
            .valid_until_on = e.valid_until_on.text(),
            .scope = std::string(to_text(e.scope)),
            .way = std::string(to_text(e.way)),
            .ground = e.ground,
            .review_again_on = e.review_again_on.text(),
            .special_period = e.special_period,
            .interprets = interpreted ? interpreted->index_number : "",
            .subjects = text::split(e.subjects, ','),
            .body = store::text_of(in.tx, e.id)};
}

}  // namespace mingtang::disclosure
