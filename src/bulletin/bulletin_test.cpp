#include "bulletin/actions.hpp"
#include "bulletin/files.hpp"
#include "bulletin/store.hpp"
#include "disclosure/life_fixture.hpp"
#include "journal/journal.hpp"
#include "mail/letter.hpp"
#include "mail/store.hpp"
#include "markup/markup.hpp"
#include "organ/store.hpp"

namespace mingtang::bulletin {
namespace {

using organ::Actor;

/// An office, three bureaus and two townships that published in October; the clock stands on 2 November 2026.
class MonthlyBulletin : public testing::TestWithParam<storage::Dialect> {
  protected:
    storage::Trial trial_{GetParam(),
                          {"storage", "journal", "organ", "mail", "catalogue", "disclosure", "request", "remedy", "reports",
                           "participation", "supervision", "clocks", "bulletin"}};
    FakeClock clock_{Date(2026, 11, 2)};
    law::Calendar calendar_ = law::Calendar::standard();
    storage::Blobs blobs_{trial_.database(), trial_.folder() / "blobs"};
    std::string secret_ = std::string(32, 's');
    std::string const month_ = "2026-10", base_ = "https://www.example.cn";
    Id office_unit_ = 0, finance_ = 0, schools_ = 0, water_ = 0, north_ = 0, south_ = 0, item_ = 0, standard_ = 0;
    Actor office_, reviewer_, stranger_;
    int papers_ = 0;

