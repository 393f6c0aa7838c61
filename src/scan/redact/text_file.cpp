// Plain text, CSV, Markdown, HTML and XML in their own encoding.
#include <gumbo.h>

#include <algorithm>
#include <memory>

#include "scan/read/encoding.hpp"
#include "scan/read/hides.hpp"
#include "scan/redact/markup.hpp"
#include "scan/redact/rewrite.hpp"
#include "scan/redact/tags.hpp"

namespace mingtang::scan {
namespace {

constexpr int max_depth = 400;

/// Text and the marks at its beginning, to be put together again as they were.
struct Decoded {
    std::string mark, utf8;
    Encoding encoding = Encoding::utf8;
};

Outcome<Decoded> opened(std::string_view bytes) {
    Decoded text{.encoding = encoding_of(bytes)};
    std::size_t mark = bytes.starts_with("\xEF\xBB\xBF")                                          ? 3
                       : text.encoding == Encoding::utf16le || text.encoding == Encoding::utf16be ? 2
                                                                                                  : 0;
    text.mark = bytes.substr(0, mark);
    if (text.encoding == Encoding::utf8) {
        text.utf8 = bytes.substr(mark);  // broken bytes stay
        return text;
    }
    auto decoded_text = decoded(bytes);
    if (!decoded_text) return failed("damaged");
    text.utf8 = std::move(*decoded_text);
    return text;
}

Outcome<Rewritten> closed(Decoded const& text) {
    auto bytes = encoded(text.utf8, text.encoding);
    if (!bytes) return failed("encoding");
    return Rewritten{text.mark + *bytes, {}};
}

/// Parts of a file that are to be left out, as bytes.
using Cuts = std::vector<std::pair<std::size_t, std::size_t>>;

std::string without(std::string_view text, Cuts cuts) {
    std::sort(cuts.begin(), cuts.end());
    std::string out;
    std::size_t at = 0;
    for (auto [begin, end] : cuts) {
        if (begin > at) out += text.substr(at, begin - at);
        at = std::max(at, std::min(end, text.size()));
    }
    return out.append(text.substr(at));
}

/// Hidden elements with all that is in them; as browsers find their ends.
void hidden_elements(GumboNode const* node, std::string_view text, Cuts& cuts, int depth) {
    bool element = node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
    if (depth > max_depth || (!element && node->type != GUMBO_NODE_DOCUMENT)) return;
    if (element && (hides(node) || node->type == GUMBO_NODE_TEMPLATE) && node->v.element.original_tag.length > 0) {
        std::size_t begin = node->v.element.start_pos.offset,
                    end = node->v.element.end_pos.offset + node->v.element.original_end_tag.length;
        if (end > begin && end <= text.size()) return cuts.emplace_back(begin, end), void();
    }
    auto const& children = element ? node->v.element.children : node->v.document.children;
    for (unsigned i = 0; i < children.length; ++i) hidden_elements(static_cast<GumboNode const*>(children.data[i]), text, cuts, depth + 1);
}

std::string without_hidden_elements(std::string const& text) {
    auto options = kGumboDefaultOptions;
    auto freed = [&](GumboOutput* output) { gumbo_destroy_output(&options, output); };
    std::unique_ptr<GumboOutput, decltype(freed)> output(gumbo_parse_with_options(&options, text.data(), text.size()), freed);
    Cuts cuts;
    hidden_elements(output->document, text, cuts, 0);
    return without(text, std::move(cuts));
}

std::string without_comments(std::string_view text) {
    Cuts cuts;
    Tags tags(text, true);
    while (auto token = tags.next())
        if (token->kind == Token::Kind::comment && !text.substr(token->begin).starts_with("<!--[if"))
            cuts.emplace_back(token->begin, token->end);
    return without(text, std::move(cuts));
}

std::string without_hidden_fields(std::string_view text) {
    Cuts cuts;
    Tags tags(text, true);
    while (auto token = tags.next()) {
        bool tag = token->kind == Token::Kind::start || token->kind == Token::Kind::empty;
        if (!tag || token->name.size() != 5 || attribute_of(text, *token, "type") != "hidden") continue;
        Attributes all(text, *token);
        while (auto one = all.next())
            if (one->name == "value") cuts.emplace_back(one->begin, one->end);
    }
    return without(text, std::move(cuts));
}

}  // namespace

Outcome<Rewritten> rewrite_plain(std::string_view bytes, Task const& task) {
    if (auto known = task.knows({}); !known) return known.error();
    auto text = opened(bytes);
    if (!text) return text.error();
    text->utf8 = task.sought().masked(text->utf8);
    return closed(*text);
}

Outcome<Rewritten> rewrite_html(std::string_view bytes, Task const& task) {
    if (auto known = task.knows({"html_comment", "hidden_field", "hidden_element"}); !known) return known.error();
    auto text = opened(bytes);
    if (!text) return text.error();
    if (task.asks("html_comment")) text->utf8 = without_comments(text->utf8);
    if (task.asks("hidden_field")) text->utf8 = without_hidden_fields(text->utf8);
    if (task.asks("hidden_element")) text->utf8 = without_hidden_elements(text->utf8);
    text->utf8 = masked_markup(text->utf8, Markup::html, task.sought());
    return closed(*text);
}

Outcome<Rewritten> rewrite_xml(std::string_view bytes, Task const& task) {
    if (auto known = task.knows({}); !known) return known.error();
    auto text = opened(bytes);
    if (!text) return text.error();
    text->utf8 = masked_markup(text->utf8, Markup::xml, task.sought());
    return closed(*text);
}

}  // namespace mingtang::scan
