#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <mutex>

#include "base/text.hpp"
#include "markup/markup.hpp"

namespace mingtang::markup {
namespace {

struct FreeParser {
    void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct FreeNode {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};

std::string read_markdown(std::string_view text) {
    static std::once_flag registered;
    std::call_once(registered, [] { cmark_gfm_core_extensions_ensure_registered(); });
    // Raw HTML passes here because everything is sanitised afterwards.
    constexpr int options = CMARK_OPT_UNSAFE | CMARK_OPT_VALIDATE_UTF8;
    std::unique_ptr<cmark_parser, FreeParser> parser(cmark_parser_new(options));
    for (auto const* name : {"table", "strikethrough"})
        cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(name));
    cmark_parser_feed(parser.get(), text.data(), text.size());
    std::unique_ptr<cmark_node, FreeNode> document(cmark_parser_finish(parser.get()));
    std::unique_ptr<char, decltype(&std::free)> html(
        cmark_render_html(document.get(), options, cmark_parser_get_syntax_extensions(parser.get())), &std::free);
    return html.get();
}

/// Han numerals at the beginning: 一、 makes a heading of the first rank, （一） one of the second; 0 for anything else.
int rank_of(std::string_view line) {
    static constexpr std::string_view numerals = "一二三四五六七八九十百";
    bool bracket = line.starts_with("（");
    std::size_t at = bracket ? std::string_view("（").size() : 0, from = at;
    while (at + 3 <= line.size() && numerals.find(line.substr(at, 3)) != std::string_view::npos) at += 3;
    if (at == from || at - from > 12) return 0;
    if (bracket) return line.substr(at).starts_with("）") ? 2 : 0;
    return line.substr(at).starts_with("、") ? 1 : 0;
}

constexpr std::size_t longest_heading = 32;

bool is_heading_line(std::string_view line) {
    if (rank_of(line) == 0 || text::length(line) > longest_heading) return false;
    for (auto stop : {"。", "；", "！", "？"})
        if (line.find(stop) != std::string_view::npos) return false;
    return !line.ends_with("，") && !line.ends_with("、") && !line.ends_with("：");
}

/// The characters that text::trim takes away at the beginning make an indent when they are more than one, or wide.
bool is_indented(std::string_view line) { return line.starts_with("\u3000") || line.starts_with("  ") || line.starts_with("\t"); }

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at <= text.size();) {
        auto end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

}  // namespace

std::string from_markdown(std::string_view text) {
    std::string_view within_limit = text.substr(0, max_input);
    return sanitise(read_markdown(within_limit)).html;
}

std::string from_text(std::string_view text) {
    std::string html;
    bool open = false;
    auto whole = text::trim(text.substr(0, max_input));
    auto lines = lines_of(whole);
    // Where nothing else parts the paragraphs, each line is one.
    bool parted = std::any_of(lines.begin(), lines.end(), [](auto line) { return is_indented(line) || text::trim(line).empty(); });
    auto close = [&] {
        if (std::exchange(open, false)) html += "</p>\n";
    };
    for (auto raw : lines) {
        auto line = text::trim(raw);
        if (line.empty()) {
            close();
        } else if (is_heading_line(line)) {
            close();
            auto tag = rank_of(line) == 1 ? "h2" : "h3";
            html.append("<").append(tag).append(">").append(text::escape_html(line)).append("</").append(tag).append(">\n");
        } else {
            if (is_indented(raw) || !parted) close();
            html += std::exchange(open, true) ? "<br>" : "<p>";
            html += text::escape_html(line);
        }
    }
    close();
    return sanitise(html).html;
}

}  // namespace mingtang::markup
