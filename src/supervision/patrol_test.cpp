#include "base/digest.hpp"
#include "participation/store.hpp"
#include "supervision/due_days.hpp"
#include "supervision/looks/looks.hpp"
#include "supervision/opening.hpp"
#include "supervision/supervision_fixture.hpp"
#include "supervision/vetoes.hpp"

namespace mingtang::supervision {
namespace {

class PatrolSite : public SupervisionSite {
  protected:
    journal::Bell bell_;
    http::PageCache pages_;
    organ::Environment env_{trial_.database(), blobs_, bell_, clock_, calendar_, pages_, secret_, [] { return organ::SiteSettings{}; }};

    void change_unit(std::function<void(organ::Unit&)> const& change) {
        run(Actor::of_system("test"), [&](Context& in) -> Done {
            auto unit = organ::store::unit_by_id(in.tx, unit_).value();
            change(unit);
            organ::store::save(in.tx, unit);
            return {};
        });
    }
    void add_entry(std::string code, std::string level1, std::string way = "主动", Date since_on = {}) {
        run(Actor::of_system("test"), [&](Context& in) -> Done {
            catalogue::Item item{.unit_id = unit_, .domain = "general", .code = code, .level1 = level1, .level2 = code, .way = way};
            item.since_on = since_on;
            catalogue::store::save(in.tx, item);
            return {};
        });
    }
    std::string detail_of(FindingKind kind) {
        return read([&](auto& tx) {
            auto found = store::findings(tx, {.state = FindingState::open, .kind = kind});
            return found.empty() ? std::string() : found.front().title + "：" + found.front().detail;
        });
    }
    std::map<std::string, Veto> vetoed() {
        std::map<std::string, Veto> all;
        run(Actor::of_system("t"), [&](Context& in) -> Done {
            for (auto& one : vetoes(in)) all[one.code] = one;
            return {};
        });
        return all;
    }
};

TEST_P(PatrolSite, TellsAColumnThatWasNeverFilledFromOneThatIsLate) {
    add_entry("general-08", "财政信息");
    add_entry("general-09", "行政许可");
    add_entry("general-10", "行政许可");
    add_entry("general-11", "依申请公开", "依申请公开");
    publish("预算", "<p>x</p>", Date(2026, 11, 20), "budget");
    patrolled();
    EXPECT_EQ(findings(), (std::vector<std::string>{"column_empty unit:" + std::to_string(unit_) + "#行政许可"}));
    EXPECT_EQ(detail_of(FindingKind::column_empty), "行政许可：目录下的 2 项都没有公开过信息");
    change_unit([](organ::Unit& unit) { unit.open = false; });
    days(1);
    patrolled();
    EXPECT_TRUE(findings().empty()) << "a closed unit fills no columns";
}

TEST_P(PatrolSite, GivesANewColumnItsTimeOfGrace) {
    publish("预算", "<p>x</p>", Date(2026, 11, 20), "budget");
    add_entry("general-09", "行政许可", "主动", Date(2026, 11, 20));
    add_entry("general-10", "行政许可", "主动", Date(2026, 11, 26));
    add_entry("general-12", "政务动态", "主动", Date(2026, 11, 26));
    auto empty = [&] {
        patrolled();
        return read([&](auto& tx) {
            std::vector<std::string> told;
            for (auto const& one : store::findings(tx, {.state = FindingState::open, .kind = FindingKind::column_empty}))
                told.push_back(one.title + " " + one.due_on.text());
            return told;
        });
    };
    EXPECT_EQ(empty(), std::vector<std::string>()) << "on the day on which its entries came to be";
    days(24);
    EXPECT_EQ(empty(), std::vector<std::string>()) << "the thirtieth day";
    days(1);
    EXPECT_EQ(empty(), (std::vector<std::string>{"行政许可 2026-12-20"})) << "counted from its first entry";
    days(6);
    EXPECT_EQ(empty().size(), 2u);
    add_entry("general-13", "行政许可", "主动", Date(2027, 1, 1));
    EXPECT_EQ(empty().size(), 2u) << "another entry gives no new grace";
}

TEST(EmptyColumn, IsEmptyAtOnceOnlyWhereItsAgeIsNotKnown) {
    auto calendar = law::Calendar::standard();
    EXPECT_EQ(empty_column_due(Date(2026, 11, 1), calendar), Date(2026, 12, 1));
    EXPECT_EQ(empty_column_due({}, calendar), Date());
}

TEST_P(PatrolSite, AsksNoColumnOfAUnitThatIsClosed) {
    publish("动态", "<p>x</p>", Date(2026, 11, 1), "news");
    patrolled();
    EXPECT_EQ(findings(), (std::vector<std::string>{"column_stale unit:" + std::to_string(unit_) + "#news"}));
    change_unit([](organ::Unit& unit) { unit.open = false; });
    days(1);
    patrolled();
    EXPECT_TRUE(findings().empty());
}

TEST_P(PatrolSite, NamesAMissingTelephoneOrAddressByItself) {
    publish("预算", "<p>x</p>", Date(2026, 11, 20), "budget");
    change_unit([](organ::Unit& unit) { unit.telephone = unit.fax = ""; });
    patrolled();
    auto unit = "unit:" + std::to_string(unit_);
    EXPECT_EQ(findings(), (std::vector<std::string>{"contact_missing " + unit, "guide_incomplete " + unit}));
    EXPECT_EQ(detail_of(FindingKind::contact_missing), "县财政局：缺少：联系电话");
    EXPECT_EQ(detail_of(FindingKind::guide_incomplete), "县财政局：缺少：传真号码");
}

TEST_P(PatrolSite, CountsTowardsTheVetoes) {
    auto none = vetoed();
    EXPECT_TRUE(none["home"].fails()) << "nothing was ever published";
    for (auto code : {"columns", "long", "empty"}) EXPECT_EQ(none[code].number, 0) << code;
    for (int i = 0; i < 5; ++i) add_entry("x" + std::to_string(i), "栏目" + std::to_string(i));
    publish("动态", "<p>x</p>", Date(2026, 11, 11), "news");
    publish("规划", "<p>x</p>", Date(2025, 1, 1), "plan");
    patrolled();
    auto now = vetoed();
    EXPECT_EQ(now["home"].number, 1) << "the sixteenth day";
    EXPECT_EQ(now["columns"].number, 1);
    EXPECT_FALSE(now["columns"].is_near());
    EXPECT_EQ(now["long"].number, 1);
    EXPECT_EQ(now["empty"].number, 5);
    EXPECT_TRUE(now["empty"].fails());
    publish("栏目", "<p>x</p>", Date(2026, 11, 12), "other");
    EXPECT_EQ(vetoed()["home"].number, 0) << "two weeks and not a day more";
    auto finding = read([&](auto& tx) { return store::findings(tx, {.kind = FindingKind::column_empty}).at(0).id; });
    run(inspector_, [&](Context& in) { return dismiss(in, finding, "正在筹建"); }).value();
    EXPECT_EQ(vetoed()["empty"].number, 4) << "what is none does not count";
    EXPECT_TRUE(vetoed()["empty"].is_near());
}

TEST_P(PatrolSite, FindsLettersThatWereNotAnsweredInTime) {
    using participation::Letter;
    using participation::State;
    auto letter = [&](std::string number, Date received_on, Date due, State state, Id unit) {
        Letter one{.unit_id = unit, .number = number, .state = state, .form_digest = number, .received_on = received_on, .reply_due = due};
        if (state == State::closed) one.closed_on = due;
        run(Actor::of_system("test"), [&](Context& in) -> Done {
            participation::store::save(in.tx, one);
            return {};
        });
        return one;
    };
    auto late = letter("信〔2026〕1号", Date(2026, 11, 16), Date(2026, 11, 25), State::in_review, unit_);
    letter("信〔2026〕2号", Date(2026, 11, 16), Date(2026, 11, 26), State::in_hand, unit_);
    letter("信〔2026〕3号", Date(2026, 11, 2), Date(2026, 11, 9), State::closed, unit_);
    letter("信〔2026〕4号", Date(2026, 11, 2), Date(2026, 11, 9), State::arrived, 0);
    patrolled();
    auto found = read([&](auto& tx) { return store::findings(tx, {.kind = FindingKind::letter_late}); });
    ASSERT_EQ(found.size(), 1u) << "what no unit has yet is the office's";
    EXPECT_EQ(found[0].subject, late.subject());
    EXPECT_EQ(found[0].title, "信〔2026〕1号");
    EXPECT_EQ(found[0].due_on, Date(2026, 11, 25));

    EXPECT_EQ(vetoed()["interaction"].number, 0);
    letter("信〔2026〕5号", Date(2026, 8, 26), Date(2026, 9, 2), State::arrived, 0);
    EXPECT_EQ(vetoed()["interaction"].number, 0) << "three months to the day";
    letter("信〔2026〕6号", Date(2026, 8, 25), Date(2026, 9, 1), State::in_hand, unit_);
    letter("信〔2025〕7号", Date(2025, 11, 20), Date(2025, 11, 27), State::in_hand, unit_);
    EXPECT_EQ(vetoed()["interaction"].number, 1) << "older than a year is not looked at";
    EXPECT_TRUE(vetoed()["interaction"].fails());
}

/// A file of these bytes at the document.
void attach(storage::Transaction& tx, storage::Blobs& blobs, Id disclosure_id, std::string name, std::string const& bytes) {
    auto row = disclosure::store::public_row(tx, disclosure_id).value();
    disclosure::Attachment attachment{.edition_id = row.edition_id, .name = std::move(name), .size = (long long)bytes.size()};
    attachment.sha256 = blobs.put(tx, bytes);
    storage::insert(tx, "disclosure_attachment", attachment);
}

TEST_P(PatrolSite, OpensAttachmentsOnce) {
    auto id = publish("预算", "<p>x</p>", Date(2026, 11, 20), "budget");
    auto broken = std::string("%PDF-1.4\nnothing that a reader could show\n");
    run(Actor::of_system("test"), [&](Context& in) -> Done {
        attach(in.tx, blobs_, id, "好.txt", "预算收入一百万元。");
        attach(in.tx, blobs_, id, "坏.pdf", broken);
        attach(in.tx, blobs_, id, "坏二.pdf", broken);
        return {};
    });
    patrolled();
    EXPECT_TRUE(findings().empty()) << "not opened yet";
    open_attachments(env_, 1);
    open_attachments(env_, 1);
    EXPECT_TRUE(read([&](auto& tx) { return store::unopened(tx, 9).empty(); })) << "two contents";
    days(1);
    patrolled();
    EXPECT_EQ(findings().size(), 2u);
    EXPECT_EQ(detail_of(FindingKind::attachment_broken), "预算：附件“坏.pdf”打不开：文件已损坏");
    read([&](auto& tx) {
        auto named = storage::Blobs::named(tx);
        EXPECT_EQ(named.size(), 2u) << "what was opened is not kept alive by that";
        return 0;
    });
}

TEST_P(PatrolSite, LinksToTheSiteByItsWholeAddressAreInside) {
    run(Actor::of_system("test"), [&](Context& in) -> Done {
        storage::change(in.tx, "insert into organ_setting (name, value) values ('site_domain', 'www.qinghe.gov.cn')");
        return {};
    });
    publish("链接",
            "<p><a href=\"https://www.qinghe.gov.cn/disclosure/999?a=1\">坏</a><a href=\"https://other.cn/disclosure/999\">别处</a></p>",
            Date(2026, 11, 25));
    patrolled();
    EXPECT_EQ(detail_of(FindingKind::link_dead), "链接：/disclosure/999");
}

TEST_P(PatrolSite, LooksOfOthersComeIn) {
    publish("预算", "<p>x</p>", Date(2026, 11, 20), "budget");
    Look other = [&](GoesOn const&) -> std::vector<Finding> {
        return {{.kind = FindingKind::log_differs, .unit_id = unit_, .subject = "disclosure:1", .title = "预算", .detail = "不一致"}};
    };
    run(Actor::of_system("test"), [](Context& in) -> Done { return project_due(in), Done(); });
    auto made = patrol(env_, Actor::of_system("patrol"), {other});
    EXPECT_EQ(made.fresh, 1);
    EXPECT_EQ(findings(), (std::vector<std::string>{"log_differs disclosure:1"}));
    EXPECT_GT(made.seq, 0);
    EXPECT_EQ(read([&](auto& tx) { return store::last_patrol(tx)->seq; }), made.seq);
    patrol_when_due(env_, {other});
    EXPECT_EQ(read([&](auto& tx) { return store::last_patrol(tx)->id; }), made.id) << "once a day";
    days(1);
    patrol_when_due(env_);
    EXPECT_TRUE(findings().empty());
}

TEST_P(PatrolSite, IsAskedForAndTakenUpOnce) {
    auto ids = [&] { return read([&](auto& tx) { return store::last_patrol(tx).value_or(Patrol()).id; }); };
    auto turn = [&] { return read([&](auto& tx) { return store::patrol_turn(tx); }); };
    auto ask = [&](Actor const& who) { return run(who, [](Context& in) { return ask_for_patrol(in); }); };
    patrol_when_due(env_);
    auto first = ids();
    EXPECT_NE(first, 0) << "none today";
    EXPECT_EQ(code(ask(reviewer_)), "supervision.patrol.forbidden");
    EXPECT_FALSE(turn().asked_at);
    ask(inspector_).value();
    ask(inspector_).value();
    EXPECT_EQ(turn().asked_at, clock_.now());
    EXPECT_EQ(read([&](auto& tx) { return journal::read_back(tx, {.name_prefix = "supervision.patrol_asked"}).size(); }), 1u);
    int looks = 0;
    Look other = [&](GoesOn const&) {
        ++looks;
        EXPECT_GT(turn().until, clock_.now());
        patrol_when_due(env_, {other});
        ask(inspector_).value();
        return std::vector<Finding>();
    };
    patrol_when_due(env_, {other});
    EXPECT_EQ(looks, 1) << "another node leaves it to the first";
    EXPECT_EQ(ids(), first + 1);
    EXPECT_FALSE(turn().asked_at);
    EXPECT_FALSE(turn().until);
    patrol_when_due(env_, {other});
    EXPECT_EQ(looks, 1) << "who asked has it";
}

TEST_P(PatrolSite, StopsBetweenPagesAndKeepsNothing) {
    publish("坏链接", "<p><a href=\"/disclosure/999\">见</a></p>", Date(2026, 11, 25));
    std::stop_source stop;
    Look other = [&](GoesOn const& goes_on) {
        EXPECT_TRUE(goes_on());
        stop.request_stop();
        EXPECT_FALSE(goes_on());
        return std::vector<Finding>();
    };
    patrol_when_due(env_, {other}, stop.get_token());
    EXPECT_TRUE(findings().empty());
    EXPECT_FALSE(read([&](auto& tx) { return store::last_patrol(tx); })) << "half a look is none";
    patrol_when_due(env_, {other}, stop.get_token());
    patrol_when_due(env_);
    EXPECT_EQ(detail_of(FindingKind::link_dead), "坏链接：/disclosure/999") << "the next begins at once";
}

TEST_P(PatrolSite, ThatBreaksOffIsToldAndTriedAgainAfterAWhile) {
    int looks = 0;
    Look bad = [&](GoesOn const&) -> std::vector<Finding> {
        ++looks;
        throw std::runtime_error("disk");
    };
    EXPECT_THROW(patrol_when_due(env_, {bad}), std::runtime_error);
    patrol_when_due(env_, {bad});
    EXPECT_EQ(looks, 1) << "not over and over";
    auto turn = [&] { return read([&](auto& tx) { return store::patrol_turn(tx); }); };
    EXPECT_EQ(turn().failed_at, clock_.now());
    clock_.advance(std::chrono::minutes(10));
    patrol_when_due(env_);
    EXPECT_TRUE(read([&](auto& tx) { return store::last_patrol(tx); }));
    EXPECT_FALSE(turn().failed_at);
}

TEST_P(PatrolSite, ANodeThatWentAwayIsWaitedForNoLongerThanItsTurn) {
    run(Actor::of_system("test"), [&](Context& in) -> Done {
        EXPECT_TRUE(store::take_patrol_turn(in.tx, "away", in.now, in.now + std::chrono::minutes(10)));
        EXPECT_FALSE(store::take_patrol_turn(in.tx, "here", in.now, in.now + std::chrono::minutes(10)));
        EXPECT_FALSE(store::hold_patrol_turn(in.tx, "here", in.now));
        return {};
    });
    patrol_when_due(env_);
    EXPECT_FALSE(read([&](auto& tx) { return store::last_patrol(tx); }));
    clock_.advance(std::chrono::minutes(10));
    patrol_when_due(env_);
    EXPECT_TRUE(read([&](auto& tx) { return store::last_patrol(tx); }));
}

TEST_P(PatrolSite, ComparesTextsOfOneEntryOverManyPages) {
    std::string text;
    for (int i = 0; i < 40; ++i) text += "第" + std::to_string(i) + "项收支平衡。";
    publish("月报一", "<p>" + text + "</p>", Date(2026, 11, 1), "budget");
    for (int i = 0; i < 250; ++i) publish("通知" + std::to_string(i), "<p>短" + std::to_string(i) + "</p>", Date(2026, 11, 20), "notice");
    auto last = publish("月报二", "<p>" + text + "</p>", Date(2026, 11, 25), "budget");
    publish("别的一种", "<p>" + text + "</p>", Date(2026, 11, 25), "plan");
    run(Actor::of_system("test"), [](Context& in) -> Done { return project_due(in), Done(); });
    patrol_when_due(env_);
    auto same = read([&](auto& tx) { return store::findings(tx, {.kind = FindingKind::same_as_before}); });
    ASSERT_EQ(same.size(), 1u);
    EXPECT_EQ(same[0].subject, "disclosure:" + std::to_string(last));
    EXPECT_NE(same[0].detail.find("月报一"), std::string::npos);
}

TEST_P(PatrolSite, ReadsFilesOverManyPages) {
    auto id = publish("预算", "<p>x</p>", Date(2026, 11, 20), "budget");
    run(Actor::of_system("test"), [&](Context& in) -> Done {
        for (int i = 0; i < 30; ++i) attach(in.tx, blobs_, id, std::to_string(i) + ".txt", "第" + std::to_string(i) + "份");
        storage::change(in.tx, "update disclosure_attachment set sha256 = :a where name = '29.txt'", sha256("没有这份"));
        return {};
    });
    looks::Findings found;
    looks::Files files;
    int pages = 1;
    while (run(Actor::of_system("test"), [&](Context& in) -> Outcome<bool> { return files.next(in, found); }).value()) ++pages;
    EXPECT_GT(pages, 3);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_NE(found[0].detail.find("29.txt"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Both, PatrolSite, testing::Values(storage::Dialect::sqlite, storage::Dialect::postgres),
                         [](auto const& info) { return storage::name_of(info.param); });

}  // namespace
}  // namespace mingtang::supervision
