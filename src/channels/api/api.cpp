#include "channels/api/api.hpp"

#include "base/resource.hpp"
#include "base/text.hpp"
#include "channels/public_search.hpp"
#include "channels/web/catalogue_tree.hpp"
#include "channels/web/freshness.hpp"
#include "markup/markup.hpp"

namespace mingtang::channels::api {
namespace {

namespace store = disclosure::store;
using http::Response;
using web::Reading;

constexpr int usual_limit = 20, highest_limit = 100;

Response problem(Refusal const& refusal, int status) {
    json::object body{{"code", refusal.code}, {"article", refusal.article}, {"message", view::sentence(refusal)}};
    if (!refusal.field.empty()) body["field"] = refusal.field;
    return http::json(json::serialize(body), status);
}

Refusal invalid(std::string_view name) { return {"api.parameter.invalid", "", {{"name", std::string(name)}}, std::string(name)}; }

/// Refuses parameters that the endpoint does not know, by name, before anything is read.
http::Handler strict(std::vector<std::string_view> known, http::Handler inner) {
    return [known, inner](http::Request const& request) {
        for (auto const& [name, value] : request.query)
            if (std::find(known.begin(), known.end(), name) == known.end())
                return refused({"api.parameter.unknown", "", {{"name", name}}, name});
        return inner(request);
    };
}

http::Handler kept(organ::Environment const& env, std::vector<std::string_view> known, web::Maker make) {
    return strict(known, web::page(env, known, std::move(make)));
}

Outcome<int> limit_of(http::Request const& request) {
    auto const& text = request.query["limit"];
    if (text.empty()) return usual_limit;
    auto number = web::number_of(text);
    if (!number || *number < 1 || *number > highest_limit) return invalid("limit");
    return *number;
}

json::array list_of(std::string const& text, char separator) {
    json::array list;
    for (auto const& one : text::split(text, separator)) list.emplace_back(one);
    return list;
}

std::string url_of(Reading& in, Id disclosure_id) { return web::base_url(in.env) + "/disclosure/" + std::to_string(disclosure_id); }

json::object unit_name(organ::Unit const& unit) { return {{"code", unit.code}, {"name", unit.name}}; }

json::object row_json(Reading& in, disclosure::PublicRow const& row) {
    in.tag("disclosure", row.disclosure_id);
    return {{"id", row.disclosure_id},
            {"index_number", row.index_number},
            {"title", row.title},
            {"document_number", row.document_number},
            {"summary", row.summary},
            {"kind", to_text(row.kind)},
            {"validity", to_text(row.validity)},
            {"published_on", row.published_on.text()},
            {"published_at", row.published_at.text()},
            {"unit", unit_name(in.unit(row.unit_id))},
            {"subjects", list_of(row.subjects, ',')},
            {"url", url_of(in, row.disclosure_id)}};
}

Outcome<store::Filter> filter_of(Reading& in) {
    store::Filter filter;
    auto const& query = in.request.query;
    if (auto const& code = query["unit"]; !code.empty()) {
        in.tag("units");
        auto unit = organ::store::unit_by_code(in.tx, code);
        if (!unit) return invalid("unit");
        filter.unit_id = unit->id;
    }
    filter.subject = query["subject"];
    if (auto const& kind = query["kind"]; !kind.empty()) {
        filter.kind = from_text<disclosure::Kind>(kind);
        if (!filter.kind) return invalid("kind");
    }
    if (auto const& year = query["year"]; !year.empty()) {
        filter.year = web::number_of(year).value_or(0);
        if (filter.year < 1900 || filter.year > 2199) return invalid("year");
    }
    if (auto const& month = query["month"]; !month.empty()) {
        auto number = web::number_of(month.starts_with('0') ? month.substr(1) : month);
        if (!filter.year || !number || *number < 1 || *number > 12) return invalid("month");
        filter.month = Date(filter.year, unsigned(*number), 1).text().substr(0, 7);
    }
    return filter;
}

Response disclosures(Reading& in) {
    in.tag("list:all");
    auto limit = limit_of(in.request);
    if (!limit) return refused(limit.error());
    auto filter = filter_of(in);
    if (!filter) return refused(filter.error());
    std::optional<store::Cursor> after;
    if (auto const& cursor = in.request.query["cursor"]; !cursor.empty()) {
        after = store::Cursor::parse(cursor);
        if (!after) return refused(invalid("cursor"));
    }
    auto rows = store::public_list(in.tx, *filter, after, *limit + 1);
    bool more = rows.size() > std::size_t(*limit);
    if (more) rows.pop_back();
    json::array list;
    for (auto const& row : rows) list.push_back(row_json(in, row));
    json::object body{{"total", store::public_count(in.tx, *filter)}, {"disclosures", std::move(list)}};
    if (more) body["cursor"] = store::Cursor{rows.back().published_on, rows.back().disclosure_id}.text();
    return http::json(json::serialize(body));
}

bool is_readable(disclosure::Edition const& e) {
    using disclosure::State;
    return e.is_public_kind() && (e.state == State::published || e.state == State::superseded || e.state == State::archived);
}

json::array attachments_json(Reading& in, Id edition_id) {
    json::array list;
    for (auto const& one : store::attachments_of(in.tx, edition_id))
        list.push_back(
            json::object{{"id", one.id},
                         {"name", one.name},
                         {"content_type", one.content_type},
                         {"size", one.size},
                         {"sha256", one.sha256},
                         {"url", web::base_url(in.env) + "/files/" + std::to_string(one.id) + "/" + text::percent_encode(one.name)}});
    return list;
}

json::array editions_json(Reading& in, Id id) {
    json::array list;
    for (auto const& e : store::editions_of(in.tx, id))
        if (is_readable(e))
            list.push_back(json::object{{"number", e.number},
                                        {"published_on", e.published_on.text()},
                                        {"reason", e.reason},
                                        {"current", e.state != disclosure::State::superseded},
                                        {"url", url_of(in, id) + "/editions/" + std::to_string(e.number)}});
    return list;
}

Response disclosure_of(Reading& in) {
    auto id = in.request.id_param("id");
    if (!id) return refused({"api.path.not_found"});
    in.tag("disclosure", *id);
    auto row = store::public_row(in.tx, *id);
    auto record = store::disclosure(in.tx, *id);
    if (!row || !record) {
        if (record && web::was_withdrawn(in, *record)) return problem({"api.disclosure.withdrawn"}, 410);
        return refused({"api.path.not_found"});
    }
    auto edition = store::edition(in.tx, row->edition_id).value();
    auto html = store::text_of(in.tx, edition.id);
    auto body = row_json(in, *row);
    body["source_id"] = record->source_id;
    body["edition"] = edition.number;
    body["produced_on"] = edition.produced_on.text();
    body["valid_until_on"] = edition.valid_until_on.text();
    body["source_kind"] = to_text(edition.source_kind);
    body["source_name"] = edition.source_name;
    body["keywords"] = json::array();
    std::string keywords = edition.keywords;
    for (std::size_t at = 0; (at = keywords.find("\xE3\x80\x81", at)) != keywords.npos;)
        keywords.replace(at, 3, ",");  // U+3001 between keywords
    body["keywords"] = list_of(keywords, ',');
    body["interprets"] = edition.interprets_id && store::public_row(in.tx, edition.interprets_id) ? json::value(edition.interprets_id)
                                                                                                  : json::value(nullptr);
    body["text"] = markup::to_text(html);
    body["html"] = std::move(html);
    body["attachments"] = attachments_json(in, edition.id);
    body["editions"] = editions_json(in, *id);
    return http::json(json::serialize(body));
}

json::object unit_json(Reading& in, organ::Unit const& unit) {
    auto after = organ::store::successor(in.tx, unit);
    return {{"code", unit.code},
            {"name", unit.name},
            {"short_name", unit.short_name},
            {"credit_code", unit.credit_code},
            {"kind", to_text(unit.kind)},
            {"open", unit.open},
            {"successor", after.id == unit.id ? json::value(nullptr) : json::value(after.code)},
            {"address", unit.address},
            {"hours", unit.hours},
            {"telephone", unit.telephone},
            {"url", web::base_url(in.env) + "/units/" + unit.code}};
}

Response units(Reading& in) {
    in.tag("units");
    json::array list;
    for (auto const& unit : organ::store::all_units(in.tx)) list.push_back(unit_json(in, unit));
    return http::json(json::serialize(json::object{{"units", std::move(list)}}));
}

Response unit_of(Reading& in) {
    in.tag("units");
    auto unit = organ::store::unit_by_code(in.tx, in.request.param("code"));
    if (!unit) return refused({"api.path.not_found"});
    in.tag("unit", unit->id), in.tag("list:unit", unit->id);
    auto body = unit_json(in, *unit);
    body["duties"] = unit->duties;
    json::array leaders, divisions, names;
    for (auto const& one : organ::store::leaders(in.tx, unit->id))
        leaders.push_back(json::object{{"post", one.post}, {"name", one.name}, {"duty", one.duty}});
    for (auto const& one : organ::store::divisions(in.tx, unit->id))
        divisions.push_back(json::object{{"name", one.name}, {"duties", one.duties}, {"telephone", one.telephone}});
    for (auto const& one : organ::store::former_names(in.tx, unit->id))
        names.push_back(json::object{{"name", one.name}, {"until_on", one.until_on.text()}});
    body["leaders"] = std::move(leaders);
    body["divisions"] = std::move(divisions);
    body["former_names"] = std::move(names);
    body["disclosures"] = store::public_count(in.tx, {.unit_id = unit->id});
    return http::json(json::serialize(body));
}

json::object item_json(catalogue::Item const& i) {
    json::object limit;
    if (i.limit_number) limit = {{"number", i.limit_number}, {"unit", i.limit_unit}};
    json::object display;
    if (i.display_number) display = {{"number", i.display_number}, {"unit", i.display_unit}};
    json::array stages;
    for (auto const& stage : catalogue::stages_of(i.stages)) stages.push_back(json::object{{"name", stage.name}, {"on", stage.on.text()}});
    return {{"id", i.id},
            {"code", i.code},
            {"level1", i.level1},
            {"level2", i.level2},
            {"content", i.content},
            {"basis", i.basis},
            {"time_limit", i.time_limit},
            {"limit", i.limit_number ? json::value(std::move(limit)) : json::value(nullptr)},
            {"display", i.display_number ? json::value(std::move(display)) : json::value(nullptr)},
            {"cadence", to_text(i.cadence)},
            {"counted", to_text(i.counted)},
            {"accrual_periodicity", catalogue::accrual_periodicity(i.cadence)},
            {"stages", std::move(stages)},
            {"subject", i.subject},
            {"channels", i.channels},
            {"audience", i.audience},
            {"way", i.way},
            {"level", i.level},
            {"edition", std::max(i.edition, 1)}};
}

Response catalogue_of(Reading& in) {
    json::array domains;
    for (auto const& branch : web::catalogue_tree(in)) {
        json::array items;
        for (auto const& [i, count, last_on] : branch.items) {
            auto row = item_json(i);
            row["count"] = count;
            row["last_on"] = last_on.text();
            items.push_back(std::move(row));
        }
        domains.push_back(
            json::object{{"code", branch.domain.code}, {"name", branch.domain.name}, {"count", branch.count}, {"items", std::move(items)}});
    }
    return http::json(json::serialize(json::object{{"domains", std::move(domains)}}));
}

/// A unit's own entries with the clock of each.
Response catalogue_of_unit(Reading& in) {
    in.tag("units"), in.tag("catalogue");
    auto unit = organ::store::unit_by_code(in.tx, in.request.param("code"));
    if (!unit) return refused({"api.path.not_found"});
    in.tag("unit", unit->id), in.tag("list:unit", unit->id);
    std::map<std::string, store::Count> counts;
    for (auto& count : store::public_counts(in.tx, store::By::catalogue_item, {.unit_id = unit->id})) counts[count.key] = count;
    json::array items;
    for (auto const& item : catalogue::store::items_of(in.tx, unit->id)) {
        if (!item.open) continue;
        auto const& count = counts[std::to_string(item.id)];
        auto fresh = web::freshness_of(in, item, count.last_on);
        auto row = item_json(item);
        row["domain"] = item.domain;
        row["standard_id"] = item.standard_id ? json::value(item.standard_id) : json::value(nullptr);
        row["deviation"] = item.deviation;
        row["count"] = count.count;
        row["last_on"] = fresh.last_on.text();
        row["due_on"] = fresh.due_on.text();
        row["standing"] = to_text(fresh.standing);
        row["url"] = web::base_url(in.env) + "/catalogue/items/" + std::to_string(item.id);
        items.push_back(std::move(row));
    }
    return http::json(json::serialize(json::object{{"unit", unit_name(*unit)}, {"as_of", in.today().text()}, {"items", std::move(items)}}));
}

Outcome<search::Question> question_of(Reading& in) {
    auto const& request = in.request;
    auto limit = limit_of(request);
    if (!limit) return limit.error();
    search::Question question{.text = request.query["q"], .limit = *limit, .cursor = request.query["cursor"]};
    if (!question.cursor.empty() && !search::is_cursor(question.cursor)) return invalid("cursor");
    if (auto const& unit = request.query["unit"]; !unit.empty()) {
        if (!organ::store::unit_by_code(in.tx, unit)) return invalid("unit");
        question.filters.units = {unit};
    }
    if (auto const& subject = request.query["subject"]; !subject.empty()) question.filters.subjects = {subject};
    if (auto const& year = request.query["year"]; !year.empty()) {
        question.filters.year = web::number_of(year).value_or(0);
        if (question.filters.year < 1900 || question.filters.year > 2199) return invalid("year");
    }
    auto const& sort = request.query["sort"];
    if (!sort.empty() && sort != "relevance" && sort != "date") return invalid("sort");
    if (sort == "date") question.sort = search::Sort::date;
    return question;
}

std::string marked(search::Snippet const& snippet) {
    std::string html;
    for (auto const& [words, hit] : snippet) html += hit ? "<mark>" + text::escape_html(words) + "</mark>" : text::escape_html(words);
    return html;
}

Response search_of(Portal const& portal, Reading& in) {
    auto question = question_of(in);
    if (!question) return refused(question.error());
    auto answer = public_search(portal, in.tx, *question);
    if (question->cursor.empty()) portal.terms.note(question->text, !answer.hits.empty() && !answer.loosened);
    json::array hits;
    for (auto const& hit : answer.hits)
        hits.push_back(json::object{{"id", hit.id},
                                    {"source_id", hit.source_id},
                                    {"index_number", hit.index_number},
                                    {"title", hit.title},
                                    {"url", url_of(in, hit.id)},
                                    {"unit", hit.unit_code},
                                    {"published_on", hit.published_on.text()},
                                    {"snippet", marked(hit.snippet)}});
    json::object body{{"total", answer.total},
                      {"total_is_exact", answer.total_is_exact},
                      {"loosened", answer.loosened && !answer.hits.empty()},
                      {"cut_off", answer.cut_off},
                      {"missing_words", json::array(answer.dropped.begin(), answer.dropped.end())},
                      {"hits", std::move(hits)}};
    if (!answer.next_cursor.empty()) body["cursor"] = answer.next_cursor;
    return http::json(json::serialize(body));
}

Response description(Reading&) {
    Response response;
    response.set("Content-Type", "application/yaml; charset=utf-8");
    response.body = resource("docs/api/openapi.yaml").value();
    return response;
}

}  // namespace

Response refused(Refusal const& refusal) { return problem(refusal, status_of(refusal)); }

http::Routes routes(Portal const& portal) {
    using http::Method;
    auto const& env = portal.env;
    auto searching = [portal](Reading& in) { return search_of(portal, in); };
    return {
        {Method::get, "/api/openapi.yaml", web::page(env, {}, description)},
        {Method::get, "/api/v1/disclosures", kept(env, {"unit", "subject", "kind", "year", "month", "limit", "cursor"}, disclosures)},
        {Method::get, "/api/v1/disclosures/{id}", kept(env, {}, disclosure_of)},
        {Method::get, "/api/v1/units", kept(env, {}, units)},
        {Method::get, "/api/v1/units/{code}", kept(env, {}, unit_of)},
        {Method::get, "/api/v1/units/{code}/catalogue", kept(env, {}, catalogue_of_unit)},
        {Method::get, "/api/v1/catalogue", kept(env, {}, catalogue_of)},
        {Method::get, "/api/v1/search", strict({"q", "unit", "subject", "year", "sort", "limit", "cursor"}, web::fresh(env, searching))}};
}

}  // namespace mingtang::channels::api
