// Text in XML of other makers: OFD, OpenDocument, and XML as such.
#include "scan/read/cells.hpp"
#include "scan/read/encoding.hpp"
#include "scan/read/package.hpp"

namespace mingtang::scan {
namespace {

bool is_removed(pugi::xml_node node, std::string& why) {
    for (; node; node = node.parent()) {
        auto name = local(node);
        if (name == "tracked-changes")
            why = "tracked_deletion";
        else if (name == "annotation")
            why = "comment";
        else if (name == "hidden-text" || name == "hidden-paragraph")
            why = "hidden_text";
        else if (value(node, "visibility") == "collapse" || value(node, "visibility") == "filter")
            why = name == "table-column" ? "hidden_column" : "hidden_row";
        else if (value(node, "display") == "none")
            why = "hidden_element";
        if (!why.empty()) return true;
    }
    return false;
}

void paragraphs(pugi::xml_node root, std::string const& label, Intake& to) {
    int number = 0;
    auto say = [&](pugi::xml_node node) {
        std::string why;
        auto place = label + (label.empty() ? "" : " ") + "paragraph " + std::to_string(++number);
        if (is_removed(node, why))
            to.hidden_text(place, all_text(node), why);
        else
            to.text(place, all_text(node));
    };
    for (auto const* name : {"h", "p"}) each(root, name, say);
}

/// Pages of OFD: text stands in pieces, each with a place of its own on the page; pieces of one height are a line.
void page(pugi::xml_node root, std::string const& place, std::string const& why, Intake& to) {
    std::string text;
    std::string last;
    each(root, "TextObject", [&](pugi::xml_node object) {
        auto hidden = value(object, "Visible") == "false";
        std::string piece;
        for (auto code : object.children())
            if (local(code) == "TextCode") piece += code.text().get();
        if (hidden) return to.hidden_text(place, piece, "hidden_text");
        std::string boundary(value(object, "Boundary"));
        auto first = boundary.find(' ');
        auto line = first == std::string::npos ? boundary : boundary.substr(first + 1, boundary.find(' ', first + 1) - first - 1);
        if (!text.empty() && line != last) text += '\n';
        last = line;
        text += piece;
    });
    if (why.empty())
        to.text(place, text);
    else
        to.hidden_text(place, text, why);
}

}  // namespace

void read_ofd(Package& package, Intake& to) {
    int pages = 0;
    for (auto const& name : package.unread()) {
        bool xml = name.ends_with(".xml");
        auto is = [&](std::string_view part) { return name.find(part) != std::string::npos; };
        if (xml && is("/Pages/") && name.ends_with("Content.xml"))
            page(package.xml(name)->document_element(), "page " + std::to_string(++pages), "", to);
        else if (xml && is("/Annots/"))
            page(package.xml(name)->document_element(), "annotations", "annotation", to);
        else if (xml && is("/Tpls/"))
            page(package.xml(name)->document_element(), "template", "", to);
        else if (xml && name == "OFD.xml")
            to.text("properties", all_text(*package.xml(name)), "properties");
        else if (is("/Attachs/") && !xml)
            to.hidden(name, "embedded_file");
        else
            continue;
    }
    for (auto const& name : package.unread()) {
        if (name.ends_with('/') || name.ends_with(".xml") || name.ends_with(".ttf") || name.ends_with(".otf") || name.ends_with(".dat") ||
            name.ends_with(".esl") || name.ends_with(".jb2"))
            continue;
        if (auto content = package.part(name)) read_any(*content, name, to.within(name));
    }
    for (auto const& name : package.unread())
        if (name.ends_with(".jb2")) to.unreadable("no_reader", name);
}

void read_open_document(Package& package, Intake& to) {
    paragraphs(package.xml("content.xml")->document_element(), "", to);
    paragraphs(package.xml("styles.xml")->document_element(), "styles", to);
    to.text("properties", all_text(*package.xml("meta.xml")), "properties");
    for (auto const& name : package.unread()) {
        if (name.ends_with('/') || name.starts_with("META-INF/") || name.starts_with("Configurations2/") || name == "mimetype" ||
            name == "settings.xml" || name == "manifest.rdf" || name.starts_with("Thumbnails/"))
            continue;
        if (auto content = package.part(name)) read_any(*content, name, to.within(name));
    }
}

void read_xml(std::string_view bytes, Intake& to) {
    pugi::xml_document document;
    auto parsed = document.load_buffer(bytes.data(), bytes.size());
    if (!parsed) {
        to.unreadable("damaged");
        return read_plain(bytes, "", to);
    }
    // SpreadsheetML of 2003 is a table; of anything else each element that holds text is a passage.
    int number = 0;
    each(document, "Table", [&](pugi::xml_node node) {
        Table table;
        auto label = "table " + std::to_string(++number) + "!";
        for (auto row : node.children()) {
            if (local(row) != "Row") continue;
            auto& cells = table.rows.emplace_back();
            bool hidden = value(row, "Hidden") == "1";
            for (auto cell : row.children()) {
                if (local(cell) != "Cell") continue;
                cells.push_back(to.cell(label + cell_name(cells.size(), table.rows.size()), all_text(cell), hidden ? "hidden_row" : ""));
                if (hidden) to.hidden(cells.back().place, "hidden_row");
            }
        }
        to.table(std::move(table));
    });
    if (number > 0) return;
    int line = 0;
    for (auto node = document.first_child(); node;) {
        if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) to.text("element " + std::to_string(++line), node.value());
        for (auto attribute : node.attributes()) to.text("element " + std::to_string(line), attribute.value());
        if (node.first_child()) {
            node = node.first_child();
            continue;
        }
        while (node && !node.next_sibling()) node = node.parent();
        if (node) node = node.next_sibling();
    }
}

}  // namespace mingtang::scan
