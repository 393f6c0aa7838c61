#include "http/csrf.hpp"
#include "http/target.hpp"
#include "mail/mail_fixture.hpp"
#include "mail/module.hpp"
#include "organ/sign_in.hpp"

namespace mingtang::mail {
namespace {

using organ::Context;

class MailPages : public MailSite {
  protected:
    void SetUp() override {
        MailSite::SetUp();
        router.add(routes(env, server));
    }
    http::Response send(http::Method method, std::string const& target) {
        http::Request request{.method = method, .remote = "10.0.0.8"};
        if (http::read_target(target, request)) throw std::logic_error("no target: " + target);
        request.cookies.add("mingtang_session", token);
        if (method == http::Method::post) request.form.add("csrf_token", http::csrf_token(token));
        auto match = router.find(method, request.path);
        request.params = match.params;
        return match.route->handler(request);
    }
    http::Response get(std::string const& target) { return send(http::Method::get, target); }
    http::Response post(std::string const& target) { return send(http::Method::post, target); }
    void enter(std::string_view login) { token = organ::sign_in(env, login, first_password, {"10.0.0.8", "Firefox"}).value().token; }
    static bool holds(http::Response const& response, std::string_view words) {
        return std::get<std::string>(response.body).find(words) != std::string::npos;
    }
    /// As a try left it.
    void leave(Message const& message, State state, Trouble trouble, std::string const& words) {
        by_system([&](Context& in) -> Done {
            auto after = message;
            after.tries = 1;
            after.state = state;
            after.trouble = trouble;
            after.last_error = words;
            auto until = in.now + std::chrono::minutes(2);
            EXPECT_TRUE(store::claim(in.tx, message, in.now, until));
            EXPECT_TRUE(store::save_outcome(in.tx, after, until));
            return {};
        });
    }

    Server server{.address = "smtp://mx.example.cn", .from = "noreply@example.cn"};
    http::Router router;
    std::string token;
};

TEST_P(MailPages, ShowWhatFailedAndWhy) {
    auto one = queued(draft());
    leave(one, State::failed, Trouble::refused, "550 no such user");
    enter("guanli");
    auto page = get("/admin/mail");
    for (auto words :
         {"z***@example.cn", "对方拒收：550 no such user", "依申请公开 12", "清河县民政局", "再发一次", "没有发成的 1", "待发的 0"})
        EXPECT_TRUE(holds(page, words)) << words;
    EXPECT_FALSE(holds(page, "zhang.san"));
    EXPECT_FALSE(holds(page, "还没有设置邮件服务器"));
    auto address = "/admin/mail/" + std::to_string(one.id);
    EXPECT_EQ(post(address + "/retry").status, 303);
    EXPECT_EQ(stored(one.id).state, State::queued);
    EXPECT_TRUE(holds(get("/admin/mail?state=queued&done=retried"), "已重新排入待发"));
    EXPECT_EQ(post(address + "/cancel").status, 303);
    EXPECT_TRUE(holds(get("/admin/mail?state=cancelled"), "z***@example.cn"));
    auto refused = post(address + "/cancel");
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(holds(refused, "此前已定为不再发送"));
    EXPECT_EQ(post("/admin/mail/999/retry").status, 404);
    EXPECT_EQ(post("/admin/mail/x/retry").status, 404);
}

TEST_P(MailPages, SayWhetherMailGoesOutAtAll) {
    auto one = queued(draft());
    enter("guanli");
    EXPECT_FALSE(holds(get("/admin/mail"), "都留在待发中"));
    leave(one, State::queued, Trouble::unreachable, "Couldn't connect to server");
    EXPECT_TRUE(holds(get("/admin/mail"), "邮件服务器连接不上：Couldn&#39;t connect to server"));
    server.address.clear();
    EXPECT_TRUE(holds(get("/admin/mail"), "还没有设置邮件服务器"));
}

TEST_P(MailPages, ShowAnOfficeItsOwnUnit) {
    auto own = queued(draft("a"));
    auto other = draft("b");
    other.unit_id = government.id;
    auto foreign = queued(other);
    auto office = make_person("bangong", "周白露", civil.id);
    grant(office.id, organ::Role::office, civil.id);
    enter("bangong");
    EXPECT_TRUE(holds(get("/admin/mail?state=queued"), "待发的 1"));
    EXPECT_EQ(post("/admin/mail/" + std::to_string(foreign.id) + "/cancel").status, 404);
    EXPECT_EQ(post("/admin/mail/" + std::to_string(own.id) + "/cancel").status, 303);
    enter("guanli");
    EXPECT_TRUE(holds(get("/admin/mail?state=queued"), "待发的 1"));
    auto filer = make_person("lixin", "李新", civil.id);
    grant(filer.id, organ::Role::filer, civil.id);
    enter("lixin");
    EXPECT_EQ(get("/admin/mail").status, 403);
    EXPECT_EQ(post("/admin/mail/" + std::to_string(foreign.id) + "/cancel").status, 403);
    token.clear();
    EXPECT_EQ(get("/admin/mail").status, 303);
}

TEST_P(MailPages, AreReadFiftyAtATime) {
    for (int i = 0; i < 60; ++i) queued(draft("n" + std::to_string(i)));
    enter("guanli");
    auto first = get("/admin/mail?state=queued");
    EXPECT_TRUE(holds(first, "before=11"));
    auto second = get("/admin/mail?state=queued&before=11");
    EXPECT_FALSE(holds(second, "更早的"));
    EXPECT_TRUE(holds(second, "class=\"numeric\">10<"));
}

BOTH_DATABASES(MailPages);

}  // namespace
}  // namespace mingtang::mail
