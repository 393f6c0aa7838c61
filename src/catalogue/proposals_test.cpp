#include "catalogue/proposals.hpp"

#include <gmock/gmock.h>

#include "catalogue/actions.hpp"
#include "catalogue/demands.hpp"
#include "catalogue/standard.hpp"
#include "catalogue/store.hpp"
#include "catalogue/store_proposals.hpp"
#include "organ/trial_site.hpp"

namespace mingtang::catalogue {
namespace {

using namespace std::chrono_literals;
using organ::Context;
using testing::ElementsAre;

class Proposals : public organ::OrganSite {
  protected:
    void SetUp() override {
        trial.database().migrate(storage::packed_migrations("catalogue", GetParam()));
        organ::OrganSite::SetUp();
        filer = make_person("lixin", "李新", civil.id);
        grant(filer.id, organ::Role::filer, civil.id);
        office = make_person("ban", "班宁", government.id);
        grant(office.id, organ::Role::office, 0);
        by_system([&](Context& in) { return open_domain(in, "general", "法定主动公开内容"); }).value();
        by_system([&](Context& in) {
            return import_item(in, "general", {.level1 = "财政信息", .level2 = "预算", .content = "预算及报表", .time_limit = "20日内"});
        }).value();
        by_system([&](Context& in) { return derive(in, civil.id, "general"); }).value();
        own = reading([&](auto& tx) { return store::item_by_code(tx, civil.id, "general-01").value(); });
    }
    ProposalForm monthly() {
        ProposalForm form{.item = own, .reason = "群众要求按月公开"};
        form.item.cadence = Cadence::monthly;
        return form;
    }
    Outcome<Proposal> proposed(ProposalForm const& form, organ::Person const& who) {
        return by(actor(who), [&](Context& in) { return propose(in, form); });
    }
    Proposal opened_for_comment() {
        auto proposal = proposed(monthly(), filer).value();
        return by(actor(office), [&](Context& in) { return open_comment(in, proposal.id, 15); }).value();
    }
    std::string token(Id proposal_id) {
        auto nobody = organ::Actor::the_public();
        return organ::look(env, nobody, [&](Context& in) { return comment_token(in, proposal_id); });
    }
    Outcome<Comment> said(Id proposal_id, CommentForm const& form) {
        return by(organ::Actor::the_public(), [&](Context& in) { return comment(in, proposal_id, form); });
    }
    /// By one who takes five seconds.
    Outcome<Comment> said_words(Id proposal_id, std::string words, std::string source = "10.0.0.1") {
        CommentForm form{
            .token = token(proposal_id), .name = "王芳", .contact = "13800000000", .words = std::move(words), .source = std::move(source)};
        clock.advance(5s);
        return said(proposal_id, form);
    }
    template <class T>
    static std::string code_of(Outcome<T> const& outcome) {
        return outcome ? std::string() : outcome.error().code;
    }
    std::string adopting(Id id, std::string reason = "采纳") {
        return code_of(by(actor(office), [&](Context& in) { return adopt(in, id, reason); }));
    }

