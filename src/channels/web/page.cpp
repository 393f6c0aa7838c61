#include "channels/web/publication_log.hpp"

#include <charconv>

#include "base/resource.hpp"
#include "base/text.hpp"

namespace mingtang::channels::web {
namespace {

constexpr int days_new = 3;

json::object const& words() {
    static json::object const all = boost::json::parse(resource("src/channels/words.json").value_or("{}")).as_object();
    return all;
}

std::string target_of(Request const& request, http::Fields const& query) {
    std::string target;
    for (auto const& segment : text::split(request.path, '/')) target += "/" + text::percent_encode(segment);
    if (target.empty() || request.path.ends_with('/')) target += '/';
    char mark = '?';
    for (auto const& [name, value] : query) {
        target += mark + text::percent_encode(name) + "=" + text::percent_encode(value);
        mark = '&';
    }
    return target;
}

bool is_text_size(std::string_view size) { return size == "large" || size == "xlarge"; }

/// What a public page may depend on: path, known parameters and the chosen size of type; no header, no other cookie. One page has one key,
/// however its address is written.
Request bare(Request const& request, std::vector<std::string_view> const& known) {
    Request plain;
    plain.method = request.method;
    plain.path = request.path;
    plain.params = request.params;
    plain.id = request.id;
    for (auto name : known)
        if (request.query.has(name)) plain.query.add(std::string(name), request.query[name]);
    plain.target = target_of(request, plain.query);
    if (auto const& size = request.cookies["text"]; is_text_size(size)) plain.cookies.add("text", size);
    return plain;
}

std::string base_of(Environment const& env, organ::SiteSettings const& site) {
    return std::string(env.development ? "http://" : "https://") + (site.site_domain.empty() ? "localhost" : site.site_domain);
}

bool shows_stamp(PublicRow const& row) { return row.validity != disclosure::Validity::valid || row.kind == disclosure::Kind::normative; }

}  // namespace

std::string word(std::string_view group, std::string_view name) {
    auto const* of_group = words().if_contains(group);
    return of_group ? json::text(of_group->as_object(), name, name) : std::string(name);
}

Unit const& Reading::unit(Id id) {
    if (units.empty()) tag("units");
    auto [unit, fresh] = units.try_emplace(id);
    if (fresh && id)
        if (auto found = organ::store::unit_by_id(tx, id)) unit->second = *found;
    return unit->second;
}

http::Handler page(Environment const& env, std::vector<std::string_view> known, Maker make) {
    auto kept = organ::web::cached(env, [&env, make = std::move(make)](Request const& request, Tags& tags) {
        auto calendar = env.calendar_now();
        auto tx = env.database.read();
        Reading in{env, request, tx, tags, std::move(calendar)};
        auto response = make(in);
        if (!in.keep) response.set("Cache-Control", "no-store");
        return response;
    });
    return [kept, known](Request const& request) { return kept(bare(request, known)); };
}

http::Handler fresh(Environment const& env, Maker make) {
    return [&env, make = std::move(make)](Request const& request) -> Response {
        try {
            auto calendar = env.calendar_now();
            auto tx = env.database.read();
            Tags tags;
            Reading in{env, request, tx, tags, std::move(calendar)};
            return make(in);
        } catch (storage::Unavailable const& away) {
            throw http::Unavailable(away.what());
        }
    };
}

Response not_found(Reading& in) {
    PortalPage page(in.env, in.request, "channels/missing", word("page", "missing"));
    page.crumb(word("page", "home"), "/");
    return page.response(404);
}

bool was_withdrawn(Reading& in, disclosure::Disclosure const& record) {
    if (record.state != disclosure::State::withdrawn || record.public_edition_id == 0) return false;
    auto edition = disclosure::store::edition(in.tx, record.public_edition_id);
    return edition && edition->is_public_kind();
}

Response withdrawn(Reading& in, disclosure::Disclosure const& record) {
    in.tag("disclosure", record.id);
    auto edition = disclosure::store::edition(in.tx, record.public_edition_id).value();
    auto const& unit = in.unit(record.unit_id);
    PortalPage page(in.env, in.request, "channels/withdrawn", word("page", "withdrawn"));
    page.crumb(word("page", "home"), "/").crumb(word("page", "disclosure"), "/disclosure");
    page.meta("robots", "noindex");
    auto data = page.data();
    data.set("index_number", record.index_number)
        .set("unit_name", unit.name)
        .set("unit_href", "/units/" + unit.code)
        .set("reason", edition.reason);
    data.set("published_on", edition.published_on.text());
    for (auto const& step : disclosure::store::steps_of(in.tx, record.id))
        if (step.action == "withdraw") data.set("withdrawn_on", step.at.local_date().text());
    data.set_section("telephone_section", "telephone", unit.telephone);
    auto entries = logged(in, record.id, [](translog::Entry const& last) { return !last.is_live(); });
    if (!entries.empty())
        add_entries(data.section("in_log").set("log_href", "/disclosure/" + std::to_string(record.id) + "/log"), "entries", entries);
    return page.response(410);
}

std::string base_url(Environment const& env) { return base_of(env, env.site()); }

std::string Reading::base() { return base_of(env, site()); }

std::string address_of(PublicRow const& row) { return "/disclosure/" + std::to_string(row.disclosure_id); }
std::string short_name(Unit const& unit) { return unit.short_name.empty() ? unit.name : unit.short_name; }

std::optional<int> number_of(std::string_view digits) {
    int number = 0;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (digits.empty() || (digits.size() > 1 && digits[0] == '0') || error != std::errc() || end != digits.data() + digits.size() ||
        number < 0)
        return {};
    return number;
}

void add_rows(Reading& in, view::Data data, std::string_view section, std::vector<PublicRow> const& rows, bool with_unit) {
    auto newest = in.today() - days_new;
    in.tag("day");
    for (auto const& row : rows) {
        in.tag("disclosure", row.disclosure_id);
        auto one = data.section(section);
        one.set("title", row.title).set("href", address_of(row)).set("published_on", row.published_on.text());
        one.set("short_date", row.published_on.text().substr(5)).show("is_new", row.published_on >= newest);
        auto unit = with_unit ? short_name(in.unit(row.unit_id)) : std::string();
        if (unit.empty() && row.document_number.empty() && !shows_stamp(row)) continue;
        auto note = one.section("note");
        note.set_section("unit", "unit_name", unit).set_section("number", "document_number", row.document_number);
        if (shows_stamp(row))
            note.section("stamp").set("validity", to_text(row.validity)).set("validity_word", word("validity", to_text(row.validity)));
    }
}

void describe_column(PortalPage& page, std::string_view column, std::string_view description) {
    page.meta("ColumnName", column).meta("ColumnDescription", description).meta("ColumnKeywords", column);
    page.meta("ColumnType", word("page", "disclosure")).meta("Description", description);
}

void add_feeds(PortalPage& page, std::string_view title, std::string_view path) {
    page.alternate("application/atom+xml", title, std::string(path) + ".atom")
        .alternate("application/rss+xml", title, std::string(path) + ".rss");
    page.data().section("feed").set("feed_href", std::string(path) + ".atom");
}

}  // namespace mingtang::channels::web
