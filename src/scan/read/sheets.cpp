// xlsx: every cell as it was typed, and what the sheet does not show: hidden sheets, rows and columns, cells under merged ones, comments,
// caches of pivot tables and of other workbooks, defined names.
#include <charconv>
#include <map>

#include "scan/read/cells.hpp"
#include "scan/read/package.hpp"
#include "scan/read/sheet.hpp"

namespace mingtang::scan {
namespace {

std::string shared_text(pugi::xml_node node) {
    std::string text;
    for (auto part : node.children()) {
        if (local(part) == "t") text += part.text().get();
        if (local(part) == "r") text += child(part, "t").text().get();
    }
    return text;
}

std::string format_of_id(std::string_view id, std::map<std::string, std::string> const& own) {
    auto found = own.find(std::string(id));
    return found == own.end() ? "" : found->second;
}

void read_comments(Package& package, std::string const& part, std::string const& sheet, Intake& to) {
    auto document = package.xml(part);
    each(document->document_element(), "comment",
         [&](pugi::xml_node node) { to.hidden_text(sheet + "!" + std::string(value(node, "ref")), all_text(node), "comment"); });
    each(document->document_element(), "threadedComment",
         [&](pugi::xml_node node) { to.hidden_text(sheet + "!" + std::string(value(node, "ref")), all_text(node), "comment"); });
    each(document->document_element(), "author", [&](pugi::xml_node node) { to.text(sheet, all_text(node), "author"); });
}

std::string shown(pugi::xml_node item) { return std::string(value(item, "v")); }

/// The records of a pivot table's cache, as the table that they were made from.
void read_pivot(Package& package, std::string const& part, Intake& to) {
    auto definition = package.xml(part);
    std::vector<std::vector<std::string>> shared;
    Table table{.caption = "pivot cache"};
    auto place = [&](std::size_t column, std::size_t row) { return "pivot cache!" + cell_name(column, row); };
    auto& head = table.rows.emplace_back();
    for (auto field : child(definition->document_element(), "cacheFields").children()) {
        head.push_back(to.cell(place(head.size(), 1), value(field, "name"), "pivot_cache"));
        auto& items = shared.emplace_back();
        for (auto item : child(field, "sharedItems").children()) items.push_back(shown(item));
    }
    auto records = package.related(part, "/pivotCacheRecords");
    auto document = package.xml(records);
    for (auto record : document->document_element().children()) {
        auto& row = table.rows.emplace_back();
        for (auto item : record.children()) {
            auto text = shown(item);
            std::size_t index = 0;
            if (local(item) == "x" && row.size() < shared.size() &&
                std::from_chars(text.data(), text.data() + text.size(), index).ec == std::errc())
                text = index < shared[row.size()].size() ? shared[row.size()][index] : "";
            row.push_back(to.cell(place(row.size(), table.rows.size()), as_typed(text), "pivot_cache"));
        }
    }
    bool has_records = table.rows.size() > 1;
    if (!has_records)
        for (std::size_t column = 0; column < shared.size(); ++column)
            for (auto const& item : shared[column]) to.text("pivot cache", as_typed(item), "pivot_cache");
    bool any = has_records || std::any_of(shared.begin(), shared.end(), [](auto const& items) { return !items.empty(); });
    if (any) to.hidden("pivot cache", "pivot_cache");
    to.table(std::move(table));
}

/// What this workbook remembers of another one.
void read_external(Package& package, std::string const& part, Intake& to) {
    auto document = package.xml(part);
    for (auto const& relation : package.relations(part)) to.text("external link", relation.target, "external_link");
    std::vector<std::string> names;
    each(document->document_element(), "sheetName", [&](pugi::xml_node node) { names.emplace_back(value(node, "val")); });
    each(document->document_element(), "sheetData", [&](pugi::xml_node sheet) {
        std::size_t id = 0;
        auto number = value(sheet, "sheetId");
        std::from_chars(number.data(), number.data() + number.size(), id);
        auto label = "external link " + (id < names.size() ? names[id] : std::string(number));
        Table table{.caption = label};
        for (auto row : sheet.children()) {
            auto& cells = table.rows.emplace_back();
            for (auto cell : row.children())
                cells.push_back(
                    to.cell(label + "!" + std::string(value(cell, "r")), as_typed(child(cell, "v").text().get()), "external_link"));
            if (!cells.empty()) to.hidden("external link", "external_link");
        }
        to.table(std::move(table));
    });
}

void read_names(pugi::xml_node workbook, Intake& to) {
    for (auto name : child(workbook, "definedNames").children()) {
        auto key = value(name, "name");
        std::string_view text = name.text().get();
        bool built_in = key.starts_with("_xlnm.");
        bool constant = text.find('"') != std::string_view::npos || text.find('!') == std::string_view::npos;
        if (built_in) continue;
        to.text("defined names", std::string(key) + " " + std::string(text) + " " + std::string(value(name, "comment")), "defined_name");
        if (is_on(value(name, "hidden")) && !value(name, "hidden").empty() && !key.starts_with("_"))
            to.hidden("defined names", "defined_name", Certainty::possible);
        else if (constant && !text.empty() && text.find("#REF!") == std::string_view::npos)
            to.hidden("defined names", "defined_name", Certainty::possible);
    }
}

}  // namespace

void read_sheets(Package& package, std::string const& main, Intake& to) {
    auto workbook = package.xml(main);
    auto root = workbook->document_element();
    Styles styles;
    auto sheet_styles = package.xml(package.related(main, "/styles"));
    std::map<std::string, std::string> own;
    for (auto format : child(sheet_styles->document_element(), "numFmts").children())
        own[std::string(value(format, "numFmtId"))] = value(format, "formatCode");
    for (auto format : child(sheet_styles->document_element(), "cellXfs").children())
        styles.formats.push_back(format_of_id(value(format, "numFmtId"), own));
    {
        auto strings = package.xml(package.related(main, "/sharedStrings"));
        for (auto node : strings->document_element().children())
            if (local(node) == "si") styles.strings.push_back(shared_text(node));
    }
    auto relations = package.relations(main);
    for (auto sheet : child(root, "sheets").children()) {
        std::string name(value(sheet, "name"));
        auto state = value(sheet, "state");
        auto why = state == "hidden" ? "hidden_sheet" : state == "veryHidden" ? "very_hidden_sheet" : "";
        auto same = [&](Relation const& relation) {
            return relation.id == sheet.attribute("r:id").value() || relation.id == value(sheet, "id");
        };
        auto found = std::find_if(relations.begin(), relations.end(), same);
        if (found == relations.end() || !package.has(found->target)) {
            to.unreadable("damaged", name);
            continue;
        }
        read_sheet(package.xml(found->target)->document_element(), name, why, styles, to);
        for (auto const& relation : package.relations(found->target)) {
            if (relation.external)
                to.text(name, relation.target, "link");
            else if (relation.type.ends_with("/comments") || relation.type.ends_with("/threadedComment"))
                read_comments(package, relation.target, name, to);
            else if (relation.type.ends_with("/drawing"))
                read_drawing(package.xml(relation.target)->document_element(), name, to);
        }
    }
    for (auto const& relation : relations) {
        if (relation.type.ends_with("/externalLink")) read_external(package, relation.target, to);
        if (relation.type.ends_with("/pivotCacheDefinition")) read_pivot(package, relation.target, to);
    }
    read_names(root, to);
}

}  // namespace mingtang::scan
