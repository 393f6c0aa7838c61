// The program of these tests reads in a child as the real one does: its main knows the hidden verb.
#include "scan/child.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <linux/landlock.h>
#include <netinet/in.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <random>
#include <thread>

#include "scan/read/confine.hpp"
#include "scan/read/fixture.hpp"
#include "scan/read/wire.hpp"

int main(int argc, char** argv) {
    if (argc > 1 && argv[1] == mingtang::scan::read_file_verb) return mingtang::scan::serve_read_file(argc, argv);
    testing::InitGoogleMock(&argc, argv);
    return RUN_ALL_TESTS();
}

namespace mingtang::scan {
namespace {

using namespace fixture;
using namespace std::string_view_literals;

std::string only_reason(Reading const& reading) {
    return reading.findings.size() == 1 && reading.findings[0].kind == Kind::unreadable ? reading.findings[0].masked : "?";
}

Limits alone() {
    Limits limits;
    limits.others = false;
    return limits;
}

/// A program that does as `script` says instead of reading.
class Instead {
  public:
    explicit Instead(std::string const& script) : path_("/tmp/mingtang-instead-" + std::to_string(::getpid()) + ".sh") {
        std::ofstream(path_) << "#!/bin/sh\n" << script << "\n";
        ::chmod(path_.c_str(), 0700);
    }
    ~Instead() { ::unlink(path_.c_str()); }
    std::string const& path() const { return path_; }

  private:
    std::string path_;
};

TEST(Child, reads_as_the_parent_would) {
    auto file = docx(paragraph("正文") + paragraph("隐藏", "<w:vanish/>"));
    auto here = read(file, "a.docx", alone()), there = read_in_child(file, "a.docx", alone()),
         forked = read_in_child(file, "a.docx", alone(), {});
    EXPECT_EQ(to_wire(there), to_wire(here));
    EXPECT_EQ(to_wire(forked), to_wire(here));
    ASSERT_EQ(there.passages.size(), 2u);
    EXPECT_EQ(there.passages[1].hidden, "hidden_text");
}

TEST(Child, several_at_a_time) {
    std::vector<std::jthread> threads;
    std::atomic<int> good = 0;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&, i] {
            for (int round = 0; round < 3; ++round)
                good +=
                    read_in_child("第" + std::to_string(i) + "个", "a.txt", alone()).passages.at(0).text == "第" + std::to_string(i) + "个";
        });
    threads.clear();
    EXPECT_EQ(good, 12);
}

