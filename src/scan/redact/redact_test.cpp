#include "scan/redact/redact.hpp"

#include <allheaders.h>
#include <gmock/gmock.h>

#include <exiv2/exiv2.hpp>

#include "scan/detector.hpp"
#include "scan/read/fixture.hpp"
#include "scan/redact/bundle.hpp"

namespace mingtang::scan {
namespace {

using namespace fixture;
using namespace std::string_literals;
using testing::HasSubstr;
using testing::Not;

constexpr char id[] = "11010519491231002X";  // made, its check digit holds

Limits alone() {
    Limits limits;
    limits.others = false;
    return limits;
}

Settings const& settings() {
    static Settings const packed = Settings::packed();
    return packed;
}

/// All that a look through the file finds, but what cannot be read.
std::vector<Finding> found_in(std::string const& bytes, std::string_view name) {
    static Detector const detector(settings());
    auto reading = read(bytes, name, alone());
    auto all = detector.find(reading);
    for (auto const& finding : reading.findings)
        if (finding.kind == Kind::hidden_content) all.push_back(finding);
    return all;
}

Outcome<Redacted> redacted(std::string const& bytes, std::string_view name) {
    return redact_in_child(bytes, name, found_in(bytes, name), settings(), alone());
}

/// The same without the hidden things.
std::vector<Finding> values_in(std::string const& bytes, std::string_view name) {
    auto all = found_in(bytes, name);
    std::erase_if(all, [](auto const& finding) { return finding.kind == Kind::hidden_content; });
    return all;
}

std::string code(Outcome<Redacted> const& outcome) {
    if (outcome) return "done";
    auto refusal = outcome.error();
    return refusal.code + (refusal.details.empty() ? "" : " " + refusal.details[0].second);
}

std::string part(std::string const& bytes, std::string_view name) {
    Spent spent;
    Limits const limits;
    Bundle bundle(bytes, spent, limits);
    auto entry = bundle.find(name);
    return entry ? bundle.content(*entry).value() : "no " + std::string(name);
}

std::vector<std::string> names(std::string const& bytes) {
    Spent spent;
    Limits const limits;
    Bundle bundle(bytes, spent, limits);
    std::vector<std::string> all;
    for (std::size_t i = 0; i < bundle.size(); ++i) all.push_back(bundle.name(i));
    return all;
}

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

constexpr char cropped[] = "/CropBox[80 590 320 730]";  // small pages are quickly drawn
constexpr char two_lines[] = "BT /F1 12 Tf 100 700 Td (Mobile 13800138000 public) Tj 0 -20 Td (Second line) Tj ET";

TEST(RedactPdf, a_page_with_a_value_becomes_a_picture_with_a_layer) {
    auto done = redacted(pdf(two_lines, cropped), "a.pdf");
    ASSERT_EQ(code(done), "done");
    auto after = read(done->bytes, "a.pdf", alone());
    ASSERT_FALSE(after.passages.empty());
    EXPECT_THAT(after.passages[0].text, HasSubstr("Mobile 138****8000 public"));
    EXPECT_THAT(after.passages[0].text, HasSubstr("Second line"));
    EXPECT_TRUE(after.findings.empty());
    EXPECT_THAT(done->bytes, HasSubstr("/Image"));
    EXPECT_THAT(done->bytes, Not(HasSubstr("Helvetica")));
    EXPECT_LT(done->bytes.size(), 60'000u);
    EXPECT_EQ(done->content_type, "application/pdf");
}

TEST(RedactPdf, pages_without_values_stay_text) {
    auto file = pdf_of(
        {"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>>>",
         "<</Type/Page/Parent 2 0 R/Contents 4 0 R"s + cropped + ">>", stream(two_lines), "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
         "<</Type/Page/Parent 2 0 R/Contents 7 0 R>>", stream("BT /F1 12 Tf 100 700 Td (Untouched) Tj ET")});
    auto done = redacted(file, "a.pdf");
    ASSERT_EQ(code(done), "done");
    EXPECT_THAT(done->bytes, HasSubstr("Helvetica"));
    auto after = read(done->bytes, "a.pdf", alone());
    ASSERT_EQ(after.passages.size(), 2u);
    EXPECT_THAT(after.passages[1].text, HasSubstr("Untouched"));
}

TEST(RedactPdf, text_under_a_box_and_earlier_saves_are_gone) {
    auto covered =
        pdf("BT /F1 12 Tf 100 700 Td (Mobile 13800138000) Tj ET 0 g 90 690 200 30 re f BT /F1 12 Tf 100 600 Td (Open) Tj ET", cropped);
    auto done = redacted(covered, "a.pdf");
    ASSERT_EQ(code(done), "done");
    EXPECT_TRUE(
        std::none_of(done->remaining.begin(), done->remaining.end(), [](auto const& one) { return one.kind == Kind::hidden_content; }));
    auto saved = redacted(saved_again(pdf(two_lines, cropped), "BT /F1 12 Tf 100 700 Td (Nothing here) Tj ET"), "a.pdf");
    ASSERT_EQ(code(saved), "done");
    EXPECT_THAT(saved->bytes, Not(HasSubstr("13800138000")));
    EXPECT_THAT(saved->bytes, HasSubstr("Helvetica"));  // the page as it is holds nothing
}

TEST(RedactPdf, a_number_that_goes_on_in_the_next_line_of_its_cell) {
    auto cells = "BT /F1 10 Tf 100 700 Td (11010519491231002) Tj 0 -12 Td (X) Tj 120 12 Td (62345678) Tj 0 -12 Td (12345678) Tj ET";
    auto file = pdf(cells, cropped);
    auto before = read(file, "a.pdf", alone());
    std::vector<std::string> joined;
    for (auto const& passage : before.passages)
        if (passage.seam > 0) joined.push_back(passage.text.substr(0, passage.seam) + "|" + passage.text.substr(passage.seam));
    EXPECT_THAT(joined, testing::ElementsAre("11010519491231002|X"));
    auto found = found_in(file, "a.pdf");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].masked, "11*************02X");
    EXPECT_EQ(found[0].certainty, Certainty::certain);
    auto done = redacted(file, "a.pdf");
    ASSERT_EQ(code(done), "done");
    EXPECT_TRUE(done->remaining.empty());
    EXPECT_THAT(read(done->bytes, "a.pdf", alone()).passages[0].text,
                testing::AllOf(HasSubstr("11*************02"), HasSubstr("62345678")));
}

TEST(RedactPdf, notes_properties_links_and_attachments) {
    auto file = pdf("BT /F1 12 Tf 100 700 Td (Public) Tj ET", "/Annots[6 0 R 7 0 R]"s + cropped,
                    {"<</Type/Annot/Subtype/Text/Rect[10 10 20 20]/Contents(call 13800138000)>>",
                     "<</Type/Annot/Subtype/Link/Rect[10 10 20 20]/A<</S/URI/URI(mailto:zhangsan@example.com)>>>>",
                     "<</Type/Filespec/F(a.txt)/UF(a.txt)/EF<</F 9 0 R>>>>", stream("tel 13900139000", "/Type/EmbeddedFile")},
                    "/Names<</EmbeddedFiles<</Names[(a.txt) 8 0 R]>>>>");
    auto whole = redacted(file, "a.pdf");
    ASSERT_EQ(code(whole), "done");
    EXPECT_TRUE(whole->remaining.empty());
    EXPECT_THAT(whole->bytes, Not(HasSubstr("EmbeddedFiles")));
    auto values = redact_in_child(file, "a.pdf", values_in(file, "a.pdf"), settings(), alone());
    ASSERT_EQ(code(values), "done");
    EXPECT_THAT(values->bytes, HasSubstr("EmbeddedFiles"));
    EXPECT_THAT(values->bytes, HasSubstr("Helvetica"));
}

TEST(RedactPdf, what_notes_cover_or_show_is_black) {
    auto note = [](std::string const& kind, std::string const& more) {
        return "<</Type/Annot/Subtype/" + kind + "/Rect[90 690 300 720]" + more + ">>";
    };
    auto text = "BT /F1 12 Tf 100 700 Td (Secret plan 2027) Tj 0 -90 Td (Open) Tj ET";
    for (auto const& one :
         {note("Square", "/IC[0 0 0]"), note("Redact", ""), note("FreeText", "/DA(/Helv 12 Tf)/Contents(Mobile 13800138000)"),
          note("Widget", "/FT/Tx/T(f)/V(Mobile 13800138000)")}) {
        auto done = redacted(pdf(text, "/Annots[6 0 R]"s + cropped, {one}), "a.pdf");
        ASSERT_EQ(code(done), "done") << one;
        EXPECT_THAT(done->bytes, HasSubstr("/Image")) << one;
        EXPECT_THAT(done->bytes, Not(HasSubstr("/Annots"))) << one;
        EXPECT_TRUE(std::none_of(done->remaining.begin(), done->remaining.end(), [](auto const& one) {
            return one.kind != Kind::unreadable;
        })) << one;
    }
}

TEST(RedactImage, what_a_photograph_says_of_itself) {
    auto* pix = pixCreate(30, 20, 8);
    l_uint8* data = nullptr;
    size_t size = 0;
    ASSERT_EQ(pixWriteMemJpeg(&data, &size, pix, 75, 0), 0);
    std::string const plain(reinterpret_cast<char const*>(data), size);
    pixDestroy(&pix), lept_free(data);
    auto image = Exiv2::ImageFactory::open(reinterpret_cast<Exiv2::byte const*>(plain.data()), long(plain.size()));
    image->exifData()["Exif.GPSInfo.GPSLatitude"] = "30/1 15/1 0/1";
    image->exifData()["Exif.Image.ImageDescription"] = "tel 13800138000";
    image->exifData()["Exif.Image.Orientation"] = std::uint16_t(6);
    image->writeMetadata();
    (void)image->io().seek(0, Exiv2::BasicIo::beg);
    auto content = image->io().read(long(image->io().size()));
    std::string file(reinterpret_cast<char const*>(content.pData_), std::size_t(content.size_));
    auto done = redacted(file, "a.jpg");
    ASSERT_EQ(code(done), "done");
    EXPECT_TRUE(done->remaining.empty() || done->remaining[0].kind == Kind::unreadable);
    EXPECT_THAT(done->bytes, Not(HasSubstr("13800138000")));
    auto after = Exiv2::ImageFactory::open(reinterpret_cast<Exiv2::byte const*>(done->bytes.data()), long(done->bytes.size()));
    after->readMetadata();
    ASSERT_EQ(after->exifData().count(), 1);
    EXPECT_EQ(after->exifData()["Exif.Image.Orientation"].toLong(), 6);
    EXPECT_EQ(code(redact_in_child(zipped({{"a.rar", "Rar!\x1A\x07 13800138000"}}), "a.zip",
                                   {{.kind = Kind::hidden_content, .place = "a.rar/x", .masked = "comment"}}, settings(), alone())),
              "scan.redact.unsupported archive");
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
