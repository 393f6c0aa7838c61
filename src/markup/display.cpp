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

}  // namespace

std::string for_display(std::string_view html, std::string_view table_label) { return shown(html, table_label, 0).html; }

Shown shown(std::string_view html, std::string_view table_label, std::size_t summary_characters) {
    auto root = parse_clean(html);
    Shown shown{.summary = summary_characters ? summary_of(root, summary_characters) : "", .outline = outline_of(root)};
    Display(table_label, count_tables(root)).dress(root);
    shown.html = serialise(root);
    return shown;
}

}  // namespace mingtang::markup
