#include "markup/flow.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "markup/address.hpp"
#include "markup/markup.hpp"
#include "markup/tags.hpp"
#include "markup/tidy.hpp"

namespace mingtang::markup {
namespace {

/// What begins just above this, and the lines and wrappers in it, still ends above max_depth.
constexpr int deepest_block = max_depth - 20;

/// The levels from a block to the blocks in it: table, tbody, tr, td; list, item; quote.
int levels_of(std::string_view name) {
    if (name == "table") return 4;
    return name == "blockquote" || name == "figure" ? 1 : 2;
}
constexpr std::size_t longest_title = 500;

/// How often a wrapper around several blocks is repeated in each of them; a link seldom stands around many, and is long.
int most_copies(Node const& shell) { return shell.tag == "a" ? 32 : 10000; }

bool is_plain_paragraph(Node const& node) { return node.tag == "p" && node.attributes.empty(); }

}  // namespace

void Flow::add(GumboNode const& node) {
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA)
        return add_text(node.v.text.text);
    if (node.type == GUMBO_NODE_ELEMENT) add_element(node, name_of(node));
}

void Flow::add_children(GumboNode const& node) {
    for (auto const* child : children_of(node)) add(*child);
}

void Flow::add_blocks(std::vector<Node> blocks) {
    flush();
    for (auto& block : blocks) blocks_.push_back(std::move(block));
}

void Flow::add_text(std::string_view text) {
    auto clean = clean_text(text);
    if (!clean.empty()) runs_.push_back({Run::Kind::text, std::move(clean), {}, walk_.active});
}

void Flow::add_element(GumboNode const& node, std::string_view name) {
    if (node.v.element.tag_namespace != GUMBO_NAMESPACE_HTML) return note(walk_.dropped, name.empty() ? "foreign" : name);
    auto tag = tag_of(name);
    if (tag.fate == Fate::gone || tag.fate == Fate::raw_gone || tag.fate == Fate::single) return note(walk_.dropped, name);
    if (tag.fate == Fate::container) return add_paragraph(node, "");
    if (tag.fate != Fate::keep) return add_children(node);
    if (name == "br") {
        runs_.push_back({Run::Kind::line_break, "", {}, walk_.active});
    } else if (name == "img") {
        add_picture(node);
    } else if (name == "meter") {
        add_meter(node);
    } else if (is_inline(name)) {
        add_wrapped(node, name);
    } else if (name == "p" || is_heading(name)) {
        add_paragraph(node, name);
    } else {
        add_block(node, name);
    }
}

void Flow::add_wrapped(GumboNode const& node, std::string_view name) {
    auto shell = element(name);
    bool inside = std::any_of(walk_.active.begin(), walk_.active.end(), [&](auto id) { return walk_.wrappers[id].shell.tag == name; });
    if (name == "a") {
        auto wish = attribute_of(node, "href");
        auto href = safe_link(wish);
        if (href.empty() && !wish.empty()) note(walk_.dropped, "a[href]");
        if (href.empty()) return add_children(node);
        shell.set("href", href);
        if (auto title = clean_text(attribute_of(node, "title")); !title.empty() && title.size() <= longest_title)
            shell.set("title", title);
        if (is_foreign(href)) shell.set("rel", "noopener nofollow");
    }
    if (inside) return add_children(node);
    walk_.active.push_back(walk_.wrappers.size());
    walk_.wrappers.push_back({std::move(shell), 0});
    add_children(node);
    walk_.active.pop_back();
}

void Flow::add_picture(GumboNode const& node) {
    auto src = safe_image(attribute_of(node, "src"));
    if (src.empty()) return note(walk_.dropped, "img");
    auto picture = element("img");
    picture.set("src", src);
    auto alt = clean_text(attribute_of(node, "alt"));
    picture.set("alt", alt.size() <= longest_title ? alt : "");
    runs_.push_back({Run::Kind::picture, "", std::move(picture), walk_.active});
}

/// A bar of a figure that stands beside it as text: only whole, plain numbers say how long; what is within is for browsers without bars.
void Flow::add_meter(GumboNode const& node) {
    auto bar = element("meter");
    for (auto const* name : {"value", "max"}) {
        auto number = std::string(text::trim(attribute_of(node, name)));
        bool plain = !number.empty() && number.size() <= 12 && number.find_first_not_of("0123456789.") == std::string::npos &&
                     std::count(number.begin(), number.end(), '.') <= 1 && number.front() != '.' && number.back() != '.';
        if (plain) bar.set(name, number);
    }
    if (bar.attribute("value").empty()) return note(walk_.dropped, "meter");
    runs_.push_back({Run::Kind::picture, "", std::move(bar), walk_.active});
}

/// `tag` is p, a heading, or empty for a mere container, which leaves the kind of the paragraphs in it as they are.
void Flow::add_paragraph(GumboNode const& node, std::string_view tag) {
    end_line();
    auto outer_tag = tag_;
    auto outer_class = class_;
    if (auto own = class_of(node); !own.empty()) class_ = own;
    if (!tag.empty() && !is_heading(tag_)) tag_ = tag;
    add_children(node);
    end_line();
    if (is_heading(tag_) && !is_heading(outer_tag)) flush();
    tag_ = outer_tag;
    class_ = outer_class;
}

