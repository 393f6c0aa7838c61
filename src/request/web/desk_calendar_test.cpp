#include "organ/calendars.hpp"
#include "request/web/desk_fixture.hpp"

namespace mingtang::request {
namespace {

/// A year as the usual JSON has it. Nobody has announced 2027 yet: these days are for the test.
std::string year_2027(std::string const& more = "") {
    std::string days;
    auto add = [&](char const* name, char const* date, bool off) {
        days += std::string(days.empty() ? "" : ",") + R"({"name":")" + name + R"(","date":")" + date + R"(","isOffDay":)" +
                (off ? "true" : "false") + "}";
    };
    add("元旦", "2027-01-01", true), add("元旦", "2027-01-04", true), add("元旦", "2027-01-09", false);
    add("春节", "2027-02-08", true), add("清明节", "2027-04-05", true), add("劳动节", "2027-05-03", true);
    add("端午节", "2027-06-09", true), add("中秋节", "2027-09-15", true), add("国庆节", "2027-10-01", true);
    return R"({"year":2027,"papers":["https://www.gov.cn/example"],"days":[)" + days + more + "]}";
}

class DeskCalendar : public DeskPages {
  protected:
    organ::KeptCalendar kept_{trial_.database(), law::Calendar::standard()};
    void SetUp() override {
        DeskPages::SetUp();
        env_.calendars = &kept_;
    }
    http::Response import(std::string const& content, organ::Actor const& who) {
        auto sent = request(Method::post, "/admin/calendar", who);
        auto path = trial_.folder() / ("year" + std::to_string(++files_));
        std::ofstream(path, std::ios::binary) << content;
        sent.uploads.push_back(
            {.field = "file", .file_name = "2027.json", .content_type = "application/json", .path = path, .size = content.size()});
        return answer(sent);
    }
};

TEST_P(DeskCalendar, a_year_that_comes_late_moves_open_cases_and_says_so) {
    days(20);
    auto id = in_hand();
    EXPECT_FALSE(stored(id).reply_certain);
    auto before = stored(id).reply_due;
    auto taken = import(year_2027(), admin_);
    ASSERT_EQ(taken.status, 200) << body(taken);
    EXPECT_TRUE(has(body(taken), stored(id).case_number));
    EXPECT_TRUE(has(body(taken), before.text()));
    EXPECT_TRUE(stored(id).reply_certain);
    EXPECT_GT(stored(id).reply_due, before) << "1 and 4 January are holidays now, 9 January is a working day";
    EXPECT_EQ(events("request.due_moved").size(), 1u);
    EXPECT_EQ(events("organ.calendar_imported").size(), 1u);
    EXPECT_TRUE(env_.calendar_now()->is_known(2027)) << "who asks from now on counts by it";
    EXPECT_TRUE(has(page(url(id), handler_), "元旦调休上班"));
    EXPECT_TRUE(has(body(import(year_2027(), admin_)), "没有在办申请的期限因此改变")) << "a second time changes nothing";
}

TEST_P(DeskCalendar, what_is_no_year_is_refused_and_changes_nothing) {
    struct Row {
        std::string file, words;
    };
    std::vector<Row> rows{
        {"", "没有选择文件"},
        {"{", "不是 JSON"},
        {R"({"days":[]})", "没有写明年份"},
        {R"({"year":2027,"days":[]})", "没有日期"},
        {R"({"year":2027,"days":[{"name":"元旦","date":"2027-02-30","isOffDay":true}]})", "第 1 个日期"},
        {R"({"year":2027,"days":[{"name":"元旦","date":"2026-10-01","isOffDay":true}]})", "不属于 2027 年"},
        {R"({"year":2027,"days":[{"name":"","date":"2027-01-01","isOffDay":true}]})", "没有写明节日名称"},
        {R"({"year":2027,"days":[{"name":"元旦","date":"2027-01-01"}]})", "没有写明放假还是上班"},
        {year_2027(R"(,{"name":"元旦","date":"2027-01-06","isOffDay":false})"), "2027-01-06 不是周末"},
        {year_2027(R"(,{"name":"元旦","date":"2027-01-01","isOffDay":true})"), "出现了两次"},
        {R"({"year":2027,"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]})", "没有“春节”假期"},
    };
    for (auto const& row : rows) {
        auto refused = import(row.file, admin_);
        EXPECT_EQ(refused.status, 422) << row.words;
        EXPECT_TRUE(has(body(refused), row.words)) << row.words;
    }
    EXPECT_FALSE(env_.calendar_now()->is_known(2027));
    EXPECT_EQ(import(year_2027(), handler_).status, 403);
}

INSTANTIATE_TEST_SUITE_P(Both, DeskCalendar, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres),
                         [](auto const& of) { return storage::name_of(of.param); });

}  // namespace
}  // namespace mingtang::request
