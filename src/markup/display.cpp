#include "base/text.hpp"
#include "markup/markup.hpp"
#include "markup/node.hpp"

namespace mingtang::markup {
namespace {

int count_tables(Node const& node) {
    if (node.tag == "table") return 1;
    int count = 0;
    for (auto const& child : node.children) count += count_tables(child);
    return count;
}

class Display {
  public:
    Display(std::string_view table_label, int tables) : table_label_(table_label), tables_(tables) {}

    void dress(Node& node, bool in_table = false) {
        if (is_heading(node.tag)) node.set("id", "section-" + std::to_string(++heading_));
        if (node.tag == "img") node.set("loading", "lazy"), node.set("decoding", "async");
        bool table = node.tag == "table";
        // The label comes before the children, which are numbered in order.
        auto label = table && !in_table ? next_label() : std::string();
        for (auto& child : node.children) dress(child, in_table || table);
        if (table && !in_table) wrap(node, label);
    }

  private:
    std::string next_label() { return table_label_ + (tables_ > 1 ? " " + std::to_string(++table_) : ""); }

    /// Wide tables scroll by themselves; a region that scrolls can be reached by the keyboard and has a name.
    static void wrap(Node& table, std::string const& label) {
        auto region = element("div");
        region.set("class", "table-scroll");
        region.set("tabindex", "0");
        region.set("role", "region");
        region.set("aria-label", label);
        region.children.push_back(std::move(table));
        table = std::move(region);
    }

    std::string table_label_;
    int tables_, heading_ = 0, table_ = 0;
};

/// The text of one `<p>…</p>` that holds nothing but text and `<br>`; its line breaks as line feeds.
std::optional<std::string> plain_paragraph(std::string_view line) {
    constexpr std::string_view open = "<p>", close = "</p>", br = "<br>";
    if (!line.starts_with(open) || !line.ends_with(close) || line.size() <= open.size() + close.size()) return {};
    line = line.substr(open.size(), line.size() - open.size() - close.size());
    std::string text;
    while (!line.empty()) {
        auto mark = line.find_first_of("<>&");
        text += line.substr(0, mark);
        if (mark == line.npos) break;
        line.remove_prefix(mark);
        if (!line.starts_with(br)) return {};
        line.remove_prefix(br.size());
        text += '\n';
    }
    return text;
}

std::string_view beginning(std::string_view text, std::size_t bytes) {
    if (bytes >= text.size()) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
    return text.substr(0, bytes);
}

/// Most documents are paragraphs and nothing else: those need no tree, for clean HTML of that kind is shown as it stands.
std::optional<Shown> shown_plain(std::string_view html, std::size_t summary_characters) {
    std::string body;
    std::size_t const enough = summary_characters * 8;  // bytes: a character has four at most, blanks between them are not counted
    for (auto rest = html; !rest.empty();) {
        auto end = rest.find('\n');
        if (end == rest.npos) return {};
        auto text = plain_paragraph(rest.substr(0, end));
        if (!text) return {};
        if (body.size() < enough) body.append(beginning(*text, enough - body.size())) += '\n';
        rest.remove_prefix(end + 1);
    }
    if (html.empty()) return {};
    return Shown{.html = std::string(html),
                 .summary = summary_characters ? text::shorten(text::one_line(body), summary_characters) : "",
                 .outline = {}};
}

Shown shown_parsed(std::string_view html, std::string_view table_label, std::size_t summary_characters) {
    auto root = parse_clean(html);
    Shown shown{.html = {}, .summary = summary_characters ? summary_of(root, summary_characters) : "", .outline = outline_of(root)};
    Display(table_label, count_tables(root)).dress(root);
    shown.html = serialise(root);
    return shown;
}

}  // namespace

std::string for_display(std::string_view html, std::string_view table_label) { return shown(html, table_label, 0).html; }

Shown shown(std::string_view html, std::string_view table_label, std::size_t summary_characters) {
    if (auto plain = shown_plain(html, summary_characters)) return std::move(*plain);
    return shown_parsed(html, table_label, summary_characters);
}

}  // namespace mingtang::markup
