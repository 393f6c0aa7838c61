#include "catalogue/calendar_feed.hpp"

#include <gmock/gmock.h>

#include "catalogue/due.hpp"
#include "catalogue/guide.hpp"
#include "catalogue/standard.hpp"
#include "catalogue/store.hpp"
#include "organ/trial_site.hpp"

namespace mingtang::catalogue {
namespace {

using organ::Context;
using testing::HasSubstr;

TEST(CalendarText, LinesFoldAndTextsAreEscaped) {
    std::string name;
    for (int i = 0; i < 40; ++i) name += "预算";
    auto text = calendar_text("县民政局", "www.example", Instant::parse("2026-11-23T02:03:04.567Z").value(),
                              {{12, Date(2026, 12, 31), {}, name + ",;\\", "每月\n尚未公开", "https://www.example/catalogue/items/12"}});
    EXPECT_THAT(text, HasSubstr("UID:due-12-20261231@www.example\r\n"));
    EXPECT_THAT(text, HasSubstr("DTSTAMP:20261123T020304Z\r\n"));
    EXPECT_THAT(text, HasSubstr("DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n"));
    EXPECT_THAT(text, HasSubstr("DESCRIPTION:每月\\n尚未公开\r\n"));
    std::string unfolded = text;
    for (std::size_t at = 0; (at = unfolded.find("\r\n ", at)) != std::string::npos;) unfolded.erase(at, 3);
    EXPECT_THAT(unfolded, HasSubstr("SUMMARY:" + name + "\\,\\;\\\\\r\n"));
    for (std::size_t from = 0; from < text.size();) {
        auto end = text.find("\r\n", from);
        ASSERT_NE(end, std::string::npos);
        EXPECT_LE(end - from, 75u);
        EXPECT_NE(static_cast<unsigned char>(text[from]) & 0xC0, 0x80) << "a character is not cut";
        from = end + 2;
    }
}

class CalendarFeed : public organ::OrganSite {
  protected:
    void SetUp() override {
        trial.database().migrate(storage::packed_migrations("catalogue", GetParam()));
        organ::OrganSite::SetUp();
        by_system([&](Context& in) { return open_domain(in, "general", "法定主动公开内容"); }).value();
        by_system([&](Context& in) {
            return import_item(in, "general", {.level1 = "财政信息", .level2 = "预算", .time_limit = "每月公开"});
        }).value();
        by_system([&](Context& in) { return derive(in, civil.id, "general"); }).value();
        by_system([&](Context& in) -> Done {
            for (auto const& item : store::items_of(in.tx, civil.id)) refresh_due(in.tx, item, Date(2026, 10, 3), in.calendar);
            return {};
        }).value();
    }
    std::optional<std::string> read(std::string const& token) {
        auto nobody = organ::Actor::the_public();
        return organ::look(env, nobody, [&](Context& in) { return calendar_of(in, token, "https://www.example", "www.example"); });
    }
};

TEST_P(CalendarFeed, TheAddressOpensUntilItIsRenewed) {
    auto filer = make_person("lixin", "李新", civil.id);
    grant(filer.id, organ::Role::filer, civil.id);
    auto other = make_person("zhou", "周", government.id);
    grant(other.id, organ::Role::filer, government.id);
    auto office = make_person("ban", "班宁", government.id);
    grant(office.id, organ::Role::office, 0);
    EXPECT_EQ(by(actor(filer), [&](Context& in) { return renew_calendar(in, civil.id); }).error().code,
              "catalogue.renew_calendar.forbidden");
    auto token = by(actor(office), [&](Context& in) { return renew_calendar(in, civil.id); }).value();
    auto text = read(token);
    ASSERT_TRUE(text);
    EXPECT_THAT(*text, HasSubstr("DTSTART;VALUE=DATE:20261130"));
    EXPECT_THAT(*text, HasSubstr("财政信息 / 预算"));
    EXPECT_EQ(organ::look(env, actor(filer), [&](Context& in) { return calendar_token(in, civil.id); }), token);
    EXPECT_EQ(organ::look(env, actor(other), [&](Context& in) { return calendar_token(in, civil.id); }), "");
    auto again = by(actor(office), [&](Context& in) { return renew_calendar(in, civil.id); }).value();
    EXPECT_NE(again, token);
    EXPECT_FALSE(read(token));
    EXPECT_TRUE(read(again));
    EXPECT_FALSE(read(""));
    auto journal = reading([&](auto& tx) { return journal::read_back(tx, {.name_prefix = "catalogue.calendar"}); });
    ASSERT_EQ(journal.size(), 2u);
    EXPECT_EQ(journal[0].data.find(again), std::string::npos);
}

BOTH_DATABASES(CalendarFeed);

TEST(Guide, ElementsOfArticleTwelve) {
    organ::Unit unit{
        .address = "云溪大道1号", .hours = "9:00-17:00", .telephone = "0990-5550101", .fax = "0990-5550102", .email = "a@b.example"};
    EXPECT_TRUE(missing_of_guide(unit, 3).empty());
    unit.email.clear(), unit.website = "www.b.example";
    EXPECT_TRUE(missing_of_guide(unit, 3).empty()) << "mail or site";
    EXPECT_THAT(missing_of_guide({}, 0), testing::ElementsAre("catalogue", "address", "hours", "telephone", "fax", "online"));
}

}  // namespace
}  // namespace mingtang::catalogue
