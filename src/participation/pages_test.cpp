#include "http/csrf.hpp"
#include "http/router.hpp"
#include "http/target.hpp"
#include "organ/sign_in.hpp"
#include "participation/box_fixture.hpp"
#include "participation/module.hpp"
#include "view/view.hpp"

namespace mingtang::participation {
namespace {

using Form = std::vector<std::pair<std::string, std::string>>;

class LetterPages : public Box {
  protected:
    void SetUp() override {
        Box::SetUp();
        router_.add(public_routes(env));
        router_.add(desk_routes(env));
    }
    http::Response send(http::Method method, std::string const& target, Form const& fields = {}, std::string site = "same-origin") {
        http::Request request{.method = method, .remote = "10.0.0.9"};
        if (http::read_target(target, request)) throw std::logic_error("no target: " + target);
        for (auto const& [name, value] : cookies_) request.cookies.add(name, value);
        for (auto const& [name, value] : fields) request.form.add(name, value);
        request.headers.add("sec-fetch-site", site);
        auto match = router_.find(method, request.path);
        request.params = match.params;
        auto response = match.route->handler(request);
        for (auto const& [name, value] : response.headers)
            if (name == "Set-Cookie") keep(value);
        return response;
    }
    http::Response get(std::string const& target) { return send(http::Method::get, target); }
    http::Response post(std::string const& target, Form const& fields, std::string site = "same-origin") {
        return send(http::Method::post, target, fields, std::move(site));
    }
    static std::string body(http::Response const& response) {
        if (auto const* text = std::get_if<std::string>(&response.body)) return *text;
        if (auto const* kept = std::get_if<std::shared_ptr<http::CachedBody const>>(&response.body)) return (*kept)->identity();
        return {};
    }
    static bool holds(http::Response const& response, std::string_view words) { return body(response).find(words) != std::string::npos; }
    Form typed() {
        auto one = form();
        return {{"token", one.token}, {"unit", one.unit},   {"kind", one.kind},   {"title", one.title}, {"words", one.words},
                {"name", one.name},   {"phone", one.phone}, {"email", one.email}, {"may_publish", "1"}};
    }
    static std::string between(std::string const& text, std::string const& from, std::string const& to) {
        auto start = text.find(from) + from.size();
        return text.substr(start, text.find(to, start) - start);
    }

    http::Router router_;
    std::map<std::string, std::string> cookies_;

