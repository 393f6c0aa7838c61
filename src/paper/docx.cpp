// The paper as a Word document: the tree of its text; what is the same for all papers stands in word/*.xml.
#include <zip.h>

#include <sstream>
#include <stdexcept>

#include "base/resource.hpp"
#include "paper/word_text.hpp"

namespace mingtang::paper {
namespace {

constexpr std::size_t most_text = 8u << 20;
constexpr int folio_twips = int(folio_points * 20);

using Parts = std::vector<std::pair<std::string, std::string>>;

class Document {
  public:
    explicit Document(Paper const& paper) : paper_(paper) {
        auto root = add(tree_, "w:document",
                        {{"xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"},
                         {"xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"}});
        body_ = add(root, "w:body");
        head();
        title(paper.title, paper.form == Form::plain ? 0 : 2);
        if (paper.form == Form::plain) line("DocumentNumber", one_line(paper.document_number), {.after = line_twips});
        if (auto addressee = addressed(paper.addressee); !addressee.empty()) line("Addressee", addressee + "：");
        blocks(paper.body);
        attachment_list();
        signature();
        if (auto note = noted(paper.note); !note.empty()) line("Note", "（" + note + "）");
        for (std::size_t i = 0; i < paper.attachments.size(); ++i) attachment(i);
        imprint();
        add_section(body_, is_lying_, is_first_section());
    }

    std::string xml() const {
        std::ostringstream out;
        tree_.save(out, "", pugi::format_raw, pugi::encoding_utf8);
        return out.str();
    }

  private:
    bool is_first_section() const { return paper_.form == Form::letter && sections_ == 0; }

    pugi::xml_node line(char const* style, std::string_view text, Look const& look = {}) {
        if (text.empty()) return {};
        turn(false);
        return add_paragraph(body_, style, text, look);
    }

    void head() {
        if (paper_.form == Form::plain) return;
        auto organ = one_line(paper_.organ), number = one_line(paper_.document_number), approved_by = one_line(paper_.approved_by);
        int const size = int(mark_points(organ, width_mm) * 2);
        if (paper_.form == Form::letter) return letter_head(organ, number, size);
        line("OrganMark", organ, {.before = twips(35), .half_points = size});
        auto paragraph = add_paragraph(body_, "DocumentNumber", "", {.before = 2 * line_twips});
        border(paragraph, "bottom", "single", "12", 11);  // 4 mm below the number
        if (approved_by.empty()) return add_text(paragraph, number.empty() ? " " : number);
        auto properties = paragraph.child("w:pPr");
        auto tabs = properties.insert_child_before("w:tabs", properties.child("w:spacing"));
        add(tabs, "w:tab", {{"w:val", "right"}, {"w:pos", std::to_string(twips(width_mm) - pitch_twips)}});
        add(properties, "w:ind", {{"w:left", std::to_string(pitch_twips)}});
        add(properties, "w:jc", {{"w:val", "left"}});
        add_text(paragraph, number + "\t签发人：");
        add_text(paragraph, approved_by, {.font = "楷体_GB2312"});
    }

    void letter_head(std::string const& organ, std::string const& number, int size) {
        auto mark = add_paragraph(body_, "OrganMark", organ, {.half_points = size});
        auto properties = mark.child("w:pPr");
        auto place = properties.insert_child_after("w:framePr", properties.child("w:pStyle"));
        for (auto const& [name, value] : std::vector<std::pair<char const*, std::string>>{{"w:w", std::to_string(twips(170))},
                                                                                          {"w:wrap", "around"},
                                                                                          {"w:vAnchor", "page"},
                                                                                          {"w:hAnchor", "page"},
                                                                                          {"w:x", std::to_string(twips(20))},
                                                                                          {"w:y", std::to_string(twips(30))}})
            place.append_attribute(name) = value.c_str();
        border(mark, "bottom", "thickThinSmallGap", "18", 11);
        add_paragraph(body_, "DocumentNumber", number, {.before = line_twips / 2, .align = "right"});
    }

    static void border(pugi::xml_node paragraph, char const* side, char const* kind, char const* size, int points) {
        auto properties = paragraph.child("w:pPr");
        auto before = properties.child("w:spacing");
        auto borders = before ? properties.insert_child_before("w:pBdr", before) : properties.append_child("w:pBdr");
        add(borders, side[0] == 'b' ? "w:bottom" : "w:top",
            {{"w:val", kind}, {"w:sz", size}, {"w:space", std::to_string(points)}, {"w:color", red_rgb}});
    }

    void title(std::string_view text, int lines_before) {
        auto lines = title_lines(text);
        if (lines.empty()) return;
        std::string whole;
        for (auto const& one : lines) whole += (whole.empty() ? "" : "\n") + one;
        bool numbered = paper_.form == Form::plain && !one_line(paper_.document_number).empty();
        line("Title", whole, {.before = lines_before * line_twips, .after = numbered ? 0 : line_twips});
    }

