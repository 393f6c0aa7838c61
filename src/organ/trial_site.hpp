#pragma once
#include <gtest/gtest.h>

#include "organ/people.hpp"
#include "organ/settings.hpp"
#include "organ/store.hpp"
#include "organ/units.hpp"
#include "storage/trial.hpp"

namespace mingtang::organ {

/// For tests: a site of its own with two units and one administrator, at 10:00 on 2026-11-23 in Shanghai.
class OrganSite : public testing::TestWithParam<storage::Dialect> {
  protected:
    static constexpr std::string_view first_password = "Clear-Water-2026";

    void SetUp() override {
        government = make_unit("xian", "清河县人民政府", 0);
        civil = make_unit("minzheng", "清河县民政局", government.id);
        admin = make_person("guanli", "章惊蛰", government.id);
        grant(admin.id, Role::administrator, 0);
    }

    template <class F>
    auto by(Actor const& actor, F&& action) {
        return act(env, actor, action);
    }
    template <class F>
    auto by_system(F&& action) {
        auto actor = Actor::of_system("test");
        return act(env, actor, action);
    }
    template <class F>
    auto reading(F&& work) {
        auto tx = env.database.read();
        return work(tx);
    }
    Actor actor(Person const& person) {
        return reading([&](auto& tx) {
            return Actor{
                .person_id = person.id, .name = person.name, .unit_id = person.unit_id, .grants = store::acting_grants(tx, person.id)};
        });
    }
    Unit make_unit(std::string code, std::string name, Id parent_id) {
        return by_system([&](Context& in) { return create_unit(in, {.code = code, .name = name, .parent_id = parent_id}); }).value();
    }
    Person make_person(std::string login, std::string name, Id unit_id) {
        return by_system([&](Context& in) { return create_person(in, {.login = login, .name = name, .unit_id = unit_id}, first_password); })
            .value();
    }
    Grant grant(Id person_id, Role role, Id unit_id) {
        return by_system([&](Context& in) { return grant_role(in, person_id, role, unit_id); }).value();
    }
    Person stored(Id person_id) {
        return reading([&](auto& tx) { return store::person_by_id(tx, person_id).value(); });
    }
    std::vector<std::string> events(std::string const& subject) {
        return reading([&](auto& tx) {
            std::vector<std::string> names;
            for (auto const& event : journal::read_back(tx, {.subject = subject})) names.insert(names.begin(), event.name);
            return names;
        });
    }

    storage::Trial trial{GetParam(), {"storage", "journal", "organ"}};
    storage::Blobs blobs{trial.database(), trial.folder() / "blobs"};
    journal::Bell bell;
    FakeClock clock{Date(2026, 11, 23)};
    law::Calendar calendar = law::Calendar::standard();
    http::PageCache pages;
    Environment env{
        trial.database(), blobs, bell, clock, calendar, pages, std::string(32, 'k'), [] { return SiteSettings{.site_name = "清河县"}; }};
    Unit government, civil;
    Person admin;
};

}  // namespace mingtang::organ

#define BOTH_DATABASES(suite)                                                                                    \
    INSTANTIATE_TEST_SUITE_P(Both, suite, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres), \
                             [](auto const& info) { return storage::name_of(info.param); })
