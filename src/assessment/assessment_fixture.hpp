#pragma once
#include "assessment/actions.hpp"
#include "assessment/files.hpp"
#include "assessment/sheet.hpp"
#include "assessment/store.hpp"
#include "disclosure/life_fixture.hpp"
#include "journal/journal.hpp"
#include "supervision/store.hpp"

namespace mingtang::assessment {

using organ::Actor;
using supervision::Finding;
using supervision::FindingKind;
using supervision::FindingState;

inline std::string const small = R"({
  "code": "small", "name": "小方案", "total": 10,
  "bonus": {"most": 2, "over": 8},
  "grades": [{"name": "合格", "from": 6}, {"name": "不合格", "from": 0}],
  "veto_grade": "不合格",
  "groups": [
    {"code": "links", "name": "链接", "weight": 4, "indicators": [
      {"code": "dead", "name": "失效链接", "way": "deduct", "source": {"kind": "finding", "name": "link_dead"}, "weight": 4, "per_case": 0.5}]},
    {"code": "services", "name": "服务", "weight": 6, "may_be_left": true, "indicators": [
      {"code": "judged", "name": "服务指南", "way": "deduct", "source": {"kind": "judged"}, "weight": 6, "per_case": 2},
      {"code": "fraud", "name": "弄虚作假", "way": "veto", "source": {"kind": "judged"}},
      {"code": "more", "name": "加分", "way": "bonus", "source": {"kind": "judged"}, "weight": 2}]}
  ]
})";

/// For tests: two units, an inspector, the people of a unit; the clock stands on 2026-11-23.
class Assessments : public disclosure::Life {
  protected:
    Id other_ = 0;
    Actor outsider_, head_;

    std::string const base_ = "https://www.example.cn";

    void SetUp() override {
        for (auto const* module : {"mail", "request", "remedy", "participation", "supervision", "clocks", "assessment"})
            trial_.database().migrate(storage::packed_migrations(module, GetParam()));
        Life::SetUp();
        run(Actor::of_system("test"), [&](Context& in) -> Done {
            other_ = organ::create_unit(in, {.code = "minzheng", .name = "县民政局", .short_name = "民政局"}).value().id;
            return {};
        });
        office_.unit_id = unit_;
        outsider_ = disclosure::person(7, "民政审核", other_, {Role::reviewer});
        head_ = disclosure::person(8, "财政局长", unit_, {Role::unit_head});
        save(small);
    }
    Edition save(std::string const& text, int seen = 0) {
        return run(office_, [&](Context& in) { return save_scheme(in, text, "本地方案", seen); }).value();
    }
    static std::string with(std::string_view old, std::string_view fresh) {
        auto text = small;
        return text.replace(text.find(old), old.size(), fresh);
    }
    void dead_link(Id unit, std::string title, Date first, Date last, FindingState state = FindingState::open, std::string reason = "") {
        run(Actor::of_system("test"), [&](Context& in) -> Done {
            Finding finding{.kind = FindingKind::link_dead,
                            .unit_id = unit,
                            .subject = "disclosure:" + std::to_string(++subjects_),
                            .title = std::move(title),
                            .state = state,
                            .reason = std::move(reason),
                            .first_seen_on = first,
                            .last_seen_on = last};
            supervision::store::save(in.tx, finding);
            return {};
        });
    }
    BeginForm form() {
        return {.name = "第三季度", .scheme = "small", .from_on = "2026-07-01", .to_on = "2026-09-30", .units = {unit_, other_}};
    }
    Id begun() {
        return run(office_, [&](Context& in) { return begin(in, form()); }).value().id;
    }
    template <class F>
    std::string code(Actor const& actor, F&& action) {
        auto outcome = run(actor, action);
        return outcome ? "" : outcome.error().code;
    }
    std::string judged(Id period, Id unit, std::string const& indicator, JudgeForm const& form) {
        return code(office_, [&](Context& in) { return judge(in, period, unit, indicator, form); });
    }
    Id told() {
        auto id = begun();
        EXPECT_EQ(judged(id, unit_, "judged", {.number = "2", .words = "两项没有办理地点"}), "");
        for (auto unit : {unit_, other_}) run(office_, [&](Context& in) { return judge_rest(in, id, unit); }).value();
        run(office_, [&](Context& in) { return tell(in, id, "5", base_); }).value();
        return id;
    }
    template <class F>
    auto seen(F&& reading) {
        return run(office_, [&](Context& in) -> Outcome<std::invoke_result_t<F, Context&>> { return reading(in); }).value();
    }
    /// `unit score grade`, by place.
    std::vector<std::string> ranking(Id period) {
        return seen([&](Context& in) {
            std::vector<std::string> all;
            for (auto const& unit : table_of(in, store::period(in.tx, period).value()).units)
                all.push_back(std::to_string(unit.place) + " " + unit.unit + " " + score_words(unit.result) + " " + unit.result.grade);
            return all;
        });
    }
    int subjects_ = 0;
};

}  // namespace mingtang::assessment
