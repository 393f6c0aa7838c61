#include "scan/read/read.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include "scan/read/cells.hpp"
#include "scan/read/command.hpp"
#include "scan/read/fixture.hpp"

namespace mingtang::scan {
namespace {

using namespace fixture;
using namespace std::string_literals;

/// Without LibreOffice and tesseract, whatever is installed here.
Limits alone() {
    Limits limits;
    limits.others = false;
    return limits;
}
Reading read_alone(std::string const& bytes, std::string_view name = "file") { return read(bytes, name, alone()); }

/// `hidden` of the passage or cell at that place with that text; `?` where there is none.
std::string why(Reading const& reading, std::string_view place, std::string_view text) {
    auto fits = [&](auto const& run) { return run.place == place && run.text.find(text) != std::string::npos; };
    for (auto const& passage : reading.passages)
        if (fits(passage)) return passage.hidden;
    for (auto const& table : reading.tables)
        for (auto const& row : table.rows)
            for (auto const& cell : row)
                if (fits(cell)) return cell.hidden;
    return "?";
}

std::vector<std::string> findings(Reading const& reading, Kind kind) {
    std::vector<std::string> all;
    for (auto const& finding : reading.findings)
        if (finding.kind == kind) all.push_back(finding.place + ": " + finding.masked);
    return all;
}
auto hidden(Reading const& reading) { return findings(reading, Kind::hidden_content); }
auto unreadable(Reading const& reading) { return findings(reading, Kind::unreadable); }

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(ReadPlain, lines_have_the_offset_of_the_file_in_characters) {
    auto reading = read_alone("甲乙\r\n\n电话 1\n");
    ASSERT_EQ(reading.passages.size(), 2u);
    EXPECT_EQ(reading.passages[0].place, "line 1");
    EXPECT_EQ(reading.passages[0].text, "甲乙");
    EXPECT_EQ(reading.passages[1].place, "line 3");
    EXPECT_EQ(reading.passages[1].offset, 5u);
    EXPECT_THAT(reading.findings, IsEmpty());
}

TEST(ReadPlain, encodings_are_told_by_content) {
    EXPECT_EQ(read_alone("\xEF\xBB\xBF文").passages.at(0).text, "文");
    EXPECT_EQ(read_alone("\xFF\xFE\x87\x65"s).passages.at(0).text, "文");
    EXPECT_EQ(read_alone("\xFE\xFF\x65\x87"s).passages.at(0).text, "文");
    EXPECT_EQ(read_alone("\xC3\xF7\xCC\xC3\xCF\xD8").passages.at(0).text, "明堂县");
}

TEST(ReadPlain, comma_separated_text_is_a_table_with_offsets) {
    auto reading = read_alone("姓名,电话\n\"张,三\",138\n", "a.csv");
    ASSERT_EQ(reading.tables.size(), 1u);
    auto const& row = reading.tables[0].rows.at(1);
    EXPECT_EQ(row.at(0).text, "张,三");
    EXPECT_EQ(row.at(0).offset, 7u);
    EXPECT_EQ(row.at(1).place, "B2");
    EXPECT_EQ(row.at(1).offset, 12u);
}

TEST(ReadAny, what_nobody_knows_is_unreadable) {
    EXPECT_THAT(unreadable(read_alone("\x01\x02\x03\x00\x00\x05\x06\x07"s)), ElementsAre(": no_reader"));
    EXPECT_THAT(unreadable(read_alone("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 nothing")), ElementsAre(": no_reader"));
    EXPECT_THAT(unreadable(read_alone("{\\rtf1 text}")), ElementsAre(": no_reader"));
    EXPECT_THAT(unreadable(read_alone("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"s)),
                ElementsAre(": encrypted"));
}

TEST(ReadHtml, hidden_elements_comments_and_tables) {
    auto reading = read_alone(
        "<!DOCTYPE html><html><body><p>公示</p><p style='display: none'>秘</p><!-- 编号 1234567 --><!-- 正文 begin "
        "--><table><tr><th>姓名</th><td "
        "hidden>甲</td></tr></table></body></html>");
    EXPECT_EQ(why(reading, "paragraph 1", "公示"), "");
    EXPECT_THAT(hidden(reading), Contains("paragraph 2: hidden_element"));
    EXPECT_THAT(hidden(reading), Contains("paragraph 2: html_comment"));
    EXPECT_EQ(why(reading, "table 1!A1", "姓名"), "");
    EXPECT_EQ(why(reading, "table 1!B1", "甲"), "hidden_element");
}

TEST(ReadWord, paragraphs_tables_and_what_is_tracked_or_hidden) {
    auto body = paragraph("公开名单") + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>姓名</w:t></w:r></w:p></w:tc></w:tr></w:tbl>" +
                "<w:p><w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:ins><w:r><w:t>加入</w:t></w:r></w:ins></w:p>" +
                paragraph("隐藏", "<w:vanish/>") + paragraph("白字", "<w:color w:val=\"FFFFFF\"/>");
    auto reading = read_alone(docx(body));
    EXPECT_EQ(why(reading, "paragraph 1", "公开名单"), "");
    EXPECT_EQ(why(reading, "table 1!A1", "姓名"), "");
    EXPECT_EQ(reading.tables.at(0).caption, "公开名单");
    EXPECT_EQ(why(reading, "paragraph 2", "删去"), "tracked_deletion");
    EXPECT_EQ(why(reading, "paragraph 2", "加入"), "");
    EXPECT_EQ(why(reading, "paragraph 3", "隐藏"), "hidden_text");
    EXPECT_EQ(why(reading, "paragraph 4", "白字"), "white_text");
    EXPECT_THAT(hidden(reading), ElementsAre("paragraph 2: tracked_insertion", "paragraph 2: tracked_deletion", "paragraph 3: hidden_text",
                                             "paragraph 4: white_text"));
    EXPECT_THAT(unreadable(reading), IsEmpty());
}

TEST(ReadWord, headers_notes_comments_and_properties) {
    Parts parts{{"word/header1.xml", word_xml("hdr", paragraph("页眉"))},
                {"word/footnotes.xml",
                 word_xml("footnotes", "<w:footnote w:type=\"separator\"/><w:footnote>" + paragraph("脚注") + "</w:footnote>")},
                {"word/comments.xml", word_xml("comments", "<w:comment w:author=\"李四\">" + paragraph("批注") + "</w:comment>")},
                {"docProps/core.xml", "<?xml version=\"1.0\"?><cp:p xmlns:dc=\"d\"><dc:creator>张三</dc:creator></cp:p>"}};
    auto reading = read_alone(
        docx(paragraph("正文"), parts, {{"header", "header1.xml"}, {"footnotes", "footnotes.xml"}, {"comments", "comments.xml"}}));
    EXPECT_EQ(why(reading, "header 1 paragraph 1", "页眉"), "");
    EXPECT_EQ(why(reading, "footnote 1 paragraph 1", "脚注"), "");
    EXPECT_EQ(why(reading, "comment 1 paragraph 1", "批注"), "comment");
    EXPECT_EQ(why(reading, "comment 1", "李四"), "author");
    EXPECT_EQ(why(reading, "properties", "张三"), "properties");
    EXPECT_THAT(hidden(reading), ElementsAre("comment 1 paragraph 1: comment", "properties: author"));
}

TEST(ReadWord, embedded_files_are_read_and_macros_are_told) {
    auto reading = read_alone(docx(paragraph("正文"), {{"word/embeddings/a.docx", docx(paragraph("里面"))}, {"word/vbaProject.bin", "x"}}));
    EXPECT_EQ(why(reading, "word/embeddings/a.docx/paragraph 1", "里面"), "");
    EXPECT_THAT(hidden(reading), ElementsAre("word/embeddings/a.docx: embedded_file"));
    EXPECT_THAT(unreadable(reading), ElementsAre("word/vbaProject.bin: macro"));
}

TEST(ReadSheets, numbers_are_as_typed) {
    Parts parts{{"xl/styles.xml",
                 "<?xml version=\"1.0\"?><s><numFmts><numFmt numFmtId=\"164\" formatCode=\"000000\"/></numFmts><cellXfs><xf "
                 "numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></s>"},
                {"xl/sharedStrings.xml", "<?xml version=\"1.0\"?><sst><si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙</t></r></si></sst>"}};
    auto rows =
        "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\"><v>1.1010519491231E+17</v></c><c r=\"C1\" "
        "s=\"1\"><v>42</v></c>" +
        inline_cell("D1", "丁") + "</row></sheetData>";
    auto reading = read_alone(xlsx({{"Sheet1", rows, ""}}, parts));
    EXPECT_EQ(why(reading, "Sheet1!A1", "乙丙"), "");
    EXPECT_EQ(why(reading, "Sheet1!B1", "110105194912310000"), "");
    EXPECT_EQ(why(reading, "Sheet1!C1", "000042"), "");
    EXPECT_EQ(why(reading, "Sheet1!D1", "丁"), "");
    EXPECT_THAT(reading.findings, IsEmpty());
}

TEST(ReadSheets, hidden_sheets_rows_columns_and_cells_under_others) {
    auto filled = "<sheetData><row r=\"2\">" + inline_cell("A2", "藏") + "</row></sheetData>";
    auto mixed = "<cols><col min=\"3\" max=\"3\" hidden=\"1\"/></cols><sheetData><row r=\"1\">" + inline_cell("A1", "见") +
                 inline_cell("B1", "下") + inline_cell("C1", "列") + "</row><row r=\"2\" hidden=\"1\">" + inline_cell("A2", "行") +
                 "</row><row r=\"3\" hidden=\"1\">" + inline_cell("A3", "行") +
                 "</row></sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>";
    auto reading = read_alone(xlsx({{"名单", mixed, ""}, {"二", filled, "hidden"}, {"三", filled, "veryHidden"}}));
    EXPECT_EQ(why(reading, "名单!A1", "见"), "");
    EXPECT_EQ(why(reading, "名单!B1", "下"), "under_merged_cell");
    EXPECT_EQ(why(reading, "名单!C1", "列"), "hidden_column");
    EXPECT_EQ(why(reading, "名单!A3", "行"), "hidden_row");
    EXPECT_EQ(why(reading, "二!A2", "藏"), "hidden_sheet");
    EXPECT_EQ(why(reading, "三!A2", "藏"), "very_hidden_sheet");
    EXPECT_THAT(hidden(reading), ElementsAre("名单!B1: under_merged_cell", "名单!2:3: hidden_row", "名单!C:C: hidden_column",
                                             "二: hidden_sheet", "三: very_hidden_sheet"));
}

TEST(ReadSheets, comments_caches_links_and_names) {
    Parts parts{
        {"xl/worksheets/_rels/sheet1.xml.rels",
         relations({{"comments", "../comments1.xml"}, {"threadedComment", "../threadedComments/t1.xml"}})},
        {"xl/comments1.xml",
         "<?xml version=\"1.0\"?><comments><commentList><comment ref=\"B2\"><text><t>旧批注</t></text></comment></commentList></comments>"},
        {"xl/threadedComments/t1.xml", "<?xml version=\"1.0\"?><T><threadedComment ref=\"C3\"><text>新批注</text></threadedComment></T>"},
        {"xl/pivotCache/p1.xml",
         "<?xml version=\"1.0\"?><p><cacheFields><cacheField name=\"姓名\"><sharedItems><s "
         "v=\"王五\"/></sharedItems></cacheField><cacheField name=\"证号\"><sharedItems/></cacheField></cacheFields></p>"},
        {"xl/pivotCache/_rels/p1.xml.rels", relations({{"pivotCacheRecords", "r1.xml"}})},
        {"xl/pivotCache/r1.xml", "<?xml version=\"1.0\"?><r><r><x v=\"0\"/><s v=\"11010519491231002X\"/></r></r>"},
        {"xl/externalLinks/e1.xml",
         "<?xml version=\"1.0\"?><e><sheetNames><sheetName val=\"底册\"/></sheetNames><sheetDataSet><sheetData sheetId=\"0\"><row "
         "r=\"1\"><cell r=\"A1\"><v>赵六</v></cell></row></sheetData></sheetDataSet></e>"}};
    auto related =
        "<Relationship Id=\"rId20\" Type=\"x/pivotCacheDefinition\" Target=\"pivotCache/p1.xml\"/><Relationship Id=\"rId21\" Type=\"x/externalLink\" Target=\"externalLinks/e1.xml\"/>"s;
    auto reading = read_alone(xlsx({{"S", "<sheetData/>", ""}}, parts,
                                   "<definedNames><definedName name=\"密\">\"13800138000\"</definedName></definedNames>", related));
    EXPECT_EQ(why(reading, "S!B2", "旧批注"), "comment");
    EXPECT_EQ(why(reading, "S!C3", "新批注"), "comment");
    EXPECT_EQ(why(reading, "pivot cache!A1", "姓名"), "pivot_cache");
    EXPECT_EQ(why(reading, "pivot cache!A2", "王五"), "pivot_cache");
    EXPECT_EQ(why(reading, "pivot cache!B2", "11010519491231002X"), "pivot_cache");
    EXPECT_EQ(why(reading, "external link 底册!A1", "赵六"), "external_link");
    EXPECT_EQ(why(reading, "defined names", "13800138000"), "defined_name");
    EXPECT_THAT(hidden(reading), ElementsAre("S!B2: comment", "S!C3: comment", "pivot cache: pivot_cache", "external link: external_link",
                                             "defined names: defined_name"));
}

TEST(ReadSheets, one_cell_far_away_makes_no_wide_rows) {
    auto reading = read_alone(xlsx({{"S", "<sheetData><row r=\"1048576\">" + inline_cell("XFD1048576", "远") + "</row></sheetData>", ""}}));
    EXPECT_EQ(why(reading, "S!XFD1048576", "远"), "");
    EXPECT_THAT(reading.tables, IsEmpty());
}

TEST(ReadSlides, hidden_slides_shapes_notes_and_comments) {
    auto slide = [](std::string const& text, std::string const& attribute = {}) {
        return "<?xml version=\"1.0\"?><p:sld" + attribute + "><p:sp><p:nvSpPr><p:cNvPr id=\"1\"/></p:nvSpPr><a:p><a:r><a:t>" + text +
               "</a:t></a:r></a:p></p:sp></p:sld>";
    };
    Parts parts{
        {"[Content_Types].xml", "<?xml version=\"1.0\"?><Types/>"},
        {"_rels/.rels", relations({{"officeDocument", "ppt/presentation.xml"}})},
        {"ppt/presentation.xml",
         "<?xml version=\"1.0\"?><p:presentation xmlns:r=\"r\"><p:sldIdLst><p:sldId id=\"256\" r:id=\"rId1\"/><p:sldId id=\"257\" "
         "r:id=\"rId2\"/></p:sldIdLst></p:presentation>"},
        {"ppt/_rels/presentation.xml.rels", relations({{"slide", "slides/slide1.xml"}, {"slide", "slides/slide2.xml"}})},
        {"ppt/slides/slide1.xml", slide("看见")},
        {"ppt/slides/slide2.xml", slide("藏页", " show=\"0\"")},
        {"ppt/slides/_rels/slide1.xml.rels", relations({{"notesSlide", "../notesSlides/n1.xml"}, {"comments", "../comments/c1.xml"}})},
        {"ppt/notesSlides/n1.xml", slide("备注")},
        {"ppt/comments/c1.xml", "<?xml version=\"1.0\"?><p:cmLst><p:cm><p:text>意见</p:text></p:cm></p:cmLst>"}};
    auto reading = read_alone(zipped(parts));
    EXPECT_EQ(why(reading, "slide 1", "看见"), "");
    EXPECT_EQ(why(reading, "slide 1 notes", "备注"), "notes");
    EXPECT_EQ(why(reading, "slide 1", "意见"), "comment");
    EXPECT_EQ(why(reading, "slide 2", "藏页"), "hidden_slide");
    EXPECT_THAT(hidden(reading), ElementsAre("slide 1 notes: notes", "slide 1: comment", "slide 2: hidden_slide"));
}

TEST(ReadOther, ofd_pages) {
    auto reading = read_alone(zipped({{"OFD.xml", "<?xml version=\"1.0\"?><ofd:OFD xmlns:ofd=\"o\"/>"},
                                      {"Doc_0/Pages/Page_0/Content.xml",
                                       "<?xml version=\"1.0\"?><ofd:Page xmlns:ofd=\"o\"><ofd:TextObject Boundary=\"1 2 3 "
                                       "4\"><ofd:TextCode>公文</ofd:TextCode></ofd:TextObject></ofd:Page>"}}));
    EXPECT_EQ(why(reading, "page 1", "公文"), "");
}

TEST(ReadZip, nested_files_names_of_old_programs_and_what_cannot_be_opened) {
    auto reading = read_alone(zipped({{"\xC3\xFB\xB5\xA5.txt", "名单"}, {"b.zip", zipped({{"c.docx", docx(paragraph("里"))}})}}));
    EXPECT_EQ(why(reading, "名单.txt/line 1", "名单"), "");
    EXPECT_EQ(why(reading, "b.zip/c.docx/paragraph 1", "里"), "");
    EXPECT_THAT(unreadable(read_alone(zipped({{"a.txt", "秘"}}, "password"))), ElementsAre("a.txt: encrypted"));
    auto whole = zipped({{"a.txt", "文字"}});
    EXPECT_THAT(unreadable(read_alone(whole.substr(0, whole.size() - 30))), ElementsAre(": damaged"));
}

TEST(ReadZip, bombs_end_at_the_limits) {
    auto limits = alone();
    limits.unpacked_bytes = 4u << 20;
    auto thick = zipped({{"a.txt", std::string(8u << 20, ' ')}});
    EXPECT_THAT(unreadable(read(thick, "a.zip", limits)), ElementsAre("a.txt: bomb"));
    limits = alone();
    EXPECT_THAT(unreadable(read(zipped({{"a.txt", std::string(40u << 20, 'a')}}), "a.zip", limits)), ElementsAre("a.txt: bomb"));
    limits.entries = 10;
    Parts many;
    for (int i = 0; i < 20; ++i) many.emplace_back(std::to_string(i) + ".txt", "x");
    EXPECT_THAT(unreadable(read(zipped(many), "a.zip", limits)), ElementsAre(": bomb"));
    auto nested = zipped({{"a.txt", "x"}});
    for (int i = 0; i < 8; ++i) nested = zipped({{"n.zip", nested}});
    EXPECT_THAT(unreadable(read_alone(nested)), ElementsAre("n.zip/n.zip/n.zip/n.zip/n.zip/n.zip: too_deep"));
}

TEST(ReadPdf, text_under_boxes_drawn_later_but_not_on_boxes_drawn_before) {
    auto over = read_alone(pdf("BT /F1 12 Tf 100 700 Td (SECRET 138) Tj ET 0 g 95 695 90 16 re f BT /F1 12 Tf 100 600 Td (plain) Tj ET"));
    EXPECT_EQ(why(over, "page 1", "plain"), "");
    EXPECT_THAT(hidden(over), ElementsAre("page 1: under_box"));
    EXPECT_EQ(over.passages.at(1).hidden, "under_box");
    EXPECT_EQ(over.passages.at(1).text, "SECRET 138");
    EXPECT_THAT(hidden(read_alone(pdf("0 g 95 695 90 16 re f 1 g BT /F1 12 Tf 100 700 Td (TITLE) Tj ET"))), IsEmpty());
    EXPECT_THAT(hidden(read_alone(pdf("/G gs 95 695 90 16 re f BT /F1 12 Tf 100 700 Td (X) Tj ET 95 695 90 16 re f", {}, {}, {},
                                      "/ExtGState<</G<</ca 0.3>>>>"))),
                IsEmpty());
}

TEST(ReadPdf, only_the_covered_part_of_a_line) {
    auto reading = read_alone(pdf("BT /F1 10 Tf 50 700 Td (Name Zhang San ID 110105) Tj ET 0 g 135 695 60 16 re f"));
    ASSERT_EQ(reading.passages.size(), 2u);
    EXPECT_EQ(reading.passages[1].hidden, "under_box");
    EXPECT_EQ(reading.passages[1].text.find("Name"), std::string::npos);
    EXPECT_NE(reading.passages[1].text.find("110105"), std::string::npos);
}

TEST(ReadPdf, older_revisions) {
    auto first = pdf("BT /F1 12 Tf 100 700 Td (OLD NUMBER 7) Tj ET BT /F1 12 Tf 100 600 Td (stays) Tj ET");
    auto reading = read_alone(saved_again(first, "BT /F1 12 Tf 100 600 Td (stays) Tj ET"));
    EXPECT_EQ(why(reading, "page 1", "stays"), "");
    EXPECT_EQ(why(reading, "revision 1 page 1", "OLD NUMBER 7"), "older_revision");
    EXPECT_EQ(why(reading, "revision 1 page 1", "stays"), "?");
    EXPECT_THAT(hidden(reading), ElementsAre("revision 1 page 1: older_revision"));
}

TEST(ReadPdf, annotations_redactions_and_attachments) {
    auto notes = "/Annots[<</Subtype/Text/Rect[0 0 9 9]/Contents(a note)/T(Li)>><</Subtype/Redact/Rect[0 0 9 9]>>]";
    auto reading = read_alone(pdf("BT /F1 12 Tf 100 700 Td (x) Tj ET", notes,
                                  {"<</Type/Filespec/F(in.txt)/UF(in.txt)/EF<</F 7 0 R>>>>", stream("inside", "/Type/EmbeddedFile")},
                                  "/Names<</EmbeddedFiles<</Names[(in.txt) 6 0 R]>>>>"));
    EXPECT_EQ(why(reading, "page 1", "a note"), "annotation");
    EXPECT_EQ(why(reading, "in.txt/line 1", "inside"), "");
    EXPECT_THAT(hidden(reading), ElementsAre("in.txt: embedded_file", "page 1: annotation", "page 1: unapplied_redaction"));
}

TEST(ReadPdf, pages_of_pictures_only) {
    auto image =
        stream(std::string(400, '\x7F'), "/Type/XObject/Subtype/Image/Width 20/Height 20/ColorSpace/DeviceGray/BitsPerComponent 8");
    EXPECT_THAT(unreadable(read_alone(pdf("q 595 0 0 842 0 0 cm /I Do Q", {}, {image}, {}, "/XObject<</I 6 0 R>>"))),
                ElementsAre("page 1: image_only_page"));
    auto part =
        read_alone(pdf("BT /F1 12 Tf 100 700 Td (UNDER) Tj ET q 100 0 0 40 90 690 cm /I Do Q", {}, {image}, {}, "/XObject<</I 6 0 R>>"));
    EXPECT_THAT(hidden(part), ElementsAre("page 1: under_picture"));
    EXPECT_THAT(hidden(read_alone(pdf("BT /F1 12 Tf 3 Tr 100 700 Td (GHOST) Tj ET"))), ElementsAre("page 1: invisible_text"));
    EXPECT_THAT(unreadable(read_alone("%PDF-1.4 nothing")), ElementsAre(": damaged"));
}

TEST(ReadImage, the_position_of_a_picture) {
    // A JPEG of nothing but EXIF: one directory that leads to GPS latitude 31°30' N.
    auto u16 = [](unsigned v) { return std::string{char(v & 255), char(v >> 8)}; };
    auto u32 = [&](unsigned v) { return u16(v & 65535) + u16(v >> 16); };
    auto tiff = "II*\0"s + u32(8) + u16(1) + u16(0x8825) + u16(4) + u32(1) + u32(26) + u32(0) + u16(2) + u16(1) + u16(2) + u32(2) +
                "N\0\0\0"s + u16(2) + u16(5) + u32(3) + u32(56) + u32(0) + u32(31) + u32(1) + u32(30) + u32(1) + u32(0) + u32(1);
    auto exif = "Exif\0\0"s + tiff;
    auto size = exif.size() + 2;
    auto jpeg = "\xFF\xD8\xFF\xE1"s + char(size >> 8) + char(size & 255) + exif + "\xFF\xD9";
    auto reading = read_alone(jpeg);
    EXPECT_THAT(hidden(reading), ElementsAre("properties: gps_position"));
    EXPECT_NE(why(reading, "properties", "31"), "?");
    EXPECT_THAT(unreadable(reading), ElementsAre(": no_ocr"));
}

TEST(Cells, names_and_numbers) {
    EXPECT_EQ(cell_name(0, 1), "A1");
    EXPECT_EQ(cell_name(27, 3), "AB3");
    EXPECT_EQ(cell_at("AB3")->column, 27u);
    EXPECT_FALSE(cell_at("A0"));
    EXPECT_FALSE(cell_at("7"));
    EXPECT_EQ(as_typed("1.3812345678E10"), "13812345678");
    EXPECT_EQ(as_typed("1.5E0"), "1.5");
    EXPECT_EQ(as_typed("1E-5"), "1E-5");
    EXPECT_EQ(in_format("42", "000000"), "000042");
    EXPECT_EQ(in_format("42", "0.00"), "42");
}

}  // namespace
}  // namespace mingtang::scan
