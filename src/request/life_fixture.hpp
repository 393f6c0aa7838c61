#pragma once
#include <gtest/gtest.h>

#include <fstream>

#include "organ/people.hpp"
#include "organ/store.hpp"
#include "organ/trial_site.hpp"
#include "request/actions.hpp"
#include "request/store.hpp"
#include "view/view.hpp"

namespace mingtang::request {

/// A county with an education bureau and the people who handle its applications; the clock stands on 2026-11-26.
class LifeOfRequest : public testing::TestWithParam<storage::Dialect> {
  protected:
    storage::Trial trial_{GetParam(), {"storage", "journal", "organ", "catalogue", "request"}};
    FakeClock clock_{Date(2026, 11, 26)};
    law::Calendar calendar_ = law::Calendar::standard();
    storage::Blobs blobs_{trial_.database(), trial_.folder() / "blobs"};
    std::string secret_ = std::string(32, 's');
    Id county_ = 0, unit_ = 0;
    organ::Actor handler_, other_handler_, legal_, unit_head_, office_head_, outsider_;
    int files_ = 0;

    template <class F>
    auto run(organ::Actor const& actor, F&& action) {
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
    organ::Actor person(std::string login, Id unit, std::vector<Role> roles) {
        auto system = organ::Actor::of_system("test");
        organ::Person made{.login = login, .name = "测试" + login, .unit_id = unit};  // without a password: nobody signs in here
        run(system, [&](Context& in) -> Done {
            organ::store::save(in.tx, made);
            return {};
        });
        for (auto role : roles) run(system, [&](Context& in) { return organ::grant_role(in, made.id, role, unit); }).value();
        return read([&](auto& tx) {
            return organ::Actor{.person_id = made.id, .name = made.name, .unit_id = unit, .grants = organ::store::grants(tx, made.id)};
        });
    }
    void SetUp() override {
        auto system = organ::Actor::of_system("test");
        county_ = run(system,
                      [&](Context& in) {
                          return organ::create_unit(in, {.code = "xian", .name = "清河县人民政府", .kind = organ::UnitKind::government});
                      })
                      .value()
                      .id;
        unit_ = run(system,
                    [&](Context& in) {
                        return organ::create_unit(in, {.code = "jiaoyu",
                                                       .name = "清河县教育局",
                                                       .short_name = "教育局",
                                                       .parent_id = county_,
                                                       .address = "清河县育才路8号",
                                                       .telephone = "0990-5550188"});
                    })
                    .value()
                    .id;
        handler_ = person("jingban", unit_, {Role::handler});
        other_handler_ = person("jingban2", unit_, {Role::handler});
        legal_ = person("fazhi", unit_, {Role::legal_reviewer});
        unit_head_ = person("juzhang", unit_, {Role::unit_head});
        office_head_ = person("zhuren", unit_, {Role::office_head});
        outsider_ = person("waidanwei", county_, {Role::handler});
    }

    static ApplicationForm form() {
        return {.applicant_kind = "natural",
                .name = "王小明",
                .proof = "resident_id",
                .proof_number = "11010519491231002x",
                .phone = "13800138000",
                .email = "wang@example.cn",
                .address = "清河县城关镇和平路3号",
                .description = "2025年全县义务教育阶段学校校车经费的安排和使用情况",
                .supply_form = "paper",
                .supply_by = "post"};
    }
    TakenIn applied() {
        return run(organ::Actor::the_public(), [&](Context& in) { return apply(in, unit_, form(), {}); }).value();
    }
    /// Handed in at the counter today: in hand at once.
    Id in_hand() {
        return run(handler_,
                   [&](Context& in) {
                       return take_down(in, unit_, {.application = form(), .channel = "counter", .arrived_on = in.today().text()}, {});
                   })
            .value()
            .request.id;
    }
    InfoRequest stored(Id id) {
        return read([&](auto& tx) { return store::by_id(tx, id).value(); });
    }
    Letter letter(Id id) {
        return read([&](auto& tx) { return store::letter(tx, id).value(); });
    }
    void days(int number) { clock_.advance(std::chrono::hours(24) * number); }
    /// Drafts with every gap filled.
    Outcome<Letter> draft(Id request, LetterKind kind, LetterForm form = {}) {
        return run(handler_, [&](Context& in) -> Outcome<Letter> {
            auto made = draft_letter(in, request, kind, form);
            if (!made) return made;
            form.text = text_of(in, *made);
            for (std::size_t at; (at = form.text.body.find("【")) != std::string::npos;)
                form.text.body.replace(at, form.text.body.find("】", at) + 3 - at, "有关情况");
            if (form.text.addressee.empty()) form.text.addressee = "清河县客运有限公司";
            return save_letter(in, made->id, made->lock_version, form);
        });
    }
    /// Through every desk that the kind passes, and out.
    Outcome<Letter> sent(Id letter_id, Date served = {}) {
        auto filed = run(handler_, [&](Context& in) { return file_letter(in, letter_id, ""); });
        if (!filed) return filed;
        for (auto state = filed->state; state != LetterState::approved; state = letter(letter_id).state) {
            auto const& who = state == LetterState::in_legal_review  ? legal_
                              : state == LetterState::in_unit_review ? unit_head_
                                                                     : office_head_;
            if (auto passed = run(who, [&](Context& in) { return pass_letter(in, letter_id, "同意"); }); !passed) return passed;
        }
        return run(handler_, [&](Context& in) { return issue_letter(in, letter_id, served); });
    }
    Outcome<Letter> send(Id request, LetterKind kind, LetterForm form = {}, Date served = {}) {
        auto made = draft(request, kind, form);
        if (!made) return made;
        return sent(made->id, served);
    }
    IncomingFile file(std::string name, std::string const& content) {
        auto path = trial_.folder() / ("f" + std::to_string(++files_));
        std::ofstream(path, std::ios::binary) << content;
        return {.name = std::move(name), .content_type = "", .path = path};
    }
    template <class T>
    static std::string code(Outcome<T> const& outcome) {
        return outcome ? "" : outcome.error().code;
    }
};

}  // namespace mingtang::request
