#include "scan/read/hides.hpp"

#include <cctype>
#include <string>
#include <string_view>

namespace mingtang::scan {

bool hides(GumboNode const* node) {
    auto const& all = node->v.element.attributes;
    if (gumbo_get_attribute(&all, "hidden") != nullptr) return true;
    auto const* found = gumbo_get_attribute(&all, "style");
    std::string style;
    for (char c : std::string_view(found == nullptr ? "" : found->value))
        if (c != ' ' && c != '\t' && c != '\n') style += char(std::tolower(static_cast<unsigned char>(c)));
    style += ';';
    for (auto rule : {"display:none", "visibility:hidden", "visibility:collapse", "font-size:0;", "font-size:0px", "font-size:0pt",
                      "opacity:0;", "mso-hide:all"})
        if (style.find(rule) != std::string::npos) return true;
    return false;
}

}  // namespace mingtang::scan