    template <class F>
    auto run(Actor const& actor, F&& action) {
        auto tx = trial_.database().write();
        Context in{actor, tx, calendar_, clock_.now(), blobs_, secret_};
        auto outcome = action(in);
        if (outcome) tx.commit();
        return outcome;
    }
    template <class F>
    auto look(Actor const& actor, F&& reading) {
        auto tx = trial_.database().read();
        Context in{actor, tx, calendar_, clock_.now(), blobs_, secret_};
        return reading(in);
    }
    Id unit(char const* code, char const* name, organ::UnitKind kind, char const* email = "") {
        return run(Actor::of_system("test"),
                   [&](Context& in) {
                       return organ::create_unit(in, {.code = code, .name = name, .short_name = name, .kind = kind, .email = email});
                   })
            .value()
            .id;
    }
    void SetUp() override {
        using enum organ::UnitKind;
        office_unit_ = unit("zhengfuban", "县政府办公室", office, "zfb@example.cn");
        finance_ = unit("caizheng", "县财政局", department, "cz@example.cn");
        schools_ = unit("jiaoyu", "县教育局", department);
        water_ = unit("shuiwu", "县水务局", department);
        north_ = unit("beizhen", "北镇", township, "bz@example.cn");
        south_ = unit("nanzhen", "南镇", township, "nz@example.cn");
        run(Actor::of_system("test"), [&](Context& in) -> Done {
            catalogue::Item item{.unit_id = office_unit_, .domain = "general", .code = "general-30", .level1 = "监督", .level2 = "通报"};
            catalogue::store::save(in.tx, item);
            item_ = item.id;
            catalogue::Item standard{.domain = "general", .code = "general-02", .level1 = "政策文件"};
            catalogue::store::save(in.tx, standard);
            standard_ = standard.id;
            return {};
        });
        office_ = disclosure::person(1, "公开科", office_unit_, {Role::office});
        reviewer_ = disclosure::person(2, "财政局审核人", finance_, {Role::reviewer});
        stranger_ = disclosure::person(3, "教育局审核人", schools_, {Role::reviewer});
        for (int i = 0; i < 6; ++i) publish(finance_, i < 4);
        for (int i = 0; i < 6; ++i) publish(schools_, i < 2);
        for (int i = 0; i < 2; ++i) publish(water_, false);
        for (int i = 0; i < 5; ++i) publish(north_, true);
        for (int i = 0; i < 5; ++i) publish(south_, true);
    }
    void publish(Id unit_id, bool on_time) {
        Date day(2026, 10, 20), produced = on_time ? day : Date(2026, 8, 3);
        auto number = std::to_string(++papers_);
        run(Actor::of_system("import"), [&](Context& in) {
            disclosure::ImportedDocument document{.source_id = number,
                                                  .source_digest = number,
                                                  .form = {.title = "公告" + number,
                                                           .kind = "notice",
                                                           .catalogue_item_id = std::to_string(standard_),
                                                           .produced_on = produced.text(),
                                                           .body = "<p>x</p>"},
                                                  .published_on = day,
                                                  .secrecy_basis = "已在原网站公开"};
            return disclosure::import_document(in, unit_id, document, true);
        }).value();
    }
    void days(int number) { clock_.advance(std::chrono::hours(24) * number); }
    Outcome<Bulletin> begun(BeginForm form = {.month = "2026-10", .working_days = "5", .minimums = {}}) {
        return run(office_, [&](Context& in) { return begin(in, form, base_); });
    }
    Content content(Actor const& actor) {
        return look(actor, [&](Context& in) { return show(in, month_).value().content; });
    }
    Figure figure(Id unit_id, Measure measure) {
        auto shown = content(office_);
        for (auto const& group : shown.groups)
            for (auto const& line : group.lines)
                for (std::size_t i = 0; i < shown.columns.size(); ++i)
                    if (line.unit_id == unit_id && shown.columns[i].measure == measure) return line.figures[i];
        return {};
    }
    /// `4/6 倒数第2`.
    std::string said(Id unit_id, Measure measure) {
        auto one = figure(unit_id, measure);
        std::string place(to_text(one.place.standing));
        if (one.place.standing == Standing::ranked) place = std::to_string(one.place.from_bottom) + (one.place.shared ? "=" : "");
        return std::to_string(one.number) + "/" + std::to_string(one.of) + " " + place;
    }
    std::vector<FrozenRecord> rows(Id unit_id, Measure measure) {
        return look(office_, [&](Context& in) { return rows_behind(in, show(in, month_).value(), measure, unit_id); });
    }
    Outcome<Contest> contested(std::string const& record, Actor const& actor, std::string reason = "形成日期填写有误，已更正") {
        return run(actor, [&](Context& in) {
            return contest(in, month_, {.measure = Measure::published_on_time, .unit_id = finance_, .record = record, .reason = reason});
        });
    }
    std::string late_record() {
        for (auto const& row : rows(finance_, Measure::published_on_time))
            if (!row.counted) return row.record;
        return "";
    }
    template <class T>
    static std::string code(Outcome<T> const& outcome) {
        return outcome ? "" : outcome.error().code;
    }
};

TEST_P(MonthlyBulletin, BeginsForAMonthThatIsOver) {
    EXPECT_EQ(code(run(reviewer_, [&](Context& in) { return begin(in, {.month = month_, .working_days = "5", .minimums = {}}, base_); })),
              "bulletin.begin.forbidden");
    organ::Actor units_office{.person_id = 8, .unit_id = schools_, .grants = {{.unit_id = schools_, .role = Role::office}}};
    EXPECT_EQ(
        code(run(units_office, [&](Context& in) { return begin(in, {.month = month_, .working_days = "5", .minimums = {}}, base_); })),
        "bulletin.begin.forbidden");
    EXPECT_FALSE(sees_all(units_office));
    EXPECT_TRUE(may_see(units_office, schools_));
    EXPECT_FALSE(may_see(units_office, finance_));
    struct Row {
        BeginForm form;
        char const *code, *field;
    };
    for (auto const& row : std::vector<Row>{{{"2026-11", "5", {}}, "bulletin.begin.too_early", "month"},
                                            {{"2026-13", "5", {}}, "bulletin.begin.month", "month"},
                                            {{"", "5", {}}, "bulletin.begin.month", "month"},
                                            {{"2026-10", "0", {}}, "bulletin.begin.days", "working_days"},
                                            {{"2026-10", "31", {}}, "bulletin.begin.days", "working_days"},
                                            {{"2026-10", "五", {}}, "bulletin.begin.days", "working_days"},
                                            {{"2026-10", "5", {{"returned", "0"}}}, "bulletin.begin.minimum", "minimum_returned"},
                                            {{"2026-10", "5", {{"returned", "x"}}}, "bulletin.begin.minimum", "minimum_returned"}}) {
        auto refused = begun(row.form);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, row.code);
        EXPECT_EQ(refused.error().field, row.field);
    }
    auto made = begun();
    ASSERT_TRUE(made) << made.error().code;
    EXPECT_EQ(made->contest_until_on, Date(2026, 11, 9));
    EXPECT_EQ(code(begun()), "bulletin.begin.there");
    EXPECT_EQ(look(office_, [](Context& in) { return not_reached(in); }), (std::vector<std::string>{"县教育局", "县水务局"}));
    auto tx = trial_.database().read();
    EXPECT_EQ(storage::select_one<long long>(tx, "select count(*) from mail_message").value(), 4) << "one to each that can be reached";
}

TEST_P(MonthlyBulletin, WritesToTheUnitAloneThatAContestOfItsIsDecided) {
    begun().value();
    auto made = contested(late_record(), reviewer_).value();
    auto letters = [&] {
        auto tx = trial_.database().read();
        std::vector<mail::Letter> all;
        for (auto const& one : mail::store::list(tx, {.all = true}, {mail::State::queued}, 0, 100))
            all.push_back(mail::unseal(one, secret_).value());
        return all;
    };
    ASSERT_EQ(letters().size(), 4u);
    for (auto const& one : letters()) EXPECT_EQ(one.subject, "2026年10月政府信息公开工作月度通报：请在2026-11-09前核对");
    run(office_, [&](Context& in) { return decide(in, made.id, true, "形成日期确有笔误", base_); }).value();
    auto all = letters();
    ASSERT_EQ(all.size(), 5u);
    EXPECT_EQ(all[0].to, "cz@example.cn");
    EXPECT_NE(all[0].text.find("处理结果：成立，不计入"), std::string::npos) << all[0].text;
    EXPECT_NE(all[0].text.find(base_ + "/desk/bulletin/2026-10\n"), std::string::npos);
    for (auto const& words : {made.title, std::string("确有笔误")}) EXPECT_EQ(all[0].text.find(words), std::string::npos) << words;
    clock_.advance(std::chrono::minutes(1));
    run(office_, [&](Context& in) { return decide(in, made.id, false, "再核对，日期无误", base_); }).value();
    EXPECT_EQ(letters().size(), 6u) << "decided anew, it is told anew";
}

TEST_P(MonthlyBulletin, RanksFromTheBottomWithinAGroup) {
    begun().value();
    EXPECT_EQ(said(finance_, Measure::published_on_time), "4/6 2");
    EXPECT_EQ(said(schools_, Measure::published_on_time), "2/6 1");
    EXPECT_EQ(said(water_, Measure::published_on_time), "0/2 too_few") << "two papers say too little";
    EXPECT_EQ(said(office_unit_, Measure::published_on_time), "0/0 too_few");
    EXPECT_EQ(said(north_, Measure::published_on_time), "5/5 all_equal") << "townships among themselves";
    EXPECT_EQ(said(office_unit_, Measure::published), "0/0 1");
    EXPECT_EQ(said(finance_, Measure::published), "6/0 3=");
    EXPECT_EQ(said(schools_, Measure::published), "6/0 3=");
    auto shown = content(office_);
    ASSERT_EQ(shown.groups.size(), 2u);
    std::vector<Id> order;
    for (auto const* line : from_bottom(shown.groups[0], 2)) order.push_back(line->unit_id);
    EXPECT_EQ(order, (std::vector<Id>{schools_, finance_, office_unit_, water_}));
}

TEST_P(MonthlyBulletin, AContestThatIsAcceptedLeavesItsRecordOut) {
    begun().value();
    auto record = late_record();
    EXPECT_EQ(code(contested(record, stranger_)), "bulletin.contest.forbidden");
    EXPECT_EQ(code(contested(record, reviewer_, "  ")), "bulletin.contest.missing");
    EXPECT_EQ(code(contested(record, reviewer_, std::string(3003, 'x'))), "bulletin.contest.too_long");
    EXPECT_EQ(code(contested("edition:999999", reviewer_)), "bulletin.contest.no_record");
    auto made = contested(record, reviewer_);
    ASSERT_TRUE(made) << made.error().code;
    EXPECT_EQ(code(contested(record, reviewer_)), "bulletin.contest.twice");
    EXPECT_EQ(said(finance_, Measure::published_on_time), "4/6 2") << "not decided yet";
    auto decided = [&](Actor const& actor, bool accepted, std::string reason) {
        return run(actor, [&](Context& in) { return decide(in, made->id, accepted, reason, base_); });
    };
    EXPECT_EQ(code(decided(reviewer_, true, "属实")), "bulletin.decide.forbidden");
    EXPECT_EQ(code(decided(stranger_, true, "属实")), "bulletin.find.not_found");
    EXPECT_EQ(code(decided(office_, true, "")), "bulletin.decide.missing");
    EXPECT_EQ(code(run(reviewer_, [&](Context& in) { return take_back(in, made->id); })), "");
    EXPECT_EQ(code(decided(office_, true, "属实")), "bulletin.decide.taken_back");
    made = contested(record, reviewer_);
    EXPECT_EQ(code(decided(office_, true, "属实")), "");
    EXPECT_EQ(said(finance_, Measure::published_on_time), "4/5 2");
    EXPECT_EQ(figure(finance_, Measure::published_on_time).left_out, 1);
    EXPECT_EQ(said(finance_, Measure::published), "6/0 3=") << "of the contested measure alone";
    auto behind = rows(finance_, Measure::published_on_time);
    EXPECT_EQ(std::count_if(behind.begin(), behind.end(), [](auto const& row) { return row.left_out; }), 1);
    EXPECT_EQ(code(decided(office_, false, "再核对，日期无误")), "") << "until it freezes it may be decided anew";
    EXPECT_EQ(said(finance_, Measure::published_on_time), "4/6 2");
    EXPECT_EQ(code(run(reviewer_, [&](Context& in) { return take_back(in, made->id); })), "bulletin.take_back.decided");
}

TEST_P(MonthlyBulletin, ContestsEndWithTheirLastDay) {
    begun().value();
    auto record = late_record();
    days(7);
    EXPECT_EQ(code(run(office_, [&](Context& in) { return freeze(in, month_); })), "bulletin.freeze.too_early") << "the last day itself";
    EXPECT_EQ(code(contested(record, reviewer_)), "");
    days(1);
    EXPECT_EQ(code(run(office_, [&](Context& in) { return freeze(in, month_); })), "bulletin.freeze.contests_open");
    EXPECT_EQ(code(contested("edition:1", reviewer_)), "bulletin.contest.too_late");
    EXPECT_EQ(code(run(reviewer_, [&](Context& in) { return freeze(in, month_); })), "bulletin.freeze.forbidden");
}

TEST_P(MonthlyBulletin, FrozenFiguresNeverChange) {
    begun().value();
    auto made = contested(late_record(), reviewer_).value();
    run(office_, [&](Context& in) { return decide(in, made.id, true, "属实", base_); }).value();
    days(8);
    auto before = content(office_);
    auto rows_before = rows(finance_, Measure::published_on_time);
    run(office_, [&](Context& in) { return freeze(in, month_); }).value();
    auto frozen = content(office_);
    EXPECT_EQ(frozen.groups, before.groups) << "counted from the rows as from the sums";
    EXPECT_EQ(frozen.accepted, 1);
    EXPECT_EQ(frozen.issued_by, "县政府办公室");
    EXPECT_EQ(read_content(to_json(frozen)), frozen);
    publish(finance_, true);
    run(Actor::of_system("test"), [&](Context& in) -> Done {
        storage::change(in.tx, "delete from disclosure_public where unit_id = :a", schools_);
        return {};
    });
    EXPECT_EQ(content(office_), frozen);
    EXPECT_EQ(content(stranger_), frozen);
    auto kept = rows(finance_, Measure::published_on_time);
    ASSERT_EQ(kept.size(), rows_before.size());
    for (std::size_t i = 0; i < kept.size(); ++i) {
        EXPECT_EQ(kept[i].record, rows_before[i].record);
        EXPECT_EQ(kept[i].why, rows_before[i].why);
        EXPECT_EQ(kept[i].left_out, rows_before[i].left_out);
    }
    // Every figure is what its rows say.
    for (auto const& group : frozen.groups)
        for (auto const& line : group.lines)
            for (std::size_t i = 0; i < frozen.columns.size(); ++i) {
                long long number = 0, of = 0;
                for (auto const& row : rows(line.unit_id, frozen.columns[i].measure))
                    if (!row.left_out) number += row.counted, of += frozen.columns[i].is_rate();
                EXPECT_EQ(line.figures[i].number, number) << line.unit << frozen.columns[i].name;
                EXPECT_EQ(line.figures[i].of, of) << line.unit << frozen.columns[i].name;
            }
    EXPECT_EQ(code(run(office_, [&](Context& in) { return decide(in, made.id, false, "改", base_); })), "bulletin.decide.not_now");
    EXPECT_EQ(code(contested("edition:1", reviewer_)), "bulletin.contest.not_now");
    EXPECT_EQ(code(run(office_, [&](Context& in) { return freeze(in, month_); })), "bulletin.freeze.not_now");
}

TEST_P(MonthlyBulletin, BecomesADraftDisclosure) {
    begun().value();
    days(8);
    auto published = [&](std::string item) {
        return run(office_, [&](Context& in) {
            return bulletin::publish(in, month_, item, {{"通报.xlsx", xlsx_of(show(in, month_)->content)}});
        });
    };
    EXPECT_EQ(code(published("")), "bulletin.publish.not_now");
    run(office_, [&](Context& in) { return freeze(in, month_); }).value();
    EXPECT_EQ(code(published("x")), "bulletin.publish.item");
    EXPECT_EQ(code(published(std::to_string(item_))), "");
    EXPECT_EQ(code(published("")), "bulletin.publish.under_way");
    look(office_, [&](Context& in) {
        auto bulletin = store::of_month(in.tx, month_).value();
        auto publication = publication_of(in, bulletin);
        auto edition = disclosure::store::edition(in.tx, publication.edition_id).value();
        EXPECT_EQ(edition.state, disclosure::State::drafting);
        EXPECT_EQ(edition.unit_id, office_unit_);
        EXPECT_EQ(edition.author_id, office_.person_id);
        EXPECT_EQ(edition.title, "关于2026年10月政府信息公开工作情况的通报");
        EXPECT_EQ(disclosure::store::attachments_of(in.tx, edition.id).size(), 1u);
        auto html = disclosure::store::text_of(in.tx, edition.id);
        EXPECT_NE(html.find("倒数第1"), std::string::npos);
        EXPECT_NE(html.find("<meter value=\"0.333\" max=\"1\"></meter>"), std::string::npos);
        EXPECT_EQ(html.find("公告1"), std::string::npos) << "no titles of records";
        return 0;
    });
    // Any filer of the unit takes it on.
    auto filer = disclosure::person(9, "综合科", office_unit_, {Role::filer});
    auto edition = look(office_, [&](Context& in) { return publication_of(in, store::of_month(in.tx, month_).value()).edition_id; });
    EXPECT_EQ(code(run(filer, [&](Context& in) { return disclosure::file(in, edition, ""); })), "");
}

TEST_P(MonthlyBulletin, FilesSayTheSame) {
    begun().value();
    auto shown = content(office_);
    auto html = html_of(shown);
    EXPECT_EQ(markup::sanitise(html).dropped, std::vector<std::string>()) << "nothing of it is lost on its way";
    for (auto const* words : {"县财政局", "66.7%", "4/6 件", "样本不足5，不排", "全部相同，不排", "被退回过的"})
        EXPECT_NE(html.find(words), std::string::npos) << words;
    EXPECT_EQ(xlsx_of(shown).substr(0, 2), "PK");
    auto paper = paper_of(shown);
    EXPECT_EQ(
        std::count_if(paper.body.begin(), paper.body.end(), [](auto const& block) { return block.kind == paper::Block::Kind::table; }),
        1 + 2 * 7);
}

INSTANTIATE_TEST_SUITE_P(Both, MonthlyBulletin, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres),
                         [](auto const& info) { return storage::name_of(info.param); });

