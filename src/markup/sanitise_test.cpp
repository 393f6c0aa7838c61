// Hostile and ordinary HTML: what goes in, what comes out, what is said to have gone.
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "markup/markup.hpp"

namespace mingtang::markup {
namespace {

struct Row {
    std::string given, expected, dropped;
};

void expect_rows(std::vector<Row> const& rows) {
    for (auto const& row : rows) {
        auto once = sanitise(row.given);
        EXPECT_EQ(once.html, row.expected.empty() ? "" : row.expected + "\n") << row.given;
        EXPECT_EQ(text::join(once.dropped, " "), row.dropped) << row.given;
        EXPECT_EQ(sanitise(once.html).html, once.html) << row.given;
    }
}

TEST(Sanitise, BarsOfPlainNumbersStay) {
    expect_rows({
        {R"~(<p>a <meter value="0.5" max="1" onclick="x()" style="width:9em">half</meter></p>)~",
         R"~(<p>a <meter value="0.5" max="1"></meter></p>)~", "onclick"},
        {R"~(<table><tr><td>1</td><td><meter value=3></meter></td></tr></table>)~",
         R"~(<table><tbody><tr><td>1</td><td><meter value="3"></meter></td></tr></tbody></table>)~", ""},
        {"<p><meter value=1e9>x</meter>y</p>", "<p>y</p>", "meter"},
        {"<p><meter value='-1'></meter><meter value=1..2></meter><meter></meter>y</p>", "<p>y</p>", "meter"},
        {"<meter value=1 max=javascript:1>x", R"~(<p><meter value="1"></meter></p>)~", ""},
    });
}

TEST(Sanitise, ScriptsAndFramesGo) {
    expect_rows({
        {"<p>a<script>alert(1)</script>b</p>", "<p>ab</p>", "script"},
        {"<SCRIPT SRC=//evil/x.js></SCRIPT>c", "<p>c</p>", "script"},
        {"<scr<script>ipt>alert(1)</scr</script>ipt>", "<p>ipt&gt;alert(1)ipt&gt;</p>", "scr<script"},
        {"<p>a</p><script>never closed <p>b</p>", "<p>a</p>", "script"},
        {R"~(<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>x)~", R"~(<p>"&gt;x</p>)~", "noscript onerror img"},
        {"<svg><script>alert(1)</script><text>t</text></svg>x", "<p>x</p>", "svg"},
        {"<svg onload=alert(1)>text", "<p>text</p>", "onload svg"},
        {"<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></mtext></math>x", "<p>x</p>", "math"},
        {"<textarea><script>alert(1)</script></textarea>x", "<p>x</p>", "textarea"},
        {"<xmp><script>alert(1)</script></xmp>x", "<p>x</p>", "xmp"},
        {"<template><p>t</p></template>x", "<p>x</p>", "template"},
        {R"~(<iframe src="javascript:alert(1)"></iframe>x)~", "<p>x</p>", "iframe"},
        {R"~(<iframe srcdoc="<script>alert(1)</script>">x</iframe>y)~", "<p>y</p>", "iframe"},
        {R"~(<object data="data:text/html,x"><p>f</p></object>x)~", "<p>x</p>", "object"},
        {"<embed src=x><applet code=x>q</applet>x", "<p>x</p>", "embed applet"},
        {"<style>p{background:url(javascript:1)}</style>x", "<p>x</p>", "style"},
        {R"~(<link rel=stylesheet href=//evil><meta http-equiv=refresh content="0;url=javascript:1"><base href=//evil/>x)~", "<p>x</p>",
         "link meta base"},
        {"<frameset><frame src=x></frameset>x", "<p>x</p>", "frameset"},
    });
}

TEST(Sanitise, HandlersAndStylesGo) {
    expect_rows({
        {R"~(<p onclick="alert(1)" ONMOUSEOVER=x>a</p>)~", "<p>a</p>", "onclick onmouseover"},
        {"<p/onclick=alert(1)>a</p>", "<p>a</p>", "onclick"},
        {R"~(<a href=/x onfocus="alert(1)" autofocus>a</a>)~", R"~(<p><a href="/x">a</a></p>)~", "onfocus"},
        {R"~(<b style="x:expression(alert(1))" class=a id=b data-x=1>a</b>)~", "<p><b>a</b></p>", ""},
        {"<img src=/files/a.png onerror=alert(1)>", R"~(<p><img src="/files/a.png" alt=""></p>)~", "onerror"},
        {R"~(<img """><script>alert(1)</script>">)~", R"~(<p>"&gt;</p>)~", "script img"},
    });
}

TEST(Sanitise, OnlyHarmlessLinksStay) {
    expect_rows({
        {R"~(<a href="javascript:alert(1)">a</a>)~", "<p>a</p>", "a[href]"},
        {R"~(<a href="JaVaScRiPt:alert(1)">a</a>)~", "<p>a</p>", "a[href]"},
        {R"~(<a href=" javascript:alert(1)">a</a>)~", "<p>a</p>", "a[href]"},
        {"<a href=\"java\tscript:alert(1)\">a</a>", "<p>a</p>", "a[href]"},
        {R"~(<a href="jav&#x0A;ascript:alert(1)">a</a>)~", "<p>a</p>", "a[href]"},
        {R"~(<a href="&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)">a</a>)~", "<p>a</p>", "a[href]"},
        {R"~(<a href="javascript&colon;alert(1)">a</a>)~", "<p>a</p>", "a[href]"},
        {R"~(<a href="&#1;javascript:alert(1)">a</a>)~", "<p>a</p>", "a[href]"},
        {R"~(<a href="data:text/html;base64,PHNjcmlwdD4=">a</a>)~", "<p>a</p>", "a[href]"},
        {R"~(<a href="vbscript:x">a</a>)~", "<p>a</p>", "a[href]"},
        {R"~(<a href="file:///etc/passwd">a</a>)~", "<p>a</p>", "a[href]"},
        {R"~(<a href="//evil.example/x">a</a>)~", R"~(<p><a href="https://evil.example/x" rel="noopener nofollow">a</a></p>)~", ""},
        {R"~(<a href="/\evil.example">a</a>)~", "<p>a</p>", "a[href]"},
        {R"~(<a href="\\evil.example">a</a>)~", "<p>a</p>", "a[href]"},
        {R"~(<a href="https://gov.cn@evil.example/">a</a>)~", "<p>a</p>", "a[href]"},
        {R"~(<a href="http:evil">a</a>)~", "<p>a</p>", "a[href]"},
        {R"~(<a href="https://www.gov.cn/a b?q=[1]&amp;r=100%#x#y">a</a>)~",
         R"~(<p><a href="https://www.gov.cn/a%20b?q=%5B1%5D&amp;r=100%25#x%23y" rel="noopener nofollow">a</a></p>)~", ""},
        {R"~(<a href="https://www.gov.cn/政策" title="题" target=_blank>a</a>)~",
         R"~(<p><a href="https://www.gov.cn/政策" title="题" rel="noopener nofollow">a</a></p>)~", ""},
        {R"~(<a href="/d/1?a=1&b=2">a</a><a href="#s">b</a><a href="x.html">c</a>)~",
         R"~(<p><a href="/d/1?a=1&amp;b=2">a</a><a href="#s">b</a><a href="x.html">c</a></p>)~", ""},
        {R"~(<a href="mailto:zwgk@example.gov.cn">a</a><a href="mailto:x">b</a><a href="tel:110">c</a>)~",
         R"~(<p><a href="mailto:zwgk@example.gov.cn">a</a>bc</p>)~", "a[href]"},
        {"<a name=top>a</a>", "<p>a</p>", ""},
        {"<a href=/a>x<a href=/b>y</a>z</a>", R"~(<p><a href="/a">x</a><a href="/b">y</a>z</p>)~", ""},
        {"<a href=/a><p>x</p><p>y</p></a>",
         R"~(<p><a href="/a">x</a></p>
<p><a href="/a">y</a></p>)~",
         ""},
    });
}

TEST(Sanitise, OnlyOwnPicturesStay) {
    expect_rows({
        {R"~(<img src="/files/1/图.png" alt="图 1">)~", R"~(<p><img src="/files/1/图.png" alt="图 1"></p>)~", ""},
        {R"~(<img src="https://evil.example/x.png">a)~", "<p>a</p>", "img"},
        {R"~(<img src="/files/../etc/passwd">a)~", "<p>a</p>", "img"},
        {R"~(<img src="data:image/svg+xml,<svg onload=1>">a)~", "<p>a</p>", "img"},
        {"<figure><img src=/files/1.png><figcaption><p>图 1</p></figcaption></figure>",
         R"~(<figure><img src="/files/1.png" alt=""><figcaption>图 1</figcaption></figure>)~", ""},
    });
}

TEST(Sanitise, OfficeJunkGoes) {
    expect_rows({
        {"<p class=MsoNormal style='mso-margin-top-alt:auto;text-align:center'><span lang=EN-US "
         "style='font-size:16pt;mso-x:y'>关于<o:p></o:p></span></p>",
         R"~(<p class="align-center">关于</p>)~", "o:p"},
        {"<!--[if gte mso 9]><xml><w:WordDocument>1</w:WordDocument></xml><![endif]--><p>a</p>", "<p>a</p>", "comment"},
        {"<![if !supportLists]><span>·</span><![endif]>a", "<p>·a</p>", "comment"},
        {"<xml><o:OfficeDocumentSettings>x</o:OfficeDocumentSettings></xml><p>a</p>", "<p>a</p>", "xml"},
        {R"~(<p><v:shape id=x><v:imagedata src="file:///c:/x.png"/></v:shape>a</p>)~", "<p>a</p>", "v:shape v:imagedata"},
        {"<p>&nbsp;</p><p><br></p><p>　　</p><p><span> </span></p><p>a</p>", "<p>a</p>", ""},
        {"<p>　　各乡镇：&nbsp;</p>", "<p>各乡镇：</p>", ""},
        {R"~(<span style="font-weight:bold">a</span><span style="font-style:italic">b</span><span style="text-decoration:underline">c</span>)~",
         "<p><strong>a</strong><em>b</em><u>c</u></p>", ""},
        {R"~(<b style="font-weight:normal"><p>a</p></b>)~", "<p>a</p>", ""},
        {R"~(<p align=right>2026年1月1日</p><p style="text-indent:2em">b</p><p style="text-indent:0pt;text-align:justify">c</p>)~",
         R"~(<p class="align-right">2026年1月1日</p>
<p class="indent">b</p>
<p>c</p>)~",
         ""},
        {"<center><p>a</p>b</center>",
         R"~(<p class="align-center">a</p>
<p class="align-center">b</p>)~",
         ""},
        {"<p>a<del>b</del><ins>c</ins><strike>d</strike></p>", "<p>a<s>b</s>c<s>d</s></p>", ""},
    });
}

TEST(Sanitise, BlocksAreWellNested) {
    expect_rows({
        {"<p>a<p>b<p>c",
         R"~(<p>a</p>
<p>b</p>
<p>c</p>)~",
         ""},
        {"<p>a<div>b</div>c</p>",
         R"~(<p>a</p>
<p>b</p>
<p>c</p>)~",
         ""},
        {"<b>a<p>b</p>c</b>",
         R"~(<p><b>a</b></p>
<p><b>b</b></p>
<p><b>c</b></p>)~",
         ""},
        {"<p><b>a<i>b</b>c</i></p>", "<p><b>a<i>b</i></b>c</p>", ""},
        {"<h1>a</h1><h2>b<p>c</p></h2><h6>d</h6>",
         R"~(<h2>a</h2>
<h2>b<br>c</h2>
<h3>d</h3>)~",
         ""},
        {"<div>a<br><br>b<br>c<br></div>",
         R"~(<p>a</p>
<p>b<br>c</p>)~",
         ""},
        {"text <b>b</b> text<ul><li>x</ul>y",
         R"~(<p>text <b>b</b> text</p>
<ul><li>x</li></ul>
<p>y</p>)~",
         ""},
        {"<ul><li>a<li>b<ul><li>c</ul></ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", ""},
        {"<ul>a<ul><li>b</ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>", ""},
        {"<ol start=3 type=a><li>a</ol><ol start=-1><li>b</ol>",
         R"~(<ol start="3"><li>a</li></ol>
<ol><li>b</li></ol>)~",
         ""},
        {"<li>a<li>b",
         R"~(<p>a</p>
<p>b</p>)~",
         ""},
        {"<dl><dd>a<dt>b</dl>", "<dl><dt></dt><dd>a</dd><dt>b</dt><dd></dd></dl>", ""},
        {"<blockquote>a<p>b</blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>", ""},
        {R"~(<pre>

a  <b>b</b>
 c</pre>)~",
         R"~(<pre>

a  <b>b</b>
 c</pre>)~",
         ""},
        {"<hr/><p>a</p>",
         R"~(<hr>
<p>a</p>)~",
         ""},
        {"<details open><summary>s</summary>t</details>",
         R"~(<p>s</p>
<p>t</p>)~",
         ""},
    });
}