    organ::Person filer, office;
    Item own;
};

TEST_P(Proposals, FromProposalOverCommentToANewEdition) {
    auto proposal = opened_for_comment();
    EXPECT_EQ(proposal.comment_until, Date(2026, 12, 8));
    auto comment = said_words(proposal.id, "希望每月十日前公开").value();
    EXPECT_EQ(comment.sealed.find("王芳"), std::string::npos);
    EXPECT_TRUE(comment.words.empty()) << "not shown before it was read";
    EXPECT_EQ(adopting(proposal.id), "catalogue.adopt.too_early");
    clock.advance(std::chrono::hours(24 * 20));
    EXPECT_EQ(adopting(proposal.id), "catalogue.adopt.comments_open");
    auto opened_one = organ::look(env, actor(office), [&](Context& in) { return opened(in, comment, proposal); });
    ASSERT_TRUE(opened_one);
    EXPECT_EQ(opened_one->contact, "13800000000");
    EXPECT_FALSE(organ::look(env, actor(filer), [&](Context& in) { return opened(in, comment, proposal); })) << "only the office reads it";
    EXPECT_EQ(code_of(by(actor(office), [&](Context& in) { return show_comment(in, comment.id, "希望每月公开", ""); })),
              "catalogue.show_comment.answer");
    EXPECT_EQ(code_of(by(actor(filer), [&](Context& in) { return show_comment(in, comment.id, "希望每月公开", "同意"); })),
              "catalogue.comment.forbidden");
    for (auto const& [words, answer, field] : {std::tuple("请回电13912345678", "已采纳", "words"),
                                               {"希望每月公开", "请王芳来办", "answer"},
                                               {"王芳：希望每月公开", "已采纳", "words"},
                                               {"电话13800000000", "已采纳", "words"}}) {
        auto refused =
            by(actor(office), [&, words = words, answer = answer](Context& in) { return show_comment(in, comment.id, words, answer); });
        EXPECT_EQ(code_of(refused), "catalogue.show_comment.personal") << words << answer;
        EXPECT_EQ(refused.error().field, field);
        EXPECT_EQ(refused.error().details.at(0).second.find("13912345678"), std::string::npos) << "masked";
    }
    by(actor(office), [&](Context& in) { return show_comment(in, comment.id, "希望每月公开", "已采纳"); }).value();
    EXPECT_EQ(adopting(proposal.id, " "), "catalogue.adopt.reason");
    EXPECT_EQ(adopting(proposal.id), "");
    reading([&](auto& tx) {
        auto now = store::item(tx, own.id).value();
        EXPECT_EQ(now.cadence, Cadence::monthly);
        EXPECT_EQ(now.deviation, "群众要求按月公开");
        auto editions = store::editions_of(tx, own.id);
        EXPECT_EQ(editions.back().number, 2);
        EXPECT_EQ(editions.back().proposal_id, proposal.id);
        EXPECT_EQ(store::feedback_of_item(tx, own.id).answered, 1);
        return 0;
    });
    EXPECT_EQ(adopting(proposal.id), "catalogue.adopt.not_now");
    EXPECT_THAT(events("proposal:" + std::to_string(proposal.id)),
                ElementsAre("catalogue.proposed", "catalogue.comment_opened", "catalogue.commented", "catalogue.comment_shown",
                            "catalogue.proposal_adopted"));
    auto journal = reading([&](auto& tx) { return journal::read_back(tx, {.subject = "proposal:" + std::to_string(proposal.id)}); });
    for (auto const& event : journal) {
        EXPECT_EQ(event.data.find("王芳"), std::string::npos);
        EXPECT_EQ(event.data.find("每月"), std::string::npos);
    }
}

TEST_P(Proposals, WhatCannotBeProposedIsRefused) {
    auto stranger = make_person("zhou", "周", government.id);
    grant(stranger.id, organ::Role::filer, government.id);
    EXPECT_EQ(code_of(proposed(monthly(), stranger)), "catalogue.propose.forbidden");
    EXPECT_EQ(code_of(proposed({.item = own, .reason = "甲"}, filer)), "catalogue.propose.same");
    auto form = monthly();
    form.reason = " ";
    EXPECT_EQ(code_of(proposed(form, filer)), "catalogue.propose.reason");
    form = monthly();
    form.item.id = 9999;
    EXPECT_EQ(code_of(proposed(form, office)), "catalogue.item.not_found");
    ProposalForm add{.kind = ProposalKind::add,
                     .item = {.unit_id = civil.id, .domain = "general", .code = "general-01", .level1 = "甲"},
                     .reason = "新增"};
    EXPECT_EQ(code_of(proposed(add, filer)), "catalogue.propose.code_taken");
    add.item.code = "x-1", add.item.domain = "none";
    EXPECT_EQ(code_of(proposed(add, filer)), "catalogue.add_item.domain");
    add.item.domain = "general", add.item.unit_id = 0;
    EXPECT_EQ(code_of(proposed(add, filer)), "catalogue.propose.forbidden") << "standard catalogues are the office's";
    ASSERT_TRUE(proposed(monthly(), filer));
    EXPECT_EQ(code_of(proposed(monthly(), filer)), "catalogue.propose.under_way");
}

TEST_P(Proposals, NewAndClosedEntriesTakeTheSameWay) {
    ProposalForm add{.kind = ProposalKind::add,
                     .item = {.unit_id = civil.id, .domain = "general", .code = "x-1", .level1 = "殡葬服务", .level2 = "收费标准"},
                     .reason = "群众关心"};
    auto added = proposed(add, filer).value();
    auto closing = proposed({.kind = ProposalKind::close, .item = own, .reason = "职能划出"}, filer).value();
    for (auto id : {added.id, closing.id}) by(actor(office), [&](Context& in) { return open_comment(in, id, 7); }).value();
    clock.advance(std::chrono::hours(24 * 8));
    EXPECT_EQ(adopting(added.id), "");
    EXPECT_EQ(adopting(closing.id), "");
    reading([&](auto& tx) {
        EXPECT_EQ(store::item_by_code(tx, civil.id, "x-1")->level2, "收费标准");
        EXPECT_FALSE(store::item(tx, own.id)->open);
        EXPECT_NE(store::proposal(tx, added.id)->item_id, 0);
        return 0;
    });
}

TEST_P(Proposals, OnlyTheOfficeDecidesAndTheProposerMayWithdraw) {
    auto proposal = proposed(monthly(), filer).value();
    EXPECT_EQ(code_of(by(actor(filer), [&](Context& in) { return open_comment(in, proposal.id, 15); })),
              "catalogue.open_comment.forbidden");
    EXPECT_EQ(code_of(by(actor(office), [&](Context& in) { return open_comment(in, proposal.id, 3); })), "catalogue.open_comment.days");
    EXPECT_EQ(adopting(proposal.id), "catalogue.adopt.not_now") << "the public was not asked";
    EXPECT_EQ(code_of(by(actor(filer), [&](Context& in) { return reject(in, proposal.id, "甲"); })), "catalogue.reject.forbidden");
    EXPECT_EQ(code_of(by(actor(filer), [&](Context& in) { return withdraw(in, proposal.id, ""); })), "catalogue.withdraw.reason");
    by(actor(filer), [&](Context& in) { return withdraw(in, proposal.id, "另行提出"); }).value();
    EXPECT_EQ(code_of(by(actor(office), [&](Context& in) { return open_comment(in, proposal.id, 15); })), "catalogue.open_comment.not_now");
    EXPECT_EQ(code_of(by(actor(office), [&](Context& in) { return reject(in, 9999, "甲"); })), "catalogue.proposal.not_found");
}

TEST_P(Proposals, AnEntryThatChangedMeanwhileIsNotOverwritten) {
    auto proposal = opened_for_comment();
    auto changed = own;
    changed.cadence = Cadence::yearly, changed.deviation = "按年";
    changed = by(actor(admin), [&](Context& in) { return change_item(in, changed); }).value();
    clock.advance(std::chrono::hours(24 * 20));
    EXPECT_EQ(adopting(proposal.id), "catalogue.adopt.changed_since");
    changed.cadence = own.cadence, changed.basis = "新依据";
    by(actor(admin), [&](Context& in) { return change_item(in, changed); }).value();
    EXPECT_EQ(adopting(proposal.id), "");
    reading([&](auto& tx) {
        EXPECT_EQ(store::item(tx, own.id)->basis, "新依据") << "what the proposal did not touch stays";
        return 0;
    });
}

TEST_P(Proposals, CommentsOfRobotsAndFloodsAreRefused) {
    auto proposal = opened_for_comment();
    auto refused = [&](CommentForm form, std::chrono::seconds waiting = 5s) {
        if (form.token.empty()) form.token = token(proposal.id);
        clock.advance(waiting);
        return code_of(said(proposal.id, form));
    };
    std::string const words = "希望公开得快一些";
    EXPECT_EQ(refused({.words = words}, 1s), "catalogue.comment.too_fast");
    EXPECT_EQ(refused({.words = words, .trap = "http://x"}), "catalogue.comment.robot");
    EXPECT_EQ(refused({.token = "made up", .words = words}), "catalogue.comment.token");
    EXPECT_EQ(refused({.token = token(proposal.id + 1), .words = words}), "catalogue.comment.token");
    EXPECT_EQ(refused({.words = words}, std::chrono::hours(25)), "catalogue.comment.token");
    EXPECT_EQ(refused({.words = "好"}), "catalogue.comment.words");
    EXPECT_EQ(refused({.words = std::string(2001, 'a')}), "catalogue.comment.words");
    EXPECT_EQ(refused({.words = "http://a http://b www.c d"}), "catalogue.comment.links");
    EXPECT_EQ(refused({.name = std::string(51, 'a'), .words = words}), "catalogue.comment.name");
    EXPECT_EQ(refused({.contact = std::string(101, 'a'), .words = words}), "catalogue.comment.contact");
    for (int i = 0; i < 5; ++i) EXPECT_TRUE(said_words(proposal.id, words));
    EXPECT_EQ(code_of(said_words(proposal.id, words)), "catalogue.comment.too_many");
    EXPECT_TRUE(said_words(proposal.id, words, "10.0.0.2")) << "others may still write";
    clock.advance(std::chrono::hours(2));
    EXPECT_TRUE(said_words(proposal.id, words));
    clock.advance(std::chrono::hours(24 * 20));
    EXPECT_EQ(refused({.words = words}), "catalogue.comment.over");
    EXPECT_EQ(code_of(said(9999, {.words = words})), "catalogue.proposal.not_found");
}

TEST_P(Proposals, AFormThatIsSentTwiceIsOneComment) {
    auto proposal = opened_for_comment();
    CommentForm form{.token = token(proposal.id), .words = "希望公开得快一些", .source = "10.0.0.1"};
    clock.advance(5s);
    auto first = said(proposal.id, form).value();
    EXPECT_EQ(said(proposal.id, form).value().id, first.id);
    reading([&](auto& tx) {
        EXPECT_EQ(store::comments_of(tx, proposal.id).size(), 1u);
        return 0;
    });
    EXPECT_EQ(code_of(by(actor(office), [&](Context& in) { return hide_comment(in, first.id, ""); })), "catalogue.hide_comment.reason");
    by(actor(office), [&](Context& in) { return hide_comment(in, first.id, "与本事项无关"); }).value();
}

TEST_P(Proposals, MissedSearchesAreGroupedTakenAndAnswered) {
    auto groups = grouped({{"低保标准", 3}, {"低保", 5}, {"学区", 9}, {"申请低保", 2}, {"a", 1}, {"abc", 1}});
    ASSERT_EQ(groups.size(), 4u);
    EXPECT_EQ(groups[0].words, "低保");
    EXPECT_EQ(groups[0].misses, 10);
    EXPECT_THAT(groups[0].terms, ElementsAre("低保", "低保标准", "申请低保"));
    EXPECT_EQ(groups[1].words, "学区");
    EXPECT_EQ(code_of(by(actor(filer), [&](Context& in) { return take_demand(in, groups[0]); })), "catalogue.demand.forbidden");
    auto demand = by(actor(office), [&](Context& in) { return take_demand(in, groups[0]); }).value();
    EXPECT_EQ(code_of(by(actor(office), [&](Context& in) { return take_demand(in, groups[0]); })), "catalogue.demand.taken");
    auto form = monthly();
    form.demand_id = demand.id;
    auto proposal = proposed(form, office).value();
    reading([&](auto& tx) {
        EXPECT_EQ(store::demand(tx, demand.id)->state, DemandState::proposed);
        EXPECT_EQ(store::demand(tx, demand.id)->proposal_id, proposal.id);
        return 0;
    });
    auto other = by(actor(office), [&](Context& in) { return take_demand(in, groups[1]); }).value();
    EXPECT_EQ(code_of(by(actor(office), [&](Context& in) { return answer_demand(in, other.id, " "); })), "catalogue.demand.answer");
    by(actor(office), [&](Context& in) { return answer_demand(in, other.id, "学区划分每年七月公布"); }).value();
    EXPECT_EQ(code_of(by(actor(office), [&](Context& in) { return link_demand(in, other.id, proposal.id); })), "catalogue.demand.answered");
    EXPECT_EQ(code_of(by(actor(office), [&](Context& in) { return answer_demand(in, 9999, "甲"); })), "catalogue.demand.not_found");
}

TEST_P(Proposals, RepeatedApplicationsBecomeADemandInTheOfficesWords) {
    Repeat repeat{.unit_id = civil.id, .applications = 2, .applicants = 2, .members = {"request:1", "request:12"}};
    auto take = [&](organ::Person const& who, std::string words) {
        return by(actor(who), [&](Context& in) { return take_repeat(in, repeat, words); });
    };
    EXPECT_EQ(code_of(take(filer, "低保金发放标准")), "catalogue.demand.forbidden");
    EXPECT_EQ(code_of(take(office, " ")), "catalogue.demand.words");
    EXPECT_EQ(code_of(take(office, "请致电13800138000")), "catalogue.demand.personal");
    EXPECT_EQ(code_of(take(office, "zhang@example.cn 的低保")), "catalogue.demand.personal");
    auto demand = take(office, "低保金发放标准").value();
    EXPECT_EQ(demand.source, DemandSource::applications);
    EXPECT_EQ(demand.unit_id, civil.id);
    auto known = reading([&](auto& tx) { return known_of(tx, repeat); });
    ASSERT_TRUE(known);
    EXPECT_TRUE(known->whole);
    EXPECT_FALSE(reading([](auto& tx) { return known_of(tx, {.members = {"request:2"}}); })) << "request:1 and request:12 are others";
    repeat.members.push_back("request:15"), repeat.applications = 3, repeat.applicants = 3;
    EXPECT_FALSE(reading([&](auto& tx) { return known_of(tx, repeat)->whole; }));
    auto joined = take(office, "").value();
    EXPECT_EQ(joined.id, demand.id) << "what is still open takes more in";
    EXPECT_EQ(joined.words, "低保金发放标准");
    EXPECT_EQ(joined.applicants, 3);
    by(actor(office), [&](Context& in) { return answer_demand(in, demand.id, "每年一月公开"); }).value();
    repeat.members.push_back("request:16");
    EXPECT_EQ(code_of(take(office, "")), "catalogue.demand.words") << "an answered one is over";
    EXPECT_NE(take(office, "低保金发放标准").value().id, demand.id);
}

BOTH_DATABASES(Proposals);

/// Every state, action and role.
TEST(ProposalWorkflow, Matrix) {
    using enum ProposalState;
    organ::Actor filer{.person_id = 1, .grants = {{.person_id = 1, .unit_id = 7, .role = organ::Role::filer}}};
    organ::Actor office{.person_id = 2, .grants = {{.person_id = 2, .unit_id = 0, .role = organ::Role::office}}};
    organ::Actor other{.person_id = 3, .grants = {{.person_id = 3, .unit_id = 8, .role = organ::Role::filer}}};
    std::string matrix;
    for (auto state : {proposed, in_comment, adopted, rejected, withdrawn}) {
        matrix += to_text(state);
        for (auto const* actor : {&filer, &office, &other}) {
            matrix += " |";
            for (auto action : possible(state, *actor, 7)) matrix += " " + std::string(to_text(action));
        }
        matrix += "\n";
    }
    EXPECT_EQ(matrix,
              "proposed | withdraw | open_comment reject withdraw |\n"
              "in_comment | withdraw | adopt reject withdraw |\n"
              "adopted | | |\n"
              "rejected | | |\n"
              "withdrawn | | |\n");
    EXPECT_EQ(next(adopted, Action::adopt, office, 7).error().code, "catalogue.adopt.not_now");
    EXPECT_EQ(next(in_comment, Action::adopt, filer, 7).error().code, "catalogue.adopt.forbidden");
}

}  // namespace
}  // namespace mingtang::catalogue
