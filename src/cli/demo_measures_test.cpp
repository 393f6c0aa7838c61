// Every figure of the demo county is the number of its records, whatever the measure, the month and the unit.
#include <gtest/gtest.h>

#include "app/parts.hpp"
#include "base/digest.hpp"
#include "bulletin/content.hpp"
#include "bulletin/store.hpp"
#include "cli/demo_county.hpp"
#include "measure/measure.hpp"
#include "supervision/patrol.hpp"

namespace mingtang::cli::demo {
namespace {

namespace fs = std::filesystem;

class DemoCounty : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        folder = fs::temp_directory_path() / ("mingtang-demo-" + random_token(8));
        store = new app::Store({.data = folder});
        auto actor = organ::Actor::of_system("demo");
        County county;
        auto done = [](auto&& work) { return [work](organ::Context& in) -> Done { return work(in), Done(); }; };
        ASSERT_TRUE(organ::act(store->environment(), actor, done([&](organ::Context& in) {
                                   county = load_county(in, "demo", morning(Date(2020, 1, 2)));
                                   load_documents(in, county);
                                   load_drafts(in, county);
                                   load_remedies(in, county);
                                   load_requests(in, county);
                               })));
        store->reckon_due_now();
        supervision::patrol(store->environment(), actor);
        ASSERT_TRUE(organ::act(store->environment(), actor, done([&](organ::Context& in) { begun = load_bulletin(in, county); })));
    }
    static void TearDownTestSuite() {
        delete store;
        fs::remove_all(folder);
    }
    template <class F>
    auto look(F&& reading) {
        auto actor = organ::Actor::of_system("test");
        return organ::look(store->environment(), actor, reading);
    }
    static inline fs::path folder;
    static inline app::Store* store = nullptr;
    static inline std::string begun;
};

TEST_F(DemoCounty, EveryFigureIsItsRecords) {
    look([](organ::Context& in) {
        std::map<measure::Measure, long long> sums;
        for (auto day = in.today(); day > in.today() - 400; day = Date(day.year(), day.month(), 1) - 1) {
            measure::Period period{Date(day.year(), day.month(), 1), day};
            for (auto const& definition : measure::definitions()) {
                auto figures = measure::measured(in.tx, definition.measure, period, in.calendar);
                std::map<Id, measure::Figure> counted;
                for (auto const& row : measure::records_of(in.tx, definition.measure, 0, period, in.calendar)) {
                    auto& figure = counted[row.unit_id];
                    figure.unit_id = row.unit_id;
                    figure.number += row.counted;
                    figure.of += definition.is_rate();
                    EXPECT_EQ(row.why.find('{'), std::string::npos) << row.why;
                }
                EXPECT_EQ(figures, counted) << definition.name << " " << day.text();
                for (auto const& [unit_id, figure] : figures) {
                    sums[definition.measure] += figure.number + figure.of;
                    EXPECT_EQ(std::ssize(measure::records_of(in.tx, definition.measure, unit_id, period, in.calendar)),
                              definition.is_rate() ? figure.of : figure.number);
                }
            }
        }
        for (auto one : {measure::Measure::filed, measure::Measure::published, measure::Measure::published_on_time,
                         measure::Measure::overdue_items, measure::Measure::overdue_drafts, measure::Measure::applications_answered,
                         measure::Measure::applications_corrected, measure::Measure::findings})
            EXPECT_GT(sums[one], 0) << to_text(one) << " stands on nothing";
        return 0;
    });
}

TEST_F(DemoCounty, TheBulletinOfLastMonthCountsAsItsRecords) {
    if (begun.empty()) GTEST_SKIP() << "the second working day of the month is still ahead";
    look([](organ::Context& in) {
        auto bulletin = bulletin::store::of_month(in.tx, begun).value();
        if (bulletin.content.empty()) return 0;
        auto content = bulletin::read_content(bulletin.content);
        for (auto const& group : content.groups)
            for (auto const& line : group.lines)
                for (std::size_t i = 0; i < content.columns.size(); ++i) {
                    long long number = 0;
                    for (auto const& row : bulletin::store::records(in.tx, bulletin.id, content.columns[i].measure, line.unit_id))
                        number += row.counted && !row.left_out;
                    EXPECT_EQ(line.figures[i].number, number) << line.unit << content.columns[i].name;
                }
        return 0;
    });
}

}  // namespace
}  // namespace mingtang::cli::demo
