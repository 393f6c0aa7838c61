#pragma once
#include <gmock/gmock.h>

#include <regex>

#include "base/text.hpp"
#include "request/draft.hpp"
#include "request/life_fixture.hpp"
#include "request/web/portal.hpp"

namespace mingtang::request::portal {

using http::Method;
using testing::HasSubstr;
using testing::Not;
using Typed = std::vector<std::pair<std::string, std::string>>;

/// The applicant's pages through the router, with a browser that keeps its cookies.
class ApplicantsPages : public LifeOfRequest {
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
                            .site = [] {
                                return organ::SiteSettings{
                                    .site_name = "清河县人民政府", .site_domain = "www.qinghe.example", .contact_phone = "0990-5550100"};
                            }};
    std::vector<Published> published_;
    Around around_{.env = env_, .find_published = [this](std::string const&, int) { return published_; }, .start_disclosure = {}};
    http::Router router_;
    std::map<std::string, std::string> cookies_;
    std::string address_ = "203.0.113.7";

    void SetUp() override {
        LifeOfRequest::SetUp();
        router_.add(portal_routes(around_));
    }

    http::Request request(Method method, std::string const& target, Typed const& form = {}) {
        http::Request made;
        made.method = method;
        made.target = target;
        auto mark = target.find('?');
        made.path = target.substr(0, mark);
        if (mark != std::string::npos)
            for (auto const& pair : text::split(target.substr(mark + 1), '&'))
                made.query.add(pair.substr(0, pair.find('=')), pair.find('=') == pair.npos ? "" : pair.substr(pair.find('=') + 1));
        for (auto const& [name, value] : cookies_) made.cookies.add(name, value);
        for (auto const& [name, value] : form) made.form.add(name, value);
        made.headers.add("sec-fetch-site", "same-origin");
        made.remote = address_;
        return made;
    }
    http::Response answer(http::Request made) {
        auto match = router_.find(made.method, made.path);
        if (match.route == nullptr) throw std::logic_error("no route for " + made.path);
        made.params = match.params;
        auto response = match.route->handler(made);
        for (auto const& [name, value] : response.headers) {
            if (name != "Set-Cookie") continue;
            auto pair = value.substr(0, value.find(';'));
            auto cookie = pair.substr(0, pair.find('='));
            if (value.find("Max-Age=0") != value.npos) {
                cookies_.erase(cookie);
            } else {
                cookies_[cookie] = pair.substr(pair.find('=') + 1);
            }
        }
        return response;
    }
    http::Response get(std::string const& target) { return answer(request(Method::get, target)); }
    http::Response post(std::string const& target, Typed const& form) { return answer(request(Method::post, target, form)); }
    static std::string body(http::Response const& response) { return std::get<std::string>(response.body); }
    static std::string to(http::Response const& response) {
        auto const* location = response.header("Location");
        return location != nullptr ? *location : std::to_string(response.status) + " " + body(response);
    }
    std::string page(std::string const& target) { return body(get(target)); }
    /// The token that the page's forms carry.
    static std::string token_on(std::string const& page) {
        static std::regex const field(R"re(name="csrf_token" value="([0-9a-f]+)")re");
        std::smatch found;
        return std::regex_search(page, found, field) ? found[1].str() : "";
    }
    static std::string text_in(std::string const& page, std::string const& css) {
        std::regex const element("class=\"" + css + "\">([^<]*)<");
        std::smatch found;
        return std::regex_search(page, found, element) ? found[1].str() : "";
    }

    Typed typed() const {
        return {{"unit", "jiaoyu"},
                {"applicant_kind", "natural"},
                {"name", "王小明"},
                {"proof", "resident_id"},
                {"proof_number", "11010519491231002x"},
                {"phone", "13800138000"},
                {"email", "wang@example.cn"},
                {"address", "清河县城关镇和平路3号"},
                {"description", "2025年全县义务教育阶段学校校车经费"},
                {"supply_form", "electronic"},
                {"supply_by", "online"}};
    }
    static Typed with(Typed form, std::string const& name, std::string const& value) {
        std::erase_if(form, [&](auto const& one) { return one.first == name; });
        form.emplace_back(name, value);
        return form;
    }
    http::Request with_file(http::Request made, std::string field, std::string name, std::string const& content) {
        auto kept = file(name, content);
        made.uploads.push_back({.field = std::move(field),
                                .file_name = std::move(name),
                                .content_type = "text/plain",
                                .path = kept.path,
                                .size = content.size()});
        return made;
    }
    struct Slip {
        std::string number, code;
    };
    /// Through all three pages.
    Slip sent(Typed const& form) {
        EXPECT_EQ(to(post("/request/new", form)), "/request/check");
        EXPECT_EQ(to(post("/request/check", {{"csrf_token", token_on(page("/request/check"))}})), "/request/receipt");
        auto receipt = page("/request/receipt");
        return {text_in(receipt, "receipt-number"), text_in(receipt, "receipt-code")};
    }
    Slip sent() { return sent(typed()); }
    http::Response follow(Slip const& slip) { return post("/request/follow", {{"case_number", slip.number}, {"query_code", slip.code}}); }
    long long newest_count() {
        return read([&](auto& tx) { return store::count(tx, {.units = {unit_}}); });
    }
    /// Of the newest application.
    InfoRequest newest() {
        auto all = read([&](auto& tx) { return store::list(tx, {.units = {unit_}, .limit = 200}); });
        return *std::max_element(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.id < b.id; });
    }
    /// An application that the unit has confirmed today, with the browser at its page.
    InfoRequest followed() {
        auto slip = sent();
        EXPECT_EQ(to(follow(slip)), "/request/case");
        auto made = newest();
        return run(handler_, [&](Context& in) { return confirm(in, made.id, in.today(), ""); }).value();
    }
    Typed token() { return {{"csrf_token", token_on(page("/request/case"))}}; }
    http::Response step(std::string const& name, Typed const& form) {
        auto all = token();
        all.insert(all.end(), form.begin(), form.end());
        return post("/request/case/" + name, all);
    }
};

}  // namespace mingtang::request::portal
