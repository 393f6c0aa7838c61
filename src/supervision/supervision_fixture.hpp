#pragma once
#include "disclosure/life_fixture.hpp"
#include "journal/journal.hpp"
#include "organ/store.hpp"
#include "supervision/actions.hpp"
#include "supervision/patrol.hpp"
#include "supervision/projected_fixture.hpp"
#include "supervision/store.hpp"

namespace mingtang::supervision {

using organ::Actor;

/// For tests: a finance bureau that publishes, and an inspector; the clock stands on 2026-11-26.
class SupervisionSite : public testing::TestWithParam<storage::Dialect> {
  protected:
    storage::Trial trial_{GetParam(),
                          {"storage", "journal", "organ", "catalogue", "disclosure", "request", "participation", "supervision"}};
    FakeClock clock_{Date(2026, 11, 26)};
    law::Calendar calendar_ = law::Calendar::standard();
    storage::Blobs blobs_{trial_.database(), trial_.folder() / "blobs"};
    std::string secret_ = std::string(32, 's');
    Id unit_ = 0, item_ = 0;
    Actor inspector_ = disclosure::person(1, "督查员", 99, {organ::Role::office});
    Actor reviewer_, filer_;

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
            unit_ = organ::create_unit(in, {.code = "caizheng",
                                            .name = "县财政局",
                                            .short_name = "财政局",
                                            .address = "县城中心路1号",
                                            .hours = "工作日",
                                            .telephone = "0990-5550101",
                                            .fax = "0990-5550102",
                                            .email = "cz@example.cn"})
                        .value()
                        .id;
            catalogue::Item item{.unit_id = unit_, .domain = "general", .code = "general-07", .level1 = "财政信息", .level2 = "预算"};
            catalogue::store::save(in.tx, item);
            item_ = item.id;
            return {};
        });
        reviewer_ = disclosure::person(2, "财政局审核人", unit_, {organ::Role::reviewer});
        filer_ = disclosure::person(3, "财政局起草人", unit_, {organ::Role::filer});
    }
    /// Published through an import, as of a day.
    Id publish(std::string title, std::string body, Date on, std::string kind = "notice", std::string valid_until = "") {
        return run(Actor::of_system("import"),
                   [&](Context& in) -> Outcome<Id> {
                       disclosure::ImportedDocument document{.source_id = title + on.text(),
                                                             .source_digest = title + body,
                                                             .form = {.title = title,
                                                                      .kind = kind,
                                                                      .catalogue_item_id = std::to_string(item_),
                                                                      .produced_on = on.text(),
                                                                      .valid_until_on = valid_until,
                                                                      .body = body},
                                                             .published_on = on,
                                                             .secrecy_basis = "已在原网站公开"};
                       Id id = 0;
                       if (auto made = disclosure::import_document(in, unit_, document, true, &id); !made) return made.error();
                       return id;
                   })
            .value();
    }
    Patrol patrolled() {
        return run(Actor::of_system("schedule"),
                   [&](Context& in) -> Outcome<Patrol> {
                       project_due(in);
                       return keep(in, look(in));
                   })
            .value();
    }
    /// `kind subject` of each finding in this state.
    std::vector<std::string> findings(FindingState state = FindingState::open) {
        return read([&](auto& tx) {
            std::vector<std::string> told;
            for (auto const& one : store::findings(tx, {.state = state}))
                told.push_back(std::string(to_text(one.kind)) + " " + one.subject);
            return told;
        });
    }
    Id first_finding() {
        return read([&](auto& tx) { return store::findings(tx, {.state = FindingState::open}).at(0).id; });
    }
    void days(int number) { clock_.advance(std::chrono::hours(24) * number); }
    Rectification issued(std::vector<Id> findings = {}) {
        return run(inspector_,
                   [&](Context& in) {
                       return issue(in, unit_,
                                    {.title = "动态栏目长期未更新", .demand = "请核实并补发。", .working_days = "5", .findings = findings});
                   })
            .value();
    }
    template <class T>
    static std::string code(Outcome<T> const& outcome) {
        return outcome ? "" : outcome.error().code;
    }
};

}  // namespace mingtang::supervision
