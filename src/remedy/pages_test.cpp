#include "http/csrf.hpp"
#include "http/router.hpp"
#include "http/target.hpp"
#include "organ/sign_in.hpp"
#include "organ/trial_site.hpp"
#include "remedy/actions.hpp"
#include "remedy/csv.hpp"
#include "remedy/module.hpp"
#include "remedy/store.hpp"

namespace mingtang::remedy {
namespace {

using organ::Role;
using Form = std::vector<std::pair<std::string, std::string>>;

class Remedies : public organ::OrganSite {
  protected:
    void SetUp() override {
        trial.database().migrate(storage::packed_migrations("remedy", GetParam()));
        organ::OrganSite::SetUp();
        router.add(
            routes(env, [](Context&, Id, std::string const& number) { return number == "2026-7" ? std::string("/desk/requests/7") : ""; }));
        grant(make_person("bangong", "徐麦穗", government.id).id, Role::office, civil.id);
        grant(make_person("shenji", "刘云起", government.id).id, Role::auditor, 0);
        grant(make_person("qicao", "李新", civil.id).id, Role::filer, civil.id);
        enter("bangong");
    }
    http::Response send(http::Method method, std::string const& target, Form const& form = {}) {
        http::Request request{.method = method, .remote = "10.0.0.8"};
        if (http::read_target(target, request)) throw std::logic_error("no target: " + target);
        request.cookies.add("mingtang_session", token);
        for (auto const& [name, value] : form) request.form.add(name, value);
        if (method == http::Method::post) request.form.add("csrf_token", http::csrf_token(token));
        auto match = router.find(method, request.path);
        request.params = match.params;
        return match.route->handler(request);
    }
    http::Response get(std::string const& target) { return send(http::Method::get, target); }
    http::Response post(std::string const& target, Form const& form) { return send(http::Method::post, target, form); }
    void enter(std::string_view login) { token = organ::sign_in(env, login, first_password, {"10.0.0.8", "Firefox"}).value().token; }
    static bool holds(http::Response const& response, std::string_view words) {
        return std::get<std::string>(response.body).find(words) != std::string::npos;
    }
    Form typed(Form const& changed = {}) const {
        std::map<std::string, std::string> all{{"unit_id", std::to_string(civil.id)},
                                               {"kind", "review"},
                                               {"case_number", "清府复〔2026〕3号"},
                                               {"decider", "清河县人民政府"},
                                               {"applicant_kind", "natural"},
                                               {"applicant", "石小柳"},
                                               {"request_number", "2026-7"},
                                               {"subject", "不予公开的答复"},
                                               {"grounds", "认为属于应当公开的信息"},
                                               {"accepted_on", "2026-11-02"},
                                               {"summary", "1"},
                                               {"copy_received_on", "2026-11-04"},
                                               {"answered_on", ""},
                                               {"decided_on", ""},
                                               {"result", "pending"},
                                               {"document", ""},
                                               {"remark", ""}};
        for (auto const& [name, value] : changed) all[name] = value;
        return {all.begin(), all.end()};
    }
    std::string registered(Form const& changed = {}) {
        auto made = post("/desk/remedies", typed(changed));
        EXPECT_EQ(made.status, 303) << std::get<std::string>(made.body);
        return made.status == 303 ? *made.header("Location") : "";
    }

