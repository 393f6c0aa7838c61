#include <pugixml.hpp>
#include <sstream>

#include "base/text.hpp"
#include "channels/web/catalogue_tree.hpp"
#include "markup/markup.hpp"

namespace mingtang::channels::web {
namespace {

namespace store = disclosure::store;

constexpr int entries_on_page = 50;
constexpr int days_deleted = 90;
constexpr std::size_t summary_length = 200;

/// What a feed is about: the same list as a page of the portal.
struct Feed {
    std::string title, page, path;  // path without `.atom`
    Filter filter;
};

struct Entry {
    PublicRow row;
    std::string summary;
};
/// RFC 6721: an entry that was here and is gone.
struct Deleted {
    Id disclosure_id = 0;
    Instant at;
};
struct Content {
    std::vector<Entry> entries;
    std::vector<Deleted> deleted;
    std::string next;  // cursor
    Instant updated;
};

/// The id of an entry never changes, whatever becomes of domain paths or titles.
std::string entry_id(Environment const& env, Id disclosure_id) {
    auto domain = env.site().site_domain;
    return "tag:" + (domain.empty() ? "localhost" : domain) + ",2026:disclosure/" + std::to_string(disclosure_id);
}

bool belongs(Reading& in, Feed const& feed, journal::Event const& event) {
    auto data = event.object();
    if (auto const* is_public = data.if_contains("public"); !is_public || !is_public->is_bool() || !is_public->as_bool()) return false;
    if (feed.filter.unit_id && event.unit_id != feed.filter.unit_id) return false;
    if (!feed.filter.subject.empty() && json::text(data, "subjects").find("," + feed.filter.subject + ",") == std::string::npos)
        return false;
    auto const& items = feed.filter.catalogue_item_ids;
    if (!items.empty() && std::find(items.begin(), items.end(), json::number(data, "catalogue_item_id")) == items.end()) return false;
    return !store::public_row(in.tx, event.subject_id());
}

Content content_of(Reading& in, Feed const& feed, std::optional<store::Cursor> const& after) {
    Content content;
    auto rows = store::public_list(in.tx, feed.filter, after, entries_on_page + 1);
    if (rows.size() > entries_on_page) {
        rows.pop_back();
        content.next = store::Cursor{rows.back().published_on, rows.back().disclosure_id}.text();
    }
    for (auto& row : rows) {
        in.tag("disclosure", row.disclosure_id);
        auto summary = row.summary.empty() ? markup::summary(store::text_of(in.tx, row.edition_id), summary_length) : row.summary;
        content.updated = std::max(content.updated, row.published_at);
        content.entries.push_back({std::move(row), std::move(summary)});
    }
    if (after) return content;
    auto oldest = in.env.clock.now() + -std::chrono::hours(24 * days_deleted);
    in.tag("day");
    for (auto const& event : journal::read_back(in.tx, {.name_prefix = "disclosure.withdrawn", .limit = 200})) {
        if (event.at < oldest || !belongs(in, feed, event)) continue;
        content.deleted.push_back({event.subject_id(), event.at});
        content.updated = std::max(content.updated, event.at);
    }
    return content;
}

void add_link(pugi::xml_node to, char const* rel, std::string const& href, char const* type) {
    auto link = to.append_child("link");
    link.append_attribute("rel") = rel;
    link.append_attribute("type") = type;
    link.append_attribute("href") = href.c_str();
}

void add_text(pugi::xml_node to, char const* name, std::string const& words) { to.append_child(name).text().set(words.c_str()); }

std::string written(pugi::xml_document const& document) {
    std::ostringstream out;
    document.save(out, "", pugi::format_raw, pugi::encoding_utf8);
    return out.str();
}

void add_declaration(pugi::xml_document& document) {
    auto declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "utf-8";
}

std::string atom(Reading& in, Feed const& feed, Content const& content) {
    auto base = base_url(in.env);
    pugi::xml_document document;
    add_declaration(document);
    auto root = document.append_child("feed");
    root.append_attribute("xmlns") = "http://www.w3.org/2005/Atom";
    if (!content.deleted.empty()) root.append_attribute("xmlns:at") = "http://purl.org/atompub/tombstones/1.0";
    root.append_attribute("xml:lang") = "zh-CN";
    add_text(root, "id", base + feed.path + ".atom");
    add_text(root, "title", feed.title + " - " + in.env.site().site_name);
    add_text(root, "updated", (content.updated ? content.updated : Instant::from_ms(0)).text());
    add_text(root.append_child("author"), "name", in.env.site().sponsor.empty() ? in.env.site().site_name : in.env.site().sponsor);
    add_link(root, "self", base + feed.path + ".atom" + (in.request.query["after"].empty() ? "" : "?after=" + in.request.query["after"]),
             "application/atom+xml");
    add_link(root, "alternate", base + feed.page, "text/html");
    if (!content.next.empty()) add_link(root, "next", base + feed.path + ".atom?after=" + content.next, "application/atom+xml");
    for (auto const& gone : content.deleted) {
        auto tombstone = root.append_child("at:deleted-entry");
        tombstone.append_attribute("ref") = entry_id(in.env, gone.disclosure_id).c_str();
        tombstone.append_attribute("when") = gone.at.text().c_str();
    }
    for (auto const& [row, summary] : content.entries) {
        auto entry = root.append_child("entry");
        add_text(entry, "id", entry_id(in.env, row.disclosure_id));
        add_text(entry, "title", row.title);
        add_text(entry, "updated", row.published_at.text());
        add_text(entry, "published", row.published_on.text() + "T00:00:00+08:00");
        add_text(entry.append_child("author"), "name", in.unit(row.unit_id).name);
        add_link(entry, "alternate", base + address_of(row), "text/html");
        auto category = entry.append_child("category");
        category.append_attribute("term") = std::string(to_text(row.kind)).c_str();
        category.append_attribute("label") = word("kind", to_text(row.kind)).c_str();
        if (!summary.empty()) add_text(entry, "summary", summary);
    }
    return written(document);
}

/// RFC 822 dates: HTTP's with the zone that readers of RSS know.
std::string mail_date(Instant at) { return at.http_text(); }

std::string rss(Reading& in, Feed const& feed, Content const& content) {
    auto base = base_url(in.env);
    pugi::xml_document document;
    add_declaration(document);
    auto root = document.append_child("rss");
    root.append_attribute("version") = "2.0";
    root.append_attribute("xmlns:atom") = "http://www.w3.org/2005/Atom";
    auto channel = root.append_child("channel");
    add_text(channel, "title", feed.title + " - " + in.env.site().site_name);
    add_text(channel, "link", base + feed.page);
    add_text(channel, "description", feed.title);
    add_text(channel, "language", "zh-cn");
    if (content.updated) add_text(channel, "lastBuildDate", mail_date(content.updated));
    auto self = channel.append_child("atom:link");
    self.append_attribute("rel") = "self";
    self.append_attribute("type") = "application/rss+xml";
    self.append_attribute("href") = (base + feed.path + ".rss").c_str();
    for (auto const& [row, summary] : content.entries) {
        auto item = channel.append_child("item");
        add_text(item, "title", row.title);
        add_text(item, "link", base + address_of(row));
        auto guid = item.append_child("guid");
        guid.append_attribute("isPermaLink") = "false";
        guid.text().set(entry_id(in.env, row.disclosure_id).c_str());
        add_text(item, "pubDate", mail_date(row.published_at));
        add_text(item, "category", word("kind", to_text(row.kind)));
        if (!summary.empty()) add_text(item, "description", summary);
    }
    return written(document);
}

Response send(Reading& in, Feed feed, std::string_view suffix) {
    std::optional<store::Cursor> after;
    if (auto const& text = in.request.query["after"]; !text.empty()) {
        after = store::Cursor::parse(text);
        if (!after) return not_found(in);
    }
    bool is_atom = suffix == ".atom";
    auto content = content_of(in, feed, after);
    Response response;
    response.set("Content-Type", is_atom ? "application/atom+xml; charset=utf-8" : "application/rss+xml; charset=utf-8");
    response.body = is_atom ? atom(in, feed, content) : rss(in, feed, content);
    return response;
}

struct Name {
    std::string stem, suffix;
};
std::optional<Name> name_of(Reading& in) {
    auto const& name = in.request.param("name");
    for (std::string suffix : {".atom", ".rss"})
        if (name.ends_with(suffix)) return Name{name.substr(0, name.size() - suffix.size()), suffix};
    return {};
}

Response of_all(Reading& in) {
    auto name = name_of(in);
    if (!name || name->stem != "all") return not_found(in);
    in.tag("list:all");
    return send(in, {word("page", "latest"), "/disclosure", "/feeds/all", {}}, name->suffix);
}

Response of_unit(Reading& in) {
    auto name = name_of(in);
    in.tag("units");
    auto unit = name ? organ::store::unit_by_code(in.tx, name->stem) : std::nullopt;
    if (!unit) return not_found(in);
    in.tag("list:unit", unit->id);
    return send(in, {unit->name, "/units/" + unit->code, "/feeds/units/" + unit->code, {.unit_id = unit->id}}, name->suffix);
}

Response of_subject(Reading& in) {
    auto name = name_of(in);
    in.tag("catalogue");
    auto subject = name ? catalogue::store::subject_by_code(in.tx, name->stem) : std::nullopt;
    if (!subject) return not_found(in);
    in.tag("list:subject:" + subject->code);
    return send(in, {subject->name, "/subjects/" + subject->code, "/feeds/subjects/" + subject->code, {.subject = subject->code}},
                name->suffix);
}

Response of_item(Reading& in) {
    auto name = name_of(in);
    in.tag("catalogue");
    auto id = name ? number_of(name->stem) : std::nullopt;
    auto item = id ? catalogue::store::item(in.tx, *id) : std::nullopt;
    if (!item) return not_found(in);
    auto stem = std::to_string(item->id);
    return send(in,
                {item->level2.empty() ? item->level1 : item->level2,
                 "/catalogue/items/" + stem,
                 "/feeds/catalogue/" + stem,
                 {.catalogue_item_ids = items_under(in, *item)}},
                name->suffix);
}

}  // namespace

http::Routes feed_routes(Environment const& env) {
    using http::Method;
    return {{Method::get, "/feeds/{name}", page(env, {"after"}, of_all)},
            {Method::get, "/feeds/units/{name}", page(env, {"after"}, of_unit)},
            {Method::get, "/feeds/subjects/{name}", page(env, {"after"}, of_subject)},
            {Method::get, "/feeds/catalogue/{name}", page(env, {"after"}, of_item)}};
}

}  // namespace mingtang::channels::web
