// The papers are printed and read back by poppler.
#include "paper/paper.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <cmath>

#include "base/resource.hpp"
#include "paper/fixture.hpp"
#include "paper/readback.hpp"
#include "scan/child.hpp"

// The program of these tests holds the child as the real one does: its main knows the hidden verb.
int main(int argc, char** argv) {
    if (argc > 1 && argv[1] == mingtang::scan::read_file_verb) return mingtang::scan::serve_read_file(argc, argv);
    testing::InitGoogleMock(&argc, argv);
    return RUN_ALL_TESTS();
}

namespace mingtang::paper {
namespace {

using namespace fixture;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(Pdf, a_page_is_a4_with_22_lines_of_28_characters_in_the_type_area) {
    auto const printed = print(only({paragraph(repeated("政府信息公开应当坚持公开为常态不公开为例外", 100))}));
    ASSERT_GE(printed.pages(), 3);
    EXPECT_NEAR(printed.sheet(0).width(), 210 * mm, 0.5);
    EXPECT_NEAR(printed.sheet(0).height(), 297 * mm, 0.5);
    auto const words = type_area(printed, 1);
    auto const bottoms = lines(words);
    EXPECT_EQ(bottoms.size(), 22u);
    for (std::size_t i = 1; i < bottoms.size(); ++i) EXPECT_NEAR(bottoms[i] - bottoms[i - 1], line_points, 0.1);
    double left = 1e9, right = 0, top = 1e9, bottom = 0;
    for (auto const& word : words) {
        EXPECT_EQ(text::length(word.text), 28u) << word.text;
        EXPECT_NEAR(word.size, 16, 0.1);
        left = std::min(left, word.left), right = std::max(right, word.right);
        top = std::min(top, word.top), bottom = std::max(bottom, word.bottom);
    }
    EXPECT_NEAR(left, 28 * mm, 0.5 * mm);
    EXPECT_NEAR(right, (28 + 156) * mm, 0.5 * mm);
    EXPECT_GT(top, 37 * mm - 1);
    EXPECT_LT(top, 37 * mm + line_points / 2);
    EXPECT_LT(bottom, (37 + 225) * mm + 1);
    EXPECT_GT(bottom, (37 + 225) * mm - line_points / 2);
}

TEST(Pdf, page_numbers_stand_outside_seven_millimetres_below) {
    auto const printed = print(only({paragraph(repeated("政府信息公开应当坚持公开为常态不公开为例外", 100))}));
    for (int page = 0; page < 2; ++page) {
        auto all = printed.words(page);
        std::erase_if(all, [](auto const& word) { return word.top < (top_mm + height_mm) * mm; });
        ASSERT_EQ(all.size(), 3u);
        EXPECT_THAT((std::vector<std::string>{all[0].text, all[1].text, all[2].text}), ElementsAre("—", std::to_string(page + 1), "—"));
        EXPECT_NEAR(all[1].size, 14, 0.1);
        EXPECT_NEAR((all[0].top + all[0].bottom) / 2, (37 + 225 + 7) * mm, 1.2 * mm);
        if (page == 0)
            EXPECT_NEAR(all[2].right, (28 + 156) * mm - 14, 1);
        else
            EXPECT_NEAR(all[0].left, 28 * mm + 14, 1);
    }
}

TEST(Pdf, a_reply_has_its_parts_in_order_and_in_their_places) {
    auto const paper = fixture::reply();
    auto const printed = print(paper);
    EXPECT_EQ(printed.title(), paper.title);
    auto const text = printed.text();
    std::size_t at = 0;
    for (auto const* part :
         {"政府信息公开申请答复书", "宿政公复〔2026〕12号", "王昕：", "本机关于2026年11月2日", "一、关于资金安排情况",
          "二、关于竣工验收报告", "附件：1.城东片区", "2.2025年度", "宿安县人民政府办公室2026年11月20日", "（联系电话：0527-12345678）"}) {
        auto found = text.find(part, at);
        EXPECT_NE(found, text.npos) << part << " in " << text;
        if (found != text.npos) at = found;
    }
    auto const first = printed.words(0);
    auto const& title = word_with(first, "答复书");
    EXPECT_NEAR(title.size, 22, 0.1);
    EXPECT_NEAR((title.left + title.right) / 2, (28 + 78) * mm, 1);
    EXPECT_NEAR(word_with(first, "王").left, 28 * mm, 1);
    EXPECT_NEAR(word_with(first, "经审查").left, 28 * mm + 2 * pitch_points, 1);
    auto const last = printed.words(printed.pages() - 1);
    auto const &dated = word_with(last, "2026年11月20日"), &signed_by = word_with(last, "宿安县人民政府办公室");
    EXPECT_NEAR(dated.right, (28 + 156) * mm - 4 * pitch_points, pitch_points);
    EXPECT_NEAR((dated.left + dated.right) / 2, (signed_by.left + signed_by.right) / 2, 1.5);
    EXPECT_THAT(text, Not(HasSubstr("联系电话：0527-12345678）1")));
}

TEST(Pdf, a_red_head_stands_35_millimetres_below_the_top_of_the_type_area_and_the_imprint_at_the_foot) {
    auto const printed = print(fixture::notice());
    auto const first = printed.words(0);
    auto const& mark = word_with(first, "宿安县人民政府办公室文件");
    EXPECT_NEAR(mark.size, mark_points("宿安县人民政府办公室文件", width_mm), 0.2);
    EXPECT_NEAR(mark.top, (37 + 35) * mm, 4 * mm);
    EXPECT_GE(mark.left, 28 * mm - 1);
    EXPECT_LE(mark.right, (28 + 156) * mm + 1);
    auto const last = printed.words(printed.pages() - 1);
    auto const& printer = word_with(last, "印发");
    EXPECT_NEAR(printer.size, 14, 0.1);
    EXPECT_NEAR(printer.bottom, (37 + 225) * mm, 3 * mm);
    EXPECT_LE(word_with(last, "抄送：").top, printer.top - 14);
    EXPECT_NEAR(word_with(last, "附件").top, 37 * mm, line_points / 2);
    EXPECT_THAT(print(fixture::notice()).text(), HasSubstr("附件：宿安县政府信息公开申请办理规范"));
}

TEST(Pdf, a_letter_shows_no_number_on_its_first_page) {
    auto const printed = print(fixture::letter());
    ASSERT_GE(printed.pages(), 2);
    auto below = [&](int page) {
        auto all = printed.words(page);
        std::erase_if(all, [](auto const& word) { return word.top < (top_mm + height_mm) * mm; });
        return all.size();
    };
    EXPECT_EQ(below(0), 0u);
    EXPECT_EQ(below(1), 3u);
    auto const first = printed.words(0);
    EXPECT_NEAR(word_with(first, "宿安县住房和城乡建设局").top, 30 * mm, 4 * mm);
    EXPECT_NEAR(word_with(first, "12号").right, (28 + 156) * mm, 1);
}

TEST(Pdf, the_table_of_the_annual_report_stands_on_one_page) {
    auto const printed = print(fixture::report(8));
    int pages_with_table = 0;
    for (int page = 0; page < printed.pages(); ++page) {
        std::string text;
        for (auto const& word : printed.words(page)) text += word.text;
        bool has = text.find("申请人情况") != text.npos || text.find("结转下年度") != text.npos;
        pages_with_table += has;
        if (!has) continue;
        EXPECT_THAT(text, testing::AllOf(HasSubstr("申请人情况"), HasSubstr("3.要求提供公开出版物"), HasSubstr("四、结转下年度继续办理")));
    }
    EXPECT_EQ(pages_with_table, 1);
    auto lying = fixture::annual_table();
    lying.landscape = true;
    lying.caption = "表";
    auto const turned = print(only({paragraph("前"), table(lying), table(lying), paragraph("后")}));
    ASSERT_EQ(turned.pages(), 4);
    for (int page : {1, 2}) {
        EXPECT_NEAR(turned.sheet(page).width(), 297 * mm, 0.5);
        auto const words = turned.words(page);
        auto const& number = word_with(words, std::to_string(page + 1));
        EXPECT_NO_THROW(word_with(words, "四、结转下年度继续办理"));
        EXPECT_GT(word_with(words, "申请人情况").left, (35 + 225 / 3) * mm) << number.text;
    }
    EXPECT_NEAR(turned.sheet(3).width(), 210 * mm, 0.5);
    EXPECT_NO_THROW(word_with(turned.words(3), "后"));
}

TEST(Pdf, long_tables_repeat_their_heads) {
    Table names;
    names.rows = {{{"序号"}, {"名称"}}};
    for (int i = 1; i <= 120; ++i) names.rows.push_back({{std::to_string(i)}, {"第" + std::to_string(i) + "件"}});
    auto const printed = print(only({table(names)}));
    ASSERT_GE(printed.pages(), 3);
    for (int page = 0; page < printed.pages(); ++page) EXPECT_NO_THROW(word_with(printed.words(page), "序号"));
    EXPECT_THAT(printed.text(), HasSubstr("120第120件"));
}

TEST(Pdf, rare_characters_markup_long_words_and_empty_papers) {
    auto const text =
        print(only({paragraph("𠮷野㐂子 <b>&amp;</b> \"'` {{x}} ]]>"), paragraph(std::string(300, 'w')), paragraph("\x01坏\xFF字")}))
            .text();
    for (auto const* part : {"𠮷", "㐂", "<b>&amp;</b>", "{{x}}", "坏"}) EXPECT_THAT(text, HasSubstr(part));
    EXPECT_EQ(std::count(text.begin(), text.end(), 'w'), 300);
    auto const printed = print(only({paragraph(std::string(300, 'w'))}));
    for (auto const& word : printed.words(0)) EXPECT_LT(word.right, (28 + 156) * mm + 2);
    EXPECT_EQ(print(Paper{}).pages(), 1);
}

TEST(Pdf, the_same_paper_gives_the_same_bytes) {
    auto first = to_pdf(fixture::reply()), second = to_pdf(fixture::reply());
    ASSERT_TRUE(first && second);
    EXPECT_TRUE(*first == *second);
}

TEST(Pdf, the_faces_of_this_system_are_named) {
    auto const faces = printed_faces();
    ASSERT_TRUE(faces);
    EXPECT_GE(faces->size(), 3u);
    auto has = [&](std::string_view part) {
        return std::any_of(faces->begin(), faces->end(), [&](auto const& face) { return face.find(part) != face.npos; });
    };
    EXPECT_TRUE(has("Fang") || has("仿宋")) << text::join(*faces, " ");
    for (auto const& face : *faces) EXPECT_EQ(face.find_first_of("+/ \n"), face.npos) << face;
}

/// What the printing program makes of a page, whatever is in it.
std::string printed_page(std::string const& html) {
    scan::Limits limits;
    limits.others = false;
    auto said = scan::run_in_child({"/usr/bin/python3", "-s", "-c", resource("src/paper/print.py").value(), "10"}, html, limits);
    EXPECT_EQ(said.trouble, "");
    return said.output;
}

TEST(Pdf, no_page_makes_it_fetch_anything) {
    auto const plain = printed_page("<p>1</p>");
    ASSERT_TRUE(plain.starts_with("%PDF-"));
    EXPECT_THAT(plain, Not(HasSubstr("/EmbeddedFile")));
    for (auto const* tag :
         {"<link rel=attachment href=\"file:///usr/share/common-licenses/GPL-3\">",
          "<img src=\"file:///usr/share/pixmaps/debian-logo.png\">", "<link rel=stylesheet href=\"file:///usr/share/a.css\">",
          "<style>@import url(http://127.0.0.1:9/a.css)</style>",
          "<style>@font-face { font-family: a; src: url(file:///usr/share/fonts/truetype/dejavu/DejaVuSans.ttf) } p { font-family: a "
          "}</style>",
          "<object data=\"http://127.0.0.1:9/\"></object>"}) {
        auto const pdf = printed_page(std::string(tag) + "<p>1</p>");
        ASSERT_TRUE(pdf.starts_with("%PDF-")) << tag;
        for (auto const* trace : {"/EmbeddedFile", "/Image"}) EXPECT_THAT(pdf, Not(HasSubstr(trace))) << tag;
        EXPECT_EQ(Print(pdf).text(), Print(plain).text()) << tag;
        EXPECT_LT(pdf.size(), plain.size() + 500) << tag;
    }
}

TEST(Pdf, what_goes_wrong_is_a_refusal_in_time) {
    Printing printing;
    printing.python = "/nowhere/python3";
    EXPECT_EQ(code(to_pdf(fixture::reply(), printing)), "paper.pdf.missing");
    printing = {};
    printing.pages = 2;
    EXPECT_EQ(code(to_pdf(fixture::report(40), printing)), "paper.pdf.too_long");
    EXPECT_EQ(code(to_pdf(only({paragraph(std::string(17u << 20, 'x'))}))), "paper.pdf.too_long");
    printing = {};
    printing.seconds = 1;
    auto const begun = std::chrono::steady_clock::now();
    EXPECT_EQ(code(to_pdf(fixture::report(20'000), printing)), "paper.pdf.too_slow");
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(15));
    printing = {};
    printing.memory_bytes = 100u << 20;
    EXPECT_EQ(code(to_pdf(fixture::report(40), printing)), "paper.pdf.failed");
}

TEST(Html, text_stays_text_and_names_no_other_address) {
    Paper paper = fixture::reply();
    std::string const hostile =
        "</style></title><img src=\"file:///etc/passwd\"><link rel=attachment href=http://127.0.0.1:1/x><script>alert(1)</script>";
    paper.title = paper.organ = paper.document_number = paper.addressee = paper.signed_by = paper.note = paper.copies_to =
        paper.printed_by = hostile;
    paper.body = {paragraph(hostile), heading(1, hostile), list({hostile}), table({.caption = hostile, .rows = {{{.text = hostile}}}})};
    paper.attachments = {{hostile, {paragraph(hostile)}}, {hostile}};
    for (auto form : {Form::plain, Form::document, Form::letter}) {
        paper.form = form;
        auto const html = to_html(paper);
        for (auto const* tag : {"<img", "<link", "<script", "</style></title>"}) EXPECT_THAT(html, Not(HasSubstr(tag)));
        EXPECT_THAT(html, HasSubstr("&lt;img src="));
    }
    EXPECT_THAT(print(paper).text(), HasSubstr("alert(1)"));
}

}  // namespace
}  // namespace mingtang::paper
