#include "assessment/assessment_fixture.hpp"
#include "assessment/module.hpp"
#include "http/csrf.hpp"
#include "http/router.hpp"
#include "http/target.hpp"
#include "organ/sign_in.hpp"
#include "organ/trial_site.hpp"

namespace mingtang::assessment {
namespace {

/// An assessment of a bureau that was told its score, and the bureau's reviewer at the sheet.
class Sheets : public organ::OrganSite {
  protected:
    void SetUp() override {
        for (auto const* module :
             {"catalogue", "disclosure", "mail", "request", "remedy", "participation", "supervision", "clocks", "assessment"})
            trial.database().migrate(storage::packed_migrations(module, GetParam()));
        organ::OrganSite::SetUp();
        router.add(routes(env));
        office = make_person("ducha", "徐麦穗", government.id);
        grant(office.id, Role::office, 0);
        reviewer = make_person("shenhe", "王青", civil.id);
        grant(reviewer.id, Role::reviewer, civil.id);
        auto as_office = [&](auto&& action) { return by(actor(office), action).value(); };
        as_office([&](Context& in) { return save_scheme(in, small, "本地方案", 0); });
        period = as_office([&](Context& in) {
                     return begin(
                         in, {.name = "第三季度", .scheme = "small", .from_on = "2026-07-01", .to_on = "2026-09-30", .units = {civil.id}});
                 }).id;
        as_office([&](Context& in) { return judge_rest(in, period, civil.id); });
        as_office([&](Context& in) { return tell(in, period, "5", "https://www.example.cn"); });
        enter("shenhe");
    }
    http::Response appealed(std::string const& reason) {
        http::Request request{.method = http::Method::post, .remote = "10.0.0.8"};
        auto target = "/desk/assessment/" + std::to_string(period) + "/units/" + std::to_string(civil.id);
        if (http::read_target(target, request)) throw std::logic_error("no target: " + target);
        request.cookies.add("mingtang_session", token);
        request.form.add("csrf_token", http::csrf_token(token));
        request.form.add("action", "appeal");
        request.form.add("indicator", "dead");
        request.form.add("reason", reason);
        auto match = router.find(http::Method::post, request.path);
        request.params = match.params;
        return match.route->handler(request);
    }
    void enter(std::string_view login) { token = organ::sign_in(env, login, first_password, {"10.0.0.8", "Firefox"}).value().token; }
    static bool holds(http::Response const& response, std::string_view words) {
        return std::get<std::string>(response.body).find(words) != std::string::npos;
    }

    http::Router router;
    std::string token;
    organ::Person office, reviewer;
    Id period = 0;
};

TEST_P(Sheets, AnAppealThatCannotBeMadeAnyMoreGivesBackWhatWasTyped) {
    EXPECT_EQ(appealed(" ").status, 422);
    EXPECT_EQ(appealed("当天检修").status, 303);
    auto twice = appealed("又写了很久的第二份异议");
    EXPECT_EQ(twice.status, 422);
    EXPECT_TRUE(holds(twice, "assessment.appeal.twice"));
    EXPECT_TRUE(holds(twice, "又写了很久的第二份异议"));
    clock.advance(std::chrono::hours(24 * 30));
    enter("shenhe");
    auto late = appealed("写了很久的异议");
    EXPECT_EQ(late.status, 422);
    EXPECT_TRUE(holds(late, "assessment.appeal.too_late"));
    EXPECT_TRUE(holds(late, "写了很久的异议"));
}

TEST_P(Sheets, AnAppealAfterTheAssessmentIsSettledGivesBackWhatWasTyped) {
    clock.advance(std::chrono::hours(24 * 30));
    by(actor(office), [&](Context& in) { return settle(in, period); }).value();
    enter("shenhe");
    auto refused = appealed("写了很久的异议");
    EXPECT_TRUE(holds(refused, "assessment.appeal.not_now"));
    EXPECT_TRUE(holds(refused, "写了很久的异议"));
}

BOTH_DATABASES(Sheets);

}  // namespace
}  // namespace mingtang::assessment
