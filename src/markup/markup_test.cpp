#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "base/resource.hpp"
#include "base/text.hpp"
#include "markup/markup.hpp"
#include "markup/tokens.hpp"

namespace mingtang::markup {
namespace {

std::string repeat(std::string_view text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
}

int depth_of(std::string_view html) {
    int depth = 0, deepest = 0;
    Tokens tokens(html);
    for (Token token; tokens.next(token);) {
        if (token.kind == Token::Kind::start && token.name != "br" && token.name != "hr" && token.name != "img")
            deepest = std::max(deepest, ++depth);
        if (token.kind == Token::Kind::end) --depth;
    }
    return deepest;
}

/// Tag soup from a fixed seed: every element and attribute that we know and some that we do not, opened and closed at random.
std::string soup(std::mt19937& dice) {
    static constexpr std::string_view pieces[] = {"<p>",
                                                  "</p>",
                                                  "<div align=center>",
                                                  "</div>",
                                                  "<b>",
                                                  "</b>",
                                                  "<i>",
                                                  "</i>",
                                                  "<strong>",
                                                  "</strong>",
                                                  "<a href=/x>",
                                                  "<a href='javascript:1'>",
                                                  "</a>",
                                                  "<h1>",
                                                  "</h1>",
                                                  "<h3 style='text-align:right'>",
                                                  "</h3>",
                                                  "<ul>",
                                                  "</ul>",
                                                  "<ol start=2>",
                                                  "</ol>",
                                                  "<li>",
                                                  "</li>",
                                                  "<table>",
                                                  "</table>",
                                                  "<caption>",
                                                  "</caption>",
                                                  "<thead>",
                                                  "<tfoot>",
                                                  "<tr>",
                                                  "</tr>",
                                                  "<td>",
                                                  "<td colspan=3>",
                                                  "<td rowspan=2>",
                                                  "</td>",
                                                  "<th scope=row>",
                                                  "</th>",
                                                  "<dl>",
                                                  "</dl>",
                                                  "<dt>",
                                                  "<dd>",
                                                  "</dd>",
                                                  "<blockquote>",
                                                  "</blockquote>",
                                                  "<pre>",
                                                  "<pre>\n\n",
                                                  "</pre>",
                                                  "<figure>",
                                                  "</figure>",
                                                  "<figcaption>",
                                                  "</figcaption>",
                                                  "<img src=/files/a>",
                                                  "<img src=x onerror=1>",
                                                  "<br>",
                                                  "<br> <br>",
                                                  "<hr>",
                                                  "<code>",
                                                  "</code>",
                                                  "<sub>",
                                                  "</sub>",
                                                  "<span style='font-weight:bold'>",
                                                  "</span>",
                                                  "<script>",
                                                  "</script>",
                                                  "<svg>",
                                                  "</svg>",
                                                  "<style>",
                                                  "</style>",
                                                  "<!--",
                                                  "-->",
                                                  "<form>",
                                                  "<select><option>",
                                                  "</select>",
                                                  "<center>",
                                                  "</center>",
                                                  "甲乙",
                                                  " ",
                                                  "\n",
                                                  "　　",
                                                  "&nbsp;",
                                                  "x < y",
                                                  "&lt;",
                                                  "&#0;",
                                                  "\xC3",
                                                  "<td class='align-left indent'>",
                                                  "<p class=indent>",
                                                  "<o:p>",
                                                  "<body>",
                                                  "<html>",
                                                  "<math>",
                                                  "<plaintext>",
                                                  "<button>",
                                                  "<s>",
                                                  "</s>",
                                                  "<del>",
                                                  "<ins>"};
    std::string out;
    auto count = 3 + dice() % 40;
    for (unsigned i = 0; i < count; ++i) out += pieces[dice() % std::size(pieces)];
    return out;
}

TEST(shown, plain_paragraphs_are_shown_as_the_parser_would_show_them) {
    // A heading at the end sends the same text through the parser: what stands before it must come out the same.
    for (auto typed : {"一段。", "一段。\n\n二段，第一行\n第二行", "各乡镇：\n\n　　为做好工作，现通知如下。\n\n特此通知", "a < b & c > d",
                       "“引号”  多个  空格\n\n\n\n末段", "<script>alert(1)</script>", "\xf0\x9f\x8f\x9b 𠮷\xc2\xa0文"}) {
        auto html = from_text(typed);
        auto quick = shown(html, "表格", 60);
        auto parsed = shown(html + "<h2>末</h2>", "表格", 60);
        EXPECT_EQ(quick.html + "<h2 id=\"section-1\">末</h2>\n", parsed.html) << typed;
        EXPECT_EQ(quick.summary, parsed.summary) << typed;
        EXPECT_EQ(quick.html, sanitise(html).html) << typed;
    }
    std::string long_one = "a";  // the summary's text is cut between characters, wherever that falls
    for (int i = 0; i < 900; ++i) long_one += "政";
    for (int characters : {1, 7, 60, 120}) {
        auto quick = shown("<p>" + long_one + "</p>\n", "表格", std::size_t(characters));
        EXPECT_EQ(quick.summary, shown("<p>" + long_one + "</p>\n<h2>末</h2>\n", "表格", std::size_t(characters)).summary) << characters;
    }
    EXPECT_EQ(shown("<p onclick=x>一</p>", "表格", 9).html, "<p>一</p>\n");
    EXPECT_EQ(shown("<p>一<p>二", "表格", 9).html, "<p>一</p>\n<p>二</p>\n");
    EXPECT_EQ(shown("<p>一</p><script>x</script>", "表格", 9).html, "<p>一</p>\n");
    EXPECT_EQ(shown("", "表格", 9).html, "");
}

TEST(Sanitise, IsIdempotentOnTagSoup) {
    std::mt19937 dice(20261123);
    for (int i = 0; i < 4000; ++i) {
        auto given = soup(dice);
        auto once = sanitise(given).html;
        ASSERT_EQ(sanitise(once).html, once) << given;
        ASSERT_TRUE(text::is_utf8(once)) << given;
        ASSERT_EQ(once.find("<script"), std::string::npos) << given;
        ASSERT_EQ(once.find("onerror"), std::string::npos) << given;
        ASSERT_EQ(once.find("style="), std::string::npos) << given;
    }
}

TEST(Sanitise, BoundsDepthAndTime) {
    auto begin = std::chrono::steady_clock::now();
    for (std::string_view tag : {"<div>", "<b>", "<blockquote>", "<ul><li>", "<table><tr><td>", "<font>", "<a href=/x>", "<p><b><i>",
                                 "<dl><dd>", "<svg>", "<object>", "<h2>", "<span style=font-weight:bold>"}) {
        auto html = sanitise(repeat(tag, 1'000'000 / int(tag.size())) + "x").html;
        EXPECT_LE(depth_of(html), max_depth) << tag;
        EXPECT_EQ(to_text(html), "x\n") << tag;
        EXPECT_EQ(sanitise(html).html, html) << tag;
    }
    sanitise("<p " + repeat("a=1 ", 200'000) + ">x");
    sanitise(repeat("<b id=1><i>x<p>", 50'000));
    sanitise(repeat("<table><tr><td colspan=100 rowspan=100>x</table>", 5'000));
    sanitise("<a href=/" + repeat("y", 2000) + ">" + repeat("<p>x", 100'000));
    auto spent = std::chrono::steady_clock::now() - begin;
    EXPECT_LT(std::chrono::duration_cast<std::chrono::seconds>(spent).count(), 120) << "something is no longer linear";
}

TEST(Sanitise, HeadingsSkipNoLevel) {
    EXPECT_EQ(sanitise("<h4>a</h4><h6>b</h6><h6>c</h6><h5>d</h5><h2>e</h2><blockquote><h3>f</h3></blockquote><h6>g</h6>").html,
              "<h2>a</h2>\n<h3>b</h3>\n<h3>c</h3>\n<h3>d</h3>\n<h2>e</h2>\n<blockquote><h3>f</h3></blockquote>\n<h4>g</h4>\n");
}

TEST(Sanitise, CutsWhatIsTooLarge) {
    auto out = sanitise(repeat("政务", int(max_input / 6) + 10));
    EXPECT_EQ(out.dropped, std::vector<std::string>{"too_large"});
    EXPECT_TRUE(text::is_utf8(out.html));
    EXPECT_EQ(out.html.find("\uFFFD"), std::string::npos);
    EXPECT_LE(out.html.size(), max_input + 16);
}

TEST(Accept, RefusesWithASentence) {
    EXPECT_TRUE(accept("<p>甲</p>"));
    EXPECT_EQ(accept(repeat("a", int(max_input) + 1)).error().code, "markup.accept.too_large");
    EXPECT_EQ(accept("\xFF").error().code, "markup.accept.not_utf8");
    auto sentences = boost::json::parse(*resource("src/markup/refusals.json"));
    EXPECT_TRUE(sentences.as_object().contains("markup.accept.too_large"));
    EXPECT_TRUE(sentences.as_object().contains("markup.accept.not_utf8"));
}

TEST(Convert, Markdown) {
    EXPECT_EQ(from_markdown("# 一\n\n甲**乙**~~丙~~ [l](javascript:1) [m](/d)\n\n3. x\n4. y\n"),
              "<h2>一</h2>\n<p>甲<strong>乙</strong><s>丙</s> l <a href=\"/d\">m</a></p>\n<ol start=\"3\"><li>x</li><li>y</li></ol>\n");
    EXPECT_EQ(from_markdown("|a|b|\n|-|-:|\n|1|<script>x</script>2|\n"),
              "<table><thead><tr><th>a</th><th class=\"align-right\">b</th></tr></thead><tbody><tr><td>1</td><td "
              "class=\"align-right\">2</td></tr></tbody></table>\n");
    EXPECT_EQ(from_markdown("<p onclick=x>a</p>\n"), "<p>a</p>\n");
    EXPECT_EQ(from_markdown(repeat("> ", 5000) + "x").find("<script"), std::string::npos);
}

TEST(Convert, Text) {
    EXPECT_EQ(from_text("关于印发的通知\n\n　　各乡镇：\n　　请执行。\n落款\n一、总体要求\n（一）目标任务\n内容<b>\n"),
              "<p>关于印发的通知</p>\n<p>各乡镇：</p>\n<p>请执行。<br>落款</p>\n<h2>一、总体要求</h2>\n<h3>（一）目标任务</"
              "h3>\n<p>内容&lt;b&gt;</p>\n");
    EXPECT_EQ(from_text("甲\r\n乙\r\n"), "<p>甲</p>\n<p>乙</p>\n");
    EXPECT_EQ(from_text("一、本办法自公布之日起施行。\n一二三、不是\n十二、附则"),
              "<p>一、本办法自公布之日起施行。</p>\n<h2>一二三、不是</h2>\n<h2>十二、附则</h2>\n");
    EXPECT_EQ(from_text("、甲\n（甲）乙\n万、乙"), "<p>、甲</p>\n<p>（甲）乙</p>\n<p>万、乙</p>\n");
    EXPECT_EQ(from_text(""), "");
}

TEST(Text, KeepsTheShape) {
    EXPECT_EQ(to_text("<h2>题</h2><p>甲<b>乙</b><br>丙</p><ul><li>丁</li><li>戊<ul><li>己</li></ul></li></ul>"),
              "题\n甲乙\n丙\n丁\n戊\n己\n");
    EXPECT_EQ(
        to_text("<table><caption>表</caption><tr><th>a</th><th>b</th></tr><tr><td><p>1</p><p>2</p></td><td></td></tr></table><p>x</p>"),
        "表\na\tb\n1 2\t\nx\n");
    EXPECT_EQ(to_text("<table><tr><td><table><tr><td>1<td>2</table><td>3</table>"), "1 2\t3\n");
    EXPECT_EQ(to_text("<p>a &lt; b<script>x</script></p>"), "a < b\n");
    EXPECT_EQ(to_text(""), "");
}

TEST(Text, Summary) {
    EXPECT_EQ(summary("<h2>题</h2><p>各乡镇人民政府：</p><p>现将通知印发。</p>", 10), "各乡镇人民政府： 现…");
    EXPECT_EQ(summary("<h2>只有标题</h2>", 10), "只有标题");
    EXPECT_EQ(summary("", 10), "");
}

TEST(Display, DressesTablesHeadingsPictures) {
    EXPECT_EQ(for_display("<h2>一</h2><table><tr><td>1<table><tr><td><h3>x</h3></table></table><img src=/files/a alt=图>", "表格\""),
              "<h2 id=\"section-1\">一</h2>\n<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" "
              "aria-label=\"表格&quot;\"><table><tbody><tr><td>1<table><tbody><tr><td>"
              "<h3 id=\"section-2\">x</h3></td></tr></tbody></table></td></tr></tbody></table></div>\n"
              "<p><img src=\"/files/a\" alt=\"图\" loading=\"lazy\" decoding=\"async\"></p>\n");
    auto two = for_display("<table><tr><td>1</table><table><tr><td>2</table>", "表格");
    EXPECT_NE(two.find("aria-label=\"表格 1\""), std::string::npos);
    EXPECT_NE(two.find("aria-label=\"表格 2\""), std::string::npos);
    EXPECT_EQ(outline("<h1>一</h1><p>x</p><blockquote><h3>二<br>三</h3></blockquote>"),
              (std::vector<Heading>{{2, "section-1", "一"}, {3, "section-2", "二 三"}}));
}

TEST(Compare, MarksWhatChanged) {
    struct Row {
        char const *before, *after, *expected;
    };
    Row const rows[] = {
        {"<p>甲</p>", "<p>甲</p>", "<p>甲</p>\n"},
        {"<p>期限为十五个工作日</p>", "<p>期限为二十个工作日</p>", "<p>期限为<del>十五</del><ins>二十</ins>个工作日</p>\n"},
        {"<p>共 120 人参加会议</p>", "<p>共 1200 人参加会议</p>", "<p>共 <del>120</del><ins>1200</ins> 人参加会议</p>\n"},
        {"<p>甲</p>", "<p>甲</p><p>乙</p>", "<p>甲</p>\n<p><ins>乙</ins></p>\n"},
        {"<p>甲</p><p>乙</p>", "<p>乙</p>", "<p><del>甲</del></p>\n<p>乙</p>\n"},
        {"<p>完全不同的话</p>", "<p>另起一段文字</p>", "<p><del>完全不同的话</del></p>\n<p><ins>另起一段文字</ins></p>\n"},
        {"<p>甲乙丙丁</p>", "<p>甲乙<b>丙丁</b></p>", "<p>甲乙<del>丙丁</del><ins><b>丙丁</b></ins></p>\n"},
        {"<ul><li>一二三</li><li>四</li></ul>", "<ul><li>一二三四</li></ul>",
         "<ul><li>一二三<ins>四</ins></li><li><del>四</del></li></ul>\n"},
        {"<table><tr><td>甲</td><td>10</td></tr></table>", "<table><tr><td>甲</td><td>20</td></tr></table>",
         "<table><tbody><tr><td>甲</td><td><del>10</del><ins>20</ins></td></tr></tbody></table>\n"},
        {"<table><thead><tr><th>户</th></tr></thead><tbody><tr><td>低保户10</td></tr></tbody></table>",
         "<table><tbody><tr><th>户</th></tr><tr><td>低保户20</td></tr></tbody></table>",
         "<table><thead><tr><th>户</th></tr></thead><tbody><tr><td>低保户<del>10</del><ins>20</ins></td></tr></tbody></table>\n"},
        {"<p>甲</p>", "<p>甲<script>x</script></p>", "<p>甲</p>\n"},
        {"", "", ""},
    };
    for (auto const& row : rows) EXPECT_EQ(compare(row.before, row.after).html, row.expected) << row.before << " → " << row.after;
    EXPECT_TRUE(compare("<p>甲</p>", " <p>甲 </p>").equal);
    auto changed = compare("<p>甲乙丙</p>", "<p>甲乙丁</p>");
    EXPECT_FALSE(changed.equal);
    EXPECT_EQ(changed.inserted, 1);
    EXPECT_EQ(changed.deleted, 1);
}

/// What is marked as kept and put in is the new edition; what is kept and taken out is the old one.
TEST(Compare, LosesNothing) {
    std::mt19937 dice(7);
    auto without = [](std::string html, std::string_view tag) {
        auto open = "<" + std::string(tag) + ">", close = "</" + std::string(tag) + ">";
        for (std::size_t at; (at = html.find(open)) != std::string::npos;) html.erase(at, html.find(close, at) + close.size() - at);
        return html;
    };
    auto plain = [](std::string const& html) {
        auto line = text::one_line(to_text(html));
        std::erase(line, ' ');
        return line;
    };
    static constexpr std::string_view words[] = {"甲",
                                                 "乙",
                                                 "丙",
                                                 "丁",
                                                 "戊",
                                                 "2026",
                                                 "abc",
                                                 "，",
                                                 "<br>",
                                                 "<b>己</b>",
                                                 "</p><p>",
                                                 "</p><h2>题</h2><p>",
                                                 "</p><ul><li>项<li>目</ul><p>"};
    for (int i = 0; i < 500; ++i) {
        std::string before = "<p>", after = "<p>";
        for (int n = 0; n < 25; ++n) {
            auto word = words[dice() % std::size(words)];
            if (dice() % 8 != 0) before += word;
            if (dice() % 8 != 0) after += word;
        }
        auto html = compare(before, after).html;
        ASSERT_EQ(plain(without(html, "del")), plain(after)) << before << "\n" << after << "\n" << html;
        ASSERT_EQ(plain(without(html, "ins")), plain(before)) << before << "\n" << after << "\n" << html;
    }
}

TEST(Compare, IsBoundedForTextsWithNothingInCommon) {
    std::mt19937 dice(3);
    auto noise = [&](char32_t from) {
        std::string out;
        for (int i = 0; i < 20000; ++i) {
            text::append(out, from + dice() % 3000);
            if (i % 200 == 0) out += "<p>";
        }
        return out;
    };
    auto begin = std::chrono::steady_clock::now();
    auto result = compare(noise(0x4E00), noise(0x4E00));
    EXPECT_FALSE(result.equal);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));
}

}  // namespace
}  // namespace mingtang::markup
