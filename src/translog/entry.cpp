#include "translog/entry.hpp"

#include <gumbo.h>

#include <memory>
#include <stdexcept>

#include "base/text.hpp"
#include "translog/audit.hpp"
#include "translog/canonical.hpp"

namespace mingtang::translog {
namespace {

constexpr int version = 1;

json::object object_of(Entry const& e) {
    json::array attachments(e.attachments.begin(), e.attachments.end());
    return {{"attachments", std::move(attachments)},
            {"catalogue_item", e.catalogue_item},
            {"document", e.document},
            {"edition", e.edition},
            {"html_sha256", e.html_sha256},
            {"index_number", e.index_number},
            {"previous", e.previous},
            {"published_on", e.published_on.text()},
            {"text_sha256", e.text_sha256},
            {"time", e.time.text()},
            {"title_sha256", e.title_sha256},
            {"type", to_text(e.type)},
            {"unit", e.unit},
            {"version", version}};
}

std::optional<Entry> entry_of(json::object const& from) {
    auto type = from_text<Type>(json::text(from, "type"));
    auto const* attachments = from.if_contains("attachments");
    auto time = Instant::parse(json::text(from, "time"));
    if (!type || !attachments || !attachments->is_array() || !time) return {};
    Entry entry{.type = *type,
                .document = json::number(from, "document"),
                .edition = int(json::number(from, "edition")),
                .index_number = json::text(from, "index_number"),
                .unit = json::text(from, "unit"),
                .catalogue_item = json::text(from, "catalogue_item"),
                .published_on = Date::parse(json::text(from, "published_on")).value_or(Date()),
                .time = *time,
                .title_sha256 = json::text(from, "title_sha256"),
                .html_sha256 = json::text(from, "html_sha256"),
                .text_sha256 = json::text(from, "text_sha256"),
                .attachments = {},
                .previous = json::text(from, "previous")};
    for (auto const& one : attachments->get_array()) {
        if (!one.is_string()) return {};
        entry.attachments.emplace_back(one.get_string());
    }
    return entry;
}

/// The property White_Space of Unicode.
bool is_white(char32_t c) {
    return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

void add_visible(std::string& out, std::string_view utf8) {
    for (std::size_t at = 0; at < utf8.size();)
        if (auto c = text::next(utf8, at); !is_white(c)) text::append(out, c);
}

}  // namespace

std::string text_of(Entry const& entry) {
    auto text = canonical(object_of(entry));
    if (!text) throw std::logic_error("an entry that has no canonical form");
    return *text;
}

std::optional<Entry> stored_entry(std::string_view text) {
    boost::system::error_code wrong;
    auto value = boost::json::parse(text, wrong);
    return wrong || !value.is_object() ? std::nullopt : entry_of(value.get_object());
}

std::optional<Entry> parse_entry(std::string_view text) {
    auto from = parse_canonical(text);
    auto entry = from ? entry_of(*from) : std::nullopt;
    if (!entry || canonical(object_of(*entry)) != text) return {};
    return entry;
}

namespace {

using Parsed = std::unique_ptr<GumboOutput, void (*)(GumboOutput*)>;

Parsed parse_html(std::string_view html) {
    return {gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size()),
            [](GumboOutput* output) { gumbo_destroy_output(&kGumboDefaultOptions, output); }};
}

/// Nodes in the order of the document until `visit` says stop. Without recursion: how deep pages are nested is up to those who wrote them.
template <class Visit>
void walk(GumboNode const* root, Visit visit) {
    std::vector<GumboNode const*> waiting{root};
    while (!waiting.empty()) {
        auto const* node = waiting.back();
        waiting.pop_back();
        if (!visit(*node)) return;
        if (node->type != GUMBO_NODE_ELEMENT) continue;
        auto const& children = node->v.element.children;
        for (auto i = children.length; i-- > 0;) waiting.push_back(static_cast<GumboNode const*>(children.data[i]));
    }
}

std::string visible_below(GumboNode const* root) {
    std::string out;
    walk(root, [&](GumboNode const& node) {
        bool is_text = node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA;
        if (is_text) add_visible(out, node.v.text.text);
        return true;
    });
    return out;
}

bool has_class(GumboNode const& node, std::string_view name) {
    if (node.type != GUMBO_NODE_ELEMENT) return false;
    auto const* attribute = gumbo_get_attribute(&node.v.element.attributes, "class");
    if (!attribute) return false;
    auto classes = text::split(attribute->value, ' ');
    return std::find(classes.begin(), classes.end(), name) != classes.end();
}

}  // namespace

std::string visible_characters(std::string_view html) { return visible_below(parse_html(html)->root); }

std::optional<std::string> characters_of_class(std::string_view html, std::string_view css_class) {
    auto parsed = parse_html(html);
    std::optional<std::string> found;
    walk(parsed->root, [&](GumboNode const& node) {
        if (has_class(node, css_class)) found = visible_below(&node);
        return !found;
    });
    return found;
}

}  // namespace mingtang::translog
