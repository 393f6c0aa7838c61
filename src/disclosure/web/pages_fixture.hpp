#pragma once
#include <gtest/gtest.h>

#include <fstream>

#include "base/digest.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "catalogue/store.hpp"
#include "disclosure/actions.hpp"
#include "disclosure/module.hpp"
#include "disclosure/store.hpp"
#include "http/csrf.hpp"
#include "organ/store.hpp"
#include "organ/units.hpp"
#include "organ/web/layout.hpp"
#include "storage/trial.hpp"

namespace mingtang::disclosure {

using http::Method;
using organ::Role;
using Typed = std::vector<std::pair<std::string, std::string>>;

/// A unit with staff whose browsers hold sessions; requests go through the router as they do in the program.
class Pages : public testing::Test {
  protected:
    storage::Trial trial_{storage::Dialect::sqlite, {"storage", "journal", "organ", "catalogue", "disclosure"}};
    FakeClock clock_{Date(2026, 11, 23)};
    law::Calendar calendar_ = law::Calendar::standard();
    storage::Blobs blobs_{trial_.database(), trial_.folder() / "blobs"};
    journal::Bell bell_;
    http::PageCache pages_;
    organ::Environment env_{.database = trial_.database(),
                            .blobs = blobs_,
                            .bell = bell_,
                            .clock = clock_,
                            .calendar = calendar_,
                            .pages = pages_,
                            .secret = std::string(32, 's'),
                            .site = [] { return organ::SiteSettings{.site_name = "清河县人民政府"}; }};
    http::Router router_;
    Id unit_ = 0, item_ = 0;
    int files_ = 0;

    void SetUp() override {
        router_.add(desk_routes(env_));
        auto tx = trial_.database().write();
        auto system = organ::Actor::of_system("test");
        Context in{system, tx, calendar_, clock_.now(), blobs_};
        unit_ = organ::create_unit(in, {.code = "minzheng", .name = "县民政局", .short_name = "民政局"}).value().id;
        catalogue::Item item{
            .unit_id = unit_, .domain = "shehuijiuzhu", .code = "shehuijiuzhu-01", .level1 = "社会救助", .level2 = "最低生活保障"};
        catalogue::store::save(tx, item);
        item_ = item.id;
        add_person(tx, "filer", unit_, {Role::filer});
        add_person(tx, "second", unit_, {Role::filer});
        add_person(tx, "reviewer", unit_, {Role::reviewer});
        add_person(tx, "secrecy", unit_, {Role::secrecy_reviewer});
        add_person(tx, "office", unit_, {Role::office});
        add_person(tx, "both", unit_, {Role::filer, Role::reviewer});
        add_person(tx, "outsider", unit_ + 1000, {});
        tx.commit();
    }

    void add_person(storage::Transaction& tx, std::string const& login, Id unit, std::vector<Role> const& roles) {
        organ::Person person{.login = login, .name = "某" + login, .unit_id = unit, .made_at = clock_.now(), .signed_in_at = clock_.now()};
        organ::store::save(tx, person);
        for (auto role : roles) {
            organ::Grant grant{.person_id = person.id, .unit_id = role == Role::office ? 0 : unit, .role = role};
            organ::store::add(tx, grant);
        }
        organ::Session session{.token_hash = sha256("token-" + login),
                               .person_id = person.id,
                               .whole = true,
                               .made_at = clock_.now(),
                               .seen_at = clock_.now()};
        organ::store::save(tx, session);
    }

    http::Request request(Method method, std::string const& target, std::string const& login, Typed const& form = {}) {
        http::Request made;
        made.method = method;
        made.target = target;
        auto mark = target.find('?');
        made.path = target.substr(0, mark);
        if (mark != std::string::npos)
            for (auto const& pair : text::split(target.substr(mark + 1), '&'))
                made.query.add(pair.substr(0, pair.find('=')), pair.substr(pair.find('=') + 1));
        made.cookies.add(std::string(organ::web::session_cookie), "token-" + login);
        made.form.add("csrf_token", http::csrf_token("token-" + login));
        for (auto const& [name, value] : form) made.form.add(name, value);
        return made;
    }
    http::Response answer(http::Request made) {
        auto match = router_.find(made.method, made.path);
        if (match.route == nullptr) return http::text("no route", 404);
        made.params = match.params;
        return match.route->handler(made);
    }
    http::Response get(std::string const& target, std::string const& login) { return answer(request(Method::get, target, login)); }
    http::Response post(std::string const& target, std::string const& login, Typed const& form = {}) {
        return answer(request(Method::post, target, login, form));
    }
    static std::string body(http::Response const& response) { return std::get<std::string>(response.body); }
    static std::string location(http::Response const& response) {
        auto const* to = response.header("Location");
        return to ? *to : "";
    }

    /// A new draft by the page for it; its id.
    Id started(std::string const& login = "filer") {
        auto made = post("/desk/disclosures/new", login,
                         {{"unit", std::to_string(unit_)}, {"title", "低保公示"}, {"kind", "notice"}, {"item", std::to_string(item_)}});
        EXPECT_EQ(made.status, 303) << body(made);
        return std::stoll(location(made).substr(std::string("/desk/drafts/").size()));
    }
    Typed typed(int lock_version, std::string const& text = "<p>本月新增十户。</p>") {
        return {{"lock_version", std::to_string(lock_version)},
                {"title", "低保公示"},
                {"kind", "notice"},
                {"catalogue_item_id", std::to_string(item_)},
                {"produced_on", "2026-11-20"},
                {"body", text},
                {"scope", "public"},
                {"way", "proactive"}};
    }
    Id filed(std::string const& login = "filer") {
        auto id = started(login);
        auto form = typed(1);
        form.emplace_back("action", "file");
        auto sent = post("/desk/drafts/" + std::to_string(id), login, form);
        EXPECT_EQ(location(sent), "/desk/editions/" + std::to_string(id) + "?done=filed") << body(sent);
        return id;
    }
    std::string steps(Id id) { return "/desk/editions/" + std::to_string(id) + "/steps"; }
    Id in_recheck() {
        auto id = filed();
        EXPECT_EQ(post(steps(id), "reviewer", {{"action", "pass"}}).status, 303);
        auto cleared = post(
            steps(id), "secrecy",
            {{"action", "review"}, {"checked", "secret"}, {"checked", "privacy"}, {"conclusion", "may_be_public"}, {"basis", "保密法"}});
        EXPECT_EQ(location(cleared), "/desk/editions/" + std::to_string(id) + "?done=clear");
        return id;
    }
    Id published() {
        auto id = in_recheck();
        EXPECT_EQ(post(steps(id), "office", {{"action", "publish"}}).status, 303);
        return id;
    }
    Edition edition(Id id) {
        auto tx = trial_.database().read();
        return store::edition(tx, id).value();
    }
    std::vector<Attachment> attachments(Id id) {
        auto tx = trial_.database().read();
        return store::attachments_of(tx, id);
    }
    http::Request with_files(Id draft, Typed const& files) {
        auto made = request(Method::post, "/desk/drafts/" + std::to_string(draft) + "/attachments", "filer");
        for (auto const& [name, content] : files) {
            auto path = trial_.folder() / ("upload" + std::to_string(++files_));
            std::ofstream(path, std::ios::binary) << content;
            made.uploads.push_back(
                {.field = "files", .file_name = name, .content_type = "application/octet-stream", .path = path, .size = content.size()});
        }
        return made;
    }
    http::Request with_file(Id draft, std::string const& name, std::string const& content) { return with_files(draft, {{name, content}}); }
};

}  // namespace mingtang::disclosure
