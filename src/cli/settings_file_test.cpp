#include "cli/settings_file.hpp"

#include <gtest/gtest.h>

namespace mingtang::cli {
namespace {

std::vector<std::string> const known{"data", "listen", "workers", "trusted-proxy", "secure-cookies", "mail-password", "mail-from"};

std::string refused(std::string_view bytes) {
    auto lines = read_settings(bytes, known);
    return lines ? "" : lines.error().code + ":" + (lines.error().details.empty() ? "" : lines.error().details[0].second);
}

TEST(ReadSettings, TakesWhatTheSampleShows) {
    auto lines =
        read_settings(
            "# 设置\ndata = \"/var/lib/mingtang\" # here\nworkers = 4\nsecure-cookies = true\n"
            "trusted-proxy = [\n \"127.0.0.1\", \"::1\" ]\nmail-from = \"某县政务公开 <a@example.gov.cn>\"\nmail-password = \"a#b, c\"\n",
            known)
            .value();
    std::map<std::string, std::vector<std::string>> found;
    for (auto const& line : lines) found[line.name] = line.values;
    EXPECT_EQ(found.size(), 6U);
    EXPECT_EQ(found["data"], std::vector<std::string>{"/var/lib/mingtang"});
    EXPECT_EQ(found["workers"], std::vector<std::string>{"4"});
    EXPECT_EQ(found["secure-cookies"], std::vector<std::string>{"true"});
    EXPECT_EQ(found["trusted-proxy"], (std::vector<std::string>{"127.0.0.1", "::1"}));
    EXPECT_EQ(found["mail-from"], std::vector<std::string>{"某县政务公开 <a@example.gov.cn>"});
    EXPECT_EQ(found["mail-password"], std::vector<std::string>{"a#b, c"});
}

TEST(ReadSettings, RefusesWithTheLine) {
    EXPECT_EQ(refused("\xff\xfe"), "cli.settings.bytes:");
    EXPECT_EQ(refused("\ndata = \"/d\"\nlisten = \n"), "cli.settings.malformed:3");
    EXPECT_EQ(refused("listen\n"), "cli.settings.malformed:1");
    EXPECT_EQ(refused("listen = 127.0.0.1:8080\n"), "cli.settings.malformed:1");
    EXPECT_EQ(refused("listen = \"a\"\nlisten = \"b\"\n"), "cli.settings.malformed:2");
    EXPECT_EQ(refused("[section"), "cli.settings.malformed:1");
    EXPECT_EQ(refused("\n[serve]\nlisten = \"a\"\n"), "cli.settings.group:2");
    EXPECT_EQ(refused("data = \"/d\"\nunheard = 1\n"), "cli.settings.unknown:2");
    EXPECT_EQ(refused("listen = \" \"\n"), "cli.settings.empty:1");
    EXPECT_EQ(refused("workers = 1.5\n"), "cli.settings.kind:1");
    EXPECT_EQ(refused("trusted-proxy = [[\"a\"]]\n"), "cli.settings.kind:1");
}

}  // namespace
}  // namespace mingtang::cli
