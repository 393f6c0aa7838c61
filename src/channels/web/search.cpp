#include "channels/web/search.hpp"

#include "base/text.hpp"
#include "channels/public_search.hpp"
#include "channels/web/page.hpp"

namespace mingtang::channels::web {
namespace {

using search::Question;

constexpr int hits_on_page = 10;
constexpr std::size_t longest_question = 200;
constexpr int values_of_a_facet = 12;

std::vector<std::string> known_only(std::vector<std::string> values) {
    std::erase(values, "");
    return values;
}

Question question_of(Request const& request) {
    Question question{.text = request.query["q"], .limit = hits_on_page, .cursor = request.query["cursor"], .facets = true};
    if (text::length(question.text) > longest_question) question.text = text::shorten(question.text, longest_question);
    question.filters.units = known_only(request.query.all("unit"));
    question.filters.subjects = known_only(request.query.all("subject"));
    question.filters.kinds = known_only(request.query.all("kind"));
    question.filters.year = number_of(request.query["year"]).value_or(0);
    if (request.query["sort"] == "date") question.sort = search::Sort::date;
    return question;
}

std::string address_of(Question const& question, std::string const& cursor = {}) {
    std::string query = "?q=" + text::percent_encode(question.text);
    auto add = [&](std::string_view name, std::string const& value) {
        query.append("&").append(name).append("=").append(text::percent_encode(value));
    };
    for (auto const& unit : question.filters.units) add("unit", unit);
    for (auto const& subject : question.filters.subjects) add("subject", subject);
    for (auto const& kind : question.filters.kinds) add("kind", kind);
    if (question.filters.year) add("year", std::to_string(question.filters.year));
    if (question.sort == search::Sort::date) add("sort", "date");
    if (!cursor.empty()) add("cursor", cursor);
    return "/search" + query;
}

/// Chooses the value, or lets it go where it is the chosen one.
Question toggled(Question question, std::vector<std::string> search::Filters::*which, std::string const& value) {
    auto& chosen = question.filters.*which;
    bool was = std::find(chosen.begin(), chosen.end(), value) != chosen.end();
    chosen = was ? std::vector<std::string>() : std::vector<std::string>{value};
    return question;
}

struct Names {
    std::map<std::string, std::string> units, subjects;
};

Names names_of(Reading& in) {
    Names names;
    for (auto const& unit : organ::store::all_units(in.tx)) names.units[unit.code] = short_name(unit);
    for (auto const& subject : catalogue::store::subjects(in.tx)) names.subjects[subject.code] = subject.name;
    return names;
}

std::string name_in(std::map<std::string, std::string> const& names, std::string const& code) {
    auto found = names.find(code);
    return found == names.end() ? code : found->second;
}

void add_facets(view::Data data, Question const& asked, search::Facets const& facets, Names const& names) {
    auto block = data.section("facets");
    auto add = [&](std::string_view section, std::vector<search::FacetValue> const& values, auto const& label, auto which) {
        if (values.empty()) return;
        auto part = block.section(std::string("of_") + std::string(section));
        int shown = 0;
        for (auto const& [value, count] : values) {
            auto const& chosen = asked.filters.*which;
            bool current = std::find(chosen.begin(), chosen.end(), value) != chosen.end();
            if (++shown > values_of_a_facet && !current) continue;
            part.section(section)
                .set("label", label(value))
                .set("count", count)
                .set("href", address_of(toggled(asked, which, value)))
                .show("current", current);
        }
    };
    add(
        "units", facets.units, [&](auto const& code) { return name_in(names.units, code); }, &search::Filters::units);
    add(
        "subjects", facets.subjects, [&](auto const& code) { return name_in(names.subjects, code); }, &search::Filters::subjects);
    add(
        "kinds", facets.kinds, [&](auto const& kind) { return word("kind", kind); }, &search::Filters::kinds);
    if (facets.years.empty()) return;
    auto part = block.section("of_years");
    for (auto const& [value, count] : facets.years) {
        auto other = asked;
        bool current = std::to_string(asked.filters.year) == value;
        other.filters.year = current ? 0 : number_of(value).value_or(0);
        part.section("years").set("label", value).set("count", count).set("href", address_of(other)).show("current", current);
    }
}

void add_chosen(view::Data data, Question const& asked, Names const& names) {
    std::optional<view::Data> block;
    auto chip = [&](std::string const& label, Question const& without) {
        if (!block) block = data.section("has_chosen");
        block->section("chosen").set("label", label).set("href", address_of(without));
    };
    for (auto const& unit : asked.filters.units) chip(name_in(names.units, unit), toggled(asked, &search::Filters::units, unit));
    for (auto const& subject : asked.filters.subjects)
        chip(name_in(names.subjects, subject), toggled(asked, &search::Filters::subjects, subject));
    for (auto const& kind : asked.filters.kinds) chip(word("kind", kind), toggled(asked, &search::Filters::kinds, kind));
    if (!asked.filters.year) return;
    auto without = asked;
    without.filters.year = 0;
    chip(std::to_string(asked.filters.year), without);
}

void add_pieces(view::Data data, std::string_view section, search::Snippet const& snippet) {
    for (auto const& piece : snippet) data.section(section).section(piece.hit ? "marked" : "plain").set("words", piece.text);
}

void add_hits(view::Data data, search::Answer const& answer) {
    auto block = data.section("has_hits");
    for (auto const& hit : answer.hits) {
        auto row = block.section("hits");
        row.set("href", "/disclosure/" + std::to_string(hit.id))
            .set("unit_name", hit.unit_name)
            .set("published_on", hit.published_on.text());
        add_pieces(row, "title_pieces", hit.title_snippet.empty() ? search::Snippet{{hit.title, false}} : hit.title_snippet);
        if (!hit.snippet.empty()) add_pieces(row.section("has_snippet"), "pieces", hit.snippet);
        row.set_section("number", "document_number", hit.document_number);
        if (hit.validity != "valid" && !hit.validity.empty())
            row.section("stamp").set("validity", hit.validity).set("validity_word", word("validity", hit.validity));
    }
}

void add_order(view::Data data, Question asked) {
    bool by_date = asked.sort == search::Sort::date;
    asked.sort = by_date ? search::Sort::relevance : search::Sort::date;
    data.section(by_date ? "by_date" : "by_relevance").set("other_href", address_of(asked));
}

void add_answer(Reading& in, view::Data data, Question const& asked, search::Answer const& answer) {
    auto names = names_of(in);
    auto sum = data.section("results");
    sum.set("total", answer.total).show("about", !answer.total_is_exact);
    if (!answer.hits.empty()) add_order(sum, asked);
    add_facets(sum, asked, answer.facets, names);
    add_chosen(sum, asked, names);
    if (answer.loosened && !answer.hits.empty()) {
        auto loose = sum.section("loosened");
        if (!answer.dropped.empty()) {
            auto dropped = loose.section("has_dropped");
            for (auto const& one : answer.dropped) dropped.section("dropped_words").set("dropped", one);
        }
    }
    if (answer.hits.empty()) {
        sum.section("none").set("q", asked.text).set("contact_phone", in.env.site().contact_phone);
        return;
    }
    add_hits(sum, answer);
    sum.show("cut_off", answer.cut_off);
    if (answer.next_cursor.empty() && asked.cursor.empty()) return;
    auto pager = sum.section("pager");
    if (!asked.cursor.empty()) pager.section("first").set("first_href", address_of(asked));
    if (!answer.next_cursor.empty()) pager.section("more").set("more_href", address_of(asked, answer.next_cursor));
}

Response search_page(Portal const& portal, Reading& in) {
    PortalPage page(in.env, in.request, "channels/search", word("page", "search"));
    page.crumb(word("page", "home"), "/").crumb(word("page", "search"));
    page.meta("robots", "noindex");
    auto asked = question_of(in.request);
    page.layout().set("search_query", asked.text);
    auto data = page.data();
    data.set("q", asked.text);
    bool narrowed = asked.filters != search::Filters();
    if (text::trim(asked.text).empty() && !narrowed) {
        data.show("tips");
        return page.response();
    }
    if (!text::trim(asked.text).empty()) data.section("asked").set("q", asked.text);
    auto answer = public_search(portal, in.tx, asked);
    if (asked.cursor.empty() && !narrowed) portal.terms.note(asked.text, !answer.hits.empty() && !answer.loosened);
    add_answer(in, data, asked, answer);
    return page.response();
}

Response suggest(Portal const& portal, Reading& in) {
    json::array rows;
    auto const& typed = in.request.query["q"];
    if (!text::trim(typed).empty() && text::length(typed) <= longest_question)
        for (auto const& one : portal.suggest(typed, 8))
            if (disclosure::store::public_row(in.tx, one.id))
                rows.push_back(json::object{{"title", one.title}, {"url", "/disclosure/" + std::to_string(one.id)}});
    return http::json(json::serialize(rows));
}

}  // namespace

http::Routes search_routes(Portal const& portal) {
    using http::Method;
    return {{Method::get, "/search", fresh(portal.env, [portal](Reading& in) { return search_page(portal, in); })},
            {Method::get, "/suggest", fresh(portal.env, [portal](Reading& in) { return suggest(portal, in); })}};
}

}  // namespace mingtang::channels::web
