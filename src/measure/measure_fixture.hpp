#pragma once
#include "catalogue/due.hpp"
#include "disclosure/life_fixture.hpp"
#include "journal/journal.hpp"
#include "measure/measure.hpp"
#include "measure/past_days.hpp"
#include "organ/store.hpp"
#include "supervision/actions.hpp"

namespace mingtang::measure {

using organ::Actor;
using organ::Context;

/// For tests: two bureaus that publish, and the office; every deed has its day.
class Measures : public testing::TestWithParam<storage::Dialect> {
  protected:
    storage::Trial trial_{GetParam(),
                          {"storage", "journal", "organ", "catalogue", "disclosure", "request", "remedy", "participation", "supervision"}};
    law::Calendar calendar_ = law::Calendar::standard();
    storage::Blobs blobs_{trial_.database(), trial_.folder() / "blobs"};
    std::string secret_ = std::string(32, 's');
    Id unit_ = 0, other_ = 0, item_ = 0, other_item_ = 0;
    Actor office_ = disclosure::person(1, "公开科", 99, {organ::Role::office});
    Actor everybody_;
    int papers_ = 0;

    template <class F>
    auto on(Date day, Actor const& actor, F&& action) {
        auto tx = trial_.database().write();
        Context in{actor, tx, calendar_, Instant(day.sys()) + std::chrono::hours(2), blobs_, secret_};
        auto outcome = action(in);
        if (outcome) tx.commit();
        return outcome;
    }
    template <class F>
    auto by_system(Date day, F&& action) {
        auto actor = Actor::of_system("test");
        return on(day, actor, action);
    }
    void SetUp() override {
        by_system(Date(2026, 8, 1), [&](Context& in) -> Done {
            unit_ = organ::create_unit(in, {.code = "caizheng", .name = "县财政局", .short_name = "财政局"}).value().id;
            other_ = organ::create_unit(in, {.code = "jiaoyu", .name = "县教育局", .short_name = "教育局"}).value().id;
            catalogue::Item item{.unit_id = unit_,
                                 .domain = "general",
                                 .code = "general-07",
                                 .level1 = "财政信息",
                                 .level2 = "收支",
                                 .cadence = catalogue::Cadence::monthly,
                                 .since_on = Date(2026, 8, 1)};
            catalogue::store::save(in.tx, item);
            item_ = item.id;
            catalogue::Item others{.unit_id = other_, .domain = "general", .code = "general-07", .level1 = "教育信息"};
            catalogue::store::save(in.tx, others);
            other_item_ = others.id;
            reckon(in, {});
            return {};
        });
        using enum organ::Role;
        everybody_ = disclosure::person(2, "财政局", unit_, {filer, reviewer, secrecy_reviewer, unit_head});
    }
    void reckon(Context& in, Date last_on) {
        catalogue::refresh_due(in.tx, catalogue::store::item(in.tx, item_).value(), last_on, calendar_);
    }
    disclosure::DraftForm form(Date produced, Id item = 0) {
        return {.title = "材料" + std::to_string(++papers_),
                .kind = "budget",
                .catalogue_item_id = std::to_string(item ? item : item_),
                .produced_on = produced.text(),
                .body = "<p>收支平衡。</p>"};
    }
    /// Made public through an import; returns the disclosure.
    Id publish(Date produced, Date day, Id unit = 0) {
        return by_system(day,
                         [&](Context& in) -> Outcome<Id> {
                             disclosure::ImportedDocument document{.source_id = "d" + std::to_string(papers_),
                                                                   .source_digest = std::to_string(papers_),
                                                                   .form = form(produced, unit == other_ ? other_item_ : item_),
                                                                   .published_on = day,
                                                                   .secrecy_basis = "已在原网站公开"};
                             Id id = 0;
                             auto made = disclosure::import_document(in, unit ? unit : unit_, document, true, &id);
                             if (!made) return made.error();
                             if (unit != other_) reckon(in, day);
                             return id;
                         })
            .value();
    }
    /// A draft of a filer that stands filed; another person reviews.
    Id filed(Date produced, Date day) {
        auto id = on(day, everybody_, [&](Context& in) { return disclosure::start(in, unit_, form(produced)); }).value().id;
        on(day, everybody_, [&](Context& in) { return disclosure::file(in, id, ""); }).value();
        return id;
    }
    Id in_recheck(Date produced, Date day) {
        auto id = filed(produced, day);
        auto reviewer = disclosure::person(3, "审核", unit_, {organ::Role::reviewer, organ::Role::secrecy_reviewer});
        on(day, reviewer, [&](Context& in) { return disclosure::pass(in, id, ""); }).value();
        on(day, reviewer, [&](Context& in) { return disclosure::review_secrecy(in, id, {.checked = "全文", .basis = "不涉密"}); }).value();
        return id;
    }
    /// `number/of` of the unit, and that they are its records.
    std::string figure(Measure measure, Period const& period, Id unit = 0) {
        auto tx = trial_.database().read();
        unit = unit ? unit : unit_;
        auto all = measured(tx, measure, period, calendar_);
        auto found = all.contains(unit) ? all.at(unit) : Figure{unit};
        auto rows = records_of(tx, measure, unit, period, calendar_);
        auto counted = std::count_if(rows.begin(), rows.end(), [](auto const& row) { return row.counted; });
        EXPECT_EQ(found.number, counted) << to_text(measure);
        EXPECT_EQ(found.of, definition_of(measure).is_rate() ? std::ssize(rows) : 0) << to_text(measure);
        return std::to_string(found.number) + (definition_of(measure).is_rate() ? "/" + std::to_string(found.of) : "");
    }
};

inline constexpr auto months = std::array{"2026-08", "2026-09", "2026-10", "2026-11"};
inline Period month(char const* text) { return month_of(text).value(); }
inline Period until(Date day) { return {Date(day.year(), day.month(), 1), day}; }

}  // namespace mingtang::measure
