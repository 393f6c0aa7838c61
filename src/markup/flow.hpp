#pragma once
#include <gumbo.h>

#include <string>
#include <string_view>
#include <vector>

#include "markup/inlines.hpp"
#include "markup/node.hpp"

namespace mingtang::markup {

/// What one walk over a tree shares.
struct Walk {
    std::vector<std::string>& dropped;
    std::vector<Wrapper> wrappers;
    /// The wrappers open at the moment, and how many blocks stand around.
    std::vector<std::size_t> active;
    int depth = 0;
};

/// Builds clean blocks out of whatever stands in an element: inline content becomes paragraphs, paragraphs never hold blocks. The
/// allow-list of elements and attributes is here and in table.cpp: nothing else is ever written.
class Flow {
  public:
    enum class Mode {
        blocks,        ///< paragraphs, lists, tables …
        line,          ///< one line of inline content; what would be blocks is parted by breaks
        preformatted,  ///< the same with line feeds, blanks kept
    };
    explicit Flow(Walk& walk, Mode mode = Mode::blocks) : walk_(walk), mode_(mode) {}

    void add(GumboNode const& node);
    void add_children(GumboNode const& node);
    void add_blocks(std::vector<Node> blocks);
    bool empty() const { return blocks_.empty() && runs_.empty(); }

    std::vector<Node> take_blocks();
    /// The same, a lone plain paragraph at the beginning without its tags, as list items and cells hold text.
    std::vector<Node> take_tight();
    std::vector<Node> take_line();

  private:
    void add_text(std::string_view text);
    void add_element(GumboNode const& node, std::string_view name);
    void add_wrapped(GumboNode const& node, std::string_view name);
    void add_picture(GumboNode const& node);
    void add_meter(GumboNode const& node);
    void add_paragraph(GumboNode const& node, std::string_view tag);
    void add_block(GumboNode const& node, std::string_view name);
    void add_preformatted(GumboNode const& node);
    void end_line();
    void flush();
    std::vector<Run> limited(std::vector<Run> runs);

    Walk& walk_;
    Mode mode_;
    std::string tag_ = "p", class_;
    std::vector<Run> runs_;
    std::vector<Node> blocks_;
};

/// The name of an element in lower case; empty for text and for elements that gumbo does not know.
std::string_view name_of(GumboNode const& node);
std::string_view attribute_of(GumboNode const& node, char const* name);
std::vector<GumboNode const*> children_of(GumboNode const& node);
/// The class attribute, as far as we allow it.
std::string class_of(GumboNode const& node);

/// Blocks that hold blocks; empty when nothing would be in them.
std::vector<Node> list_of(GumboNode const& node, std::string_view tag, Walk& walk);
std::vector<Node> definitions_of(GumboNode const& node, Walk& walk);
std::vector<Node> figure_of(GumboNode const& node, Walk& walk);
std::vector<Node> table_of(GumboNode const& node, Walk& walk);

}  // namespace mingtang::markup
