#include "organ/units.hpp"

#include "organ/trial_site.hpp"

namespace mingtang::organ {
namespace {

class Units : public OrganSite {};

TEST_P(Units, OnlyAdministratorsChangeThem) {
    auto filer = make_person("lixin", "李新", civil.id);
    grant(filer.id, Role::filer, civil.id);
    auto made = by(actor(filer), [](Context& in) { return create_unit(in, {.code = "xinju", .name = "新局"}); });
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, "organ.role.forbidden");
    EXPECT_FALSE(reading([](auto& tx) { return store::unit_by_code(tx, "xinju"); }));
    EXPECT_TRUE(by(actor(admin), [](Context& in) { return create_unit(in, {.code = "xinju", .name = "新局"}); }));
}

TEST_P(Units, CodesAndNamesAreTakenOnce) {
    auto same_code = by_system([](Context& in) { return create_unit(in, {.code = "minzheng", .name = "别的局"}); });
    EXPECT_EQ(same_code.error().code, "organ.create_unit.code_taken");
    auto same_name = by_system([](Context& in) { return create_unit(in, {.code = "biede", .name = "清河县民政局"}); });
    EXPECT_EQ(same_name.error().code, "organ.create_unit.name_taken");
    auto no_parent = by_system([](Context& in) { return create_unit(in, {.code = "biede", .name = "别的局", .parent_id = 9999}); });
    EXPECT_EQ(no_parent.error().code, "organ.move_unit.parent");
}

TEST_P(Units, TheTreeHasNoCycles) {
    auto below = make_unit("dibao", "低保中心", civil.id);
    auto moved = government;
    moved.parent_id = below.id;
    auto done = by(actor(admin), [&](Context& in) { return change_unit(in, moved, government.changed_at); });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, "organ.move_unit.cycle");
    auto tree = reading([](auto& tx) { return store::unit_tree(tx); });
    ASSERT_EQ(tree.size(), 3u);
    EXPECT_EQ(tree[2].unit.id, below.id);
    EXPECT_EQ(tree[2].depth, 2);
}

TEST_P(Units, TheSecondToSaveIsTold) {
    auto first = civil, second = civil;
    first.telephone = "0735-2310188";
    second.fax = "0735-2310189";
    clock.advance(std::chrono::seconds(5));
    ASSERT_TRUE(by(actor(admin), [&](Context& in) { return change_unit(in, first, civil.changed_at); }));
    auto done = by(actor(admin), [&](Context& in) { return change_unit(in, second, civil.changed_at); });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, "organ.change_unit.conflict");
    EXPECT_EQ(events("unit:" + std::to_string(civil.id)), (std::vector<std::string>{"organ.unit_added", "organ.unit_changed"}));
}

TEST_P(Units, FoundUnderOldNamesAfterRenaming) {
    auto renamed =
        by(actor(admin), [&](Context& in) { return rename_unit(in, civil.id, "清河县民政和社会工作局", "县民社局", Date(2026, 11, 1)); });
    ASSERT_TRUE(renamed);
    reading([&](auto& tx) {
        EXPECT_EQ(store::unit_by_name(tx, "清河县民政局")->id, civil.id);
        EXPECT_EQ(store::unit_by_name(tx, "县民社局")->id, civil.id);
        auto names = store::former_names(tx, civil.id);
        EXPECT_EQ(names.size(), 1u);
        EXPECT_EQ(names.at(0).until_on, Date(2026, 10, 31));
        return 0;
    });
    auto again = [&](std::string name, Date from) {
        return by(actor(admin), [&](Context& in) { return rename_unit(in, civil.id, name, "", from); });
    };
    EXPECT_EQ(again("清河县民政和社会工作局", Date(2026, 11, 20)).error().code, "organ.rename_unit.same");
    EXPECT_EQ(again("再改名局", Date(2026, 11, 24)).error().code, "organ.rename_unit.day");
    EXPECT_EQ(again("再改名局", Date(2026, 11, 1)).error().code, "organ.rename_unit.day");
    EXPECT_EQ(again("再改名局", Date()).error().code, "organ.rename_unit.day");
    EXPECT_EQ(again("清河县人民政府", Date(2026, 11, 20)).error().code, "organ.rename_unit.name_taken");
}

