#pragma once
#include <gmock/gmock.h>

#include "catalogue/store.hpp"
#include "clocks/rules.hpp"
#include "clocks/sources.hpp"
#include "disclosure/actions.hpp"
#include "disclosure/store.hpp"
#include "organ/trial_site.hpp"
#include "participation/store.hpp"
#include "remedy/store.hpp"
#include "request/store.hpp"
#include "supervision/store.hpp"

namespace mingtang::clocks {

/// For tests: a county with a civil affairs bureau, its people, and records that have days; it is Monday 2026-11-23, ten o'clock.
class ClockSite : public organ::OrganSite {
  protected:
    void SetUp() override {
        for (auto const* module :
             {"mail", "catalogue", "disclosure", "request", "remedy", "reports", "participation", "supervision", "clocks"})
            trial.database().migrate(storage::packed_migrations(module, GetParam()));
        organ::OrganSite::SetUp();
        filer = staff("lixin", "李新", civil.id, {Role::filer});
        handler = staff("jingban", "何桂兰", civil.id, {Role::handler});
        office = staff("bangong", "徐麦穗", 0, {Role::office});
    }
    organ::Person staff(std::string login, std::string name, Id unit_id, std::vector<Role> roles) {
        auto person = make_person(std::move(login), std::move(name), unit_id ? unit_id : government.id);
        for (auto role : roles) grant(person.id, role, unit_id);
        return person;
    }
    template <class F>
    void keep(F&& work) {
        by_system([&](Context& in) -> Done {
            work(in);
            return {};
        }).value();
    }
    /// An entry of the bureau's catalogue that was renewed last on `last_on` and is due on `due_on`.
    Id item(Date last_on, Date due_on, Id unit_id = 0) {
        Id id = 0;
        keep([&](Context& in) {
            catalogue::Item item{.unit_id = unit_id ? unit_id : civil.id, .domain = "general", .level1 = "社会救助", .level2 = "低保对象"};
            item.code = "general-" + std::to_string(++items_);
            item.cadence = catalogue::Cadence::monthly;
            catalogue::store::save(in.tx, item);
            catalogue::store::save_due(in.tx, {item.id, item.unit_id, last_on, due_on});
            id = item.id;
        });
        return id;
    }
    /// An application of the bureau as `change` makes it.
    Id application(std::function<void(request::InfoRequest&)> const& change) {
        request::InfoRequest one{.unit_id = civil.id, .case_number = "2026-" + std::to_string(++cases_), .source = request::Source::portal};
        one.received_on = one.arrived_on = Date(2026, 11, 2);
        one.reply_due = Date(2026, 11, 30);
        change(one);
        keep([&](Context& in) { request::store::save(in.tx, one); });
        return one.id;
    }
    void change(Id id, std::function<void(request::InfoRequest&)> const& change) {
        keep([&](Context& in) {
            auto one = request::store::by_id(in.tx, id).value();
            change(one);
            request::store::save(in.tx, one);
        });
    }
    disclosure::Edition draft(std::string title, Date produced_on) {
        return by(actor(filer),
                  [&](Context& in) {
                      return disclosure::start(
                          in, civil.id, {.title = title, .kind = "notice", .produced_on = produced_on.text(), .body = "<p>正文</p>"});
                  })
            .value();
    }
    std::vector<Clock> read(Asked asked) {
        auto system = organ::Actor::of_system("test");
        return organ::look(env, system, [&](Context& in) { return clocks(in, asked); });
    }
    std::vector<Clock> of(Kind kind, int days = 60) { return read({.until = clock.today() + days, .kind = kind, .stopped_too = true}); }
    /// `kind standing number` for each kind and standing, added up.
    std::vector<std::string> counted(std::vector<Id> const& units = {}) {
        auto system = organ::Actor::of_system("test");
        std::map<std::pair<Kind, Standing>, long long> sums;
        for (auto const& tally : organ::look(env, system, [&](Context& in) { return tallies(in, units); }))
            sums[{tally.one.kind, tally.standing}] += tally.number;
        std::vector<std::string> told;
        for (auto const& [key, number] : sums)
            told.push_back(std::string(to_text(key.first)) + " " + std::string(to_text(key.second)) + " " + std::to_string(number));
        return told;
    }
    void days(int number) { clock.advance(std::chrono::hours(24) * number); }

    organ::Person filer, handler, office;

  private:
    int items_ = 0, cases_ = 0;
};

}  // namespace mingtang::clocks
