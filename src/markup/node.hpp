#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mingtang::markup {

/// A piece of clean HTML: an element, or text where `tag` is empty. The root of a document has the tag `#root`.
struct Node {
    std::string tag;
    std::string text;
    std::vector<std::pair<std::string, std::string>> attributes;
    std::vector<Node> children;

    bool is_text() const { return tag.empty(); }
    /// Empty when there is none.
    std::string_view attribute(std::string_view name) const;
    void set(std::string_view name, std::string_view value);
};

Node text_node(std::string_view text);
Node element(std::string_view tag, std::vector<Node> children = {});

bool is_heading(std::string_view tag);
/// Elements that hold inline content only in clean HTML: p, headings, pre, th, dt, caption, figcaption.
bool is_line(std::string_view tag);
bool is_inline(std::string_view tag);
/// True when there is neither text nor an image nor a rule in it.
bool is_empty(Node const& node);

/// Lifts headings that skip a level, so that the first is h2 and each is at most one level below the heading that it belongs to.
void order_headings(Node& root);

struct Heading;
std::string summary_of(Node const& root, std::size_t characters);
std::vector<Heading> outline_of(Node const& root);

/// HTML; the children of a root each on their line.
std::string serialise(Node const& node);

/// The clean tree of any HTML (see markup::sanitise); what was taken out is added to `dropped`.
Node parse_clean(std::string_view html, std::vector<std::string>& dropped);
Node parse_clean(std::string_view html);

}  // namespace mingtang::markup
