#include "disclosure/web/form.hpp"

#include "base/text.hpp"
#include "catalogue/store.hpp"
#include "disclosure/words.hpp"
#include "http/request.hpp"
#include "law/ground.hpp"
#include "law/period.hpp"

namespace mingtang::disclosure::web {
namespace {

/// `<section>` once per choice: value, label, chosen.
void add_choice(view::Data data, std::string_view section, std::string_view value, std::string_view label, std::string_view chosen) {
    data.section(section).set("value", value).set("label", label).show("chosen", value == chosen);
}

template <Named E>
void show_choices(view::Data data, std::string_view group, std::string_view chosen) {
    for (auto name : EnumNames<E>::names) add_choice(data, std::string(group) + "_choices", name, word(group, name), chosen);
}

std::string label_of(catalogue::Item const& item) {
    auto label = item.level2.empty() ? item.level1 : item.level2;
    return item.content.empty() ? label : label + "：" + text::shorten(text::one_line(item.content), 30);
}

}  // namespace

DraftForm read_form(http::Fields const& typed) {
    return {.title = typed["title"],
            .document_number = typed["document_number"],
            .kind = typed["kind"],
            .catalogue_item_id = typed["catalogue_item_id"],
            .source_kind = typed["source_kind"],
            .source_name = typed["source_name"],
            .produced_on = typed["produced_on"],
            .keywords = typed["keywords"],
            .summary = typed["summary"],
            .validity = typed["validity"],
            .valid_until_on = typed["valid_until_on"],
            .scope = typed["scope"],
            .way = typed["way"],
            .ground = typed["ground"],
            .review_again_on = typed["review_again_on"],
            .special_period = typed["special_period"],
            .interprets = typed["interprets"],
            .subjects = typed.all("subjects"),
            .body = typed["body"]};
}

std::vector<std::pair<std::string, std::string>> fields_of(DraftForm const& form) {
    auto subjects = text::join(form.subjects, ",");
    return {{"title", form.title},
            {"body", form.body},
            {"summary", form.summary},
            {"catalogue_item_id", form.catalogue_item_id},
            {"kind", form.kind},
            {"document_number", form.document_number},
            {"source_kind", form.source_kind},
            {"source_name", form.source_name},
            {"produced_on", form.produced_on},
            {"special_period", form.special_period},
            {"validity", form.validity},
            {"valid_until_on", form.valid_until_on},
            {"keywords", form.keywords},
            {"subjects", subjects.empty() ? "" : "," + subjects + ","},
            {"interprets", form.interprets},
            {"scope", form.scope},
            {"way", form.way},
            {"ground", form.ground},
            {"review_again_on", form.review_again_on}};
}

void show_items(view::Data data, Context& in, Id unit_id, std::string const& chosen) {
    std::string open_group;
    std::optional<view::Data> group;
    for (auto const& item : catalogue::store::items_of(in.tx, unit_id)) {
        auto value = std::to_string(item.id);
        if (!item.open && value != chosen) continue;
        if (!group || item.level1 != open_group) {
            group = data.section("item_groups");
            group->set("label", item.level1);
            open_group = item.level1;
        }
        add_choice(*group, "items", value, label_of(item), chosen);
    }
}

void show_form(view::Data data, Context& in, Id unit_id, DraftForm const& form) {
    for (auto const& [name, value] : fields_of(form)) data.set(name, value);
    // A date field would drop what is no date; as text it stays, to be mended.
    for (auto const& [field, value] : {std::pair{"produced_on_type", form.produced_on},
                                       {"valid_until_on_type", form.valid_until_on},
                                       {"review_again_on_type", form.review_again_on}})
        data.set(field, value.empty() || Date::parse(value) ? "date" : "text");
    show_items(data, in, unit_id, form.catalogue_item_id);
    show_choices<Kind>(data, "kind", form.kind);
    show_choices<SourceKind>(data, "source_kind", form.source_kind);
    show_choices<Validity>(data, "validity", form.validity);
    show_choices<Scope>(data, "scope", form.scope);
    show_choices<Way>(data, "way", form.way);
    for (auto const& ground : law::grounds()) add_choice(data, "ground_choices", ground.code, ground.name, form.ground);
    add_choice(data, "special_period_choices", "", word("special_period", ""), form.special_period);
    for (auto const& period : law::special_periods())
        add_choice(data, "special_period_choices", period.code, period.name, form.special_period);
    for (auto const& subject : catalogue::store::subjects(in.tx)) {
        bool chosen = std::find(form.subjects.begin(), form.subjects.end(), subject.code) != form.subjects.end();
        data.section("subject_choices").set("value", subject.code).set("label", subject.name).show("chosen", chosen);
    }
}

}  // namespace mingtang::disclosure::web
