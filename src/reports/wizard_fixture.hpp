#pragma once
#include <fstream>

#include "catalogue/actions.hpp"
#include "catalogue/store.hpp"
#include "disclosure/actions.hpp"
#include "disclosure/store.hpp"
#include "http/csrf.hpp"
#include "http/router.hpp"
#include "http/target.hpp"
#include "organ/sign_in.hpp"
#include "organ/trial_site.hpp"
#include "remedy/actions.hpp"
#include "reports/actions.hpp"
#include "reports/files.hpp"
#include "reports/form.hpp"
#include "reports/module.hpp"
#include "reports/rules.hpp"
#include "reports/store.hpp"
#include "request/actions.hpp"

namespace mingtang::reports {

using organ::Role;
using Fields = std::vector<std::pair<std::string, std::string>>;

class AnnualReports : public organ::OrganSite {
  protected:
    void SetUp() override {
        for (auto const* module : {"catalogue", "disclosure", "request", "remedy", "reports"})
            trial.database().migrate(storage::packed_migrations(module, GetParam()));
        organ::OrganSite::SetUp();
        router.add(routes(env));
        by_system([&](Context& in) -> Done {
            catalogue::Domain domain{.code = "general", .name = "法定主动公开内容"};
            catalogue::store::save(in.tx, domain);
            catalogue::add_item(in, {.domain = "general", .code = "general-22", .level1 = "公开年报"}).value();
            government.kind = organ::UnitKind::government;
            government = organ::change_unit(in, government, government.changed_at).value();
            return {};
        });
        grant(make_person("qicao", "李新", civil.id).id, Role::filer, civil.id);
        grant(make_person("shenhe", "王青", civil.id).id, Role::reviewer, civil.id);
        grant(make_person("zongban", "龚南浦", government.id).id, Role::office, 0);
        grant(make_person("zhengfu", "徐麦穗", government.id).id, Role::filer, government.id);
        grant(make_person("pangren", "严听泉", government.id).id, Role::secrecy_reviewer, 0);
        fill_registers();
    }
    /// 2025: twelve new, one carried in, eleven closed; two reviews, one of them pending.
    void fill_registers() {
        by_system([&](Context& in) -> Done {
            auto received = [&](int number, char const* day, char const* kind, char const* outcome, char const* closed) {
                request::register_case(in, civil.id,
                                       {.case_number = std::to_string(number),
                                        .received_on = day,
                                        .channel = "online",
                                        .applicant_kind = kind,
                                        .outcome = outcome,
                                        .closed_on = closed})
                    .value();
            };
            received(1, "2024-12-20", "natural", "r1_granted", "2025-01-10");
            for (int i = 2; i <= 11; ++i) received(i, "2025-03-03", "natural", i % 2 ? "r1_granted" : "r4_1_not_held", "2025-03-20");
            received(12, "2025-12-20", "legal", "", "");
            received(13, "2025-12-22", "business", "", "");
            remedy::register_case(in, civil.id,
                                  {.kind = "review",
                                   .case_number = "复1",
                                   .decider = "清河县人民政府",
                                   .accepted_on = "2025-05-06",
                                   .decided_on = "2025-06-06",
                                   .result = "upheld"})
                .value();
            remedy::register_case(in, civil.id,
                                  {.kind = "review", .case_number = "复2", .decider = "清河县人民政府", .accepted_on = "2025-12-06"})
                .value();
            return {};
        });
    }
    http::Response send(http::Method method, std::string const& target, Fields const& form = {}, std::vector<http::Upload> uploads = {}) {
        http::Request request{.method = method, .uploads = std::move(uploads), .remote = "10.0.0.8"};
        if (http::read_target(target, request)) throw std::logic_error("no target: " + target);
        request.cookies.add("mingtang_session", token);
        for (auto const& [name, value] : form) request.form.add(name, value);
        if (method == http::Method::post) request.form.add("csrf_token", http::csrf_token(token));
        auto match = router.find(method, request.path);
        request.params = match.params;
        return match.route->handler(request);
    }
    http::Response get(std::string const& target) { return send(http::Method::get, target); }
    http::Response post(std::string const& target, Fields const& form) { return send(http::Method::post, target, form); }
    void enter(std::string_view login) { token = organ::sign_in(env, login, first_password, {"10.0.0.8", "Firefox"}).value().token; }
    static std::string const& body(http::Response const& response) { return std::get<std::string>(response.body); }
    static bool holds(http::Response const& response, std::string_view words) { return body(response).find(words) != std::string::npos; }
    KeptReport kept(Id id) {
        return reading([&](auto& tx) { return store::by_id(tx, id).value(); });
    }
    Fields figures(Id id, Fields const& changed = {}) {
        std::map<std::string, std::string> all{
            {"lock_version", std::to_string(kept(id).lock_version)}, {"fee_yuan", "0"}, {"t2-fee_wan", "59237.2449"}};
        for (auto const* name : {"t2-rules-made", "t2-rules-repealed", "t2-rules-in_force", "t2-norm-made", "t2-norm-repealed",
                                 "t2-norm-in_force", "t2-licence", "t2-penalty", "t2-coercion"})
            all[name] = "0";
        for (auto const& [name, value] : changed) all[name] = value;
        return {all.begin(), all.end()};
    }
    Fields texts(Id id, Fields const& changed = {}) {
        std::map<std::string, std::string> all{{"lock_version", std::to_string(kept(id).lock_version)},
                                               {"section_1", "新收政府信息公开申请12件。被申请行政复议2件。"},
                                               {"section_5", "答复质量有待提高，将加强培训。"},
                                               {"section_6", "本年度收取信息处理费0元。"}};
        for (auto const& [name, value] : changed) all[name] = value;
        return {all.begin(), all.end()};
    }
    std::string started(Id unit_id, int year) {
        auto made = post("/desk/reports", {{"unit_id", std::to_string(unit_id)}, {"year", std::to_string(year)}});
        EXPECT_EQ(made.status, 303) << body(made);
        return made.status == 303 ? made.header("Location")->substr(0, made.header("Location")->rfind('/')) : "";
    }
    Fields with_version(Id id, Fields form) {
        form.emplace_back("lock_version", std::to_string(kept(id).lock_version));
        return form;
    }
    /// From nothing to handed in.
    std::string handed_in(Id unit_id, int year) {
        enter("zongban");
        auto address = started(unit_id, year);
        auto id = std::stoll(address.substr(address.rfind('/') + 1));
        EXPECT_EQ(post(address + "/figures", figures(id)).status, 303);
        EXPECT_EQ(post(address + "/texts", texts(id, {{"section_1", "概况。"}})).status, 303);
        EXPECT_EQ(post(address + "/checks", with_version(id, {{"explanation", "登记簿从本年开始"}})).status, 303);
        EXPECT_EQ(post(address + "/hand-in", {{"action", "hand_in"}}).status, 303);
        return address;
    }

    http::Router router;
    std::string token;
};

}  // namespace mingtang::reports
