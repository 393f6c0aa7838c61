#include "http/multipart.hpp"

#include <gmock/gmock.h>

#include "base/text.hpp"
#include "http/body.hpp"

namespace mingtang::http {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() / ("multipart_test_" + std::to_string(::getpid()));
    Folder() { std::filesystem::create_directories(path); }
    ~Folder() { std::filesystem::remove_all(path); }
    std::size_t files() const {
        return std::size_t(std::distance(std::filesystem::directory_iterator(path), std::filesystem::directory_iterator()));
    }
};

std::string part(std::string const& disposition, std::string const& bytes) {
    return "--B\r\nContent-Disposition: form-data; " + disposition + "\r\nContent-Type: text/plain\r\n\r\n" + bytes + "\r\n";
}

constexpr BodyTaker::Bounds roomy{1 << 20, 1 << 20, 1 << 16};

struct Taken {
    std::optional<Fault> fault;
    Request request;
};

Taken take(std::string const& body, std::size_t step, Spool& spool, std::unique_ptr<BodyTaker>& taker,
           std::string const& type = "multipart/form-data; boundary=B", BodyTaker::Bounds bounds = roomy) {
    Taken taken;
    taker = std::make_unique<BodyTaker>(spool, bounds, type);
    for (std::size_t at = 0; at < body.size() && !taken.fault; at += step)
        taken.fault = taker->add(std::string_view(body).substr(at, step));
    if (!taken.fault) taken.fault = taker->finish(taken.request);
    return taken;
}

TEST(multipart, reads_the_same_in_pieces_of_any_size) {
    Folder folder;
    Spool spool(folder.path, 1 << 20);
    std::string bytes = "line\r\n--B-not\r\n\r\n--\r\n" + std::string(300, '\0') + "\r\n--";
    auto body = "preamble\r\n" + part("name=\"title\"", "公开 title") + part("name=\"file\"; filename=\"文件.bin\"", "x") +
                part("name=\"empty\"", "") + "--B--\r\nepilogue";
    auto other = part("name=\"file\"; filename=\"文件.bin\"", "\r\n-B" + bytes.substr(20));
    for (std::size_t step : {std::size_t(1), std::size_t(2), std::size_t(7), body.size()}) {
        std::unique_ptr<BodyTaker> taker;
        auto taken = take(body, step, spool, taker);
        ASSERT_FALSE(taken.fault) << step;
        EXPECT_EQ(taken.request.form["title"], "公开 title");
        EXPECT_TRUE(taken.request.form.has("empty"));
        ASSERT_EQ(taken.request.uploads.size(), 1u);
        auto const& upload = taken.request.uploads[0];
        EXPECT_EQ(upload.file_name, "文件.bin");
        EXPECT_EQ(upload.content_type, "text/plain");
        EXPECT_EQ(upload.size, 1u);
        EXPECT_EQ(std::filesystem::file_size(upload.path), 1u);
        taken = take(other + "--B--", step, spool, taker);
        ASSERT_FALSE(taken.fault);
        EXPECT_EQ(std::filesystem::file_size(taken.request.uploads[0].path), bytes.size() - 20 + 4);
    }
    EXPECT_EQ(folder.files(), 0u);
    EXPECT_EQ(spool.used(), 0u);
}

TEST(multipart, file_names_of_any_kind) {
    Folder folder;
    Spool spool(folder.path, 1 << 20);
    struct Row {
        std::string sent, kept;
    } rows[] = {{"关于印发〔2019〕14号.docx", "关于印发〔2019〕14号.docx"},
                {"../../etc/passwd", "passwd"},
                {"C:\\Users\\我\\表.xls", "表.xls"},
                {"a\xE2\x80\xAE"
                 "fdp.exe",
                 "afdp.exe"},
                {"a%22b%0D%0Ac.txt", "a\"b c.txt"},
                {"100%25.pdf", "100%25.pdf"},
                {"a\\\"b.txt", "a\"b.txt"},
                {"..", "file"},
                {"=?utf-8?B?YQ==?=.txt", "=?utf-8?B?YQ==?=.txt"},  // encoded words are for mail
                {" \t", "file"}};
    for (auto const& row : rows) {
        std::unique_ptr<BodyTaker> taker;
        auto taken = take(part("name=\"f\"; filename=\"" + row.sent + "\"", "x") + "--B--\r\n", 1000, spool, taker);
        ASSERT_FALSE(taken.fault) << row.sent;
        ASSERT_EQ(taken.request.uploads.size(), 1u) << row.sent;
        EXPECT_EQ(taken.request.uploads[0].file_name, row.kept);
    }
    auto name = clean_file_name(std::string(5000, 'x') + ".docx");
    EXPECT_LE(text::length(name), 200u);
    EXPECT_TRUE(name.ends_with(".docx"));
}

