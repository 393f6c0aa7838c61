#include <gtest/gtest.h>

#include "organ/units.hpp"
#include "request/actions.hpp"
#include "request/store.hpp"
#include "storage/trial.hpp"

namespace mingtang::request {
namespace {

class Register : public testing::TestWithParam<storage::Dialect> {
  protected:
    storage::Trial trial_{GetParam(), {"storage", "journal", "organ", "catalogue", "request"}};
    FakeClock clock_{Date(2026, 11, 24)};
    law::Calendar calendar_ = law::Calendar::standard();
    storage::Blobs blobs_{trial_.database(), trial_.folder() / "blobs"};
    organ::Actor actor_ = organ::Actor::of_system("test");
    std::string secret_ = std::string(32, 's');
    Id unit_ = 0;

    template <class F>
    auto run(F&& action) {
        auto tx = trial_.database().write();
        Context in{actor_, tx, calendar_, clock_.now(), blobs_, secret_};
        auto outcome = action(in);
        if (outcome) tx.commit();
        return outcome;
    }
    void SetUp() override {
        run([&](Context& in) -> Done {
            unit_ = organ::create_unit(in, {.code = "jiaoyu", .name = "县教育局", .short_name = "教育局"}).value().id;
            return {};
        });
    }
    static RegisterRow row() {
        return {.case_number = "2025-7",
                .received_on = "2025-03-04",
                .channel = "post",
                .applicant_kind = "natural",
                .description = "本人户籍档案",
                .outcome = "r4_1_not_held",
                .closed_on = "2025-03-20"};
    }
    Outcome<Registered> take(RegisterRow const& row) {
        return run([&](Context& in) { return register_case(in, unit_, row); });
    }
    std::string refused(RegisterRow const& row) {
        auto taken = take(row);
        return taken ? "" : taken.error().code.substr(std::string("request.register.").size()) + " " + taken.error().field;
    }
    /// `natural 2, legal 1` of a count.
    std::string counted(auto&& count, int year) {
        auto tx = trial_.database().read();
        std::map<std::string, long long> sums;
        for (auto const& one : count(tx, std::vector<Id>{unit_}, year)) sums[std::string(to_text(one.kind))] += one.number;
        std::string told;
        for (auto const& [kind, number] : sums) told += (told.empty() ? "" : ", ") + kind + " " + std::to_string(number);
        return told;
    }
};

TEST_P(Register, ASecondTimeChangesNothingOrTheCase) {
    EXPECT_EQ(take(row()).value(), Registered::added);
    EXPECT_EQ(take(row()).value(), Registered::unchanged);
    auto other = row();
    other.outcome = "r1_granted", other.extended = "是";
    EXPECT_EQ(take(other).value(), Registered::changed);
    auto tx = trial_.database().read();
    auto kept = store::by_case_number(tx, unit_, "2025-7").value();
    EXPECT_EQ(kept.outcome, "r1_granted");
    EXPECT_TRUE(kept.extended);
    EXPECT_EQ(kept.received_on, Date(2025, 3, 4));
    EXPECT_EQ(kept.description.find("户籍"), std::string::npos) << "sealed";
    Context in{actor_, tx, calendar_, clock_.now(), blobs_, secret_};
    EXPECT_EQ(description_of(in, kept), "本人户籍档案");
}

TEST_P(Register, RefusesWhatCannotBe) {
    struct Bad {
        std::string RegisterRow::*cell;
        std::string value, refused;
    };
    for (auto const& bad : std::vector<Bad>{{&RegisterRow::case_number, " ", "missing case_number"},
                                            {&RegisterRow::case_number, std::string(101, '7'), "too_long case_number"},
                                            {&RegisterRow::received_on, "", "bad_date received_on"},
                                            {&RegisterRow::received_on, "2025-02-30", "bad_date received_on"},
                                            {&RegisterRow::received_on, "去年", "bad_date received_on"},
                                            {&RegisterRow::received_on, "2026-11-25", "received_later received_on"},
                                            {&RegisterRow::channel, "pigeon", "unknown_choice channel"},
                                            {&RegisterRow::applicant_kind, "", "unknown_choice applicant_kind"},
                                            {&RegisterRow::outcome, "r9", "unknown_choice outcome"},
                                            {&RegisterRow::outcome, "", "half_closed outcome"},
                                            {&RegisterRow::closed_on, "", "half_closed closed_on"},
                                            {&RegisterRow::closed_on, "2025-03-03", "closed_before closed_on"},
                                            {&RegisterRow::closed_on, "2027-01-01", "closed_later closed_on"},
                                            {&RegisterRow::carried_in, "也许", "unknown_choice carried_in"}}) {
        auto typed = row();
        typed.*bad.cell = bad.value;
        EXPECT_EQ(refused(typed), bad.refused) << bad.value;
    }
}

TEST_P(Register, ReadsTheUsualFormsOfADay) {
    for (auto const* typed : {"2025-03-04", "2025/3/4", "2025.3.4", "2025年3月4日", "20250304", "2025-03-04 09:30", "45720"}) {
        auto read = row();
        read.case_number = typed, read.received_on = typed;
        ASSERT_EQ(refused(read), "") << typed;
        auto tx = trial_.database().read();
        EXPECT_EQ(store::by_case_number(tx, unit_, typed)->received_on, Date(2025, 3, 4)) << typed;
    }
}

TEST_P(Register, CountsByYearAndKind) {
    auto add = [&, number = 0](std::string kind, std::string received, std::string closed, std::string carried = "") mutable {
        ASSERT_TRUE(take({.case_number = std::to_string(++number),
                          .received_on = received,
                          .channel = "",
                          .applicant_kind = kind,
                          .outcome = closed.empty() ? "" : "r1_granted",
                          .closed_on = closed,
                          .carried_in = carried}));
    };
    add("natural", "2024-12-30", "2025-01-02");
    add("natural", "2025-01-01", "2025-12-31");
    add("legal", "2025-12-31", "");
    add("legal", "2025-06-01", "2026-01-01");
    add("other", "2025-01-03", "2025-02-03", "1");
    add("other", "2023-01-03", "2023-02-03");
    EXPECT_EQ(counted(store::received_in, 2025), "legal 2, natural 1");
    EXPECT_EQ(counted(store::carried_into, 2025), "natural 1, other 1");
    EXPECT_EQ(counted(store::closed_in, 2025), "natural 2, other 1");
    EXPECT_EQ(counted(store::carried_out_of, 2025), "legal 2");
    EXPECT_EQ(counted(store::carried_into, 2026), "legal 2");
    EXPECT_EQ(counted(store::received_in, 2020), "");
}

INSTANTIATE_TEST_SUITE_P(Both, Register, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres),
                         [](auto const& info) { return storage::name_of(info.param); });

}  // namespace
}  // namespace mingtang::request
