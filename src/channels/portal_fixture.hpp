#pragma once
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "catalogue/store.hpp"
#include "channels/module.hpp"
#include "channels/store.hpp"
#include "channels/tags.hpp"
#include "disclosure/actions.hpp"
#include "disclosure/store.hpp"
#include "organ/units.hpp"
#include "storage/trial.hpp"

namespace mingtang::channels {

using organ::Actor;
using organ::Context;
using testing::HasSubstr;
using testing::Not;

/// A unit with a catalogue and a search that finds every document it was told of, also those withdrawn since.
class PortalTest : public testing::TestWithParam<storage::Dialect> {
  protected:
    storage::Trial trial_{GetParam(),
                          {"storage", "journal", "organ", "catalogue", "disclosure", "request", "participation", "translog", "channels"}};
    FakeClock clock_{Date(2026, 11, 23)};
    law::Calendar calendar_ = law::Calendar::standard();
    storage::Blobs blobs_{trial_.database(), trial_.folder() / "blobs"};
    journal::Bell bell_;
    http::PageCache pages_;
    organ::SiteSettings site_{
        .site_name = "清河县", .site_domain = "www.qinghe.example", .site_id_code = "9900000001", .sponsor = "县政府办公室"};
    organ::Environment env_{trial_.database(), blobs_, bell_, clock_, calendar_, pages_, std::string(32, 's'), [this] { return site_; }};
    SearchTerms terms_{trial_.database(), clock_, std::chrono::hours(1)};
    std::vector<search::Hit> index_;
    http::Router router_;
    long long seen_ = 0;
    std::string cookie_;  // `text`, sent with every request while it is set
    Id unit_ = 0, standard_ = 0, item_ = 0;
    Actor system_ = Actor::of_system("test");

    template <class F>
    auto act(F&& action) {
        return organ::act(env_, system_, action);
    }
    void SetUp() override {
        act([&](Context& in) -> Done {
            unit_ = organ::create_unit(in, {.code = "caizheng", .name = "县财政局", .short_name = "财政局", .telephone = "0990-5550109"})
                        .value()
                        .id;
            catalogue::Domain domain{.code = "general", .name = "法定主动公开内容"};
            catalogue::store::save(in.tx, domain);
            catalogue::Item standard{.domain = "general", .code = "general-07", .level1 = "财政信息", .level2 = "预算", .content = "=1+1"};
            catalogue::store::save(in.tx, standard);
            standard_ = standard.id;
            catalogue::Item item{.unit_id = unit_,
                                 .standard_id = standard_,
                                 .domain = "general",
                                 .code = "general-07",
                                 .level1 = "财政信息",
                                 .level2 = "预算"};
            catalogue::store::save(in.tx, item);
            item_ = item.id;
            catalogue::Subject subject{.code = "zijin", .name = "财政资金", .is_key = true};
            catalogue::store::save(in.tx, subject);
            return {};
        });
        router_.add(
            routes({env_, [this](search::Question const&) { return search::Answer{.hits = index_, .total = std::int64_t(index_.size())}; },
                    [this](std::string const&, int) {
                        std::vector<search::Suggestion> all;
                        for (auto const& hit : index_) all.push_back({hit.id, hit.title, hit.url});
                        return all;
                    },
                    terms_}));
    }

    disclosure::ImportedDocument document(std::string id, std::string title, Date day = Date(2026, 11, 20)) {
        return {.source_id = std::move(id),
                .source_digest = title,
                .form = {.title = title,
                         .kind = "budget",
                         .catalogue_item_id = std::to_string(item_),
                         .produced_on = day.text(),
                         .subjects = {"zijin"},
                         .body = "<p>正文：" + title + "，全年收入一百万元。</p>"},
                .published_on = day,
                .secrecy_basis = "已在原网站公开"};
    }
    Id import(disclosure::ImportedDocument one) {
        Id id = 0;
        auto done = act([&](Context& in) { return disclosure::import_document(in, unit_, one, true, &id); });
        EXPECT_TRUE(done) << (done ? "" : done.error().code);
        index_.push_back({.id = id,
                          .title = one.form.title,
                          .url = "/disclosure/" + std::to_string(id),
                          .unit_code = "caizheng",
                          .snippet = {{one.form.title, true}}});
        touch();
        return id;
    }
    /// What the app's reader of the journal does.
    void touch() {
        auto tx = trial_.database().read();
        for (auto const& event : journal::read_after(tx, seen_)) {
            auto tags = tags_of(event);
            pages_.touch(tags);
            seen_ = event.seq;
        }
    }
    std::filesystem::path temporary(std::string const& content) {
        auto path = trial_.folder() / "upload.pdf";
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }

    http::Response get(std::string const& target) {
        http::Request request{.method = http::Method::get, .target = target, .path = target.substr(0, target.find('?'))};
        if (auto at = target.find('?'); at != std::string::npos) {
            std::string_view rest = std::string_view(target).substr(at + 1);
            while (!rest.empty()) {
                auto pair = rest.substr(0, rest.find('&'));
                rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
                request.query.add(std::string(pair.substr(0, pair.find('='))),
                                  std::string(pair.substr(std::min(pair.size(), pair.find('=') + 1))));
            }
        }
        if (!cookie_.empty()) request.cookies.add("text", cookie_);
        auto match = router_.find(request.method, request.path);
        if (!match.route) return missing(env_, request);
        request.params = match.params;
        return match.route->handler(request);
    }
    static std::string body(http::Response const& response) {
        if (auto const* text = std::get_if<std::string>(&response.body)) return *text;
        if (auto const* kept = std::get_if<std::shared_ptr<http::CachedBody const>>(&response.body)) return (*kept)->identity();
        return "";
    }
    json::object json_of(std::string const& target) { return boost::json::parse(body(get(target))).as_object(); }
    std::string path(Id id) { return "/disclosure/" + std::to_string(id); }
};

}  // namespace mingtang::channels