TEST(multipart, a_field_left_empty_is_no_upload_but_an_empty_file_is) {
    Folder folder;
    Spool spool(folder.path, 1 << 20);
    std::unique_ptr<BodyTaker> taker;
    auto taken = take(part("name=\"f\"; filename=\"\"", "") + part("name=\"g\"; filename=\"empty.txt\"", "") + "--B--", 9, spool, taker);
    ASSERT_FALSE(taken.fault);
    ASSERT_EQ(taken.request.uploads.size(), 1u);
    EXPECT_EQ(taken.request.uploads[0].file_name, "empty.txt");
    EXPECT_TRUE(std::filesystem::exists(taken.request.uploads[0].path));
}

TEST(multipart, refuses_what_is_broken) {
    Folder folder;
    Spool spool(folder.path, 1 << 20);
    struct Row {
        std::string body;
        int status;
    } rows[] = {{"", 400},
                {"nothing at all", 400},
                {part("name=\"a\"", "x"), 400},  // not ended
                {"--Bx\r\n", 400},
                {"--B\r\nno colon\r\n\r\nx\r\n--B--", 400},
                {"--B\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--B--", 400},
                {"--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--", 400},
                {"--B\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--B--", 400},
                {"--B\r\nX: " + std::string(9000, 'x') + "\r\n\r\nx\r\n--B--", 400},
                {std::string(20000, 'x'), 400},
                {part("name=\"a\"", "\xff") + "--B--", 400},
                {part("name=\"a\"", std::string(1, '\0')) + "--B--", 400},
                {part("name=\"\xff\"", "x") + "--B--", 400},
                {part("name=\"a\"; filename=\"\xb9\xab.txt\"", "x") + "--B--", 400},
                {part("name=\"a\"", std::string(2000, 'x')) + "--B--", 413},
                {part("name=\"a\"; filename=\"a\"", std::string(6000, 'x')) + "--B--", 413}};
    for (auto const& row : rows) {
        std::unique_ptr<BodyTaker> taker;
        auto taken = take(row.body, 64, spool, taker, "multipart/form-data; boundary=\"B\"", {5000, 1000, 100});
        if (row.body.size() > 5000) {
            ASSERT_TRUE(taken.fault);
            continue;
        }
        ASSERT_TRUE(taken.fault) << row.body.substr(0, 80);
        EXPECT_EQ(taken.fault->status, row.status) << row.body.substr(0, 80);
    }
    EXPECT_EQ(folder.files(), 0u);
}

TEST(multipart, boundaries) {
    EXPECT_EQ(Multipart::boundary_of("Multipart/Form-Data; charset=utf-8; Boundary=\"a b\""), "a b");
    EXPECT_EQ(Multipart::boundary_of("multipart/form-data; boundary=----WebKitFormBoundaryAbC1"), "----WebKitFormBoundaryAbC1");
    EXPECT_FALSE(Multipart::boundary_of("multipart/form-data"));
    EXPECT_FALSE(Multipart::boundary_of("multipart/form-data; boundary="));
    EXPECT_FALSE(Multipart::boundary_of("multipart/form-data; boundary=" + std::string(71, 'a')));
    EXPECT_FALSE(Multipart::boundary_of("multipart/mixed; boundary=a"));
}

TEST(body, large_texts_wait_on_disk_and_a_full_spool_says_so) {
    Folder folder;
    Spool spool(folder.path, 5000);
    std::unique_ptr<BodyTaker> taker;
    BodyTaker::Bounds bounds{100000, 100000, 1000};
    auto taken = take("a=" + std::string(4000, 'x'), 100, spool, taker, "application/x-www-form-urlencoded", bounds);
    ASSERT_FALSE(taken.fault);
    EXPECT_EQ(taken.request.form["a"].size(), 4000u);
    EXPECT_EQ(folder.files(), 1u);
    taken = take("a=" + std::string(6000, 'x'), 100, spool, taker, "application/json", bounds);
    EXPECT_EQ(taken.fault, (Fault{503, "http.server.spool_full"}));
    taker.reset();
    EXPECT_EQ(folder.files(), 0u);
    EXPECT_EQ(spool.used(), 0u);
}

TEST(body, what_a_killed_program_left_is_removed) {
    Folder folder;
    auto dead = folder.path / "spool-2000000000-1-x", ours = folder.path / ("spool-" + std::to_string(::getpid()) + "-1-x"),
         foreign = folder.path / "notes.txt";
    for (auto const& file : {dead, ours, foreign}) std::fclose(std::fopen(file.c_str(), "w"));
    EXPECT_TRUE(Spool(folder.path, 1).open());
    EXPECT_FALSE(std::filesystem::exists(dead));
    EXPECT_TRUE(std::filesystem::exists(ours));
    EXPECT_TRUE(std::filesystem::exists(foreign));
}

}  // namespace
}  // namespace mingtang::http