TEST(Ranking, TiesShareAPlaceAndSmallSamplesHaveNone) {
    using F = measure::Figure;
    struct Row {
        char const* what;
        Measure measure;
        std::vector<F> figures;
        std::vector<std::string> places;
    };
    auto told = [](Place const& place) {
        if (place.standing != Standing::ranked) return std::string(to_text(place.standing));
        return std::to_string(place.from_bottom) + (place.shared ? "=" : "");
    };
    for (auto const& row :
         std::vector<Row>{{"more is better", Measure::filed, {{1, 3, 0}, {2, 1, 0}, {3, 2, 0}}, {"3", "1", "2"}},
                          {"ties", Measure::filed, {{1, 3, 0}, {2, 1, 0}, {3, 1, 0}, {4, 2, 0}}, {"4", "1=", "1=", "3"}},
                          {"less is better", Measure::overdue, {{1, 3, 10}, {2, 1, 10}, {3, 2, 20}}, {"1", "2=", "2="}},
                          {"small samples", Measure::published_on_time, {{1, 0, 4}, {2, 5, 5}, {3, 3, 5}}, {"too_few", "2", "1"}},
                          {"one left", Measure::published_on_time, {{1, 0, 4}, {2, 5, 5}}, {"too_few", "alone"}},
                          {"nobody left", Measure::published_on_time, {{1, 0, 4}, {2, 0, 0}}, {"too_few", "too_few"}},
                          {"all equal", Measure::overdue, {{1, 0, 10}, {2, 0, 20}, {3, 0, 1}}, {"all_equal", "all_equal", "too_few"}},
                          {"nothing", Measure::filed, {}, {}}}) {
        std::vector<std::string> places;
        for (auto const& place : places_of(row.measure, row.figures, 5)) places.push_back(told(place));
        EXPECT_EQ(places, row.places) << row.what;
    }
}

