#pragma once
#include "base/text.hpp"
#include "organ/trial_site.hpp"
#include "participation/actions.hpp"
#include "participation/store.hpp"

namespace mingtang::participation {

using organ::Role;

/// A site whose civil affairs bureau answers letters; 10:00 on 2026-11-23, a Monday.
class Box : public organ::OrganSite {
  protected:
    void SetUp() override {
        trial.database().migrate(storage::packed_migrations("participation", GetParam()));
        trial.database().migrate(storage::packed_migrations("mail", GetParam()));
        organ::OrganSite::SetUp();
        roads = make_unit("jiaotong", "清河县交通运输局", government.id);
        office = staff("bangong", "徐麦穗", government.id, Role::office, 0);
        filer = staff("qicao", "李新禾", civil.id, Role::filer, civil.id);
        reviewer = staff("shenhe", "谭临川", civil.id, Role::reviewer, civil.id);
        auditor = staff("shenji", "刘云起", government.id, Role::auditor, 0);
        roads_filer = staff("luzheng", "左清和", roads.id, Role::filer, roads.id);
    }
    organ::Actor staff(std::string login, std::string name, Id unit, Role role, Id of) {
        auto person = make_person(std::move(login), std::move(name), unit);
        grant(person.id, role, of);
        return actor(person);
    }
    template <class F>
    auto by_public(F&& action) {
        auto nobody = organ::Actor::the_public();
        return organ::act(env, nobody, action);
    }
    LetterForm form(std::string unit = "minzheng") {
        auto token = by_public([&](Context& in) -> Outcome<std::string> { return form_token(in); }).value();
        clock.advance(std::chrono::seconds(20));
        return {.token = token,
                .unit = std::move(unit),
                .kind = "consultation",
                .title = "高龄津贴怎样申请",
                .words = "母亲今年八十一岁，户口在青山镇。\n请问高龄津贴到哪里申请，要带什么材料？",
                .name = "石小柳",
                .phone = "13800138000",
                .email = "shi.xiaoliu@example.cn",
                .may_publish = true,
                .source = "10.0.0.7"};
    }
    Written written(LetterForm const& typed) {
        return by_public([&](Context& in) { return write(in, typed); }).value();
    }
    Letter stored(Id id) {
        return reading([&](auto& tx) { return store::by_id(tx, id).value(); });
    }
    /// One step on the newest version, as the outcome's code; empty where it was taken.
    template <class F>
    std::string step(organ::Actor const& actor, Id id, F&& action) {
        auto outcome = by(actor, [&](Context& in) { return action(in, id, stored_in(in, id)); });
        return outcome ? "" : outcome.error().code;
    }
    static int stored_in(Context& in, Id id) { return store::by_id(in.tx, id).value().lock_version; }
    /// Written to the unit, answered, passed by another.
    Id replied(LetterForm const& typed) {
        auto id = written(typed).letter.id;
        EXPECT_EQ(step(filer, id, [](Context& in, Id one, int seen) { return file_reply(in, one, seen, "请到镇政务服务中心申请。"); }), "");
        EXPECT_EQ(step(reviewer, id, pass_reply), "");
        return id;
    }

    organ::Unit roads;
    organ::Actor office, filer, reviewer, auditor, roads_filer;
};

}  // namespace mingtang::participation