  private:
    void keep(std::string const& cookie) {
        auto equals = cookie.find('='), end = cookie.find(';');
        cookies_[cookie.substr(0, equals)] = cookie.substr(equals + 1, end - equals - 1);
    }
};

TEST_P(LetterPages, WrittenFollowedAndForgotten) {
    auto sent = post("/letter", typed());
    ASSERT_EQ(sent.status, 303) << body(sent);
    EXPECT_EQ(*sent.header("Location"), "/letter/receipt");
    EXPECT_EQ(*sent.header("Cache-Control"), "no-store");
    auto receipt = get("/letter/receipt");
    auto number = between(body(receipt), "receipt-number\">", "<"), code = between(body(receipt), "receipt-code\">", "<");
    EXPECT_EQ(number, "信〔2026〕1号");
    EXPECT_TRUE(holds(receipt, "最迟 2026-11-30 答复"));
    EXPECT_TRUE(holds(get("/letter/case"), "高龄津贴怎样申请"));
    post("/letter/leave", {});
    EXPECT_EQ(get("/letter/case").status, 303) << "nothing stays in a browser that many use";
    EXPECT_EQ(get("/letter/receipt").status, 303);
    EXPECT_EQ(post("/letter/follow", {{"number", number}, {"query_code", code}}).status, 303);
    EXPECT_TRUE(holds(get("/letter/case"), "最迟 2026-11-30 答复"));
}

TEST_P(LetterPages, RefusedFormsGiveBackWhatWasTyped) {
    auto fields = typed();
    fields[5].second = "";
    auto refused = post("/letter", fields);
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(holds(refused, "“姓名”没有填写"));
    EXPECT_TRUE(holds(refused, "户口在青山镇"));
    EXPECT_TRUE(holds(refused, "participation.write.missing"));
    auto elsewhere = post("/letter", typed(), "cross-site");
    EXPECT_TRUE(holds(elsewhere, "participation.write.token")) << "a form of another site";
    EXPECT_TRUE(holds(elsewhere, "户口在青山镇"));
    auto fresh = between(body(elsewhere), "name=\"token\" value=\"", "\"");
    clock.advance(std::chrono::seconds(10));
    auto again = typed();
    again[0].second = fresh;
    EXPECT_EQ(post("/letter", again).status, 303) << "one press more sends it";
    EXPECT_EQ(get("/letter?unit=nowhere&kind=%3Cb%3E").status, 200);
}

TEST_P(LetterPages, CodesCannotBeGuessed) {
    auto letter = written(form());
    Form wrong{{"number", letter.letter.number}, {"query_code", "AAAA-BBBB-CCCC"}};
    EXPECT_EQ(post("/letter/follow", wrong, "cross-site").status, 403);
    for (int i = 0; i < 10; ++i) EXPECT_EQ(post("/letter/follow", wrong).status, 422);
    Form right{{"number", letter.letter.number}, {"query_code", letter.query_code}};
    EXPECT_EQ(post("/letter/follow", right).status, 429);
    clock.advance(std::chrono::minutes(16));
    EXPECT_EQ(post("/letter/follow", right).status, 303);
    EXPECT_EQ(post("/letter/rate", {{"rating", "content"}}).status, 403) << "without the page's token";
    cookies_["letter_case"] = "1-0000";
    EXPECT_EQ(get("/letter/case").status, 303);
}

TEST_P(LetterPages, OnlyPublishedOnesAreRead) {
    auto id = replied(form());
    auto url = "/letters/" + std::to_string(id);
    EXPECT_EQ(get(url).status, 404);
    EXPECT_EQ(get("/letters/999").status, 404);
    EXPECT_TRUE(holds(get("/letters"), "没有符合条件的来信"));
    EXPECT_EQ(step(office, id,
                   [](Context& in, Id one, int seen) {
                       return publish(in, one, seen, {"高龄津贴", "<b>怎样申请</b>", "到镇里申请。"});
                   }),
              "");
    env.pages.touch(std::array<std::string, 1>{"letters"});
    EXPECT_TRUE(holds(get("/letters?kind=consultation&unit=minzheng"), "高龄津贴"));
    EXPECT_FALSE(holds(get("/letters?kind=suggestion"), url));
    EXPECT_TRUE(holds(get(url), "&lt;b&gt;怎样申请&lt;/b&gt;"));
    EXPECT_FALSE(holds(get(url), "石小柳"));
    EXPECT_EQ(get("/letters?after=junk&unit=%3Cb%3E").status, 200);
}

TEST_P(LetterPages, TheDeskShowsEachWhatIsTheirs) {
    auto id = written(form()).letter.id;
    auto url = "/desk/participation/letters/" + std::to_string(id);
    auto enter = [&](std::string_view login) {
        cookies_["mingtang_session"] = organ::sign_in(env, login, first_password, {"10.0.0.9", "Firefox"}).value().token;
    };
    EXPECT_EQ(get(url).status, 303) << "signed out";
    enter("qicao");
    auto page = get(url);
    EXPECT_TRUE(holds(page, "石小柳"));
    EXPECT_TRUE(holds(page, "value=\"file\""));
    EXPECT_FALSE(holds(page, "value=\"publish\""));
    EXPECT_EQ(post(url, {{"action", "file"}, {"reply", "x"}}).status, 403) << "without the token";
    auto token = http::csrf_token(cookies_["mingtang_session"]);
    auto seen = std::to_string(stored(id).lock_version);
    auto refused = post(url, {{"csrf_token", token}, {"action", "file"}, {"lock_version", "99"}, {"reply", "答复在此"}});
    EXPECT_EQ(refused.status, 409);
    EXPECT_TRUE(holds(refused, "答复在此"));
    EXPECT_EQ(post(url, {{"csrf_token", token}, {"action", "jump"}, {"lock_version", seen}}).status, 422);
    auto taken = post(url, {{"csrf_token", token}, {"action", "file"}, {"lock_version", seen}, {"reply", "答复在此"}});
    ASSERT_EQ(taken.status, 303);
    EXPECT_EQ(stored(id).state, State::in_review);
    auto slower = post(url, {{"csrf_token", token}, {"action", "file"}, {"lock_version", seen}, {"reply", "同事写的另一份答复"}});
    EXPECT_EQ(slower.status, 422);
    EXPECT_TRUE(holds(slower, "同事写的另一份答复")) << "the form is gone, the words are not";
    auto slip = post(url, {{"csrf_token", token}, {"action", "renew_code"}});
    EXPECT_EQ(slip.status, 200);
    EXPECT_TRUE(holds(slip, "查询码只在这里显示一次"));
    enter("shenji");
    auto forbidden = post(url, {{"csrf_token", http::csrf_token(cookies_["mingtang_session"])}, {"action", "renew_code"}});
    EXPECT_EQ(forbidden.status, 403);
    EXPECT_FALSE(holds(get(url), "石小柳"));
    EXPECT_TRUE(holds(get("/desk/participation"), "信〔2026〕1号"));
    enter("luzheng");
    EXPECT_EQ(get(url).status, 404);
}

BOTH_DATABASES(LetterPages);

}  // namespace
}  // namespace mingtang::participation
