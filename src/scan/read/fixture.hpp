#pragma once
// Small files for tests, made here: office documents as zip files of their parts, PDF from the objects of its pages.
#include <zip.h>

#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace mingtang::scan::fixture {

using Parts = std::vector<std::pair<std::string, std::string>>;

inline std::string zipped(Parts const& parts, std::string const& password = {}) {
    zip_error_t error;
    zip_error_init(&error);
    auto* source = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(source);
    auto* archive = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (archive == nullptr) throw std::runtime_error("no archive");
    for (auto const& [name, content] : parts) {
        auto at = zip_file_add(archive, name.c_str(), zip_source_buffer(archive, content.data(), content.size(), 0), ZIP_FL_ENC_GUESS);
        if (!password.empty()) zip_file_set_encryption(archive, zip_uint64_t(at), ZIP_EM_AES_128, password.c_str());
    }
    zip_close(archive);
    zip_source_open(source);
    zip_source_seek(source, 0, SEEK_END);
    std::string bytes(std::size_t(zip_source_tell(source)), '\0');
    zip_source_seek(source, 0, SEEK_SET);
    zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    zip_source_free(source);
    return bytes;
}

inline std::string relations(std::vector<std::pair<std::string, std::string>> const& all, std::string const& more = {}) {
    std::string xml = "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    int number = 0;
    for (auto const& [type, target] : all)
        xml += "<Relationship Id=\"rId" + std::to_string(++number) +
               "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + type + "\" Target=\"" + target + "\"/>";
    return xml + more + "</Relationships>";
}

inline std::string word_xml(std::string const& tag, std::string const& inside) {
    return "<?xml version=\"1.0\"?><w:" + tag + " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">" + inside +
           "</w:" + tag + ">";
}

/// A docx with this body and further parts; `related` are the relations of its main part.
inline std::string docx(std::string const& body, Parts more = {}, std::vector<std::pair<std::string, std::string>> const& related = {}) {
    Parts parts{{"[Content_Types].xml", "<?xml version=\"1.0\"?><Types/>"},
                {"_rels/.rels", relations({{"officeDocument", "word/document.xml"}})},
                {"word/document.xml", word_xml("document", "<w:body>" + body + "</w:body>")},
                {"word/_rels/document.xml.rels", relations(related)}};
    parts.insert(parts.end(), more.begin(), more.end());
    return zipped(parts);
}

inline std::string paragraph(std::string const& text, std::string const& properties = {}) {
    return "<w:p><w:r><w:rPr>" + properties + "</w:rPr><w:t>" + text + "</w:t></w:r></w:p>";
}

struct SheetPart {
    std::string name, xml, state;
};

/// An xlsx of these sheets; `more` are further parts, `workbook` further elements of the workbook, `related` further relations of it (from
/// rId20).
inline std::string xlsx(std::vector<SheetPart> const& sheets, Parts more = {}, std::string const& workbook = {},
                        std::string const& related = {}) {
    std::string list;
    std::vector<std::pair<std::string, std::string>> targets;
    Parts parts{{"[Content_Types].xml", "<?xml version=\"1.0\"?><Types/>"},
                {"_rels/.rels", relations({{"officeDocument", "xl/workbook.xml"}})}};
    for (auto const& sheet : sheets) {
        auto number = std::to_string(targets.size() + 1);
        targets.emplace_back("worksheet", "worksheets/sheet" + number + ".xml");
        list += "<sheet name=\"" + sheet.name + "\" sheetId=\"" + number + "\" r:id=\"rId" + number + "\"" +
                (sheet.state.empty() ? "" : " state=\"" + sheet.state + "\"") + "/>";
        parts.emplace_back("xl/worksheets/sheet" + number + ".xml", "<?xml version=\"1.0\"?><worksheet>" + sheet.xml + "</worksheet>");
    }
    targets.emplace_back("sharedStrings", "sharedStrings.xml");
    targets.emplace_back("styles", "styles.xml");
    parts.emplace_back("xl/workbook.xml",
                       "<?xml version=\"1.0\"?><workbook xmlns:r=\"r\"><sheets>" + list + "</sheets>" + workbook + "</workbook>");
    parts.emplace_back("xl/_rels/workbook.xml.rels", relations(targets, related));
    parts.insert(parts.end(), more.begin(), more.end());
    return zipped(parts);
}

inline std::string inline_cell(std::string const& place, std::string const& text) {
    return "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

/// Objects numbered from 1 with their table; the first is the catalogue.
inline std::string pdf_of(std::vector<std::string> const& objects) {
    std::string file = "%PDF-1.7\n";
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        places.push_back(file.size());
        file += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    auto table = file.size();
    file += "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
    for (auto place : places) {
        auto text = std::to_string(place);
        file += std::string(10 - text.size(), '0') + text + " 00000 n \n";
    }
    return file + "trailer\n<</Size " + std::to_string(objects.size() + 1) + "/Root 1 0 R>>\nstartxref\n" + std::to_string(table) +
           "\n%%EOF\n";
}

inline std::string stream(std::string const& content, std::string const& entries = {}) {
    return "<<" + entries + "/Length " + std::to_string(content.size()) + ">>\nstream\n" + content + "\nendstream";
}

/// One page with this content; `page` are further entries of the page, `more` further objects from 6 on.
inline std::string pdf(std::string const& content, std::string const& page = {}, std::vector<std::string> const& more = {},
                       std::string const& catalogue = {}, std::string const& resources = {}) {
    std::vector<std::string> objects{
        "<</Type/Catalog/Pages 2 0 R" + catalogue + ">>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>" + resources + ">>" + page + ">>",
        stream(content), "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"};
    objects.insert(objects.end(), more.begin(), more.end());
    return pdf_of(objects);
}

/// `file` saved again with `content` in place of object 4, appended as programs do.
inline std::string saved_again(std::string const& file, std::string const& content) {
    auto previous = file.substr(file.rfind("startxref") + 10);
    previous = previous.substr(0, previous.find('\n'));
    auto out = file;
    auto place = std::to_string(out.size());
    out += "4 0 obj\n" + stream(content) + "\nendobj\n";
    auto table = out.size();
    return out + "xref\n4 1\n" + std::string(10 - place.size(), '0') + place + " 00000 n \ntrailer\n<</Size 6/Root 1 0 R/Prev " + previous +
           ">>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
}

}  // namespace mingtang::scan::fixture
