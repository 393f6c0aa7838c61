#include "base/text.hpp"
#include "channels/web/publication_log.hpp"
#include "law/article.hpp"
#include "markup/markup.hpp"

namespace mingtang::channels::web {
namespace {

namespace store = disclosure::store;
using disclosure::Disclosure;
using disclosure::Edition;
using disclosure::State;

constexpr std::size_t headings_worth_an_outline = 5;
constexpr std::size_t characters_described = 120;  // in the meta tag Description, where the edition has no summary

bool is_readable(Edition const& edition) {
    return edition.is_public_kind() &&
           (edition.state == State::published || edition.state == State::superseded || edition.state == State::archived);
}

std::vector<Edition> readable_editions(Reading& in, Id disclosure_id) {
    auto editions = store::editions_of(in.tx, disclosure_id);
    std::erase_if(editions, [](auto const& edition) { return !is_readable(edition); });
    return editions;
}

void add_time(view::Data data, std::string_view section, Date day) {
    if (day) data.section(section).set("day", day.text());
}

std::string published_text(Edition const& edition) {
    bool on_the_day = edition.published_at && edition.published_at.local_date() == edition.published_on;
    return on_the_day ? edition.published_at.local_text() : edition.published_on.text();
}

std::string with_t(std::string text) {
    if (text.size() > 10) text[10] = 'T';
    return text;
}

void add_subjects(Reading& in, view::Data data, Edition const& edition) {
    std::optional<view::Data> block;
    for (auto const& code : text::split(edition.subjects, ',')) {
        in.tag("catalogue");
        auto subject = catalogue::store::subject_by_code(in.tx, code);
        if (!subject) continue;
        if (!block) block = data.section("has_subjects");
        block->section("subjects").set("name", subject->name).set("href", "/subjects/" + code);
    }
}

void add_item(Reading& in, view::Data data, Edition const& edition) {
    if (edition.catalogue_item_id == 0) return;
    in.tag("catalogue");
    auto item = catalogue::store::item(in.tx, edition.catalogue_item_id);
    if (!item) return;
    auto shown = item->standard_id ? item->standard_id : item->id;
    data.section("item")
        .set("name", item->level2.empty() ? item->level1 : item->level2)
        .set("href", "/catalogue/items/" + std::to_string(shown));
}

/// What art. 12 asks of a catalogue entry and what practice adds (law.md, particulars).
void add_particulars(Reading& in, view::Data data, Disclosure const& record, Edition const& edition) {
    auto const& unit = in.unit(record.unit_id);
    data.set("index_number", record.index_number).set("unit_name", unit.name).set("unit_href", "/units/" + unit.code);
    data.set_section("number_section", "document_number", edition.document_number);
    data.set_section("source_section", "source_name", edition.source_name);
    data.set("source_kind_word", word("source_kind", to_text(edition.source_kind))).set("kind_word", word("kind", to_text(edition.kind)));
    data.set("kind_href", "/kinds/" + std::string(to_text(edition.kind)));
    add_time(data, "produced", edition.produced_on);
    auto published = published_text(edition);
    data.set("published", published).set("published_datetime", with_t(published));
    data.set("validity", to_text(edition.validity)).set("validity_word", word("validity", to_text(edition.validity)));
    add_time(data, "until", edition.valid_until_on);
    add_subjects(in, data, edition);
    add_item(in, data, edition);
    data.set_section("keywords_section", "keywords", edition.keywords).set_section("summary_section", "summary", edition.summary);
}

std::string file_type(std::string const& name) {
    auto dot = name.rfind('.');
    if (dot == name.npos || name.size() - dot > 6) return "FILE";
    std::string type = name.substr(dot + 1);
    for (auto& c : type) c = c >= 'a' && c <= 'z' ? char(c - 32) : c;
    return type;
}

void add_attachments(Reading& in, view::Data data, Id edition_id) {
    auto attachments = store::attachments_of(in.tx, edition_id);
    if (attachments.empty()) return;
    auto block = data.section("has_attachments");
    for (auto const& one : attachments)
        block.section("attachments")
            .set("name", one.name)
            .set("type", file_type(one.name))
            .set("size", text::size_words(one.size))
            .set("href", "/files/" + std::to_string(one.id) + "/" + text::percent_encode(one.name));
}

/// 国办发〔2016〕80号 wants policy and interpretation linked both ways.
void add_related(Reading& in, view::Data data, Edition const& edition) {
    std::vector<PublicRow> policies;
    if (auto row = edition.interprets_id ? store::public_row(in.tx, edition.interprets_id) : std::nullopt) policies.push_back(*row);
    if (!policies.empty()) add_rows(in, data.section("explains"), "rows", policies);
    in.tag("list:kind:interpretation");
    if (edition.interprets_id) in.tag("disclosure", edition.interprets_id);
    auto explained = store::interpretations_of(in.tx, edition.disclosure_id);
    if (!explained.empty()) add_rows(in, data.section("explained_by"), "rows", explained);
}

void add_body(view::Data data, markup::Shown const& body) {
    data.set_html("body_html", body.html);
    if (body.outline.size() < headings_worth_an_outline) return;
    auto outline = data.section("outline");
    for (auto const& heading : body.outline) outline.section("headings").set("text", heading.text).set("href", "#" + heading.id);
}

void add_editions(view::Data data, std::vector<Edition> const& editions, Edition const& shown) {
    if (editions.size() < 2) return;
    auto block = data.section("has_editions");
    auto base = "/disclosure/" + std::to_string(shown.disclosure_id);
    for (auto it = editions.rbegin(); it != editions.rend(); ++it) {
        auto row = block.section("editions");
        bool current = it->state != State::superseded;
        auto href = current ? base : base + "/editions/" + std::to_string(it->number);
        row.set("number", it->number)
            .set("published_on", it->published_on.text())
            .show("is_current", current)
            .show("is_shown", it->id == shown.id);
        row.set("href", href).set_section("reason_section", "reason", it->reason);
        if (!current) row.section("compare").set("compare_href", href + "?compare=1");
    }
}

/// law: ogi-2019:41 correction of records about oneself; ogi-2019:51 complaint, review, lawsuit.
void add_objection(Reading& in, view::Data data, Unit const& unit) {
    data.set_section("telephone_section", "telephone", unit.telephone).set_section("address_section", "address", unit.address);
    data.set("contact_phone", in.site().contact_phone).set("sponsor", in.site().sponsor);
    static std::array const citations{view::citation("ogi-2019:41"), view::citation("ogi-2019:51")};
    for (auto const& citation : citations)
        if (!citation.url.empty()) data.section("articles").set("text", citation.text).set("href", citation.url);
}

std::string linked_data(Reading& in, Disclosure const& record, Edition const& edition) {
    auto const& unit = in.unit(record.unit_id);
    json::object organ{{"@type", "GovernmentOrganization"}, {"name", unit.name}, {"url", in.base() + "/units/" + unit.code}};
    json::object document{{"@context", "https://schema.org"},
                          {"@type", "DigitalDocument"},
                          {"name", edition.title},
                          {"identifier", record.index_number},
                          {"datePublished", edition.published_on.text()},
                          {"inLanguage", "zh-CN"},
                          {"publisher", organ},
                          {"url", in.base() + "/disclosure/" + std::to_string(record.id)}};
    std::string safe;
    for (char c : json::serialize(document)) c == '<' ? safe += "\\u003c" : safe += c;
    return safe;
}

void add_meta(Reading& in, PortalPage& page, Disclosure const& record, Edition const& edition, std::string const& summary) {
    auto column = word("kind", to_text(edition.kind));
    page.meta("ColumnName", column).meta("ColumnType", word("page", "disclosure"));
    page.meta("ArticleTitle", edition.title).meta("PubDate", published_text(edition)).meta("ContentSource", in.unit(record.unit_id).name);
    page.meta("Keywords", edition.keywords).meta("Description", summary);
    auto url = in.base() + "/disclosure/" + std::to_string(record.id);
    page.meta("Url", url);
    page.layout().section("links").set("rel", "canonical").set("href", url);
}

/// That the edition was published stands in the log as an entry with a number.
void add_log(Reading& in, view::Data data, Edition const& current, Edition const& shown, std::size_t editions) {
    auto entries = logged(in, shown.disclosure_id, [&](translog::Entry const& last) {
        bool archived = last.type == translog::Type::archive;
        return last.is_live() && last.edition == current.number && archived == (current.state == State::archived);
    });
    auto entry = entry_of(entries, shown.number);
    if (!entry) return;
    auto href = "/disclosure/" + std::to_string(shown.disclosure_id) + "/log";
    data.section("logged").set("log_href", href).set("log_number", entry->number).set("edition_count", editions);
    data.section("logged_code").set("code_href", href + "/" + std::to_string(entry->number) + ".svg").set("log_number", entry->number);
}

struct Found {
    Disclosure record;
    Edition edition;
    std::vector<Edition> editions;  // that the public may read, oldest first
};

/// The disclosure of the path with the edition that the public reads; else what to answer instead.
std::variant<Found, Response> find(Reading& in) {
    auto id = in.request.id_param("id");
    if (!id) return not_found(in);
    in.tag("disclosure", *id);
    auto record = store::disclosure(in.tx, *id);
    if (!record) return not_found(in);
    auto row = store::public_row(in.tx, *id);
    if (!row) return was_withdrawn(in, *record) ? withdrawn(in, *record) : not_found(in);
    auto editions = readable_editions(in, *id);
    auto shown = std::find_if(editions.begin(), editions.end(), [&](auto const& edition) { return edition.id == row->edition_id; });
    if (shown == editions.end()) return not_found(in);
    return Found{*record, *shown, std::move(editions)};
}

Response show(Reading& in, Found const& found, Edition const& edition) {
    PortalPage page(in.env, in.request, "channels/document", edition.title);
    auto const& unit = in.unit(found.record.unit_id);
    page.crumb(word("page", "home"), "/").crumb(word("page", "disclosure"), "/disclosure").crumb(short_name(unit), "/units/" + unit.code);
    auto data = page.data();
    auto body =
        markup::shown(store::text_of(in.tx, edition.id), word("format", "table"), edition.summary.empty() ? characters_described : 0);
    add_meta(in, page, found.record, edition, edition.summary.empty() ? body.summary : edition.summary);
    data.set("title", edition.title).set("href", "/disclosure/" + std::to_string(found.record.id));
    add_particulars(in, data, found.record, edition);
    add_body(data, body);
    add_attachments(in, data, edition.id);
    add_related(in, data, edition);
    add_editions(data, found.editions, edition);
    add_objection(in, data, unit);
    add_log(in, data, found.edition, edition, found.editions.size());
    data.set("qr_href", "/disclosure/" + std::to_string(found.record.id) + "/qr.svg");
    if (edition.id == found.edition.id) {
        data.section("linked_data").set_html("json", linked_data(in, found.record, edition));
        if (edition.state == State::archived) data.show("is_archived");
    } else {
        page.meta("robots", "noindex");
        auto old = data.section("is_old");
        old.set("number", edition.number).set("revised_on", found.edition.published_on.text());
        old.set("compare_href",
                "/disclosure/" + std::to_string(found.record.id) + "/editions/" + std::to_string(edition.number) + "?compare=1");
    }
    return page.response();
}

Response document(Reading& in) {
    auto either = find(in);
    if (auto* response = std::get_if<Response>(&either)) return std::move(*response);
    auto const& found = std::get<Found>(either);
    return show(in, found, found.edition);
}

Response comparison(Reading& in, Found const& found, Edition const& old) {
    PortalPage page(in.env, in.request, "channels/comparison", found.edition.title);
    auto href = "/disclosure/" + std::to_string(found.record.id);
    page.crumb(word("page", "home"), "/").crumb(word("page", "disclosure"), "/disclosure").crumb(found.edition.title, href);
    page.meta("robots", "noindex");
    auto compared = markup::compare(store::text_of(in.tx, old.id), store::text_of(in.tx, found.edition.id));
    auto data = page.data();
    data.set("title", found.edition.title).set("href", href).set("old_href", href + "/editions/" + std::to_string(old.number));
    data.set("compare_href", href + "/editions/" + std::to_string(old.number) + "?compare=1");
    data.set("old_number", old.number)
        .set("old_on", old.published_on.text())
        .set("number", found.edition.number)
        .set("new_on", found.edition.published_on.text());
    data.set("inserted", compared.inserted)
        .set("deleted", compared.deleted)
        .show("is_equal", compared.equal)
        .show("differs", !compared.equal);
    data.set_section("reason_section", "reason", found.edition.reason);
    if (old.title != found.edition.title) data.section("retitled").set("old_title", old.title).set("new_title", found.edition.title);
    // Not for_display: it takes only what authors may write, and <ins> is not theirs.
    data.set_html("diff_html", compared.html);
    return page.response();
}

Response edition(Reading& in) {
    auto either = find(in);
    if (auto* response = std::get_if<Response>(&either)) return std::move(*response);
    auto const& found = std::get<Found>(either);
    auto number = number_of(in.request.param("n"));
    auto old = number ? store::edition_by_number(in.tx, found.record.id, *number) : std::nullopt;
    if (!old || !is_readable(*old)) return not_found(in);
    if (old->id == found.edition.id) return http::see_other("/disclosure/" + std::to_string(found.record.id));
    if (in.request.query["compare"] == "1") return comparison(in, found, *old);
    return show(in, found, *old);
}

Response qr(Reading& in) {
    auto either = find(in);
    if (auto* response = std::get_if<Response>(&either)) return std::move(*response);
    Response response;
    response.set("Content-Type", "image/svg+xml");
    response.body = qr_svg(in.base() + "/disclosure/" + std::to_string(std::get<Found>(either).record.id));
    return response;
}

Response by_index(Reading& in) {
    auto record = store::disclosure_by_index(in.tx, in.request.param("credit") + "/" + in.request.param("serial"));
    if (!record || !(store::public_row(in.tx, record->id) || was_withdrawn(in, *record))) return not_found(in);
    return http::moved("/disclosure/" + std::to_string(record->id));
}

}  // namespace

http::Routes document_routes(Environment const& env) {
    using http::Method;
    return {{Method::get, "/disclosure/{id}", page(env, {}, document)},
            {Method::get, "/disclosure/{id}/editions/{n}", page(env, {"compare"}, edition)},
            {Method::get, "/disclosure/{id}/qr.svg", page(env, {}, qr)},
            {Method::get, "/index/{credit}/{serial}", fresh(env, by_index)}};
}

}  // namespace mingtang::channels::web