TEST_P(Units, MergingTakesPeopleGrantsAndBranchesAlong) {
    auto other = make_unit("canlian", "残疾人联合会", government.id);
    auto branch = make_unit("kangfu", "康复中心", other.id);
    auto person = make_person("wangyi", "王一", other.id);
    grant(person.id, Role::filer, other.id);
    grant(person.id, Role::filer, civil.id);  // held there already
    grant(person.id, Role::reviewer, other.id);
    auto merge = [&](Id from, Id into) { return by(actor(admin), [&](Context& in) { return merge_units(in, from, into); }); };
    EXPECT_EQ(merge(other.id, other.id).error().code, "organ.merge_units.same");
    EXPECT_EQ(merge(other.id, branch.id).error().code, "organ.merge_units.below");
    EXPECT_EQ(merge(other.id, 0).error().code, "organ.merge_units.target");
    ASSERT_TRUE(merge(other.id, civil.id));
    EXPECT_EQ(merge(other.id, government.id).error().code, "organ.merge_units.closed");
    reading([&](auto& tx) {
        EXPECT_FALSE(store::unit_by_id(tx, other.id)->open);
        EXPECT_EQ(store::successor(tx, *store::unit_by_name(tx, "残疾人联合会")).id, civil.id);
        EXPECT_EQ(store::unit_by_id(tx, branch.id)->parent_id, civil.id);
        EXPECT_EQ(store::grants(tx, person.id).size(), 2u);
        EXPECT_EQ(store::merged_into(tx, civil.id).size(), 1u);
        return 0;
    });
    auto moved = actor(stored(person.id));
    EXPECT_EQ(moved.unit_id, civil.id);
    EXPECT_TRUE(moved.has(Role::filer, civil.id) && moved.has(Role::reviewer, civil.id));
    EXPECT_TRUE(moved.has(Role::filer, other.id)) << "what is under way there goes on";
    EXPECT_FALSE(moved.has(Role::filer, branch.id));
    ASSERT_TRUE(merge(civil.id, government.id));
    auto again = actor(stored(person.id));
    EXPECT_TRUE(again.has(Role::reviewer, other.id) && again.has(Role::reviewer, civil.id) && again.has(Role::reviewer, government.id));
    reading([&](auto& tx) {
        EXPECT_EQ(store::all_acting_grants(tx)[person.id].size(), again.grants.size());
        EXPECT_EQ(store::grants(tx, person.id).size(), 2u) << "what the administrator sees and takes back";
        return 0;
    });
}

TEST_P(Units, LeadersAndDivisionsKeepTheirOrder) {
    UnitParts parts{{{.post = "局长", .name = "安立春"}, {.post = "副局长", .name = "莫晓寒", .duty = "分管救助"}}, {{.name = "办公室"}}};
    ASSERT_TRUE(by(actor(admin), [&](Context& in) { return change_unit_parts(in, civil.id, parts); }));
    auto leaders = reading([&](auto& tx) { return store::leaders(tx, civil.id); });
    ASSERT_EQ(leaders.size(), 2u);
    EXPECT_EQ(leaders[0].post, "局长");
    EXPECT_EQ(leaders[1].duty, "分管救助");
    parts.leaders[1].name = "";
    auto done = by(actor(admin), [&](Context& in) { return change_unit_parts(in, civil.id, parts); });
    EXPECT_EQ(done.error().code, "organ.leader.incomplete");
    EXPECT_EQ(reading([&](auto& tx) { return store::leaders(tx, civil.id); }).size(), 2u);
}

BOTH_DATABASES(Units);

class People : public OrganSite {};

TEST_P(People, TheLastAdministratorStays) {
    auto held = reading([&](auto& tx) { return store::grants(tx, admin.id); }).at(0);
    auto revoke = [&] { return by_system([&](Context& in) { return revoke_role(in, held.id); }); };
    EXPECT_EQ(revoke().error().code, "organ.revoke_role.last_administrator");
    EXPECT_EQ(by_system([&](Context& in) { return close_person(in, admin.id); }).error().code, "organ.close_person.last_administrator");
    EXPECT_EQ(by_system([&](Context& in) { return lock_person(in, admin.id); }).error().code, "organ.lock_person.last_administrator");
    auto second = make_person("guanli2", "刘云起", government.id);
    grant(second.id, Role::administrator, 0);
    EXPECT_EQ(by(actor(admin), [&](Context& in) { return close_person(in, admin.id); }).error().code, "organ.close_person.self");
    ASSERT_TRUE(by(actor(admin), [&](Context& in) { return close_person(in, second.id); }));
    EXPECT_EQ(revoke().error().code, "organ.revoke_role.last_administrator");  // the other one is closed
    ASSERT_TRUE(by(actor(admin), [&](Context& in) { return reopen_person(in, second.id); }));
    EXPECT_TRUE(revoke());
}

