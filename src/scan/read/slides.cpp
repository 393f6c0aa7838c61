// pptx: slides in their order with tables, notes and comments; hidden slides and hidden shapes.
#include "scan/read/cells.hpp"
#include "scan/read/package.hpp"

namespace mingtang::scan {
namespace {

/// One paragraph of DrawingML.
std::string paragraph(pugi::xml_node node) {
    std::string text;
    for (auto part : node.children()) {
        if (local(part) == "r" || local(part) == "fld") text += child(part, "t").text().get();
        if (local(part) == "br") text += '\n';
    }
    return text;
}

bool is_within(pugi::xml_node node, std::string_view name, pugi::xml_node top) {
    for (; node && node != top; node = node.parent())
        if (local(node) == name) return true;
    return false;
}

bool is_hidden_shape(pugi::xml_node node, pugi::xml_node top) {
    for (; node && node != top; node = node.parent())
        for (auto part : node.children())
            if (local(part).starts_with("nv"))
                if (auto hidden = value(child(part, "cNvPr"), "hidden"); !hidden.empty() && is_on(hidden)) return true;
    return false;
}

void slide(pugi::xml_node root, std::string const& place, std::string const& why, Intake& to) {
    auto say = [&](pugi::xml_node node) {
        if (is_within(node, "tbl", root)) return;
        auto reason = why.empty() && is_hidden_shape(node, root) ? "hidden_shape" : why;
        auto text = paragraph(node);
        if (reason.empty())
            to.text(place, text);
        else
            to.hidden_text(place, text, reason);
    };
    each(root, "p", say);
    int number = 0;
    each(root, "tbl", [&](pugi::xml_node node) {
        Table table;
        auto const label = place + " table " + std::to_string(++number) + "!";
        for (auto row : node.children()) {
            if (local(row) != "tr") continue;
            auto& cells = table.rows.emplace_back();
            for (auto cell : row.children())
                if (local(cell) == "tc") cells.push_back(to.cell(label + cell_name(cells.size(), table.rows.size()), all_text(cell), why));
        }
        to.table(std::move(table));
    });
    each(root, "cNvPr", [&](pugi::xml_node about) { to.text(place, value(about, "descr"), "picture_description"); });
}

void beside(Package& package, Relation const& relation, std::string const& place, Intake& to) {
    if (relation.external) return to.text(place, relation.target, "link");
    auto is = [&](std::string_view kind) { return relation.type.ends_with(kind); };
    if (is("/notesSlide")) {
        auto notes = package.xml(relation.target);
        each(notes->document_element(), "p", [&](pugi::xml_node node) {
            auto text = paragraph(node);
            bool only_number = text.find_first_not_of("0123456789") == std::string::npos && text.size() < 4;
            if (!only_number) to.hidden_text(place + " notes", text, "notes");
        });
    }
    if (is("/comments") || is("/comment")) {
        auto comments = package.xml(relation.target);
        each(comments->document_element(), "cm", [&](pugi::xml_node node) { to.hidden_text(place, all_text(node), "comment"); });
    }
    if (is("/chart") || is("/diagramData")) read_drawing(package.xml(relation.target)->document_element(), place, to);
}

}  // namespace

void read_slides(Package& package, std::string const& main, Intake& to) {
    auto presentation = package.xml(main);
    auto relations = package.relations(main);
    int number = 0;
    for (auto entry : child(presentation->document_element(), "sldIdLst").children()) {
        auto const place = "slide " + std::to_string(++number);
        std::string_view id = entry.attribute("r:id").value();
        if (id.empty())
            for (auto one : entry.attributes())
                if (local(one) == "id" && std::string_view(one.name()) != "id") id = one.value();
        auto found = std::find_if(relations.begin(), relations.end(), [&](auto const& relation) { return relation.id == id; });
        if (found == relations.end() || !package.has(found->target)) {
            to.unreadable("damaged", place);
            continue;
        }
        auto document = package.xml(found->target);
        auto show = value(document->document_element(), "show");
        std::string const why = !show.empty() && !is_on(show) ? "hidden_slide" : "";
        slide(document->document_element(), place, why, to);
        for (auto const& relation : package.relations(found->target)) beside(package, relation, place, to);
    }
}

void read_drawing(pugi::xml_node root, std::string const& place, Intake& to) {
    each(root, "p", [&](pugi::xml_node node) { to.text(place, paragraph(node)); });
    each(root, "v", [&](pugi::xml_node node) { to.text(place, as_typed(node.text().get()), "chart_cache"); });
    each(root, "cNvPr", [&](pugi::xml_node about) { to.text(place, value(about, "descr"), "picture_description"); });
}

}  // namespace mingtang::scan