TEST(Sanitise, FormControlsGo) {
    expect_rows({
        {"<form action=javascript:1><input name=a value=b><label>l</label><select><option>o</select><button "
         "formaction=javascript:1>b</button></form>",
         "<p>l</p>", "input select button"},
    });
}

TEST(Sanitise, TablesAreWhole) {
    expect_rows({
        {"<table><tr><td>a<td>b</table>", "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>", ""},
        {"<table>x<tr><td>a</table>",
         R"~(<p>x</p>
<table><tbody><tr><td>a</td></tr></tbody></table>)~",
         ""},
        {"<table><tr><td><p>a</p></td><td><p>b</p><p>c</p></td></tr></table>",
         "<table><tbody><tr><td>a</td><td><p>b</p><p>c</p></td></tr></tbody></table>", ""},
        {"<table><tr><td colspan=2 rowspan=1000 width=9>a</td><td colspan=x>b</td></tr><tr><td>c</td></tr></table>",
         "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>", ""},
        {"<table><caption><p>c</p></caption><thead><tr><th scope=col>h<th scope=x>i</thead><tr><td>a<td>b</table>",
         R"~(<table><caption>c</caption><thead><tr><th scope="col">h</th><th>i</th></tr></thead><tbody><tr><td>a</td><td>b</td></tr></tbody></table>)~",
         ""},
        {"<table><tbody><tr><th>h</th><th>i</th></tr><tr><th>a</th><td>b</td></tr></tbody></table>",
         "<table><thead><tr><th>h</th><th>i</th></tr></thead><tbody><tr><th>a</th><td>b</td></tr></tbody></table>", ""},
        {"<table><thead><tr><td><p>h</p></td></tr></thead><tr><td>a</td></tr></table>",
         "<table><thead><tr><th>h</th></tr></thead><tbody><tr><td>a</td></tr></tbody></table>", ""},
        {"<table><tr><th rowspan=2>h</th><th>i</th></tr><tr><td>a</td></tr></table>",
         "<table><tbody><tr><th rowspan=\"2\">h</th><th>i</th></tr><tr><td>a</td></tr></tbody></table>", ""},
        {"<table><tr><th>h</th></tr></table>", "<table><tbody><tr><th>h</th></tr></tbody></table>", ""},
        {"<table><tr><td rowspan=3>a<td>b<tr></tr><tr><td>c</table>",
         R"~(<table><tbody><tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>)~", ""},
        {R"~(<table><tr><td align=center>a<td><p style="text-align:right">b</table>)~",
         R"~(<table><tbody><tr><td class="align-center">a</td><td class="align-right">b</td></tr></tbody></table>)~", ""},
        {"<table><tr><td><table><tr><td>in</table></table>",
         "<table><tbody><tr><td><table><tbody><tr><td>in</td></tr></tbody></table></td></tr></tbody></table>", ""},
        {"<table><colgroup><col><col></colgroup><tfoot><tr><td>f</tfoot><tbody><tr><td>b</table>",
         "<table><tbody><tr><td>b</td></tr></tbody><tfoot><tr><td>f</td></tr></tfoot></table>", "col"},
        {"<table><tr></tr></table><table></table>", "", ""},
    });
}

TEST(Sanitise, TextStaysText) {
    expect_rows({
        {"a < b & c > d &amp; &lt;b&gt; &copy;", "<p>a &lt; b &amp; c &gt; d &amp; &lt;b&gt; ©</p>", ""},
        {"1 <2 and a<b", "<p>1 &lt;2 and a&lt;b</p>", ""},
        {R"~(a <b unclosed="x)~", R"~(<p>a &lt;b unclosed="x</p>)~", ""},
        {"<p>a<!-- x -->b<!-->c<? php ?>d<!doctype html>e</p>", "<p>abcde</p>", "comment"},
        {"<!-- never closed <p>a</p>", "", "comment"},
        {"a&#0;b&#x1;c&#xFFFE;d&#x202E;e&#8203;f", "<p>a�bcdef</p>", ""},
        {"<custom-tag>a</custom-tag>", "<p>a</p>", "custom-tag"},
        {"</p></b></div></table>a", "<p>a</p>", ""},
        {"", "", ""},
        {std::string("a\0b\r\nc", 6), "<p>ab c</p>", ""},
    });
}

}  // namespace
}  // namespace mingtang::markup
