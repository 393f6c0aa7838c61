#pragma once
#include <gtest/gtest.h>

#include <fstream>

#include "catalogue/store.hpp"
#include "disclosure/actions.hpp"
#include "disclosure/rules.hpp"
#include "disclosure/store.hpp"
#include "organ/units.hpp"
#include "storage/trial.hpp"

namespace mingtang::disclosure {

using organ::Actor;
using organ::Role;

inline Actor person(Id id, std::string name, Id unit, std::vector<Role> roles) {
    Actor actor{.person_id = id, .name = std::move(name), .unit_id = unit};
    for (auto role : roles)
        actor.grants.push_back({.id = id * 10 + Id(role), .person_id = id, .unit_id = role == Role::office ? 0 : unit, .role = role});
    return actor;
}

/// A unit with its people, a catalogue item and two subjects; the clock stands on 2026-11-23.
class Life : public testing::TestWithParam<storage::Dialect> {
  protected:
    storage::Trial trial_{GetParam(), {"storage", "journal", "organ", "catalogue", "disclosure"}};
    FakeClock clock_{Date(2026, 11, 23)};
    law::Calendar calendar_ = law::Calendar::standard();
    storage::Blobs blobs_{trial_.database(), trial_.folder() / "blobs"};
    std::string const secret_ = std::string(32, 's');
    Id unit_ = 0, item_ = 0;
    Actor filer_, reviewer_, secrecy_, office_, all_in_one_;

    template <class F>
    auto run(Actor const& actor, F&& action) {
        auto tx = trial_.database().write();
        Context in{actor, tx, calendar_, clock_.now(), blobs_, secret_};
        auto outcome = action(in);
        if (outcome) tx.commit();
        return outcome;
    }
    template <class F>
    auto read(F&& reading) {
        auto tx = trial_.database().read();
        return reading(tx);
    }

    void SetUp() override {
        run(Actor::of_system("test"), [&](Context& in) -> Done {
            unit_ = organ::create_unit(in, {.code = "caizheng", .name = "县财政局", .short_name = "财政局"}).value().id;
            catalogue::Item item{.unit_id = unit_, .domain = "general", .code = "general-07", .level1 = "财政信息", .level2 = "预算"};
            catalogue::store::save(in.tx, item);
            item_ = item.id;
            catalogue::Subject subject{.code = "zijin", .name = "财政资金"};
            catalogue::store::save(in.tx, subject);
            return {};
        });
        filer_ = person(1, "填报员", unit_, {Role::filer});
        reviewer_ = person(2, "审核员", unit_, {Role::reviewer});
        secrecy_ = person(3, "保密审查员", unit_, {Role::secrecy_reviewer});
        office_ = person(4, "公开科", 99, {Role::office});
        all_in_one_ = person(5, "一人多岗", unit_, {Role::filer, Role::reviewer, Role::secrecy_reviewer, Role::office});
    }

    DraftForm form(std::string title = "2026年部门预算") {
        return {.title = std::move(title),
                .document_number = "云财[2026] 7号",
                .kind = "budget",
                .catalogue_item_id = std::to_string(item_),
                .produced_on = "2026-11-20",
                .keywords = "预算，部门",
                .subjects = {"zijin"},
                .body = "<p>全年收入一百万元。</p><script>alert(1)</script>"};
    }
    Id started() {
        return run(filer_, [&](Context& in) { return start(in, unit_, form()); }).value().id;
    }
    Id in_recheck() {
        auto id = started();
        EXPECT_TRUE(run(filer_, [&](Context& in) { return file(in, id, ""); }));
        EXPECT_TRUE(run(reviewer_, [&](Context& in) { return pass(in, id, ""); }));
        EXPECT_TRUE(run(secrecy_, [&](Context& in) { return review_secrecy(in, id, {.checked = "全文与附件", .basis = "不涉密"}); }));
        return id;
    }
    Id published() {
        auto id = in_recheck();
        return run(office_, [&](Context& in) { return publish(in, id, ""); }).value().disclosure_id;
    }
    State state_of(Id edition) {
        return read([&](auto& tx) { return store::edition(tx, edition)->state; });
    }
    std::filesystem::path temporary(std::string const& content) {
        auto path = trial_.folder() / ("f" + std::to_string(++files_));
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }
    int files_ = 0;
};

}  // namespace mingtang::disclosure
