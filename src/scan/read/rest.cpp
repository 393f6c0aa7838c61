// The parts of an office document that are no text of its own: properties, pictures, embedded files, macros, and whatever else is in it.
#include "base/text.hpp"
#include "scan/read/format.hpp"
#include "scan/read/package.hpp"

namespace mingtang::scan {
namespace {

/// Parts that say how it looks, never what it says.
bool is_form(std::string_view name) {
    for (auto ending : {"styles.xml", "stylesWithEffects.xml", "settings.xml", "webSettings.xml", "fontTable.xml", "numbering.xml",
                        "[Content_Types].xml", ".rels", "theme1.xml", "calcChain.xml", "presProps.xml", "viewProps.xml", "tableStyles.xml",
                        "commentAuthors.xml", "metadata.xml", "theme2.xml", "theme3.xml"})
        if (name.ends_with(ending)) return true;
    for (auto part : {"/theme/", "/slideLayouts/", "/slideMasters/", "/printerSettings/", "/fonts/", "/notesMasters/", "/handoutMasters/",
                      "/_rels/", "itemProps", "/ctrlProps/", "thumbnail", "_xmlsignatures/", "/charts/style", "/charts/colors"})
        if (name.find(part) != std::string_view::npos) return true;
    return false;
}

/// A person's name, not a program's or a computer's.
bool is_name(std::string_view text) {
    if (text == "微软用户" || text == "用户" || text == "管理员" || text == "系统管理员") return false;
    std::size_t han = 0;
    for (std::size_t at = 0; at < text.size(); ++han)
        if (auto c = text::next(text, at); c < 0x3400 || c > 0x9FFF) return false;
    return han >= 2 && han <= 4;
}

void properties(Package& package, std::string const& name, Intake& to) {
    auto document = package.xml(name);
    for (auto node : document->document_element().children()) {
        auto key = local(node);
        if (key == "property") key = value(node, "name");
        auto text = text::trim(mended(all_text(node)));
        if (text.empty() || key.starts_with("KSO") || key == "ICV" || key == "Template" || key == "Application" || key == "AppVersion" ||
            key == "TotalTime")
            continue;
        to.text("properties", text, "properties");
        bool person = key == "creator" || key == "lastModifiedBy" || key == "Manager";
        if (person && is_name(text)) to.hidden("properties", "author", Certainty::possible);
    }
}

void part(Package& package, std::string const& name, Intake& to) {
    if (name.ends_with('/') || is_form(name)) return;
    if (name.find("vbaProject") != std::string::npos) {
        package.skip(name);
        return to.unreadable("macro", name);
    }
    auto content = package.part(name);
    if (!content || content->empty()) return;
    auto format = format_of(*content);
    bool drawn = name.find("/charts/") != std::string::npos || name.find("/drawings/") != std::string::npos ||
                 name.find("/diagrams/") != std::string::npos;
    if (format == Format::xml && drawn) {
        pugi::xml_document document;
        if (!document.load_buffer(content->data(), content->size())) return to.unreadable("damaged", name);
        return read_drawing(document.document_element(), name, to);
    }
    if (format == Format::xml) {
        pugi::xml_document document;
        if (!document.load_buffer(content->data(), content->size())) return to.unreadable("damaged", name);
        return to.text(name, all_text(document), "other_part");
    }
    bool picture = format == Format::image || name.ends_with(".emf") || name.ends_with(".wmf");
    if (!picture) to.hidden(name, "embedded_file");
    read_any(*content, name, to.within(name));
}

}  // namespace

void read_rest(Package& package, Intake& to) {
    for (auto const& name : package.unread())
        if (name.starts_with("docProps/") && name.ends_with(".xml")) properties(package, name, to);
    for (auto const& name : package.unread()) part(package, name, to);
}

}  // namespace mingtang::scan