TEST_P(People, RolesAreGrantedOnceAndApart) {
    auto person = make_person("lixin", "李新", civil.id);
    auto give = [&](Role role, Id unit) { return by(actor(admin), [&](Context& in) { return grant_role(in, person.id, role, unit); }); };
    ASSERT_TRUE(give(Role::filer, civil.id));
    EXPECT_EQ(give(Role::filer, civil.id).error().code, "organ.grant_role.held");
    EXPECT_EQ(give(Role::filer, 9999).error().code, "organ.grant_role.unit");
    ASSERT_TRUE(give(Role::auditor, 0));
    EXPECT_EQ(give(Role::administrator, 0).error().code, "organ.grant_role.apart");
    EXPECT_EQ(events("person:" + std::to_string(person.id)),
              (std::vector<std::string>{"organ.person_added", "organ.role_granted", "organ.role_granted"}));
    EXPECT_EQ(by(actor(person), [&](Context& in) { return grant_role(in, person.id, Role::office, 0); }).error().code,
              "organ.role.forbidden");
}

TEST_P(People, HostileAccountsAreRefused) {
    auto make = [&](std::string login, std::string name, std::string_view password) {
        return by(actor(admin),
                  [&](Context& in) { return create_person(in, {.login = login, .name = name, .unit_id = civil.id}, password); });
    };
    EXPECT_EQ(make("Li Xin", "李新", first_password).error().code, "organ.person.login");
    EXPECT_EQ(make("'; drop table organ_person; --", "李新", first_password).error().code, "organ.person.login");
    EXPECT_EQ(make("lixin", "\u202e\u200b", first_password).error().code, "organ.person.name_missing");
    EXPECT_EQ(make("lixin", std::string(41, 'x'), first_password).error().code, "organ.text.too_long");
    EXPECT_EQ(make("lixin", "李新", "short").error().code, "organ.set_password.weak");
    EXPECT_EQ(make("guanli", "李新", first_password).error().code, "organ.create_person.login_taken");
    auto made = make("lixin", "李\u202e新", first_password);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->name, "李新");
    EXPECT_TRUE(made->must_change_password);
    EXPECT_TRUE(made->password.starts_with("$argon2id$"));
}

TEST_P(People, FilterTakesWildcardsAsThemselves) {
    make_person("a_b", "甲", civil.id);
    make_person("axb", "乙", civil.id);
    reading([&](auto& tx) {
        EXPECT_EQ(store::people(tx, {.words = "a_b"}).size(), 1u);
        EXPECT_EQ(store::people(tx, {.words = "%"}).size(), 0u);
        EXPECT_EQ(store::people(tx, {.words = "乙", .unit_id = civil.id}).size(), 1u);
        EXPECT_EQ(store::people(tx, {.role = Role::administrator}).size(), 1u);
        return 0;
    });
}

TEST_P(People, SettingsAreCheckedAndNoted) {
    auto set = [&](std::map<std::string, std::string> values) {
        return by(actor(admin), [&](Context& in) { return change_settings(in, values); });
    };
    EXPECT_EQ(set({{"site_name", "清河县政务公开"}, {"session_hours", "many"}}).error().code, "organ.change_setting.number");
    EXPECT_EQ(reading([](auto& tx) { return site_settings(tx); }).site_name, "");
    EXPECT_EQ(set({{"no_such", "1"}}).error().code, "organ.change_setting.unknown");
    EXPECT_EQ(set({{"errors_url", "javascript:alert(1)"}}).error().code, "organ.change_setting.address");
    KeptSettings kept(env.database, clock);
    EXPECT_EQ(kept.current().site_name, "");
    ASSERT_TRUE(set({{"site_name", "清河县政务公开"}, {"session_hours", "8"}}));
    kept.forget();
    EXPECT_EQ(kept.current().site_name, "清河县政务公开");
    EXPECT_EQ(reading([](auto& tx) { return sign_in_policy(tx); }).session_hours, 8);
    EXPECT_EQ(events("setting:session_hours").size(), 1u);
}

BOTH_DATABASES(People);

}  // namespace
}  // namespace mingtang::organ