TEST(Child, what_becomes_of_it_is_a_finding) {
    auto limits = alone();
    limits.seconds = 1;
    EXPECT_EQ(only_reason(read_in_child("x", "a", limits, Instead("sleep 30").path())), "too_slow");
    EXPECT_EQ(only_reason(read_in_child("x", "a", limits, Instead("while :; do :; done").path())), "too_slow");
    EXPECT_EQ(only_reason(read_in_child("x", "a", limits, Instead("kill -SEGV $$").path())), "crashed");
    EXPECT_EQ(only_reason(read_in_child("x", "a", limits, Instead("echo nonsense").path())), "crashed");
    EXPECT_EQ(only_reason(read_in_child("x", "a", limits, "/nowhere/reader")), "crashed");
    EXPECT_EQ(only_reason(read_in_child(std::filesystem::path("/nowhere/file"), limits)), "missing");
    limits.file_bytes = 3;
    EXPECT_EQ(only_reason(read_in_child("four", "a", limits)), "too_large");
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST(Child, memory_ends) {
    auto limits = alone();
    limits.memory_bytes = limits.others_bytes = 400u << 20;
    limits.ratio = 100'000;
    auto file = zipped({{"a.txt", std::string(150u << 20, 'a')}});
    EXPECT_EQ(only_reason(read_in_child(file, "a.zip", limits)), "too_large");
}
#endif

TEST(Child, nobody_of_its_group_stays) {
    auto mark = "/tmp/mingtang-stays-" + std::to_string(::getpid());
    auto limits = alone();
    limits.seconds = 1;
    read_in_child("x", "a", limits, Instead("(sleep 2; touch " + mark + ") & sleep 30").path());
    std::this_thread::sleep_for(std::chrono::milliseconds(2500));
    EXPECT_FALSE(std::filesystem::exists(mark));
}

TEST(Child, it_sees_no_environment_and_no_open_files) {
    ::setenv("MINGTANG_TEST_SECRET", "secret", 1);
    auto out = "/tmp/mingtang-seen-" + std::to_string(::getpid());
    std::ifstream open_file("/etc/hostname");
    read_in_child("x", "a", alone(), Instead("env > " + out + "; ls /proc/$$/fd >> " + out).path());
    std::ifstream seen(out);
    std::string text(std::istreambuf_iterator<char>(seen), {});
    ::unlink(out.c_str());
    EXPECT_NE(text.find("PATH="), std::string::npos);
    EXPECT_EQ(text.find("MINGTANG_TEST_SECRET"), std::string::npos);
    EXPECT_EQ(text.find("\n3\n"), std::string::npos);
}

TEST(Office, reads_old_formats_where_it_is_installed_and_takes_nothing_for_text) {
    if (::access("/usr/bin/soffice", X_OK) != 0) GTEST_SKIP() << "no LibreOffice here";
    auto reading = read_in_child("{\\rtf1 number 7}", "a.rtf");
    ASSERT_FALSE(reading.passages.empty());
    EXPECT_EQ(reading.passages[0].text, "number 7");
    using namespace std::string_literals;
    EXPECT_EQ(only_reason(read_in_child("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"s, "a.doc")),
              "not_converted");
}

/// Runs `work` in a confined child of its own; true where it says so.
template <class Work>
bool holds_confined(Work work, std::filesystem::path const& folder = "/") {
    auto child = ::fork();
    if (child == 0) ::_exit(::chdir(folder.c_str()) == 0 && confine_this_process() ? (work() ? 0 : 1) : 2);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST(Confined, no_network_no_tracing_no_signals) {
    EXPECT_TRUE(holds_confined([] { return ::socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM; }));
    EXPECT_TRUE(holds_confined([] { return ::socket(AF_INET6, SOCK_DGRAM, 0) < 0 && errno == EPERM; }));
    EXPECT_TRUE(holds_confined([] { return ::socket(AF_UNIX, SOCK_DGRAM, 0) < 0 && errno == EPERM; }));
    EXPECT_TRUE(holds_confined([] {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        int local = ::socket(AF_UNIX, SOCK_STREAM, 0);
        return local >= 0 && ::connect(local, reinterpret_cast<sockaddr*>(&address), sizeof address) < 0 && errno == EPERM;
    }));
    EXPECT_TRUE(holds_confined([] { return ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) < 0 && errno == EPERM; }));
    EXPECT_TRUE(holds_confined([] { return ::kill(::getppid(), 0) < 0 && errno == EPERM; }));
    EXPECT_TRUE(holds_confined([] { return ::setsid() < 0 && errno == EPERM; }));
}

TEST(Confined, files_of_others_where_the_kernel_can) {
    if (::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) < 2)
        GTEST_SKIP() << "no Landlock in this kernel";
    auto folder = std::filesystem::temp_directory_path() / ("mingtang-own-" + std::to_string(::getpid()));
    auto secret = folder.string() + "-secret";
    std::filesystem::create_directory(folder);
    std::ofstream(secret) << "key";
    EXPECT_TRUE(holds_confined([&] { return ::open(secret.c_str(), O_RDONLY) < 0 && errno == EACCES; }, folder));
    EXPECT_TRUE(holds_confined([&] { return ::open("new", O_WRONLY | O_CREAT, 0600) >= 0; }, folder));
    std::filesystem::remove_all(folder);
    std::filesystem::remove(secret);
}

Said shell(std::string const& script, std::string_view input = {}, unsigned seconds = 10) {
    auto limits = alone();
    limits.seconds = seconds;
    return run_in_child({"/bin/sh", "-c", script}, input, limits);
}

TEST(Run, another_program_gets_its_input_and_is_heard) {
    auto said = shell("cat; pwd; echo $TMPDIR; env | wc -l; cat new 2>/dev/null; echo made > new; cat new", "甲\0乙\n"sv);
    EXPECT_EQ(said.trouble, "");
    EXPECT_EQ(said.output.substr(0, 8), "甲\0乙\n"sv);
    EXPECT_THAT(said.output, testing::HasSubstr("/mingtang-read-"));
    EXPECT_THAT(said.output, testing::EndsWith("made\n"));
    auto forked = run_in_child({"/bin/cat"}, "乙", alone(), {});
    EXPECT_EQ(forked.output, "乙");
}

