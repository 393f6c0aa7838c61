#include "clocks/recipients.hpp"

#include "clocks/actions.hpp"
#include "clocks/clocks_fixture.hpp"
#include "organ/store.hpp"

namespace mingtang::clocks {
namespace {

class Recipients : public ClockSite {
  protected:
    void wants(organ::Person const& person, std::string const& address, bool wanted = true) {
        by(actor(person), [&](Context& in) { return set_mail(in, address, wanted); }).value();
    }
    /// `person address` of those who are written to about the unit.
    std::vector<std::string> told(Id unit_id) {
        auto system = organ::Actor::of_system("test");
        return organ::look(env, system, [&](Context& in) {
            std::vector<std::string> all;
            auto units = organ::store::all_units(in.tx);
            auto reached = recipients_of(in, units, {Role::reviewer, Role::unit_head});
            for (auto const& one : reached[unit_id]) all.push_back(std::to_string(one.person_id) + " " + one.address);
            return all;
        });
    }
    void mailbox(std::string const& address, bool open = true) {
        keep([&](Context& in) {
            auto unit = organ::store::unit_by_id(in.tx, civil.id).value();
            unit.email = address, unit.open = open;
            organ::store::save(in.tx, unit);
        });
    }
};

TEST_P(Recipients, AreThoseWhoActInTheUnitAndElseItsMailbox) {
    auto reviewer = staff("shenhe", "程白露", civil.id, {Role::reviewer});
    auto head = staff("juzhang", "陆立冬", civil.id, {Role::unit_head, Role::reviewer});
    auto above = staff("quanxian", "秦大寒", 0, {Role::reviewer});
    auto elsewhere = staff("bieju", "沈小满", government.id, {Role::reviewer});
    EXPECT_EQ(told(civil.id), std::vector<std::string>());
    mailbox("mz@example.cn");
    EXPECT_EQ(told(civil.id), std::vector<std::string>{"0 mz@example.cn"});
    wants(filer, "lixin@example.cn");
    wants(above, "qin@example.cn");
    wants(elsewhere, "shen@example.cn");
    EXPECT_EQ(told(civil.id), std::vector<std::string>{"0 mz@example.cn"}) << "other roles, other units and the whole site do not count";
    wants(head, "lu@example.cn");
    EXPECT_EQ(told(civil.id), std::vector<std::string>{std::to_string(head.id) + " lu@example.cn"}) << "once, with two roles";
    wants(reviewer, "cheng@example.cn");
    EXPECT_EQ(told(civil.id).size(), 2u);
    wants(reviewer, "cheng@example.cn", false);
    EXPECT_EQ(told(civil.id).size(), 1u);
    mailbox("mz@example.cn", false);
    EXPECT_EQ(told(civil.id), std::vector<std::string>()) << "a closed unit";
}

BOTH_DATABASES(Recipients);

}  // namespace
}  // namespace mingtang::clocks
