#pragma once
#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "scan/read/intake.hpp"

struct zip;

namespace mingtang::scan {

/// What a part of an office document leads to.
struct Relation {
    std::string id, type, target;  ///< `target` is the name of a part, or an address where `external`
    bool external = false;
};
/// A `Relationship` of the part.
Relation relation_of(pugi::xml_node node, std::string_view part);
/// The part that holds the relations of this one: `_rels/….rels`.
std::string relations_part(std::string_view part);

/// A zip file in memory, within the limits. Names are UTF-8.
class Package {
  public:
    /// Not open where `bytes` are no whole zip file.
    Package(std::string_view bytes, Intake& to);
    ~Package();
    Package(Package const&) = delete;
    Package& operator=(Package const&) = delete;

    bool is_open() const { return archive_ != nullptr; }
    std::vector<std::string> const& names() const { return names_; }
    bool has(std::string_view name) const { return place_of(name).has_value(); }

    /// The content; nothing where it is not there, is encrypted or broken or too large: the latter are findings.
    std::optional<std::string> part(std::string_view name);
    /// The content parsed; an empty document likewise.
    std::unique_ptr<pugi::xml_document> xml(std::string_view name);
    /// Marks a part as read. `unread()` are all the others.
    std::vector<std::string> unread() const;
    void skip(std::string_view name);

    /// Of the part `name`.
    std::vector<Relation> relations(std::string_view name);
    /// The part that the relation of this kind (the end of its type) leads to; empty where there is none.
    std::string related(std::string_view name, std::string_view kind);

  private:
    std::optional<std::size_t> place_of(std::string_view name) const;
    std::optional<std::string> entry(std::size_t place);

    ::zip* archive_ = nullptr;
    Intake& to_;
    std::vector<std::string> names_;
    std::vector<bool> read_;
};

/// Names without their prefix: `w:p` is `p`. Files of other makers use other prefixes.
std::string_view local(pugi::xml_node node);
std::string_view local(pugi::xml_attribute attribute);
pugi::xml_node child(pugi::xml_node node, std::string_view name);
std::string_view value(pugi::xml_node node, std::string_view attribute);
bool is_on(std::string_view value);
/// All text under `node`; blocks (`p`, `si`, `row` …) end with a blank.
std::string all_text(pugi::xml_node node);
/// Calls for every element of that name, in order, without recursion.
template <class Work>
void each(pugi::xml_node root, std::string_view name, Work work) {
    for (auto node = root; node;) {
        if (node.type() == pugi::node_element && local(node) == name) work(node);
        if (node.first_child()) {
            node = node.first_child();
            continue;
        }
        while (node != root && !node.next_sibling()) node = node.parent();
        if (node == root) break;
        node = node.next_sibling();
    }
}

/// Styles of a docx of which the text is hidden.
using HiddenStyles = std::set<std::string, std::less<>>;
HiddenStyles hidden_styles(pugi::xml_node styles);
/// Why text with these properties of its run is not seen; empty where it is. White is seen in a table, whose cells may be dark.
std::string_view why_hidden(pugi::xml_node properties, HiddenStyles const& styles, bool in_table);

void read_word(Package& package, std::string const& main, Intake& to);
void read_sheets(Package& package, std::string const& main, Intake& to);
void read_slides(Package& package, std::string const& main, Intake& to);
void read_ofd(Package& package, Intake& to);
void read_open_document(Package& package, Intake& to);
/// Text boxes, charts and diagrams in a part of DrawingML.
void read_drawing(pugi::xml_node root, std::string const& place, Intake& to);
/// Properties of an office document, and all parts that no reader has asked for.
void read_rest(Package& package, Intake& to);

}  // namespace mingtang::scan
