// Redaction of PDF and pictures.
#include <allheaders.h>
#include <gmock/gmock.h>

#include <exiv2/exiv2.hpp>

#include "scan/redact/redact_fixture.hpp"

namespace mingtang::scan {
namespace {

using namespace fixture;
using namespace std::string_literals;
using testing::HasSubstr;
using testing::Not;

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

}  // namespace
}  // namespace mingtang::scan
