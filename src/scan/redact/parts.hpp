#pragma once
// Parts of Office Open XML: what they lead to, and changes in their trees.
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "scan/read/package.hpp"
#include "scan/redact/bundle.hpp"

namespace mingtang::scan {

Outcome<std::vector<Relation>> relations_of(Bundle& bundle, std::string_view part);
/// The part that the relation of this kind (the end of its type) leads to; empty where there is none.
Outcome<std::string> related_part(Bundle& bundle, std::string_view part, std::string_view kind);

/// Changes the tree of a part; `work` says whether it changed anything. A part that is not there is left alone.
Done edit_part(Bundle& bundle, std::string_view part, std::function<bool(pugi::xml_node)> const& work);
/// Takes out the relations of the part for which `goes` says so.
Done remove_relations(Bundle& bundle, std::string_view part, std::function<bool(Relation const&)> const& goes);
/// The parts that relations lead to, their own relations among them.
Outcome<std::set<std::string>> reachable_parts(Bundle& bundle);
/// Takes out those of the parts that no relation leads to any more, and what is said of their types.
Done remove_unreachable(Bundle& bundle, std::set<std::string> const& before);

/// Takes out the outermost elements for which `goes` says so; how many.
std::size_t remove_elements(pugi::xml_node root, std::function<bool(pugi::xml_node)> const& goes);
std::size_t remove_elements(pugi::xml_node root, std::set<std::string_view> const& names);
/// Puts the content of these elements in their place.
std::size_t unwrap_elements(pugi::xml_node root, std::set<std::string_view> const& names);

/// Each takes what is asked for out of the structure of its kind of document, before values are masked.
Done clean_word(Bundle& bundle, std::string const& main, Task const& task);
Done clean_slides(Bundle& bundle, std::string const& main, Task const& task);
Done clean_properties(Bundle& bundle, Task const& task);
/// Likewise with cells and their formulas, in which values are masked too.
Done rewrite_workbook(Bundle& bundle, std::string const& main, Task const& task);

/// Every part of the package with its values masked.
Done mask_parts(Bundle& bundle, Task const& task);

}  // namespace mingtang::scan