    void blocks(std::vector<Block> const& all) {
        for (auto const& one : all) {
            if (one.kind == Block::Kind::table) table(one.table);
            if (one.kind == Block::Kind::list)
                for (std::size_t i = 0; i < one.items.size(); ++i) line("BodyText", std::to_string(i + 1) + "." + one_line(one.items[i]));
            if (one.kind != Block::Kind::paragraph && one.kind != Block::Kind::heading) continue;
            auto style = one.kind == Block::Kind::paragraph ? "BodyText" : "Heading" + std::to_string(std::clamp(one.level, 1, 4));
            for (auto const& text : lines_of(one.text)) line(style.c_str(), text);
        }
    }

    void table(Table const& from) {
        if (columns_of(from) == 0) return;
        turn(from.landscape);
        if (auto caption = one_line(from.caption); !caption.empty()) add_paragraph(body_, "Caption", caption);
        add_table(body_, from, twips(from.landscape ? height_mm : width_mm));
    }

    /// What follows stands on upright or lying pages: a section of its own, ended by an empty paragraph that carries its properties.
    void turn(bool landscape) {
        bool const is_empty = body_.last_child() == section_end_;
        if (landscape != is_lying_ && !is_empty) {
            section_end_ = add_paragraph(body_, "TableGap", "");
            add_section(section_end_.child("w:pPr"), is_lying_, is_first_section());
            ++sections_;
        }
        is_lying_ = landscape;
    }

    void attachment_list() {
        auto const& all = paper_.attachments;
        int const number_width = all.size() >= 10 ? pitch_twips * 3 / 2 : pitch_twips;
        for (std::size_t i = 0; i < all.size(); ++i) {
            bool const only = all.size() == 1, first = i == 0;
            int const text_at = only ? 5 * pitch_twips : 5 * pitch_twips + number_width;
            auto text = (first ? std::string("附件：") : "") + (only ? "" : std::to_string(i + 1) + ".") + one_line(all[i].name);
            line("AttachmentList", text,
                 {.before = first ? line_twips : 0, .left = text_at, .hanging = first ? text_at - 2 * pitch_twips : number_width});
        }
    }

    void signature() {
        auto signed_by = one_line(paper_.signed_by), dated = written(paper_.dated);
        int const left = int((characters_per_line - 2 * signature_middle(signed_by, dated)) * pitch_twips);
        Look look{.before = 2 * line_twips, .left = std::max(left, 0), .keep_next = !dated.empty()};
        if (line("Signature", signed_by, look)) look.before = 0;
        look.keep_next = false;
        line("Signature", dated, look);
    }

    void attachment(std::size_t index) {
        auto const& one = paper_.attachments[index];
        if (one.body.empty()) return;
        line("AttachmentMark", "附件" + (paper_.attachments.size() == 1 ? "" : std::to_string(index + 1)), {.page_break = true});
        std::string name;
        for (auto const& part : title_lines(one.name)) name += (name.empty() ? "" : "\n") + part;
        line("Title", name, {.before = line_twips, .after = line_twips});
        blocks(one.body);
    }

    /// A table that stands at the foot of the type area of the last page, wherever the text before it ends.
    void imprint() {
        auto copies = copied(paper_.copies_to), printed_by = one_line(paper_.printed_by), printed_on = written(paper_.printed_on);
        bool const printed = !printed_by.empty() || !printed_on.empty();
        if (copies.empty() && !printed) return;
        turn(false);
        auto [table, width] = imprint_table();
        if (!copies.empty())
            imprint_cell(add(table, "w:tr"), 2, width, "抄送：" + copies + "。", {.left = 3 * folio_twips, .hanging = 3 * folio_twips});
        if (printed) {
            auto row = add(table, "w:tr");
            imprint_cell(row, 1, width / 2, printed_by, {});
            imprint_cell(row, 1, width - width / 2, printed_on.empty() ? "" : printed_on + "印发", {.align = "right"});
        }
        add_paragraph(body_, "TableGap", "");
    }

    std::pair<pugi::xml_node, int> imprint_table() {
        int const width = twips(width_mm);
        auto table = add(body_, "w:tbl");
        auto properties = add(table, "w:tblPr");
        add(properties, "w:tblpPr",
            {{"w:vertAnchor", "margin"}, {"w:horzAnchor", "margin"}, {"w:tblpXSpec", "left"}, {"w:tblpYSpec", "bottom"}});
        add(properties, "w:tblW", {{"w:w", std::to_string(width)}, {"w:type", "dxa"}});
        auto borders = add(properties, "w:tblBorders");
        for (auto const& [side, size] :
             {std::pair{"w:top", "8"}, {"w:bottom", "8"}, {"w:insideH", "6"}})  // eighths of a point: 0.35, 0.25 mm
            add(borders, side, {{"w:val", "single"}, {"w:sz", size}, {"w:space", "0"}, {"w:color", "000000"}});
        add(properties, "w:tblLayout", {{"w:type", "fixed"}});
        auto margins = add(properties, "w:tblCellMar");  // one character blank at both ends
        for (auto const* side : {"w:left", "w:right"}) add(margins, side, {{"w:w", std::to_string(folio_twips)}, {"w:type", "dxa"}});
        auto columns = add(table, "w:tblGrid");
        add(columns, "w:gridCol", {{"w:w", std::to_string(width / 2)}});
        add(columns, "w:gridCol", {{"w:w", std::to_string(width - width / 2)}});
        return {table, width};
    }

