#include "markup/node.hpp"

#include <algorithm>
#include <array>

namespace mingtang::markup {
namespace {

template <std::size_t N>
bool among(std::array<std::string_view, N> const& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_void(std::string_view tag) { return tag == "br" || tag == "hr" || tag == "img"; }

void escape(std::string& out, std::string_view text, bool in_attribute) {
    for (char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += in_attribute ? "&quot;" : "\"";
                break;
            default:
                out += c;
        }
    }
}

/// A line feed right after <pre> is eaten by every HTML parser, so one that belongs to the text is written twice.
bool begins_with_line_feed(Node const& node) {
    auto const* first = &node;
    while (!first->is_text() && !first->children.empty()) first = &first->children.front();
    return first->is_text() && first->text.starts_with('\n') && !node.children.empty() && node.children.front().is_text();
}

/// `open` holds the levels, as written, of the headings that stand above the place.
void order(Node& node, std::vector<char>& open) {
    if (is_heading(node.tag)) {
        while (!open.empty() && open.back() >= node.tag[1]) open.pop_back();
        open.push_back(node.tag[1]);
        node.tag[1] = char('1' + open.size());
    }
    for (auto& child : node.children) order(child, open);
}

void write(std::string& out, Node const& node) {
    if (node.is_text()) return escape(out, node.text, false);
    bool root = node.tag == "#root";
    if (!root) {
        out += '<';
        out += node.tag;
        for (auto const& [name, value] : node.attributes) {
            out += ' ';
            out += name;
            out += "=\"";
            escape(out, value, true);
            out += '"';
        }
        out += '>';
        if (is_void(node.tag)) return;
        if (node.tag == "pre" && begins_with_line_feed(node)) out += '\n';
    }
    for (auto const& child : node.children) {
        write(out, child);
        if (root) out += '\n';
    }
    if (!root) out.append("</").append(node.tag).append(">");
}

}  // namespace

std::string_view Node::attribute(std::string_view name) const {
    for (auto const& [key, value] : attributes)
        if (key == name) return value;
    return {};
}

void Node::set(std::string_view name, std::string_view value) {
    for (auto& [key, old] : attributes)
        if (key == name) {
            old = value;
            return;
        }
    attributes.emplace_back(name, value);
}

Node text_node(std::string_view text) { return {"", std::string(text), {}, {}}; }
Node element(std::string_view tag, std::vector<Node> children) { return {std::string(tag), "", {}, std::move(children)}; }

bool is_heading(std::string_view tag) { return tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6'; }

bool is_line(std::string_view tag) {
    static constexpr std::array<std::string_view, 6> names{"p", "pre", "th", "dt", "caption", "figcaption"};
    return is_heading(tag) || among(names, tag);
}

bool is_inline(std::string_view tag) {
    static constexpr std::array<std::string_view, 13> names{"a",   "b",   "strong", "i",  "em",  "u",    "s",
                                                            "sub", "sup", "code",   "br", "img", "meter"};
    return tag.empty() || among(names, tag) || tag == "ins" || tag == "del";
}

bool is_empty(Node const& node) {
    if (node.is_text()) return node.text.empty();
    if (node.tag == "img" || node.tag == "hr" || node.tag == "meter") return false;
    return std::all_of(node.children.begin(), node.children.end(), is_empty);
}

void order_headings(Node& root) {
    std::vector<char> open;
    order(root, open);
}

std::string serialise(Node const& node) {
    std::string out;
    write(out, node);
    return out;
}

}  // namespace mingtang::markup
