#include "measure/past_days.hpp"

#include "measure/measure_fixture.hpp"

namespace mingtang::measure {
namespace {

class PastMeasures : public Measures {};

TEST_P(PastMeasures, CountedRecordsAreTheRecordsThatCount) {
    publish(Date(2026, 8, 20), Date(2026, 8, 21));
    in_recheck(Date(2026, 8, 1), Date(2026, 8, 3));
    publish(Date(2026, 9, 1), Date(2026, 11, 2), other_);
    auto tx = trial_.database().read();
    int number = 0;
    for (auto const& definition : definitions())
        for (auto const* text : months) {
            std::vector<std::string> all, counted;
            for (auto const& row : records_of(tx, definition.measure, 0, month(text), calendar_))
                if (row.counted) all.push_back(row.key + row.why);
            for (auto const& row : counted_records_of(tx, definition.measure, 0, month(text), calendar_))
                counted.push_back(row.key + row.why);
            EXPECT_EQ(counted, all) << definition.name << text;
            number += int(all.size());
        }
    EXPECT_GT(number, 0);
}

TEST_P(PastMeasures, FiguresOfPastDaysAreKeptUntilSomethingMayMoveThem) {
    publish(Date(2026, 8, 20), Date(2026, 8, 21));
    publish(Date(2026, 11, 5), Date(2026, 11, 5));
    auto told = [&](std::string name, Id unit) {
        by_system(Date(2026, 11, 6), [&](Context& in) -> Done { return in.write(std::move(name), "x:1", unit), Done(); });
    };
    auto followed = [&] {
        by_system(Date(2026, 11, 6), [&](Context& in) -> Done {
            journal::save_position(in.tx, catalogue::due_reader, journal::head(in.tx));
            return {};
        });
    };
    auto move = [&](Date last_on) { by_system(Date(2026, 11, 6), [&](Context& in) -> Done { return reckon(in, last_on), Done(); }); };
    PastDays past;
    auto seen = [&] {
        auto tx = trial_.database().read();
        std::string words;
        for (auto const& figures : past.overdue_items(tx, 0, {Date(2026, 9, 30), Date(2026, 10, 31)}, calendar_))
            for (auto const& [unit, figure] : figures)
                words += (unit == unit_ ? "" : "?") + std::to_string(figure.number) + "/" + std::to_string(figure.of) + " ";
        return words;
    };
    followed();
    EXPECT_EQ(seen(), "0/1 1/1 ");
    auto before = month("2026-10").to;
    move(Date(2026, 8, 21));
    by_system(Date(2026, 11, 6), [&](Context& in) -> Done {
        return storage::change(in.tx, "update catalogue_due set due_on = '2026-12-31' where item_id = :a", item_), Done();
    });
    EXPECT_EQ(seen(), "0/1 1/1 ") << "nobody told of a change";
    told("disclosure.published", other_);
    told("disclosure.filed", unit_);
    followed();
    EXPECT_EQ(seen(), "0/1 1/1 ") << "of another unit, or nothing that moves a day";
    told("disclosure.withdrawn", unit_);
    EXPECT_EQ(seen(), "0/1 0/1 ");
    move(Date(2026, 11, 5));
    EXPECT_EQ(seen(), "0/1 1/1 ") << "the projection had not taken it in, so that it is counted once more";
    followed();
    move(Date(2026, 8, 21));
    seen();
    told("catalogue.domain_renamed", 0);
    followed();
    auto tx = trial_.database().read();
    auto fresh = measured(tx, Measure::overdue_items, {Date(2026, 10, 1), before}, calendar_);
    EXPECT_EQ(past.overdue_items(tx, 0, {before}, calendar_).front(), fresh);
}

INSTANTIATE_TEST_SUITE_P(Both, PastMeasures, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres),
                         [](auto const& info) { return storage::name_of(info.param); });

}  // namespace
}  // namespace mingtang::measure
