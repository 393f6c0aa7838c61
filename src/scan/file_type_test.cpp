#include "scan/file_type.hpp"

#include <gtest/gtest.h>
#include <unistd.h>
#include <zip.h>

#include <fstream>

namespace mingtang::scan {
namespace {

class FileTypes : public testing::Test {
  protected:
    std::filesystem::path path_ = std::filesystem::temp_directory_path() / ("file_type_test_" + std::to_string(::getpid()));
    void TearDown() override { std::filesystem::remove(path_); }

    void write(std::string const& content) { std::ofstream(path_, std::ios::binary) << content; }
    void pack(std::vector<std::string> const& names) {
        std::filesystem::remove(path_);
        auto* archive = zip_open(path_.c_str(), ZIP_CREATE, nullptr);
        ASSERT_NE(archive, nullptr);
        for (auto const& name : names) ASSERT_GE(zip_file_add(archive, name.c_str(), zip_source_buffer(archive, "x", 1, 0), 0), 0);
        ASSERT_EQ(zip_close(archive), 0);
    }
    bool fits_name(std::string const& name) {
        auto const* type = file_type_of(name);
        return type != nullptr && fits(*type, path_);
    }
};

TEST_F(FileTypes, PackagesAreKnownByWhatStandsInside) {
    struct Row {
        std::vector<std::string> inside;
        std::string name, content_type;
    };
    std::string const office = "application/vnd.openxmlformats-officedocument.";
    for (auto const& row : std::vector<Row>{
             {{"[Content_Types].xml", "word/document.xml"}, "a.DOCX", office + "wordprocessingml.document"},
             {{"[Content_Types].xml", "xl/workbook.xml"}, "a.xlsx", office + "spreadsheetml.sheet"},
             {{"[Content_Types].xml", "ppt/presentation.xml"}, "a.pptx", office + "presentationml.presentation"},
             {{"OFD.xml"}, "a.ofd", "application/ofd"},
             {{"任何文件.txt"}, "a.zip", "application/zip"},
         }) {
        pack(row.inside);
        EXPECT_TRUE(fits_name(row.name)) << row.name;
        EXPECT_EQ(file_type_of(row.name)->content_type, row.content_type);
        for (auto const* other : {"a.docx", "a.xlsx", "a.pptx", "a.ofd"})
            EXPECT_EQ(fits_name(other), file_type_of(other) == file_type_of(row.name)) << row.name << " as " << other;
    }
    pack({"word/document.xml"});
    EXPECT_FALSE(fits_name("without-content-types.docx"));
}

TEST_F(FileTypes, ContentThatIsNotWhatTheNameSays) {
    struct Row {
        std::string name, content;
        bool fits;
    };
    for (auto const& row : std::vector<Row>{
             {"a.pdf", "%PDF-1.7", true},
             {"a.pdf", "MZ\x90", false},
             {"a.docx", "PK\x03\x04 and nothing that can be opened", false},
             {"a.zip", "PK\x03\x04 and nothing that can be opened", false},
             {"a.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", true},
             {"a.txt", "公告", true},
             {"a.csv", std::string("a\0b", 3), false},
             {"a.mp4", "....ftypisom", true},
             {"a.svg", "<svg/>", false},
         }) {
        write(row.content);
        EXPECT_EQ(fits_name(row.name), row.fits) << row.name << " " << row.content;
    }
}

}  // namespace
}  // namespace mingtang::scan
