#include "scan/redact/parts.hpp"

#include <sstream>

namespace mingtang::scan {
namespace {

std::string written(pugi::xml_document& document) {
    auto declaration = document.first_child();
    bool declared = declaration.type() == pugi::node_declaration;
    if (declared && declaration.attribute("encoding")) declaration.attribute("encoding").set_value("UTF-8");
    std::ostringstream out;
    document.save(out, "", pugi::format_raw | (declared ? 0u : pugi::format_no_declaration), pugi::encoding_utf8);
    return std::move(out).str();
}

}  // namespace

Outcome<std::vector<Relation>> relations_of(Bundle& bundle, std::string_view part) {
    std::vector<Relation> all;
    auto done = edit_part(bundle, relations_part(part), [&](pugi::xml_node root) {
        for (auto node : root.children())
            if (node.type() == pugi::node_element) all.push_back(relation_of(node, part));
        return false;
    });
    if (!done) return done.error();
    return all;
}

Outcome<std::string> related_part(Bundle& bundle, std::string_view part, std::string_view kind) {
    auto all = relations_of(bundle, part);
    if (!all) return all.error();
    for (auto const& relation : *all)
        if (relation.type.ends_with(kind)) return relation.target;
    return std::string();
}

Done edit_part(Bundle& bundle, std::string_view part, std::function<bool(pugi::xml_node)> const& work) {
    auto entry = bundle.find(part);
    if (!entry) return {};
    auto content = bundle.content(*entry);
    if (!content) return content.error();
    pugi::xml_document document;
    if (!document.load_buffer(content->data(), content->size(), pugi::parse_full | pugi::parse_ws_pcdata)) return failed("damaged");
    if (work(document.document_element())) bundle.replace(*entry, written(document));
    return {};
}

Done remove_relations(Bundle& bundle, std::string_view part, std::function<bool(Relation const&)> const& goes) {
    return edit_part(bundle, relations_part(part), [&](pugi::xml_node root) {
        return remove_elements(root, [&](pugi::xml_node node) { return local(node) == "Relationship" && goes(relation_of(node, part)); }) >
               0;
    });
}

Outcome<std::set<std::string>> reachable_parts(Bundle& bundle) {
    std::set<std::string> reached{relations_part("")};
    std::vector<std::string> next{""};
    while (!next.empty()) {
        auto part = next.back();
        next.pop_back();
        auto all = relations_of(bundle, part);
        if (!all) return all.error();
        if (auto entry = bundle.find(relations_part(part))) reached.insert(bundle.name(*entry));
        for (auto const& relation : *all) {
            auto entry = relation.external ? std::nullopt : bundle.find(relation.target);
            if (entry && reached.insert(bundle.name(*entry)).second) next.push_back(bundle.name(*entry));
        }
    }
    return reached;
}

Done remove_unreachable(Bundle& bundle, std::set<std::string> const& before) {
    auto reached = reachable_parts(bundle);
    if (!reached) return reached.error();
    std::set<std::string> gone;
    for (std::size_t i = 0; i < bundle.size(); ++i) {
        auto const& name = bundle.name(i);
        if (bundle.is_removed(i) || !before.contains(name) || reached->contains(name)) continue;
        gone.insert("/" + name);
        bundle.remove(i);
    }
    if (gone.empty()) return {};
    return edit_part(bundle, "[Content_Types].xml", [&](pugi::xml_node root) {
        return remove_elements(root, [&](pugi::xml_node node) {
                   return local(node) == "Override" && gone.contains(std::string(value(node, "PartName")));
               }) > 0;
    });
}

std::size_t remove_elements(pugi::xml_node root, std::function<bool(pugi::xml_node)> const& goes) {
    std::vector<pugi::xml_node> found;
    for (auto node = root.first_child(); node;) {
        bool gone = node.type() == pugi::node_element && goes(node);
        if (gone) found.push_back(node);
        if (!gone && node.first_child()) {
            node = node.first_child();
            continue;
        }
        while (node && node != root && !node.next_sibling()) node = node.parent();
        if (!node || node == root) break;
        node = node.next_sibling();
    }
    for (auto node : found) node.parent().remove_child(node);
    return found.size();
}

std::size_t remove_elements(pugi::xml_node root, std::set<std::string_view> const& names) {
    return remove_elements(root, [&](pugi::xml_node node) { return names.contains(local(node)); });
}

std::size_t unwrap_elements(pugi::xml_node root, std::set<std::string_view> const& names) {
    std::vector<pugi::xml_node> found;
    for (auto const& name : names) each(root, name, [&](pugi::xml_node node) { found.push_back(node); });
    for (auto node : found) {
        while (auto inner = node.first_child()) node.parent().insert_move_before(inner, node);
        node.parent().remove_child(node);
    }
    return found.size();
}

}  // namespace mingtang::scan