    static void imprint_cell(pugi::xml_node row, int columns, int width, std::string const& text, Look const& look) {
        auto cell = add(row, "w:tc");
        auto properties = add(cell, "w:tcPr");
        add(properties, "w:tcW", {{"w:w", std::to_string(width)}, {"w:type", "dxa"}});
        if (columns > 1) add(properties, "w:gridSpan", {{"w:val", std::to_string(columns)}});
        add_paragraph(cell, "Imprint", text, look);
    }

    Paper const& paper_;
    pugi::xml_document tree_;
    pugi::xml_node body_, section_end_;
    bool is_lying_ = false;
    int sections_ = 0;
};

std::string core_properties(Paper const& paper) {
    pugi::xml_document tree;
    auto root = add(tree, "cp:coreProperties",
                    {{"xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"},
                     {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
                     {"xmlns:dcterms", "http://purl.org/dc/terms/"},
                     {"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"}});
    add(root, "dc:title").text() = one_line(paper.title).c_str();
    if (auto maker = one_line(paper.signed_by); !maker.empty()) add(root, "dc:creator").text() = maker.c_str();
    if (paper.dated)
        for (auto const* name : {"dcterms:created", "dcterms:modified"})
            add(root, name, {{"xsi:type", "dcterms:W3CDTF"}}).text() = (paper.dated.text() + "T00:00:00Z").c_str();
    std::ostringstream out;
    tree.save(out, "", pugi::format_raw, pugi::encoding_utf8);
    return out.str();
}

std::string fixed_part(std::string_view name) {
    auto part = resource("src/paper/word/" + std::string(name) + ".xml");
    if (!part) throw std::logic_error("no src/paper/word/" + std::string(name) + ".xml");
    return *part;
}

/// The parts as a zip file whose entries all bear the same time: the same paper gives the same bytes.
std::string zipped(Parts const& parts) {
    constexpr zip_uint16_t first_day_of_zip = 0x21;
    zip_error_t error;
    zip_error_init(&error);
    auto* source = zip_source_buffer_create(nullptr, 0, 0, &error);
    if (source == nullptr) throw std::bad_alloc();
    zip_source_keep(source);
    auto* archive = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (archive == nullptr) throw std::runtime_error("cannot begin a zip file");
    for (auto const& [name, content] : parts) {
        auto at = zip_file_add(archive, name.c_str(), zip_source_buffer(archive, content.data(), content.size(), 0), ZIP_FL_ENC_UTF_8);
        if (at < 0 || zip_file_set_dostime(archive, zip_uint64_t(at), 0, first_day_of_zip, 0) != 0)
            throw std::runtime_error("cannot add to a zip file");
    }
    if (zip_close(archive) != 0) throw std::runtime_error("cannot write a zip file");
    zip_stat_t about;
    std::string bytes;
    if (zip_source_stat(source, &about) == 0 && zip_source_open(source) == 0) {
        bytes.resize(about.size);
        if (zip_source_read(source, bytes.data(), about.size) != zip_int64_t(about.size)) bytes.clear();
        zip_source_close(source);
    }
    zip_source_free(source);
    if (bytes.empty()) throw std::runtime_error("cannot read a zip file");
    return bytes;
}

std::size_t length_of(std::vector<Block> const& blocks) {
    std::size_t all = 0;
    for (auto const& block : blocks) {
        all += block.text.size();
        for (auto const& item : block.items) all += item.size();
        for (auto const& row : block.table.rows)
            for (auto const& cell : row) all += cell.text.size() + 40;
    }
    return all;
}

}  // namespace

Outcome<std::string> to_docx(Paper const& paper) {
    auto length = length_of(paper.body) + paper.title.size() + paper.copies_to.size();
    for (auto const& attachment : paper.attachments) length += attachment.name.size() + length_of(attachment.body);
    if (length > most_text) return Refusal{"paper.docx.too_long"};
    return zipped({{"[Content_Types].xml", fixed_part("content_types")},
                   {"_rels/.rels", fixed_part("package_relations")},
                   {"docProps/core.xml", core_properties(paper)},
                   {"word/document.xml", Document(paper).xml()},
                   {"word/_rels/document.xml.rels", fixed_part("document_relations")},
                   {"word/styles.xml", fixed_part("styles")},
                   {"word/fontTable.xml", fixed_part("fonts")},
                   {"word/settings.xml", fixed_part("settings")},
                   {"word/footer_odd.xml", fixed_part("footer_odd")},
                   {"word/footer_even.xml", fixed_part("footer_even")},
                   {"word/footer_first.xml", fixed_part("footer_first")}});
}

}  // namespace mingtang::paper