    http::Router router;
    std::string token;
};

TEST_P(Remedies, FromRegistrationToDecision) {
    auto address = registered();
    auto page = get(address);
    EXPECT_TRUE(holds(page, "石小柳"));
    EXPECT_TRUE(holds(page, "2026-11-11")) << "five working days after 11-04";
    EXPECT_TRUE(holds(page, "答复超期 8 个工作日"));
    EXPECT_TRUE(holds(page, "href=\"/desk/requests/7\""));
    EXPECT_TRUE(holds(get("/desk/remedies?unanswered=1"), "清府复〔2026〕3号"));
    auto changed = typed({{"lock_version", "1"},
                          {"answered_on", "2026-11-10"},
                          {"decided_on", "2026-11-20"},
                          {"result", "corrected"},
                          {"document", "清府复决〔2026〕3号"}});
    EXPECT_EQ(post(address, changed).status, 303);
    EXPECT_TRUE(holds(get(address), "结果纠正"));
    EXPECT_TRUE(holds(get("/desk/remedies?unanswered=1"), "没有符合条件的案件"));
    auto late = post(address, changed);
    EXPECT_EQ(late.status, 409) << "somebody saved since";
    EXPECT_TRUE(holds(late, "清府复决〔2026〕3号"));
    EXPECT_EQ(post(address + "/strike", {{"reason", ""}}).status, 422);
    EXPECT_EQ(post(address + "/strike", {{"reason", "重复登记"}}).status, 303);
    EXPECT_TRUE(holds(get(address), "不计入统计"));
    EXPECT_EQ(post(address, typed({{"lock_version", "3"}})).status, 422);
    EXPECT_EQ(events("remedy:1"), (std::vector<std::string>{"remedy.registered", "remedy.changed", "remedy.struck"}));
}

TEST_P(Remedies, NamesAreSealedAndTheAuditorDoesNotSeeThem) {
    auto address = registered();
    reading([&](auto& tx) {
        auto stored = store::by_id(tx, 1).value();
        for (auto const* text : {&stored.applicant, &stored.subject, &stored.grounds}) EXPECT_FALSE(text->empty());
        EXPECT_EQ(stored.applicant.find("石小柳"), std::string::npos);
        for (auto const& event : journal::read_back(tx, {.subject = "remedy:1"})) EXPECT_EQ(event.data.find("石小柳"), std::string::npos);
        return 0;
    });
    enter("shenji");
    EXPECT_TRUE(holds(get("/desk/remedies"), "清府复〔2026〕3号"));
    EXPECT_FALSE(holds(get(address), "石小柳"));
    EXPECT_FALSE(holds(get("/desk/remedies"), "不予公开的答复"));
    EXPECT_EQ(post(address, typed()).status, 403);
    EXPECT_EQ(post("/desk/remedies/export", {{"unit_id", std::to_string(civil.id)}}).status, 403);
    enter("qicao");
    for (auto const& one : {std::string("/desk/remedies"), std::string("/desk/remedies/new"), address})
        EXPECT_EQ(get(one).status, 403) << one;
    enter("bangong");
    EXPECT_EQ(post("/desk/remedies", typed({{"unit_id", std::to_string(government.id)}})).status, 403) << "of another unit";
}

TEST_P(Remedies, ARefusalKeepsWhatWasTyped) {
    for (auto const& [name, value, said] :
         std::vector<std::tuple<std::string, std::string, std::string>>{{"case_number", "", "没有填写"},
                                                                        {"case_number", std::string(201, '7'), "太长"},
                                                                        {"decider", " ", "没有填写"},
                                                                        {"accepted_on", "去年", "不是存在的日期"},
                                                                        {"accepted_on", "2026-12-01", "晚于今天"},
                                                                        {"copy_received_on", "2026-02-30", "不是存在的日期"},
                                                                        {"result", "upheld", "审结"},
                                                                        {"kind", "lawsuit_direct", "简易程序"},
                                                                        {"kind", "quarrel", "没有“quarrel”这个选项"},
                                                                        {"unit_id", "999", "只能查看"},
                                                                        {"grounds", std::string(5001, 'x'), "太长"}}) {
        auto refused = post("/desk/remedies", typed({{name, value}}));
        EXPECT_GE(refused.status, 403) << name;
        EXPECT_TRUE(holds(refused, said)) << name << " " << value.substr(0, 20);
        EXPECT_TRUE(refused.status != 422 || holds(refused, "石小柳")) << name;
    }
    registered();
    auto again = post("/desk/remedies", typed());
    EXPECT_EQ(again.status, 422);
    EXPECT_TRUE(holds(again, "已经登记过"));
    EXPECT_EQ(get("/desk/remedies/99").status, 404);
}

TEST_P(Remedies, CountsByYearAndComesBackFromItsOwnFile) {
    registered({{"case_number", "甲"},
                {"accepted_on", "2024-12-20"},
                {"copy_received_on", ""},
                {"decided_on", "2025-02-01"},
                {"result", "upheld"}});
    registered({{"case_number", "乙"},
                {"accepted_on", "2025-03-01"},
                {"copy_received_on", ""},
                {"decided_on", "2026-01-05"},
                {"result", "other"}});
    registered(
        {{"case_number", "丙"}, {"kind", "lawsuit_direct"}, {"summary", ""}, {"accepted_on", "2025-06-01"}, {"copy_received_on", ""}});
    registered({{"case_number", "丁,\"丁\""},
                {"kind", "lawsuit_after_review"},
                {"summary", ""},
                {"accepted_on", "2025-06-01"},
                {"copy_received_on", "2025-06-03"},
                {"decided_on", "2025-09-01"},
                {"result", "corrected"},
                {"remark", "一\n二"}});
    post(registered({{"case_number", "戊"}, {"accepted_on", "2025-06-01"}, {"copy_received_on", ""}}) + "/strike", {{"reason", "误登"}});
    auto counted = [&](int year) {
        return reading([&](auto& tx) {
            std::map<std::string, long long> sums;
            for (auto const& one : store::counted_in(tx, {civil.id}, year))
                sums[std::string(to_text(one.kind)) + " " + std::string(to_text(one.result))] += one.number;
            std::string told;
            for (auto const& [name, number] : sums) told += (told.empty() ? "" : ", ") + name + " " + std::to_string(number);
            return told;
        });
    };
    EXPECT_EQ(counted(2024), "review pending 1");
    EXPECT_EQ(counted(2025), "lawsuit_after_review corrected 1, lawsuit_direct pending 1, review pending 1, review upheld 1");
    EXPECT_EQ(counted(2026), "lawsuit_direct pending 1, review other 1");
    reading([&](auto& tx) {
        EXPECT_EQ(store::behind(tx, {civil.id}, 2025, Kind::review, {}).size(), 2u);
        EXPECT_EQ(store::behind(tx, {civil.id}, 2025, Kind::review, Result::pending).at(0).case_number, "乙");
        EXPECT_EQ(store::behind(tx, {civil.id}, 2025, Kind::review, Result::upheld).at(0).case_number, "甲");
        EXPECT_EQ(store::list(tx, organ::Actor::of_system("test"), {.year = 2025}, {}, 10).size(), 5u) << "the struck one is listed";
        EXPECT_EQ(store::list(tx, organ::Actor::of_system("test"), {}, store::Key{Date(2025, 6, 1), 4}, 10).size(), 3u);
        return 0;
    });
    auto file = post("/desk/remedies/export", {{"unit_id", std::to_string(civil.id)}});
    ASSERT_EQ(file.status, 200);
    EXPECT_TRUE(holds(file, "\"丁,\"\"丁\"\"\""));
    EXPECT_TRUE(holds(file, "\"一\n二\""));
    by_system([&](Context& in) -> Done {
        auto row = form_of(in, store::by_number(in.tx, civil.id, Kind::review, "甲").value());
        EXPECT_EQ(take_in(in, civil.id, row).value(), Taken::unchanged);
        row.result = "结果纠正", row.decided_on = "2025年2月3日";
        EXPECT_EQ(take_in(in, civil.id, row).value(), Taken::changed);
        row.case_number = "己";
        EXPECT_EQ(take_in(in, civil.id, row).value(), Taken::added);
        row.case_number = "戊";
        EXPECT_EQ(take_in(in, civil.id, row).error().code, "remedy.case.struck");
        return {};
    });
}

TEST_P(Remedies, OneOfTheWholeSiteKeepsEveryUnit) {
    grant(make_person("zongban", "龚南浦", government.id).id, Role::office, 0);
    enter("zongban");
    registered({{"unit_id", std::to_string(government.id)}, {"case_number", "子"}});
    registered({{"case_number", "丑"}});
    EXPECT_TRUE(holds(get("/desk/remedies?unit=" + std::to_string(civil.id)), "丑"));
    EXPECT_FALSE(holds(get("/desk/remedies?unit=" + std::to_string(civil.id)), "子<"));
    enter("bangong");
    EXPECT_FALSE(holds(get("/desk/remedies"), "子<"));
    EXPECT_TRUE(holds(get("/desk/remedies"), "丑"));
}

BOTH_DATABASES(Remedies);

}  // namespace
}  // namespace mingtang::remedy
