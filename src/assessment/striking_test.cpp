#include "assessment/assessment_fixture.hpp"
#include "assessment/counts.hpp"

namespace mingtang::assessment {
namespace {

class Striking : public Assessments {
  protected:
    void SetUp() override {
        Assessments::SetUp();
        for (auto const* title : {"预算公开", "决算公开", "采购公告"}) dead_link(unit_, title, Date(2026, 8, 1), Date(2026, 8, 2));
    }
    /// Keys of the records behind the bureau's dead links, by title.
    std::string key(Id period, std::string const& title) {
        return read([&](auto& tx) {
            for (auto const& one : store::behind(tx, store::score(tx, period, unit_, "dead")->id))
                if (one.title == title) return one.record;
            return std::string();
        });
    }
    std::string struck(Id period, std::vector<std::string> const& records, std::string const& reason = "网站当天检修") {
        return code(office_, [&](Context& in) { return strike(in, period, unit_, "dead", records, reason, base_); });
    }
    std::string restored(Id period, std::vector<std::string> const& records, std::string const& reason = "再核对，属实") {
        return code(office_, [&](Context& in) { return restore(in, period, unit_, "dead", records, reason, base_); });
    }
    /// `number points` of the bureau's dead links.
    std::string score(Id period) {
        return read([&](auto& tx) {
            auto one = store::score(tx, period, unit_, "dead").value();
            return std::to_string(one.number) + " " + points_text(one.points);
        });
    }
    std::vector<Strike> strikes(Id period) {
        return read([&](auto& tx) { return store::strikes_of(tx, period, unit_); });
    }
    Period settled() {
        auto id = told();
        clock_.advance(std::chrono::hours(24 * 9));
        return run(office_, [&](Context& in) { return settle(in, id); }).value();
    }
};

TEST_P(Striking, LeavesARecordOutAndKeepsItWithWhoWhenAndWhy) {
    auto id = told();
    EXPECT_EQ(score(id), "3 1.5");
    EXPECT_EQ(struck(id, {key(id, "决算公开")}), "");
    EXPECT_EQ(score(id), "2 1");
    auto one = strikes(id).at(0);
    EXPECT_TRUE(one.stands());
    EXPECT_EQ(one.title, "决算公开");
    EXPECT_EQ(one.reason, "网站当天检修");
    EXPECT_EQ(one.made_by, "公开科");
    EXPECT_EQ(one.made_at, clock_.now());
    read([&](auto& tx) {
        auto change = store::corrections_of(tx, id).at(0);
        EXPECT_EQ(change.points_before, 150);
        EXPECT_EQ(change.points_after, 100);
        EXPECT_EQ(change.reason, "不计1件记录：网站当天检修") << "what is published names no record";
        EXPECT_EQ(store::behind(tx, store::score(tx, id, unit_, "dead")->id).size(), 3u) << "what was found stays as it was";
        EXPECT_EQ(journal::read_back(tx, {.subject = "assessment:" + std::to_string(id)}).at(0).name, "assessment.strike");
        return 0;
    });
    EXPECT_EQ(struck(id, {key(id, "决算公开")}), "assessment.strike.gone") << "once";
    EXPECT_EQ(restored(id, {key(id, "决算公开")}), "");
    EXPECT_EQ(score(id), "3 1.5");
    EXPECT_EQ(strikes(id).at(0).restored_why, "再核对，属实");
    EXPECT_FALSE(strikes(id).at(0).stands());
    EXPECT_EQ(restored(id, {key(id, "决算公开")}), "assessment.restore.none");
    EXPECT_EQ(struck(id, {key(id, "决算公开"), key(id, "采购公告")}), "") << "it may be struck again, with another";
    EXPECT_EQ(score(id), "1 0.5");
    EXPECT_EQ(strikes(id).size(), 3u);
}

TEST_P(Striking, RefusesWhatDoesNotFit) {
    auto id = told();
    auto record = key(id, "预算公开");
    EXPECT_EQ(struck(id, {record}, " "), "assessment.strike.missing");
    EXPECT_EQ(struck(id, {}), "assessment.strike.none");
    EXPECT_EQ(struck(id, {"finding:999"}), "assessment.strike.gone");
    EXPECT_EQ(struck(id, {record, ""}), "assessment.strike.gone");
    auto as = [&](Actor const& actor, Id unit, std::string const& indicator) {
        return code(actor, [&](Context& in) { return strike(in, id, unit, indicator, {record}, "x", base_); });
    };
    EXPECT_EQ(as(reviewer_, unit_, "dead"), "assessment.strike.forbidden");
    EXPECT_EQ(as(office_, other_, "dead"), "assessment.strike.gone") << "a record of another unit";
    EXPECT_EQ(as(office_, unit_, "judged"), "assessment.strike.indicator") << "people judged it";
    EXPECT_EQ(as(office_, 999, "dead"), "assessment.strike.unit");
    run(office_, [&](Context& in) { return correct(in, id, unit_, "dead", {.number = "1", .words = "两处重复"}, base_); }).value();
    EXPECT_EQ(struck(id, {record, key(id, "决算公开")}), "assessment.strike.too_many") << "a number that was corrected by hand";
    EXPECT_EQ(score(id), "1 0.5");
    EXPECT_TRUE(strikes(id).empty());
}

TEST_P(Striking, StandsWhenTheScoreIsComputedAgain) {
    auto id = begun();
    auto record = key(id, "预算公开");
    EXPECT_EQ(struck(id, {record}), "");
    EXPECT_TRUE(read([&](auto& tx) { return store::corrections_of(tx, id).empty(); })) << "nobody was told a score yet";
    dead_link(unit_, "又一个", Date(2026, 8, 1), Date(2026, 8, 2));
    run(office_, [&](Context& in) { return compute(in, id); }).value();
    EXPECT_EQ(score(id), "3 1.5") << "four less one";
    EXPECT_EQ(key(id, "预算公开"), record);
    // What was no fault after all does not count, struck or not.
    run(Actor::of_system("test"), [&](Context& in) -> Done {
        auto finding = supervision::store::finding(in.tx, std::stoll(record.substr(record.find(':') + 1))).value();
        finding.state = FindingState::dismissed;
        supervision::store::save(in.tx, finding);
        return {};
    });
    run(office_, [&](Context& in) { return compute(in, id); }).value();
    EXPECT_EQ(score(id), "3 1.5");
    EXPECT_EQ(restored(id, {record}), "");
    EXPECT_EQ(score(id), "3 1.5");
}

TEST_P(Striking, UpholdsAnObjection) {
    auto id = told();
    auto appeal_id = run(reviewer_, [&](Context& in) { return appeal(in, id, unit_, "dead", "当天检修"); }).value().id;
    EXPECT_EQ(struck(id, {key(id, "预算公开")}), "assessment.strike.appealed");
    EXPECT_EQ(restored(id, {key(id, "预算公开")}), "assessment.restore.appealed");
    auto decided = [&](std::vector<std::string> records) {
        return code(office_, [&](Context& in) { return decide(in, appeal_id, "strike", {.words = "属实", .records = records}, base_); });
    };
    EXPECT_EQ(decided({}), "assessment.strike.none");
    EXPECT_EQ(decided({key(id, "预算公开"), key(id, "决算公开")}), "");
    EXPECT_EQ(score(id), "1 0.5");
    EXPECT_EQ(strikes(id).at(1).appeal_id, appeal_id);
    read([&](auto& tx) {
        EXPECT_EQ(store::appeal(tx, appeal_id)->state, AppealState::upheld);
        EXPECT_EQ(store::corrections_of(tx, id).at(0).appeal_id, appeal_id);
        return 0;
    });
}

TEST_P(Striking, EndsWithThePublicationWhichNamesNoStruckRecord) {
    auto period = settled();
    EXPECT_EQ(struck(period.id, {key(period.id, "决算公开")}), "") << "until it is published";
    auto html = [&] {
        return seen([&](Context& in) {
            auto table = table_of(in, store::period(in.tx, period.id).value());
            return html_of(table, published_of(in, table));
        });
    };
    auto before = html();
    EXPECT_NE(before.find("预算公开"), std::string::npos);
    EXPECT_EQ(before.find("决算公开"), std::string::npos);
    EXPECT_NE(before.find("不计1件记录：网站当天检修"), std::string::npos);
    run(office_, [&](Context& in) { return publish(in, period.id, {}); }).value();
    EXPECT_EQ(struck(period.id, {key(period.id, "预算公开")}), "assessment.strike.not_now");
    EXPECT_EQ(restored(period.id, {key(period.id, "决算公开")}), "assessment.restore.not_now");
    EXPECT_EQ(score(period.id), "2 1");
    EXPECT_EQ(html(), before);
}

INSTANTIATE_TEST_SUITE_P(Both, Striking, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres),
                         [](auto const& info) { return storage::name_of(info.param); });

TEST(Without, ARecordThatDoesNotCountLeavesTheShareOrTheCases) {
    struct Row {
        char const* what;
        Way way;
        long long minimum, number, of, records;
        Points points;
        bool vetoes;
    };
    for (auto const& row : std::vector<Row>{{"a case less", Way::deduct, 0, 3, 0, 1, 100, false},
                                            {"no case left", Way::deduct, 0, 1, 0, 1, 0, false},
                                            {"too few to count", Way::deduct, 3, 3, 0, 1, 0, false},
                                            {"taken back in", Way::deduct, 0, 2, 0, -1, 150, false},
                                            {"four of six become four of five", Way::rate, 0, 4, 6, 1, 200, false},
                                            {"all that are left reach it", Way::rate, 0, 4, 6, 2, 0, false},
                                            {"a sample that is too small now", Way::rate, 6, 4, 6, 1, 0, false},
                                            {"the veto is no more", Way::veto, 2, 2, 0, 1, 0, false},
                                            {"the veto stands", Way::veto, 2, 3, 0, 1, 0, true},
                                            {"a bonus less", Way::bonus, 0, 2, 0, 1, 50, false}}) {
        Indicator one{.way = row.way, .weight = 1000, .per_case = row.way == Way::rate || row.way == Way::veto ? 0 : 50};
        one.minimum = row.minimum;
        auto mark = mark_of(one, without(one, {.number = row.number, .of = row.of}, row.records));
        EXPECT_EQ(mark.points, row.points) << row.what;
        EXPECT_EQ(mark.vetoes, row.vetoes) << row.what;
    }
}

}  // namespace
}  // namespace mingtang::assessment
