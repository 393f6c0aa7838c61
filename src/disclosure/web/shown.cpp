#include "disclosure/web/shown.hpp"

#include "base/json.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "base/words.hpp"
#include "catalogue/store.hpp"
#include "disclosure/actions/common.hpp"
#include "disclosure/web/form.hpp"
#include "law/ground.hpp"
#include "law/period.hpp"
#include "markup/markup.hpp"
#include "organ/store.hpp"

namespace mingtang::disclosure::web {
namespace {

std::string subject_names(Context& in, std::string const& codes) {
    std::vector<std::string> names;
    for (auto const& code : text::split(codes, ',')) {
        auto subject = catalogue::store::subject_by_code(in.tx, code);
        names.push_back(subject ? subject->name : code);
    }
    return text::join(names, "、");
}

std::string period_name(std::string const& code) {
    auto const* period = law::find_special_period(code);
    return period ? period->name : word("special_period", "");
}

void show_ground(view::Data data, Edition const& edition) {
    auto const* ground = law::find_ground(edition.ground);
    if (ground == nullptr) return;
    auto shown = data.section("ground_section");
    shown.set("ground", ground->name).set("review_again_on", edition.review_again_on.text());
    auto citation = view::citation(ground->article);
    shown.set("article", citation.text).set("article_url", citation.url);
}

void show_particulars(view::Data data, Context& in, Edition const& e) {
    auto record = store::disclosure(in.tx, e.disclosure_id);
    auto unit = organ::store::unit_by_id(in.tx, e.unit_id);
    auto item = e.catalogue_item_id ? catalogue::store::item(in.tx, e.catalogue_item_id) : std::nullopt;
    data.set("id", e.id).set("disclosure_id", e.disclosure_id).set("number", e.number).set("title", e.title);
    data.set("index_number", record ? record->index_number : "").set("unit", unit ? unit->name : "");
    data.set("kind", word("kind", e.kind)).set("validity", word("validity", e.validity)).set("validity_code", to_text(e.validity));
    data.set("scope", word("scope", e.scope)).set("way", word("way", e.way)).set("source_kind", word("source_kind", e.source_kind));
    data.set("produced_on", e.produced_on.text()).set("state", word("state", e.state));
    data.set("special_period", period_name(e.special_period)).set("publish_due", e.publish_due.text());
    data.set_section("document_number_section", "document_number", e.document_number)
        .set_section("source_name_section", "source_name", e.source_name);
    data.set_section("item_section", "item", item ? item->level1 + (item->level2.empty() ? "" : " / " + item->level2) : "");
    data.set_section("subjects_section", "subjects", subject_names(in, e.subjects)).set_section("keywords_section", "keywords", e.keywords);
    data.set_section("summary_section", "summary", e.summary).set_section("valid_until_section", "valid_until_on", e.valid_until_on.text());
    data.set_section("published_section", "published_on", e.published_on.text()).set_section("reason_section", "reason", e.reason);
    data.set_section("publish_at_section", "publish_at", e.state == State::scheduled ? e.publish_at.local_text() : "");
    if (e.interprets_id)
        if (auto other = store::public_row(in.tx, e.interprets_id))
            data.section("interprets_section")
                .set("interprets", other->title)
                .set("interprets_url", "/disclosure/" + std::to_string(other->disclosure_id));
    show_ground(data, e);
}

}  // namespace

void show_clock(view::Data row, Edition const& edition, Context& in) {
    if (edition.publish_due) return organ::web::show_clock(row, edition.publish_due, in, word);
    organ::web::show_clock(row, {"stopped", word("clock", "none")}, {});
}

std::string file_type(std::string const& name) {
    auto dot = name.rfind('.');
    std::string type = dot == std::string::npos ? "" : name.substr(dot + 1);
    for (auto& c : type)
        if (c >= 'a' && c <= 'z') c = char(c - 'a' + 'A');
    return type;
}

namespace {

void fill_attachment(view::Data row, Attachment const& attachment) {
    row.set("id", attachment.id)
        .set("name", attachment.name)
        .set("size", text::size_words(attachment.size))
        .set("file_type", file_type(attachment.name));
    row.set("edition_id", attachment.edition_id);
    row.set("url", "/desk/files/" + std::to_string(attachment.id) + "/" + text::percent_encode(attachment.name));
}

}  // namespace

void show_attachments(view::Data data, std::vector<Attachment> const& attachments) {
    if (attachments.empty()) return;
    auto section = data.section("attachments_section");
    for (auto const& attachment : attachments) fill_attachment(section.section("attachments"), attachment);
}

std::string attachment_row(Attachment const& attachment, std::string const& csrf_token) {
    view::View row("disclosure/attachment_row");
    row.data().set("csrf_token", csrf_token);
    fill_attachment(row.data(), attachment);
    return row.render();
}

view::Data show_document(view::Data page, Context& in, Edition const& e, bool under_a_head, bool with_text) {
    auto paper = page.include("paper", "disclosure/paper");
    auto set_level = [&](view::Data part) { return part.show("under_a_head", under_a_head).show("on_its_own", !under_a_head); };
    set_level(paper);
    show_attachments(paper, store::attachments_of(in.tx, e.id));
    if (with_text) {
        auto text = set_level(paper.section("reading_text"));
        show_particulars(text, in, e);
        text.set_html("body", markup::for_display(store::text_of(in.tx, e.id), word("page", "table")));
    }
    return paper;
}

void show_remarks(view::Data data, Context& in, Edition const& edition, std::string const& csrf_token) {
    auto remarks = store::remarks_of(in.tx, edition.id);
    if (remarks.empty()) return;
    auto list = data.section("remarks_section");
    for (auto const& remark : remarks) {
        auto row = list.section("remarks");
        row.set("words", remark.words).set("who", remark.person_name).set("at", remark.at.local_text());
        row.set_section("quote_section", "quote", remark.quote).show("settled", remark.settled);
        if (!remark.settled) row.section("open").set("remark_id", remark.id).set("csrf_token", csrf_token);
    }
}

std::string value_in_words(Context& in, std::string_view field, std::string const& value) {
    if (field == "special_period") return period_name(value);
    if (value.empty()) return {};
    if (field == "subjects") return subject_names(in, value);
    if (field == "ground") return law::find_ground(value) ? law::find_ground(value)->name : value;
    if (field == "catalogue_item_id") {
        auto item = catalogue::store::item(in.tx, number_of(value));
        return item ? item->level1 + " / " + item->level2 : value;
    }
    for (std::string_view named : {"kind", "source_kind", "validity", "scope", "way"})
        if (field == named) return word(field, value);
    return value;
}

int show_changes(view::Data data, Context& in, DraftForm const& before, DraftForm const& after) {
    int changes = 0;
    auto old_fields = fields_of(before), new_fields = fields_of(after);
    for (std::size_t i = 0; i < old_fields.size(); ++i) {
        auto const& [name, old_value] = old_fields[i];
        if (name == "body" || old_value == new_fields[i].second) continue;
        if (++changes == 1) data.show("changes_section");
        data.section("changes")
            .set("label", word("field", name))
            .set("before", value_in_words(in, name, old_value))
            .set("after", value_in_words(in, name, new_fields[i].second));
    }
    return changes;
}

void show_refused(view::Data data, Refusal const& refusal) { organ::web::show_refused(data, in_words(refusal)); }
void show_field_refused(view::Data data, Refusal const& refusal) { organ::web::show_field_refused(data, in_words(refusal)); }

bool is_script(http::Request const& request) { return request.wants_json() || request.headers.has("x-requested-with"); }

http::Response refuse(Desk const& desk, Refusal const& refusal) {
    auto said = in_words(refusal);
    if (!is_script(desk.request)) return organ::web::refused(desk, said);
    json::object body{{"code", said.code}, {"article", said.article}, {"message", view::sentence(said)}};
    if (!said.field.empty()) body["field"] = said.field;
    return http::json(json::serialize(body), status_of(said));
}

Outcome<Edition> named(Context& in, Desk const& desk, std::string_view part) {
    auto id = desk.request.id_param(part);
    if (!id) return Refusal{"disclosure.find.not_found"};
    return find(in, *id);
}

std::string edition_url(Id id) { return "/desk/editions/" + std::to_string(id); }
std::string draft_url(Id id) { return "/desk/drafts/" + std::to_string(id); }

}  // namespace mingtang::disclosure::web