void Flow::add_block(GumboNode const& node, std::string_view name) {
    bool holds_blocks = name == "ul" || name == "ol" || name == "dl" || name == "table" || name == "figure" || name == "blockquote";
    if (mode_ != Mode::blocks || (holds_blocks && walk_.depth >= deepest_block)) {
        bool cell = name == "td" || name == "th";
        if (cell && !runs_.empty()) add_text(" ");
        return cell ? add_children(node) : add_paragraph(node, "");
    }
    if (name == "pre") return add_preformatted(node);
    if (name == "hr") return add_blocks({element("hr")});
    if (!holds_blocks) return add_paragraph(node, "");
    walk_.depth += levels_of(name);
    if (name == "ul" || name == "ol") add_blocks(list_of(node, name, walk_));
    if (name == "dl") add_blocks(definitions_of(node, walk_));
    if (name == "figure") add_blocks(figure_of(node, walk_));
    if (name == "table") add_blocks(table_of(node, walk_));
    if (name == "blockquote") {
        Flow inner(walk_);
        inner.add_children(node);
        auto blocks = inner.take_blocks();
        if (blocks.empty()) {
            flush();
        } else {
            add_blocks({element("blockquote", std::move(blocks))});
        }
    }
    walk_.depth -= levels_of(name);
}

void Flow::add_preformatted(GumboNode const& node) {
    flush();
    Flow inner(walk_, Mode::preformatted);
    inner.add_children(node);
    auto content = inner.take_line();
    auto pre = element("pre", std::move(content));
    if (!is_empty(pre)) blocks_.push_back(std::move(pre));
}

/// The end of a block inside a place that holds lines only is a break; elsewhere it ends the paragraph.
void Flow::end_line() {
    if (mode_ == Mode::preformatted) {
        if (!runs_.empty() && !runs_.back().text.ends_with('\n')) add_text("\n");
    } else if (mode_ == Mode::line || is_heading(tag_)) {
        if (!runs_.empty() && runs_.back().kind != Run::Kind::line_break) runs_.push_back({Run::Kind::line_break, "", {}, walk_.active});
    } else {
        flush();
    }
}

void Flow::flush() {
    auto parts = tidy_lines(limited(std::exchange(runs_, {})));
    if (is_heading(tag_) && parts.size() > 1) {
        for (std::size_t i = 1; i < parts.size(); ++i) {
            parts[0].push_back({Run::Kind::line_break, "", {}, {}});
            parts[0].insert(parts[0].end(), parts[i].begin(), parts[i].end());
        }
        parts.resize(1);
    }
    for (auto const& part : parts) {
        auto paragraph = element(tag_, nest(part, walk_.wrappers));
        if (!class_.empty()) paragraph.set("class", class_);
        blocks_.push_back(std::move(paragraph));
    }
}

std::vector<Run> Flow::limited(std::vector<Run> runs) {
    std::set<std::size_t> used, refused;
    for (auto const& run : runs) used.insert(run.around.begin(), run.around.end());
    for (auto id : used)
        if (++walk_.wrappers[id].copies > most_copies(walk_.wrappers[id].shell)) refused.insert(id);
    if (refused.empty()) return runs;
    for (auto& run : runs) std::erase_if(run.around, [&](auto id) { return refused.contains(id); });
    return runs;
}

std::vector<Node> Flow::take_blocks() {
    flush();
    return std::exchange(blocks_, {});
}

std::vector<Node> Flow::take_tight() {
    auto blocks = take_blocks();
    auto paragraphs = std::count_if(blocks.begin(), blocks.end(), [](Node const& block) { return block.tag == "p"; });
    if (paragraphs != 1 || !is_plain_paragraph(blocks.front())) return blocks;
    auto content = std::move(blocks.front().children);
    for (std::size_t i = 1; i < blocks.size(); ++i) content.push_back(std::move(blocks[i]));
    return content;
}

std::vector<Node> Flow::take_line() {
    auto runs = limited(std::exchange(runs_, {}));
    if (mode_ == Mode::preformatted) {
        for (auto& run : runs)
            if (run.kind == Run::Kind::line_break) run = {Run::Kind::text, "\n", {}, run.around};
        while (!runs.empty() && runs.back().kind == Run::Kind::text) {
            while (runs.back().text.ends_with('\n') || runs.back().text.ends_with(' ')) runs.back().text.pop_back();
            if (!runs.back().text.empty()) break;
            runs.pop_back();
        }
        std::erase_if(runs, [](Run const& run) { return run.kind == Run::Kind::text && run.text.empty(); });
        return nest(runs, walk_.wrappers);
    }
    std::vector<Run> line;
    for (auto& part : tidy_lines(std::move(runs))) {
        if (!line.empty()) line.push_back({Run::Kind::line_break, "", {}, {}});
        line.insert(line.end(), part.begin(), part.end());
    }
    return nest(line, walk_.wrappers);
}

std::string_view name_of(GumboNode const& node) {
    if (node.type != GUMBO_NODE_ELEMENT || node.v.element.tag == GUMBO_TAG_UNKNOWN) return {};
    return gumbo_normalized_tagname(node.v.element.tag);
}

std::string_view attribute_of(GumboNode const& node, char const* name) {
    auto const* found = gumbo_get_attribute(&node.v.element.attributes, name);
    return found == nullptr ? std::string_view() : std::string_view(found->value);
}

std::vector<GumboNode const*> children_of(GumboNode const& node) {
    if (node.type != GUMBO_NODE_ELEMENT) return {};
    auto const& children = node.v.element.children;
    auto const* first = reinterpret_cast<GumboNode const* const*>(children.data);
    return {first, first + children.length};
}

std::string class_of(GumboNode const& node) { return alignment(attribute_of(node, "class"), "", ""); }

}  // namespace mingtang::markup
