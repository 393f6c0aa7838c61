#pragma once
#include <string>
#include <string_view>

namespace mingtang::markup {

/// What becomes of an element of foreign HTML.
enum class Fate {
    keep,       ///< stays, under the name in `Tag::becomes`
    container,  ///< a block whose tags go and whose content stays
    wrapper,    ///< inline; its tags go, but its style may say bold, italic or underlined
    unwrap,     ///< its tags go without a trace
    gone,       ///< goes with its content
    raw_gone,   ///< the same; its content is not even HTML
    single,     ///< goes; never has content
    unknown,    ///< as unwrap, and worth a note
};

struct Tag {
    Fate fate = Fate::unknown;
    std::string_view becomes;
};

/// `name` in lower case.
Tag tag_of(std::string_view name);
/// Blocks of the kept elements: their start ends an open paragraph.
bool is_block(std::string_view kept);

/// The classes that may stand (`align-center indent`), from class, align and style attributes; empty when there are none.
std::string alignment(std::string_view classes, std::string_view align, std::string_view style);
/// Value of a property in a style attribute, lower case, without `!important`; empty when it is not there.
std::string style_value(std::string_view style, std::string_view property);

}  // namespace mingtang::markup
