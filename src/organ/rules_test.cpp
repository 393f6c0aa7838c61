#include "organ/rules.hpp"

#include <gtest/gtest.h>

#include "organ/settings.hpp"
#include "organ/words.hpp"

namespace mingtang::organ {
namespace {

std::string code_of(Done const& done) { return done ? "" : done.error().code; }

Unit good_unit() { return {.code = "minzheng", .name = "清河县民政局"}; }

TEST(UnitRules, GoldenTable) {
    struct Row {
        std::string what;
        void (*spoil)(Unit&);
        std::string code;
    };
    std::vector<Row> const rows{
        {"as it is", [](Unit&) {}, ""},
        {"short code", [](Unit& u) { u.code = "m"; }, "organ.unit.code"},
        {"long code", [](Unit& u) { u.code = std::string(41, 'm'); }, "organ.unit.code"},
        {"capital code", [](Unit& u) { u.code = "Minzheng"; }, "organ.unit.code"},
        {"path in code", [](Unit& u) { u.code = "../etc"; }, "organ.unit.code"},
        {"Chinese code", [](Unit& u) { u.code = "民政"; }, "organ.unit.code"},
        {"no name", [](Unit& u) { u.name = " \xE3\x80\x80 "; }, "organ.unit.name_missing"},
        {"only bidi marks", [](Unit& u) { u.name = "\u202e\u200f"; }, "organ.unit.name_missing"},
        {"long name", [](Unit& u) { u.name = std::string(101, 'x'); }, "organ.text.too_long"},
        {"long duties", [](Unit& u) { u.duties = std::string(20001, 'x'); }, "organ.text.too_long"},
        {"right credit code", [](Unit& u) { u.credit_code = "91350100M000100Y43"; }, ""},
        {"wrong check digit", [](Unit& u) { u.credit_code = "91350100M000100Y44"; }, "organ.unit.credit_code"},
        {"email without at", [](Unit& u) { u.email = "mzj.example.gov.cn"; }, "organ.unit.email"},
        {"script as website", [](Unit& u) { u.website = "javascript:alert(1)"; }, "organ.unit.website"},
        {"website", [](Unit& u) { u.website = "https://mz.example.gov.cn"; }, ""},
    };
    for (auto const& row : rows) {
        auto unit = good_unit();
        row.spoil(unit);
        EXPECT_EQ(code_of(tidy(unit)), row.code) << row.what;
    }
}

TEST(UnitRules, TextsAreCleaned) {
    auto unit = good_unit();
    unit.name = "  清河县\u202e民政局\n ";
    unit.duties = "第一项\r\n\r\n第二项\x07\n";
    ASSERT_TRUE(tidy(unit));
    EXPECT_EQ(unit.name, "清河县民政局");
    EXPECT_EQ(unit.duties, "第一项\n\n第二项");
}

TEST(PasswordRules, GoldenTable) {
    struct Row {
        std::string password, code;
    };
    std::vector<Row> const rows{
        {"Short-1", "organ.set_password.weak"},
        {"onlylowerletters", ""},
        {"lowerand12345", "organ.set_password.weak"},
        {"Upperand12345", ""},
        {"aaaaaaaaaaaaaaaaaaaa", "organ.set_password.weak"},
        {"li.minzheng-A1", "organ.set_password.weak"},
        {"li.minzheng-A1-own-words", ""},
        {"清河县的水很清天很蓝人很多路很宽", ""},
        {std::string(201, 'x'), "organ.set_password.too_long"},
        {"", "organ.set_password.weak"},
    };
    Person person{.login = "li.minzheng"};
    for (auto const& row : rows) EXPECT_EQ(code_of(is_good_password(row.password, person, SignInPolicy())), row.code) << row.password;
}

TEST(RoleRules, ThreeOfficersApart) {
    std::vector<Grant> const admin{{.role = Role::administrator}}, audit{{.role = Role::auditor}}, none;
    EXPECT_EQ(code_of(may_hold(Role::auditor, 0, admin)), "organ.grant_role.apart");
    EXPECT_EQ(code_of(may_hold(Role::administrator, 0, audit)), "organ.grant_role.apart");
    EXPECT_EQ(code_of(may_hold(Role::administrator, 7, none)), "organ.grant_role.whole_site");
    EXPECT_EQ(code_of(may_hold(Role::auditor, 7, none)), "organ.grant_role.whole_site");
    EXPECT_TRUE(may_hold(Role::filer, 7, admin));
    EXPECT_TRUE(may_hold(Role::administrator, 0, none));
}

TEST(Words, EveryNameHasItsChinese) {
    for (auto role : EnumNames<Role>::names) EXPECT_NE(word("role", role), role);
    for (auto kind : EnumNames<UnitKind>::names) EXPECT_NE(word("unit_kind", kind), kind);
    EXPECT_NE(event_name("organ.units_merged"), "organ.units_merged");
    EXPECT_EQ(event_name("nobody.knows"), "nobody.knows");
}

}  // namespace
}  // namespace mingtang::organ
