#include "markup/tags.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/text.hpp"

namespace mingtang::markup {
namespace {

std::unordered_map<std::string_view, Tag> make_table() {
    std::unordered_map<std::string_view, Tag> table;
    auto all = [&](Fate fate, std::initializer_list<std::string_view> names) {
        for (auto name : names) table[name] = {fate, name};
    };
    all(Fate::keep, {"p",  "h2",         "h3",  "h4",   "h5", "h6",  "br",     "hr",         "strong", "b",     "em",    "i",    "u",
                     "s",  "sub",        "sup", "ul",   "ol", "li",  "table",  "caption",    "thead",  "tbody", "tfoot", "tr",   "th",
                     "td", "blockquote", "pre", "code", "a",  "img", "figure", "figcaption", "dl",     "dt",    "dd",    "meter"});
    all(Fate::container, {"div", "section", "article", "main", "header", "footer", "nav", "aside", "address", "form", "fieldset", "details",
                          "summary", "hgroup", "legend", "search", "dialog", "optgroup", "option"});
    all(Fate::wrapper, {"span", "font"});
    all(Fate::unwrap, {"html", "head", "body",     "big",    "small", "label",   "q",   "cite", "abbr",  "acronym",
                       "mark", "ins",  "time",     "data",   "dfn",   "bdi",     "bdo", "ruby", "rb",    "rt",
                       "rp",   "rtc",  "colgroup", "output", "nobr",  "picture", "map", "slot", "blink", "marquee"});
    all(Fate::gone, {"svg", "math", "object", "applet", "template", "select", "button", "video", "audio", "canvas", "datalist", "xml",
                     "frameset", "progress"});
    all(Fate::raw_gone, {"script", "style", "textarea", "title", "xmp", "iframe", "noscript", "noframes", "noembed", "plaintext"});
    all(Fate::single, {"input", "meta", "link", "base", "embed", "param", "source", "track", "wbr", "area", "col", "keygen", "frame",
                       "bgsound", "basefont"});
    table["h1"] = {Fate::keep, "h2"};
    table["strike"] = table["del"] = {Fate::keep, "s"};
    table["tt"] = table["kbd"] = table["samp"] = table["var"] = {Fate::keep, "code"};
    table["dir"] = table["menu"] = {Fate::keep, "ul"};
    table["listing"] = {Fate::keep, "pre"};
    table["center"] = {Fate::container, "center"};
    return table;
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return out;
}

bool has_word(std::string_view words, std::string_view word) {
    auto parts = text::split(words, ' ');
    return std::find(parts.begin(), parts.end(), word) != parts.end();
}

/// Horizontal alignment: an own class goes before style, style before the old attribute. Left is what everything is anyway, so it stands
/// only where said.
std::string_view align_class(std::string_view classes, std::string_view align, std::string_view style) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kinds{
        {{"center", "align-center"}, {"right", "align-right"}, {"left", "align-left"}}};
    for (auto [_, name] : kinds)
        if (has_word(classes, name)) return name;
    auto wish = style_value(style, "text-align");
    if (wish.empty()) wish = lower(text::trim(align));
    if (wish == "middle" || wish == "-webkit-center") wish = "center";
    if (wish == "end" || wish == "-webkit-right") wish = "right";
    for (auto [value, name] : kinds)
        if (wish == value) return name;
    return {};
}

/// A first line moved in by a positive amount.
bool is_indented(std::string_view classes, std::string_view style) {
    if (has_word(classes, "indent")) return true;
    auto wish = style_value(style, "text-indent");
    return !wish.empty() && wish[0] >= '0' && wish[0] <= '9' && wish.find_first_of("123456789") < wish.find_first_not_of("0123456789.");
}

}  // namespace

Tag tag_of(std::string_view name) {
    static auto const table = make_table();
    auto found = table.find(name);
    return found == table.end() ? Tag{} : found->second;
}

bool is_block(std::string_view kept) {
    static constexpr std::array<std::string_view, 24> names{
        "p",     "h2", "h3",         "h4",  "h5",     "h6",         "hr", "ul", "ol", "li",    "table", "caption",
        "thead", "tr", "blockquote", "pre", "figure", "figcaption", "dl", "dt", "dd", "tbody", "tfoot", "div"};
    return std::find(names.begin(), names.end(), kept) != names.end();
}

std::string style_value(std::string_view style, std::string_view property) {
    if (style.size() > 4096) return {};
    std::string found;
    for (auto const& declaration : text::split(style, ';')) {
        auto colon = declaration.find(':');
        if (colon == std::string::npos || lower(text::trim(declaration.substr(0, colon))) != property) continue;
        auto value = lower(declaration.substr(colon + 1));
        if (auto bang = value.find('!'); bang != std::string::npos) value.resize(bang);
        found = text::trim(value);
    }
    return found;
}

std::string alignment(std::string_view classes, std::string_view align, std::string_view style) {
    std::string out(align_class(classes, align, style));
    if (is_indented(classes, style)) out += out.empty() ? "indent" : " indent";
    return out;
}

}  // namespace mingtang::markup
