#include <gmock/gmock.h>

#include "scan/redact/redact_fixture.hpp"

namespace mingtang::scan {
namespace {

using namespace fixture;
using namespace std::string_literals;
using testing::HasSubstr;
using testing::Not;

TEST(RedactPlain, masks_in_place_and_leaves_the_rest) {
    auto done = redacted("公示\r\n手机 13800138000,138 0013 8000\r\n身份证号 "s + id + "\r\n", "a.txt");
    ASSERT_EQ(code(done), "done");
    EXPECT_EQ(done->bytes, "公示\r\n手机 138****8000,138 **** 8000\r\n身份证号 11*************02X\r\n");
    EXPECT_EQ(done->name, "a.txt");
    EXPECT_EQ(done->content_type, "text/plain");
    EXPECT_TRUE(done->remaining.empty());
}

TEST(RedactPlain, stays_in_its_encoding) {
    auto gb = redacted("\xC3\xF7\xCC\xC3 \xCA\xD6\xBB\xFA 13800138000\n", "a.txt");
    ASSERT_EQ(code(gb), "done");
    EXPECT_EQ(gb->bytes, "\xC3\xF7\xCC\xC3 \xCA\xD6\xBB\xFA 138****8000\n");
    std::string wide = "\xFF\xFE";
    for (char c : "13800138000\n"s) wide += c, wide += '\0';
    auto done = redacted(wide, "a.txt");
    ASSERT_EQ(code(done), "done");
    EXPECT_EQ(done->bytes.size(), wide.size());
    EXPECT_EQ(done->bytes.substr(0, 10), "\xFF\xFE"s + "1\0003\0008\0*\0"s);
}

TEST(RedactPlain, a_list_loses_names_and_numbers_wherever_they_stand) {
    auto done = redacted("姓名,身份证号,低保金额,备注\n张三丰,"s + id + ",300,\n李小明,110105194912310038,300,与张三丰同户\n",
                         "低保名单张三丰.csv");
    ASSERT_EQ(code(done), "done");
    EXPECT_THAT(done->bytes, HasSubstr("张**,11*************02X,300,\n"));
    EXPECT_THAT(done->bytes, HasSubstr("与张**同户"));
    EXPECT_EQ(done->name, "低保名单张＊＊.csv");
}

TEST(RedactHtml, values_parted_by_tags_entities_and_attributes) {
    auto done = redacted(
        "<!DOCTYPE html><html><body><p title='13800138000'>手机 138<b>0013</b>80&#48;0</p><!-- 老王 13800138000 --><p "
        "style=\"display:none\">底稿<br>二</p><p>完 &amp; 好</p></body></html>",
        "a.html");
    ASSERT_EQ(code(done), "done");
    EXPECT_EQ(done->bytes,
              "<!DOCTYPE html><html><body><p title='138****8000'>手机 138<b>****</b>80&#48;0</p><p>完 &amp; 好</p></body></html>");
}

TEST(RedactWord, a_value_parted_by_runs_changes_and_hyperlinks) {
    Parts more{{"word/other.bin", "\x01\x02 binary\x03 stays"}};
    auto file =
        docx("<w:p><w:r><w:t>手机 138</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>0013</w:t></w:r><w:r><w:t>8000。</w:t></w:r></w:p>" +
                 paragraph("公示完毕"),
             more, {{"other", "other.bin"}});
    auto done = redact_in_child(file, "a.docx", values_in(file, "a.docx"), settings(), alone());
    ASSERT_EQ(code(done), "done");
    EXPECT_THAT(part(done->bytes, "word/document.xml"),
                HasSubstr("<w:t>手机 138</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>****</w:t></w:r><w:r><w:t>8000。</w:t></w:r>"));
    EXPECT_EQ(part(done->bytes, "word/other.bin"), more[0].second);
    EXPECT_EQ(done->content_type, "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
}

TEST(RedactWord, hidden_things_are_gone) {
    Parts parts{
        {"word/comments.xml", word_xml("comments", "<w:comment w:id=\"1\" w:author=\"李四\">" + paragraph("批注机密") + "</w:comment>")},
        {"docProps/core.xml", "<?xml version=\"1.0\"?><cp:p xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:creator>张三</dc:creator></cp:p>"},
        {"docProps/thumbnail.jpeg", "picture of the first page"}};
    auto body =
        "<w:p><w:r><w:t>正</w:t></w:r><w:del w:author=\"李四\"><w:r><w:delText>删去的话</w:delText></w:r></w:del><w:ins "
        "w:author=\"李四\"><w:r><w:t>文</w:t></w:r></w:ins><w:r><w:commentReference w:id=\"1\"/></w:r></w:p>" +
        paragraph("隐藏的话", "<w:vanish/>") + paragraph("白色的话", "<w:color w:val=\"FFFFFF\"/>");
    auto done = redacted(docx(body, parts, {{"comments", "comments.xml"}}), "a.docx");
    ASSERT_EQ(code(done), "done");
    auto text = part(done->bytes, "word/document.xml");
    for (auto gone : {"删去", "隐藏", "白色", "李四", "commentReference", "w:ins"}) EXPECT_THAT(text, Not(HasSubstr(gone)));
    EXPECT_THAT(text, HasSubstr("<w:r><w:t>正</w:t></w:r><w:r><w:t>文</w:t></w:r>"));
    EXPECT_THAT(part(done->bytes, "word/comments.xml"), Not(HasSubstr("批注")));
    EXPECT_THAT(part(done->bytes, "docProps/core.xml"), Not(HasSubstr("张三")));
    EXPECT_TRUE(done->remaining.empty());
}

TEST(RedactWord, white_letters_go_but_in_a_table_whose_cells_may_be_dark) {
    auto white = paragraph("表头的字", "<w:color w:val=\"FFFFFF\"/>");
    auto body = "<w:tbl><w:tr><w:tc>" + white + "</w:tc></w:tr></w:tbl>" + paragraph("白色的话", "<w:color w:val=\"FFFFFF\"/>");
    auto done = redacted(docx(body), "a.docx");
    ASSERT_EQ(code(done), "done");
    auto text = part(done->bytes, "word/document.xml");
    EXPECT_THAT(text, HasSubstr("表头的字"));
    EXPECT_THAT(text, Not(HasSubstr("白色")));
}

TEST(RedactSheets, strings_numbers_formulas_and_hidden_parts) {
    std::string strings = "<?xml version=\"1.0\"?><sst><si><t>姓名</t></si><si><r><t>138001</t></r><r><t>38000</t></r></si><si><t>" +
                          "底册甲"s + "</t></si></sst>";
    std::string rows =
        "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>身份证号</t></is></c></row>"
        "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" s=\"3\"><v>1.3900139000E10</v></c><c "
        "r=\"C2\"><f>B2+0</f><v>13900139000</v></c>"
        "<c r=\"D2\"><f>1+1</f><v>2</v></c></row>"
        "<row r=\"3\" hidden=\"1\"><c r=\"A3\" t=\"s\"><v>2</v></c></row></sheetData>";
    Parts more{
        {"xl/sharedStrings.xml", strings}, {"xl/styles.xml", "<?xml version=\"1.0\"?><styleSheet/>"}, {"xl/calcChain.xml", "<calcChain/>"}};
    auto file =
        xlsx({{"公示", rows, ""}, {"底册", "<sheetData><row r=\"1\">" + inline_cell("A1", "内情") + "</row></sheetData>", "hidden"}}, more,
             "<definedNames><definedName name=\"n\">\"内情\"</definedName><definedName name=\"r\">公示!$A$1</definedName></definedNames>",
             "<Relationship Id=\"rId30\" Type=\"x/calcChain\" Target=\"calcChain.xml\"/>");
    auto done = redacted(file, "a.xlsx");
    ASSERT_EQ(code(done), "done");
    auto sheet = part(done->bytes, "xl/worksheets/sheet1.xml");
    EXPECT_THAT(sheet, HasSubstr("<c r=\"B2\" s=\"3\" t=\"inlineStr\"><is><t>139****9000</t></is></c><c r=\"C2\" "
                                 "t=\"inlineStr\"><is><t>139****9000</t></is></c>"));
    EXPECT_THAT(sheet, HasSubstr("<c r=\"D2\"><v>2</v></c>"));
    EXPECT_THAT(sheet, HasSubstr("<row r=\"3\" hidden=\"1\"><c r=\"A3\"/></row>"));
    auto strings_after = part(done->bytes, "xl/sharedStrings.xml");
    EXPECT_THAT(strings_after, HasSubstr("<t>138***</t></r><r><t>*8000</t>"));
    EXPECT_THAT(strings_after, Not(HasSubstr("底册甲")));
    EXPECT_THAT(part(done->bytes, "xl/worksheets/sheet2.xml"), HasSubstr("<worksheet><sheetData/></worksheet>"));
    EXPECT_THAT(part(done->bytes, "xl/workbook.xml"), Not(HasSubstr("name=\"n\"")));
    EXPECT_THAT(part(done->bytes, "xl/workbook.xml"), HasSubstr("name=\"r\""));
    EXPECT_THAT(names(done->bytes), Not(testing::Contains("xl/calcChain.xml")));
    EXPECT_TRUE(done->remaining.empty());
}

TEST(RedactSheets, caches_of_other_data_go_as_a_whole) {
    Parts more{{"xl/pivotCache/def1.xml",
                "<?xml version=\"1.0\"?><pivotCacheDefinition><cacheFields><cacheField name=\"手机\"><sharedItems><n v=\"13800138000\"/>"
                "</sharedItems></cacheField></cacheFields></pivotCacheDefinition>"},
               {"xl/pivotCache/_rels/def1.xml.rels", relations({{"pivotCacheRecords", "rec1.xml"}})},
               {"xl/pivotCache/rec1.xml", "<?xml version=\"1.0\"?><pivotCacheRecords><r><x v=\"0\"/></r></pivotCacheRecords>"}};
    auto file = xlsx({{"表", "<sheetData><row r=\"1\">" + inline_cell("A1", "手机 13800138000") + "</row></sheetData>", ""}}, more,
                     "<pivotCaches><pivotCache cacheId=\"1\"/></pivotCaches>",
                     "<Relationship Id=\"rId20\" Type=\"http://x/pivotCacheDefinition\" Target=\"pivotCache/def1.xml\"/>");
    std::vector<Finding> only_the_number;
    for (auto const& finding : found_in(file, "a.xlsx"))
        if (finding.kind == Kind::mobile && finding.place == "表!A1") only_the_number.push_back(finding);
    ASSERT_EQ(only_the_number.size(), 1u);
    auto done = redact_in_child(file, "a.xlsx", only_the_number, settings(), alone());
    ASSERT_EQ(code(done), "done");
    EXPECT_THAT(names(done->bytes), Not(testing::Contains(HasSubstr("pivotCache/"))));
    EXPECT_THAT(part(done->bytes, "xl/workbook.xml"), Not(HasSubstr("pivotCaches")));
}

TEST(RedactSheets, a_name_in_a_sheet_s_name) {
    auto file = xlsx({{"张三丰",
                       "<sheetData><row r=\"1\">" + inline_cell("A1", "姓名") + inline_cell("B1", "残疾类别") + "</row><row r=\"2\">" +
                           inline_cell("A2", "张三丰") + inline_cell("B2", "肢体") + "</row></sheetData>",
                       ""}});
    auto done = redacted(file, "a.xlsx");
    ASSERT_EQ(code(done), "done");
    EXPECT_THAT(part(done->bytes, "xl/workbook.xml"), HasSubstr("name=\"张＊＊\""));
    EXPECT_THAT(part(done->bytes, "xl/worksheets/sheet1.xml"), HasSubstr("<t>张＊＊</t>"));
}

TEST(RedactSheets, a_note_loses_its_words_and_keeps_its_frame) {
    auto sheet = "<sheetData><row r=\"1\">" + inline_cell("A1", "甲") + inline_cell("B1", "乙") + "</row></sheetData>";
    Parts more{{"xl/worksheets/_rels/sheet1.xml.rels", relations({{"comments", "../comments1.xml"}})},
               {"xl/comments1.xml",
                "<?xml version=\"1.0\"?><comments><authors><author>李四</author></authors><commentList><comment "
                "ref=\"A1\"><text><r><t>待核实</t></r></text>"
                "<x><col>23</col></x></comment><comment ref=\"B1\"><text><t>留着</t></text></comment></commentList></comments>"}};
    auto file = xlsx({{"表", sheet, ""}}, more);
    std::vector<Finding> first;
    for (auto const& finding : found_in(file, "a.xlsx"))
        if (finding.masked == "comment" && finding.place == "表!A1") first.push_back(finding);
    auto done = redact_in_child(file, "a.xlsx", first, settings(), alone());
    ASSERT_EQ(code(done), "done");
    EXPECT_THAT(part(done->bytes, "xl/comments1.xml"),
                HasSubstr("<comment ref=\"A1\"><text/></comment><comment ref=\"B1\"><text><t>留着</t></text></comment>"));
    EXPECT_EQ(part(done->bytes, "xl/worksheets/sheet1.xml"), part(file, "xl/worksheets/sheet1.xml"));
}

TEST(RedactSlides, notes_comments_hidden_slides_and_shapes) {
    auto slide = [](std::string const& shapes, std::string const& more = {}) {
        return "<?xml version=\"1.0\"?><p:sld" + more + "><p:cSld><p:spTree><p:nvGrpSpPr/><p:grpSpPr/>" + shapes +
               "</p:spTree></p:cSld></p:sld>";
    };
    auto shape = [](std::string const& text, std::string const& about = {}) {
        return "<p:sp><p:nvSpPr><p:cNvPr id=\"2\"" + about + "/></p:nvSpPr><p:txBody><a:p>" + text + "</a:p></p:txBody></p:sp>";
    };
    auto run = [](std::string const& text) { return "<a:r><a:t>" + text + "</a:t></a:r>"; };
    Parts parts{
        {"_rels/.rels", relations({{"officeDocument", "ppt/presentation.xml"}})},
        {"[Content_Types].xml", "<?xml version=\"1.0\"?><Types><Override PartName=\"/ppt/media/secret.xml\" ContentType=\"x\"/></Types>"},
        {"ppt/presentation.xml",
         "<?xml version=\"1.0\"?><p:presentation xmlns:r=\"r\"><p:sldIdLst><p:sldId id=\"256\" r:id=\"rId1\"/><p:sldId id=\"257\" "
         "r:id=\"rId2\"/></p:sldIdLst></p:presentation>"},
        {"ppt/_rels/presentation.xml.rels", relations({{"slide", "slides/slide1.xml"}, {"slide", "slides/slide2.xml"}})},
        {"ppt/slides/slide1.xml", slide(shape(run("手机 138") + run("0013") + run("8000")) + shape(run("藏"), " hidden=\"1\""))},
        {"ppt/slides/_rels/slide1.xml.rels",
         relations({{"notesSlide", "../notesSlides/notes1.xml"}, {"comments", "../comments/comment1.xml"}})},
        {"ppt/notesSlides/notes1.xml",
         "<?xml version=\"1.0\"?><p:notes><p:cSld><p:spTree>" + shape(run("备注里的话")) + "</p:spTree></p:cSld></p:notes>"},
        {"ppt/comments/comment1.xml", "<?xml version=\"1.0\"?><p:cmLst><p:cm><p:text>批注里的话</p:text></p:cm></p:cmLst>"},
        {"ppt/slides/slide2.xml", slide(shape(run("不放映")), " show=\"0\"")},
        {"ppt/slides/_rels/slide2.xml.rels", relations({{"image", "../media/secret.xml"}})},
        {"ppt/media/secret.xml", "<?xml version=\"1.0\"?><x>画里的话</x>"}};
    auto done = redacted(zipped(parts), "a.pptx");
    ASSERT_EQ(code(done), "done");
    EXPECT_THAT(part(done->bytes, "ppt/slides/slide1.xml"),
                HasSubstr("<a:t>手机 138</a:t></a:r><a:r><a:t>****</a:t></a:r><a:r><a:t>8000</a:t>"));
    EXPECT_THAT(part(done->bytes, "ppt/slides/slide1.xml"), Not(HasSubstr("藏")));
    EXPECT_THAT(part(done->bytes, "ppt/slides/slide2.xml"), HasSubstr("<p:spTree><p:nvGrpSpPr/><p:grpSpPr/></p:spTree>"));
    EXPECT_THAT(part(done->bytes, "ppt/notesSlides/notes1.xml"), Not(HasSubstr("备注")));
    EXPECT_THAT(part(done->bytes, "ppt/comments/comment1.xml"), Not(HasSubstr("批注")));
    EXPECT_THAT(names(done->bytes), Not(testing::Contains("ppt/media/secret.xml")));
    EXPECT_THAT(part(done->bytes, "[Content_Types].xml"), Not(HasSubstr("secret")));
    EXPECT_TRUE(done->remaining.empty());
}

TEST(RedactZip, files_inside_in_their_own_way) {
    auto file = zipped({{"说明.txt", "手机 13800138000"}, {"内/名册.docx", docx(paragraph("手机 13900139000"))}, {"完.txt", "完"}});
    auto done = redacted(file, "a.zip");
    ASSERT_EQ(code(done), "done");
    EXPECT_EQ(part(done->bytes, "说明.txt"), "手机 138****8000");
    EXPECT_THAT(part(part(done->bytes, "内/名册.docx"), "word/document.xml"), HasSubstr("手机 139****9000"));
    EXPECT_EQ(part(done->bytes, "完.txt"), "完");
}

TEST(Redact, a_value_that_stays_somewhere_spoils_it) {
    std::string wide;
    for (char c : "13800138000"s) wide += c, wide += '\0';
    auto file = docx(paragraph("手机 13800138000"), {{"word/data.bin", "\x01\x02\x03\x04" + wide + "\x05\x06"}}, {{"other", "data.bin"}});
    EXPECT_EQ(code(redact_in_child(file, "a.docx", values_in(file, "a.docx"), settings(), alone())),
              "scan.redact.still_there word/data.bin");
}

TEST(Redact, what_cannot_be_asked) {
    auto text = "手机 13800138000"s;
    EXPECT_EQ(code(redact_in_child(text, "a.txt", {}, settings(), alone())), "scan.redact.nothing");
    auto findings = found_in(text, "a.txt");
    EXPECT_EQ(code(redact_in_child("手机 13900139000", "a.txt", findings, settings(), alone())), "scan.redact.moved line 1");
    findings[0].kind = Kind::secrecy_mark;
    EXPECT_EQ(code(redact_in_child(text, "a.txt", findings, settings(), alone())), "scan.redact.secrecy_mark");
    findings[0].kind = Kind::unreadable, findings[0].masked = "macro";
    EXPECT_EQ(code(redact_in_child(text, "a.txt", findings, settings(), alone())), "scan.redact.unsupported macro");
}

TEST(Redact, a_child_that_dies_is_a_refusal) {
    auto text = "手机 13800138000"s;
    EXPECT_EQ(code(redact_in_child(text, "a.txt", found_in(text, "a.txt"), settings(), alone(), "/bin/false")),
              "scan.redact.failed crashed");
}

}  // namespace
}  // namespace mingtang::scan
