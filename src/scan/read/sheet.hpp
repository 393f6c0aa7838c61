#pragma once
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "scan/read/intake.hpp"

namespace mingtang::scan {

/// What the cells of all sheets point to.
struct Styles {
    std::vector<std::string> strings;
    std::vector<std::string> formats;
};

/// The sheet `name`; `why` says why the whole of it is hidden, if it is.
void read_sheet(pugi::xml_node root, std::string const& name, std::string_view why, Styles const& styles, Intake& to);

}  // namespace mingtang::scan
