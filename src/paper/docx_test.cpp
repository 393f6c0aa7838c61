// Word documents read back by pugixml and by the reader of module scan; the measures that both renditions share.
#include "paper/fixture.hpp"
#include "paper/readback.hpp"

namespace mingtang::paper {
namespace {

using namespace fixture;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(Docx, its_text_is_complete_and_in_order) {
    auto const text = read_back(WordFile(fixture::reply()).bytes());
    std::size_t at = 0;
    for (auto const* part : {"宿安县人民政府办公室政府信息公开申请答复书", "宿政公复〔2026〕12号", "王昕：", "本机关于2026年11月2日",
                             "经审查，现答复如下：", "一、关于资金安排情况", "二、关于竣工验收报告", "如对本答复不服", "附件：1.城东片区",
                             "2.2025年度", "宿安县人民政府办公室", "2026年11月20日", "（联系电话：0527-12345678）"}) {
        auto found = text.find(part, at);
        ASSERT_NE(found, text.npos) << part << " in " << text;
        at = found + 1;
    }
    EXPECT_THAT(read_back(WordFile(fixture::letter()).bytes()),
                testing::StartsWith("宿安县住房和城乡建设局宿政公复〔2026〕12号关于征求第三方意见的函王昕："));
}

TEST(Docx, each_part_has_its_style) {
    WordFile const file(fixture::notice());
    EXPECT_EQ(file.style_of("办公室文件"), "OrganMark");
    EXPECT_EQ(file.style_of("宿政办发"), "DocumentNumber");
    EXPECT_EQ(file.style_of("各乡镇"), "Addressee");
    EXPECT_EQ(file.style_of("一、提高认识"), "Heading1");
    EXPECT_EQ(file.style_of("（一）加强"), "Heading2");
    EXPECT_EQ(file.style_of("1.明确责任"), "Heading3");
    EXPECT_EQ(file.style_of("（1）登记"), "Heading4");
    EXPECT_EQ(file.style_of("已经县政府同意"), "BodyText");
    EXPECT_EQ(file.style_of("2026年11月6日"), "Signature");
    EXPECT_EQ(file.style_of("抄送："), "Imprint");
    auto const styles = file.tree("word/styles.xml");
    auto font = [&](std::string const& style) {
        return std::string(
            styles.select_node(("//w:style[@w:styleId='" + style + "']/w:rPr/w:rFonts").c_str()).node().attribute("w:eastAsia").value());
    };
    EXPECT_EQ(font("Title"), "方正小标宋简体");
    EXPECT_EQ(font("Heading1"), "黑体");
    EXPECT_EQ(font("Heading2"), "楷体_GB2312");
    EXPECT_EQ(std::string(styles.select_node("//w:rPrDefault/w:rPr/w:rFonts").node().attribute("w:eastAsia").value()), "仿宋_GB2312");
    for (auto const& [name, part] : file.parts()) EXPECT_NO_THROW(file.tree(name)) << name;
}

TEST(Docx, the_page_is_the_standard_one) {
    WordFile const file(fixture::notice());
    auto const document = file.tree("word/document.xml"), styles = file.tree("word/styles.xml");
    auto const section = document.select_node("//w:body/w:sectPr").node();
    auto mm_of = [](pugi::xml_node node, char const* name) { return node.attribute(name).as_double() / 20 / points_per_mm; };
    auto const margins = section.child("w:pgMar");
    EXPECT_NEAR(mm_of(section.child("w:pgSz"), "w:w"), 210, 0.1);
    EXPECT_NEAR(mm_of(section.child("w:pgSz"), "w:h"), 297, 0.1);
    EXPECT_NEAR(mm_of(margins, "w:top"), 37, 0.1);
    EXPECT_NEAR(mm_of(margins, "w:left"), 28, 0.1);
    EXPECT_NEAR(mm_of(margins, "w:right"), 26, 0.1);
    EXPECT_NEAR(mm_of(margins, "w:bottom"), 35, 0.1);
    // 22 lines and 28 characters fit on the type area, and no more.
    auto const pitch = section.child("w:docGrid").attribute("w:linePitch").as_int();
    EXPECT_EQ(int(height_mm * points_per_mm * 20 / pitch), 22);
    auto const normal = styles.select_node("//w:style[@w:styleId='Normal']").node();
    EXPECT_EQ(normal.child("w:pPr").child("w:spacing").attribute("w:line").as_int(), pitch);
    auto const run = normal.child("w:rPr");
    double const character =
        run.child("w:sz").attribute("w:val").as_int() / 2.0 + run.child("w:spacing").attribute("w:val").as_int() / 20.0;
    EXPECT_EQ(int(width_mm * points_per_mm / character), 28);
    EXPECT_TRUE(file.tree("word/settings.xml").document_element().child("w:evenAndOddHeaders"));
    for (auto const* footer : {"word/footer_odd.xml", "word/footer_even.xml"})
        EXPECT_THAT(file.tree(footer).select_node("//w:instrText").node().text().get(), HasSubstr("PAGE"));
    EXPECT_STREQ(file.tree("word/footer_odd.xml").select_node("//w:jc").node().attribute("w:val").value(), "right");
    EXPECT_STREQ(file.tree("word/footer_even.xml").select_node("//w:jc").node().attribute("w:val").value(), "left");
}

TEST(Docx, tables_keep_their_cells_and_spans) {
    auto const table_of = fixture::annual_table();
    WordFile const file(only({table(table_of), paragraph("后")}));
    scan::Limits limits;
    limits.others = false;
    auto const reading = scan::read(file.bytes(), "a.docx", limits);
    ASSERT_EQ(reading.tables.size(), 1u);
    ASSERT_EQ(reading.tables[0].rows.size(), table_of.rows.size());
    for (auto const& row : reading.tables[0].rows) EXPECT_EQ(row.size(), 11u);
    EXPECT_EQ(reading.tables[0].rows[3][0].text, "一、本年新收政府信息公开申请数量");
    EXPECT_EQ(reading.tables[0].rows[3][4].text, "9");
    EXPECT_EQ(reading.tables[0].rows[7][2].text, "1.属于国家秘密");
    auto const document = file.tree("word/document.xml");
    EXPECT_EQ(document.select_nodes("//w:tblHeader").size(), 3u);
    EXPECT_EQ(document.select_nodes("//w:vMerge[@w:val='restart']").size(), 7u);
    int width = 0;
    for (auto const& column : document.select_nodes("//w:gridCol")) width += column.node().attribute("w:w").as_int();
    EXPECT_NEAR(width, width_mm * points_per_mm * 20, 15);
    auto lying = table_of;
    lying.landscape = true;
    WordFile const turned(only({paragraph("前"), table(lying), table(lying), paragraph("后")}));
    auto const turned_document = turned.tree("word/document.xml");
    auto const sections = turned_document.select_nodes("//w:sectPr/w:pgSz");
    ASSERT_EQ(sections.size(), 3u);
    EXPECT_STREQ(sections[1].node().attribute("w:orient").value(), "landscape");
    EXPECT_STREQ(sections[2].node().attribute("w:orient").value(), "");
    WordFile const last(only({table(lying)}));
    EXPECT_EQ(last.tree("word/document.xml").select_nodes("//w:sectPr").size(), 1u);
}

TEST(Docx, any_text_and_the_same_bytes) {
    auto const paper = only({paragraph("𠮷野㐂子 <b>&amp;</b> ]]> {{x}}\x01\x1F\xFF末"), list({"甲", "乙"})});
    EXPECT_THAT(read_back(WordFile(paper).bytes()),
                testing::AllOf(HasSubstr("𠮷野㐂子<b>&amp;</b>]]>{{x}}"), HasSubstr("末"), HasSubstr("1.甲2.乙")));
    EXPECT_TRUE(WordFile(fixture::notice()).bytes() == WordFile(fixture::notice()).bytes());
    EXPECT_EQ(read_back(WordFile(Paper{}).bytes()), "");
    EXPECT_EQ(code(to_docx(only({paragraph(std::string(9u << 20, 'x'))}))), "paper.docx.too_long");
}

TEST(Measure, titles_break_into_even_lines_at_good_places) {
    EXPECT_THAT(title_lines("关于公开的通知"), ElementsAre("关于公开的通知"));
    EXPECT_THAT(title_lines("宿安县人民政府办公室关于印发《宿安县政府信息公开申请办理规范》的通知"),
                ElementsAre("宿安县人民政府办公室关于印发", "《宿安县政府信息公开申请办理规范》的通知"));
    EXPECT_THAT(title_lines("宿安县人民政府办公室\n关于开展检查的通知"), ElementsAre("宿安县人民政府办公室", "关于开展检查的通知"));
    EXPECT_THAT(title_lines("宿安县人民政府行政审批局（宿安县数据局）\n政府信息公开申请答复书"),
                ElementsAre("宿安县人民政府行政审批局（宿安县数据局）", "政府信息公开申请答复书"));
    EXPECT_THAT(title_lines("宿安经济技术开发区管理委员会综合行政执法和应急管理局\n答复书"),
                ElementsAre("宿安经济技术开发区管理委员会", "综合行政执法和应急管理局", "答复书"));
    EXPECT_THAT(title_lines("云麓县人民政府2025年政府信息公开工作年度报告"),
                ElementsAre("云麓县人民政府2025年", "政府信息公开工作年度报告"));
    EXPECT_THAT(title_lines(""), ElementsAre());
    for (auto const* title : {"这是一个没有任何标点也没有任何合适断开位置的非常非常长的标题用来检查断行是否仍然合理并且不会丢掉任何一个字",
                              "《甲》《乙》《丙》《丁》《戊》《己》《庚》《辛》《壬》《癸》",
                              "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"}) {
        std::string whole;
        for (auto const& one : title_lines(title)) {
            EXPECT_LE(width_of(one), 20) << one;
            EXPECT_FALSE(one.starts_with("》") || one.ends_with("《")) << one;
            whole += one;
        }
        EXPECT_EQ(whole, title);
    }
}

TEST(Measure, parts_are_written_as_the_standard_says) {
    EXPECT_EQ(written(Date(2026, 1, 2)), "2026年1月2日");
    EXPECT_EQ(written(Date()), "");
    EXPECT_EQ(addressed("各单位："), "各单位");
    EXPECT_EQ(noted("（此件公开发布）"), "此件公开发布");
    EXPECT_EQ(copied("县委办公室。"), "县委办公室");
    EXPECT_EQ(signature_middle("县政府", "2026年11月20日"), 4 + 3.5);
    EXPECT_EQ(signature_middle(repeated("长", 30), "2026年11月20日"), 15);
}

TEST(Measure, cells_take_the_next_free_place) {
    Table odd;
    odd.rows = {{{.text = "a", .rows = 2}, {.text = "b"}}, {{.text = "c"}, {.text = "d"}, {.text = "e", .rows = 99, .columns = -3}}, {}};
    EXPECT_EQ(columns_of(odd), 4);
    EXPECT_EQ(columns_of({}), 0);
    double all = 0;
    for (auto share : shares_of(odd)) all += share;
    EXPECT_NEAR(all, 1, 1e-9);
    EXPECT_EQ(WordFile(only({table(odd)})).tree("word/document.xml").select_nodes("//w:tr").size(), 3u);
    EXPECT_THAT(print(only({table(odd)})).text(), HasSubstr("abcde"));
}

}  // namespace
}  // namespace mingtang::paper
