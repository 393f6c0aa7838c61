#include <gumbo.h>

#include <memory>

#include "base/text.hpp"
#include "markup/flow.hpp"
#include "markup/markup.hpp"
#include "markup/tidy.hpp"

namespace mingtang::markup {
namespace {

/// Deeper than what is kept, so that a document of our own never reaches it.
constexpr std::size_t deepest_tidy = 180;

struct ParsedHtml {
    explicit ParsedHtml(std::string_view html) {
        options.max_errors = 0;
        output = gumbo_parse_with_options(&options, html.data(), html.size());
    }
    ~ParsedHtml() { gumbo_destroy_output(&options, output); }
    ParsedHtml(ParsedHtml const&) = delete;
    ParsedHtml& operator=(ParsedHtml const&) = delete;
    GumboOptions options = kGumboDefaultOptions;
    GumboOutput* output = nullptr;
};

std::string_view cut(std::string_view html, std::vector<std::string>& dropped) {
    if (html.size() <= max_input) return html;
    note(dropped, "too_large");
    auto end = max_input;
    while (end > 0 && (static_cast<unsigned char>(html[end]) & 0xC0) == 0x80) --end;
    return html.substr(0, end);
}

}  // namespace

Node parse_clean(std::string_view html, std::vector<std::string>& dropped) {
    auto balanced = tidy(cut(html, dropped), deepest_tidy, dropped);
    ParsedHtml parsed(balanced);
    Walk walk{dropped, {}, {}, 0};
    Flow flow(walk);
    for (auto const* child : children_of(*parsed.output->root))
        if (name_of(*child) == "body") flow.add_children(*child);
    auto root = element("#root", flow.take_blocks());
    order_headings(root);
    return root;
}

Node parse_clean(std::string_view html) {
    std::vector<std::string> unheard;
    return parse_clean(html, unheard);
}

Sanitised sanitise(std::string_view html) {
    Sanitised out;
    out.html = serialise(parse_clean(html, out.dropped));
    return out;
}

Done accept(std::string_view input) {
    if (input.size() > max_input) return Refusal{"markup.accept.too_large", "", {{"megabytes", std::to_string(max_input >> 20)}}};
    if (!text::is_utf8(input)) return Refusal{"markup.accept.not_utf8"};
    return {};
}

}  // namespace mingtang::markup