TEST(Workflow, WhoMayWhat) {
    std::string golden;
    for (auto state : {State::contesting, State::frozen, State::in_publication})
        for (auto action : {Action::contest, Action::take_back, Action::decide, Action::freeze, Action::publish})
            for (auto role : {Role::reviewer, Role::unit_head, Role::office, Role::filer, Role::auditor})
                if (may(state, action, disclosure::person(1, "甲", 7, {role}), 7))
                    golden += std::string(to_text(state)) + " " + std::string(to_text(action)) + " " + std::string(to_text(role)) + "\n";
    EXPECT_EQ(golden,
              "contesting contest reviewer\ncontesting contest unit_head\ncontesting take_back reviewer\ncontesting take_back unit_head\n"
              "contesting decide office\ncontesting freeze office\nfrozen publish office\nin_publication publish office\n");
    EXPECT_FALSE(may(State::contesting, Action::contest, disclosure::person(1, "甲", 8, {Role::reviewer}), 7)) << "of another unit";
    organ::Actor units_office{.person_id = 1, .unit_id = 7, .grants = {{.unit_id = 7, .role = Role::office}}};
    for (auto action : {Action::decide, Action::freeze})
        EXPECT_FALSE(may(State::contesting, action, units_office, 7)) << "the organ in charge is that of the whole site";
    EXPECT_FALSE(may(State::frozen, Action::publish, units_office, 7));
}

}  // namespace
}  // namespace mingtang::bulletin
