#pragma once
#include "base/digest.hpp"
#include "http/csrf.hpp"
#include "http/target.hpp"
#include "journal/journal.hpp"
#include "organ/web/layout.hpp"
#include "request/life_fixture.hpp"
#include "request/module.hpp"

namespace mingtang::request {

using http::Method;
using Typed = std::vector<std::pair<std::string, std::string>>;

/// The staff of the county at their desks: sessions for all of them, requests through the router as in the program.
class DeskPages : public LifeOfRequest {
  protected:
    journal::Bell bell_;
    http::PageCache pages_;
    organ::Environment env_{.database = trial_.database(),
                            .blobs = blobs_,
                            .bell = bell_,
                            .clock = clock_,
                            .calendar = calendar_,
                            .pages = pages_,
                            .secret = secret_,
                            .site = [] { return organ::SiteSettings{.site_name = "清河县人民政府", .site_domain = "www.qinghe.example"}; }};
    std::vector<AnswerToPublish> published_;
    Around around_{.env = env_,
                   .find_published =
                       [](std::string const& words, int) {
                           std::vector<Published> found;
                           if (words.find("校车") != std::string::npos)
                               found.push_back({7, "2025年校车经费决算", "清河县教育局", "2026-03-02", ""});
                           return found;
                       },
                   .start_disclosure = [this](organ::Context&, AnswerToPublish const& answer) -> Outcome<StartedDisclosure> {
                       published_.push_back(answer);
                       return StartedDisclosure{77, "/desk/drafts/91"};
                   }};
    http::Router router_;
    organ::Actor admin_;

    void SetUp() override {
        LifeOfRequest::SetUp();
        router_.add(desk_routes(around_));
        admin_ = person("guanli", county_, {});
        auto system = organ::Actor::of_system("test");
        run(system, [&](Context& in) { return organ::grant_role(in, admin_.person_id, Role::administrator, 0); }).value();
        begin_sessions();
    }
    void begin_sessions() {
        for (auto const* one : {&handler_, &other_handler_, &legal_, &unit_head_, &office_head_, &outsider_, &admin_}) begin_session(*one);
    }
    /// So many days later, with everybody signed in anew.
    void days(int number) {
        LifeOfRequest::days(number);
        begin_sessions();
    }
    void begin_session(organ::Actor const& who) {
        organ::Session session{.token_hash = sha256("token-" + std::to_string(who.person_id)),
                               .person_id = who.person_id,
                               .whole = true,
                               .made_at = clock_.now(),
                               .seen_at = clock_.now()};
        run(organ::Actor::of_system("test"), [&](Context& in) -> Done {
            if (auto known = organ::store::session_by_hash(in.tx, session.token_hash)) session.id = known->id;
            organ::store::save(in.tx, session);
            return {};
        });
    }
    http::Request request(Method method, std::string const& target, organ::Actor const& who, Typed const& form = {}) {
        http::Request made{.method = method};
        if (http::read_target(target, made)) throw std::logic_error("no target: " + target);
        auto token = "token-" + std::to_string(who.person_id);
        made.cookies.add(std::string(organ::web::session_cookie), token);
        made.form.add("csrf_token", http::csrf_token(token));
        for (auto const& [name, value] : form) made.form.add(name, value);
        return made;
    }
    http::Response answer(http::Request made) {
        auto match = router_.find(made.method, made.path);
        if (match.route == nullptr) return http::text("no route", 404);
        made.params = match.params;
        return match.route->handler(made);
    }
    http::Response get(std::string const& target, organ::Actor const& who) { return answer(request(Method::get, target, who)); }
    http::Response post(std::string const& target, organ::Actor const& who, Typed const& form = {}) {
        return answer(request(Method::post, target, who, form));
    }
    static std::string body(http::Response const& response) { return std::get<std::string>(response.body); }
    std::string page(std::string const& target, organ::Actor const& who) { return body(get(target, who)); }
    static std::string location(http::Response const& response) {
        auto const* to = response.header("Location");
        return to ? *to : "";
    }
    static bool has(std::string const& page, std::string const& words) { return page.find(words) != std::string::npos; }

    static std::string url(Id id) { return "/desk/requests/" + std::to_string(id); }
    static std::string of_letter(Id id) { return "/desk/letters/" + std::to_string(id); }
    Typed counter_form() {
        auto one = form();
        return {{"unit", std::to_string(unit_)},
                {"channel", "counter"},
                {"arrived_on", clock_.today().text()},
                {"applicant_kind", one.applicant_kind},
                {"name", one.name},
                {"proof", one.proof},
                {"proof_number", one.proof_number},
                {"phone", one.phone},
                {"email", one.email},
                {"address", one.address},
                {"description", one.description},
                {"supply_form", one.supply_form},
                {"supply_by", one.supply_by}};
    }
    std::vector<journal::Event> events(std::string const& name) {
        return read([&](auto& tx) {
            std::vector<journal::Event> found;
            for (auto const& event : journal::read_back(tx, {.name_prefix = name}))
                if (event.name == name) found.push_back(event);
            return found;
        });
    }
};

}  // namespace mingtang::request
