// Zip files: office documents by their main part, anything else as an archive of files.
#include "scan/read/package.hpp"

namespace mingtang::scan {
namespace {

void read_files(Package& package, Intake& to) {
    for (auto const& name : package.unread()) {
        if (name.ends_with('/')) continue;
        auto inner = to.within(name);
        if (auto content = package.part(name)) read_any(*content, name, inner);
    }
}

std::string kind_of(Package& package, std::string const& main) {
    if (main == "word/document.xml") return "document";
    return std::string(local(package.xml(main)->document_element()));
}

bool read_office(Package& package, Intake& to) {
    auto main = package.related("", "/officeDocument");
    if (main.empty())
        for (auto const* usual : {"word/document.xml", "xl/workbook.xml", "ppt/presentation.xml"})
            if (package.has(usual)) main = usual;
    if (!package.has(main)) return false;
    if (main.ends_with(".bin")) {
        to.unreadable("no_reader");
    } else {
        auto const kind = kind_of(package, main);
        if (kind == "document")
            read_word(package, main, to);
        else if (kind == "workbook")
            read_sheets(package, main, to);
        else if (kind == "presentation")
            read_slides(package, main, to);
        else
            to.unreadable("damaged", main);
    }
    read_rest(package, to);
    return true;
}

}  // namespace

void read_zip(std::string_view bytes, std::string_view, Intake& to) {
    Package package(bytes, to);
    if (!package.is_open()) return to.unreadable("damaged");
    if (package.has("OFD.xml")) return read_ofd(package, to);
    if (package.has("content.xml") && package.has("META-INF/manifest.xml")) return read_open_document(package, to);
    if (!read_office(package, to)) read_files(package, to);
}

}  // namespace mingtang::scan
