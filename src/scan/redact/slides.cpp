// pptx: notes, comments, hidden slides and hidden shapes.
#include "scan/redact/parts.hpp"

namespace mingtang::scan {
namespace {

bool is_hidden_shape(pugi::xml_node node) {
    for (auto part : node.children())
        if (local(part).starts_with("nv"))
            if (auto hidden = value(child(part, "cNvPr"), "hidden"); !hidden.empty() && is_on(hidden)) return true;
    return false;
}

bool is_hidden_slide(pugi::xml_node root) {
    auto show = value(root, "show");
    return !show.empty() && !is_on(show);
}

/// The frame of the slide stays, so that its number and what points to it stay too.
void empty_slide(pugi::xml_node root) {
    each(root, "spTree", [](pugi::xml_node tree) {
        if (local(tree.parent()) != "cSld") return;
        for (auto shape = tree.first_child(); shape;) {
            auto next = shape.next_sibling();
            if (local(shape) != "nvGrpSpPr" && local(shape) != "grpSpPr") tree.remove_child(shape);
            shape = next;
        }
    });
    remove_elements(root, {"timing", "transition", "bg", "controls"});
}

Done clean_slide(Bundle& bundle, std::string const& part, Task const& task) {
    bool emptied = false;
    auto done = edit_part(bundle, part, [&](pugi::xml_node root) {
        emptied = task.asks("hidden_slide") && is_hidden_slide(root);
        if (emptied) return empty_slide(root), true;
        return task.asks("hidden_shape") && remove_elements(root, is_hidden_shape) > 0;
    });
    if (!done) return done;
    auto relations = relations_of(bundle, part);
    if (!relations) return relations.error();
    for (auto const& relation : *relations) {
        if (relation.external) continue;
        bool comments = relation.type.ends_with("/comments") || relation.type.ends_with("/comment");
        if (comments && task.asks("comment"))
            done = edit_part(bundle, relation.target, [](pugi::xml_node root) { return remove_elements(root, {"cm"}) > 0; });
        if (relation.type.ends_with("/notesSlide") && (task.asks("notes") || emptied))
            done = edit_part(bundle, relation.target, [](pugi::xml_node root) { return remove_elements(root, {"r", "br"}) > 0; });
        if (!done) return done;
    }
    if (!emptied) return {};
    return remove_relations(bundle, part, [](Relation const& relation) {
        return !relation.type.ends_with("/slideLayout") && !relation.type.ends_with("/notesSlide");
    });
}

}  // namespace

Done clean_slides(Bundle& bundle, std::string const& main, Task const& task) {
    auto relations = relations_of(bundle, main);
    if (!relations) return relations.error();
    for (auto const& relation : *relations) {
        Done done;
        if (relation.type.ends_with("/slide") && !relation.external) done = clean_slide(bundle, relation.target, task);
        if (relation.type.ends_with("/commentAuthors") && task.asks("comment"))
            done = edit_part(bundle, relation.target, [](pugi::xml_node root) { return remove_elements(root, {"cmAuthor"}) > 0; });
        if (!done) return done;
    }
    return {};
}

}  // namespace mingtang::scan
