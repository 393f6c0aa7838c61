#include "organ/web/presses.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace mingtang::organ::web {
namespace {

using namespace std::chrono_literals;

http::Request form(std::string const& token, std::string const& title, std::string const& path = "/desk/disclosures/new") {
    http::Request request;
    request.method = http::Method::post;
    request.target = request.path = path;
    request.form.add("csrf_token", token);
    request.form.add("title", title);
    return request;
}

TEST(Presses, TheSamePressHappensOnce) {
    Presses presses;
    Instant now = Instant::from_ms(1'000'000);
    int made = 0;
    auto press = [&](http::Request const& request, Instant at) {
        return *presses.once(Presses::key_of(request), at, [&] { return http::see_other("/made/" + std::to_string(++made)); })
                    .header("Location");
    };
    EXPECT_EQ(press(form("a", "甲"), now), "/made/1");
    EXPECT_EQ(press(form("a", "甲"), now), "/made/1");
    EXPECT_EQ(press(form("b", "甲"), now), "/made/2") << "another rendering of the page";
    EXPECT_EQ(press(form("a", "乙"), now), "/made/3") << "something else was typed";
    EXPECT_EQ(press(form("a", "甲", "/elsewhere"), now), "/made/4");
    EXPECT_EQ(press(form("a", "甲"), now + 59s), "/made/1");
    EXPECT_EQ(press(form("a", "甲"), now + 61s), "/made/5") << "a page that lay open, sent again on purpose";
}

TEST(Presses, WhatWasRefusedIsHeardAgain) {
    Presses presses;
    Instant now = Instant::from_ms(1'000'000);
    auto key = Presses::key_of(form("a", "甲"));
    EXPECT_EQ(presses.once(key, now, [] { return http::html("no", 422); }).status, 422);
    EXPECT_THROW(presses.once(key, now, []() -> http::Response { throw std::runtime_error("away"); }), std::runtime_error);
    EXPECT_EQ(presses.once(key, now, [] { return http::see_other("/x"); }).status, 303);
}

TEST(Presses, TheSecondWaitsForTheFirst) {
    Presses presses;
    auto key = Presses::key_of(form("a", "甲"));
    std::atomic<int> made = 0;
    std::vector<std::jthread> threads;
    std::array<std::string, 4> places;
    for (auto& place : places)
        threads.emplace_back([&] {
            place = *presses
                         .once(key, Instant::from_ms(1'000'000),
                               [&] {
                                   std::this_thread::sleep_for(20ms);
                                   return http::see_other("/made/" + std::to_string(++made));
                               })
                         .header("Location");
        });
    threads.clear();
    EXPECT_EQ(made, 1);
    for (auto const& place : places) EXPECT_EQ(place, "/made/1");
}

TEST(Presses, ScriptsAndFilesAreNotLookedAt) {
    auto script = form("a", "甲");
    script.headers.add("x-requested-with", "XMLHttpRequest");
    EXPECT_EQ(Presses::key_of(script), "");
    auto upload = form("a", "甲");
    upload.uploads.push_back({});
    EXPECT_EQ(Presses::key_of(upload), "");
    auto without_token = form("", "甲");
    EXPECT_EQ(Presses::key_of(without_token), "");
}

}  // namespace
}  // namespace mingtang::organ::web