TEST(Run, what_becomes_of_it_is_named) {
    EXPECT_EQ(shell("exit 3").trouble, "crashed");
    EXPECT_EQ(shell("kill -SEGV $$").trouble, "crashed");
    EXPECT_EQ(shell("sleep 30", {}, 1).trouble, "too_slow");
    EXPECT_EQ(shell("while :; do :; done", {}, 1).trouble, "too_slow");
    EXPECT_EQ(run_in_child({"/nowhere/program"}, "", alone()).trouble, "missing");
    auto limits = alone();
    limits.file_bytes = 3;
    EXPECT_EQ(run_in_child({"/bin/cat"}, "four", limits).trouble, "too_large");
}

TEST(Run, it_reaches_no_network_and_where_the_kernel_can_no_settings) {
    EXPECT_EQ(run_in_child({"/usr/bin/python3", "-c", "import socket; socket.socket()"}, "", alone()).trouble, "crashed");
    if (::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) < 2)
        GTEST_SKIP() << "no Landlock in this kernel";
    for (auto const* file : {"/etc/passwd", "/proc/self/status", "/proc/1/environ", "/sys/kernel/uevent_seqnum", "/tmp"})
        EXPECT_EQ(shell(std::string("ls ") + file + " >/dev/null && cat " + file).trouble, "crashed") << file;
    EXPECT_EQ(shell("echo x > /tmp/mingtang-written-by-a-child").trouble, "crashed");
    EXPECT_EQ(shell("test -r /usr/bin/env && cat /usr/bin/env >/dev/null").trouble, "");
}

TEST(Wire, broken_bytes_are_no_reading) {
    auto wire = to_wire(read(docx(paragraph("正文")), "a.docx", alone()));
    ASSERT_TRUE(from_wire(wire));
    for (std::size_t size = 0; size < wire.size(); ++size) EXPECT_FALSE(from_wire(std::string_view(wire).substr(0, size)));
    EXPECT_FALSE(from_wire(std::string(64, '\xFF')));
}

/// Whatever a file is damaged to: there is a reading, and the parent lives. Most are read here, where a crash would end the test; some in a
/// child.
TEST(Mutations, always_give_a_reading) {
    std::vector<std::string> seeds{
        docx(paragraph("正文") + "<w:tbl><w:tr><w:tc>" + paragraph("格") + "</w:tc></w:tr></w:tbl>",
             {{"word/comments.xml", word_xml("comments", "<w:comment>" + paragraph("注") + "</w:comment>")}},
             {{"comments", "comments.xml"}}),
        xlsx({{"S",
               "<sheetData><row r=\"1\">" + inline_cell("A1", "甲") +
                   "</row></sheetData><mergeCells><mergeCell ref=\"A1:B9\"/></mergeCells>",
               "hidden"}}),
        saved_again(pdf("BT /F1 12 Tf 100 700 Td (OLD) Tj ET 0 g 9 9 90 90 re f", "/Annots[<</Subtype/Text/Contents(n)>>]"),
                    "BT /F1 12 Tf 100 600 Td (new) Tj ET"),
        zipped({{"a.txt", "文字"}, {"b.zip", zipped({{"c.html", "<p hidden>x</p>"}})}}),
        "<html><body><table><tr><td>甲<td hidden>乙</table><!-- 1 --></body></html>",
        "姓名,电话\n张三,138\n"};
    std::mt19937 random(20261124);
    auto any = [&](std::size_t below) { return std::size_t(random()) % std::max<std::size_t>(below, 1); };
    auto limits = alone();
    limits.seconds = 10;
    std::size_t readings = 0;
    for (auto const& seed : seeds)
        for (int round = 0; round < 300; ++round) {
            auto file = seed;
            for (std::size_t changes = 1 + any(8); changes > 0; --changes) {
                auto at = any(file.size());
                if (file.empty()) break;
                switch (any(4)) {
                    case 0:
                        file[at] = char(random());
                        break;
                    case 1:
                        file.erase(at, 1 + any(20));
                        break;
                    case 2:
                        file.insert(at, file.substr(any(file.size()), any(40)));
                        break;
                    default:
                        file.resize(file.size() - any(file.size() / 4 + 1));
                        break;
                }
            }
            auto reading = round % 50 == 0 ? read_in_child(file, "a.csv", limits) : read(file, "a.csv", limits);
            EXPECT_TRUE(from_wire(to_wire(reading)));
            EXPECT_NE(only_reason(reading), "crashed");
            ++readings;
        }
    EXPECT_EQ(readings, seeds.size() * 300);
}

}  // namespace
}  // namespace mingtang::scan
