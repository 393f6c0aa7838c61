#include "organ/sign_in.hpp"

#include "base/digest.hpp"
#include "organ/second_factor.hpp"
#include "organ/trial_site.hpp"

namespace mingtang::organ {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

TEST(SecondFactor, CodesOfRfc6238) {
    // Appendix B of RFC 6238 (SHA-1), the last six of its eight digits.
    std::string const secret = "12345678901234567890";
    std::vector<std::pair<std::int64_t, std::string>> const table{{59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
                                                                  {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
    for (auto const& [time, code] : table) {
        auto now = Instant::from_ms(time * 1000);
        EXPECT_EQ(step_of_code(secret, code, now, 0), time / 30) << time;
        EXPECT_EQ(step_of_code(secret, code, now + seconds(30), 0), time / 30) << time;
        EXPECT_FALSE(step_of_code(secret, code, now + seconds(90), 0)) << time;
        EXPECT_FALSE(step_of_code(secret, code, now, time / 30)) << "taken before";
    }
    EXPECT_TRUE(step_of_code(secret, "287 082", Instant::from_ms(59000), 0));
    for (auto wrong : {"", "28708", "2870822", "abcdef", "287082'--"})
        EXPECT_FALSE(step_of_code(secret, wrong, Instant::from_ms(59000), 0));
    EXPECT_EQ(base32("12345678901234567890"), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}

TEST(SecondFactor, SealsOpenForTheirPurposeOnly) {
    std::string const key(32, 'k');
    auto sealed = seal(key, "person:1", "secret");
    EXPECT_EQ(unseal(key, "person:1", sealed), "secret");
    EXPECT_FALSE(unseal(key, "person:2", sealed));
    EXPECT_FALSE(unseal(std::string(32, 'x'), "person:1", sealed));
    EXPECT_FALSE(unseal(key, "person:1", sealed.substr(2)));
    EXPECT_FALSE(unseal(key, "person:1", "not hex"));
    EXPECT_FALSE(unseal(key, "person:1", ""));
    EXPECT_EQ(sealed.find("secret"), std::string::npos);
    EXPECT_EQ(hash_of_recovery_code("ABCD-efgh jkmn"), hash_of_recovery_code("abcdefghjkmn"));
    EXPECT_GT(qr_picture("otpauth://totp/x").path.size(), 1000u);
}

TEST(Codes, AreSpeltFromDigitsAndReadWithoutWhatDoesNotMatter) {
    EXPECT_EQ(spelt_code("0000000100020003001d001e001f0020002100000000ffff"), "ABCD-89AB-CAAB");
    EXPECT_EQ(new_code().size(), 14u);
    EXPECT_NE(new_code(), new_code());
    EXPECT_EQ(plain_code(" k3pd-9XMW t7qa\n"), "K3PD9XMWT7QA");
    EXPECT_EQ(new_recovery_codes().at(9).find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), std::string::npos);
}

/// BLAKE2b as anybody computes it: stored hashes stay good.
TEST(Codes, AKeyedHashIsTheSameForEver) {
    std::string const key(32, 's');
    EXPECT_EQ(keyed_hash(key, "request 1 query_code", "K3PD9XMWT7QA"), "faba8e9ef482727c1fe91c292b1a1c04fe8ff501c9476cc722d58568cc072505");
    EXPECT_NE(keyed_hash(key, "request 1 follow", "K3PD9XMWT7QA"), keyed_hash(key, "request 1 query_code", "K3PD9XMWT7QA"));
}

class SignIn : public OrganSite {
  protected:
    Browser const browser{"10.0.0.8", "Firefox"};
    Outcome<Opened> enter(std::string_view login, std::string_view password) { return sign_in(env, login, password, browser); }
    std::string refusal(std::string_view login, std::string_view password) {
        auto opened = enter(login, password);
        return opened ? "" : opened.error().code;
    }
    std::optional<SignedIn> who(std::string const& token) {
        return reading([&](auto& tx) { return signed_in(tx, token, clock.now()); });
    }
    std::string present_code(std::string const& secret) {
        auto present = clock.now().ms() / 30000;
        for (int n = 0; n < 1000000; ++n) {
            auto code = std::to_string(1000000 + n).substr(1);
            if (step_of_code(secret, code, clock.now(), present - 1) == present) return code;
        }
        return "";
    }
};

TEST_P(SignIn, TheRightPasswordOpensASession) {
    auto opened = enter(" GuanLi ", first_password);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->token.size(), 64u);
    auto found = who(opened->token);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->person.id, admin.id);
    EXPECT_TRUE(found->actor.has(Role::administrator, 0));
    EXPECT_EQ(found->unit_name, "清河县人民政府");
    EXPECT_NE(found->session.token_hash, opened->token);
    EXPECT_FALSE(who(found->session.token_hash)) << "what the database holds opens nothing";
    EXPECT_FALSE(who(""));
    EXPECT_EQ(events("person:" + std::to_string(admin.id)).back(), "organ.signed_in");
}

TEST_P(SignIn, FiveFailuresLockForFifteenMinutes) {
    for (int i = 0; i < 5; ++i) EXPECT_EQ(refusal("guanli", "wrong-password"), "organ.sign_in.wrong");
    EXPECT_EQ(refusal("guanli", first_password), "organ.sign_in.locked");
    EXPECT_EQ(events("person:" + std::to_string(admin.id)).back(), "organ.locked");
    clock.advance(minutes(14));
    EXPECT_EQ(refusal("guanli", first_password), "organ.sign_in.locked");
    clock.advance(minutes(1));
    EXPECT_EQ(refusal("guanli", first_password), "");
    EXPECT_EQ(stored(admin.id).failures, 0);
}

TEST_P(SignIn, ARightPasswordClearsTheCount) {
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < 4; ++i) EXPECT_EQ(refusal("guanli", "wrong-password"), "organ.sign_in.wrong");
        EXPECT_EQ(refusal("guanli", first_password), "");
    }
}

TEST_P(SignIn, UnknownLoginsBehaveLikeKnownOnes) {
    for (int i = 0; i < 5; ++i) EXPECT_EQ(refusal("nobody", "wrong-password"), "organ.sign_in.wrong");
    EXPECT_EQ(refusal("nobody", "wrong-password"), "organ.sign_in.locked");
    auto noted = reading([](auto& tx) { return journal::read_back(tx, {.name_prefix = "organ.sign_in_failed"}); });
    ASSERT_EQ(noted.size(), 5u);
    for (auto const& event : noted) EXPECT_EQ(event.data.find("nobody"), std::string::npos);
    for (auto hostile : {"", "a\nb", "\u202eguanli", "' or 1=1 --"})
        EXPECT_EQ(refusal(hostile, first_password), "organ.sign_in.wrong") << hostile;
    EXPECT_EQ(refusal(std::string(100000, 'x'), std::string(100000, 'y')), "organ.sign_in.wrong");
}

TEST_P(SignIn, OneAddressMayNotTryForever) {
    by_system([&](Context& in) { return change_settings(in, {{"sign_in_address_failures", "6"}}); });
    for (int i = 0; i < 6; ++i) EXPECT_EQ(refusal("nobody" + std::to_string(i), "wrong-password"), "organ.sign_in.wrong");
    EXPECT_EQ(refusal("guanli", first_password), "organ.sign_in.too_many");
    EXPECT_TRUE(sign_in(env, "guanli", first_password, {"10.0.0.9", ""})) << "others are not hindered";
    clock.advance(minutes(16));
    EXPECT_EQ(refusal("guanli", first_password), "");
}

TEST_P(SignIn, SessionsEndWhenIdleAndAtTheLatestAfterTwelveHours) {
    auto token = enter("guanli", first_password)->token;
    clock.advance(minutes(30));
    EXPECT_TRUE(who(token));
    clock.advance(seconds(1));
    EXPECT_FALSE(who(token));

    token = enter("guanli", first_password)->token;
    for (int i = 0; i < 24 * 2; ++i) {
        auto found = who(token);
        ASSERT_TRUE(found) << i;
        by_system([&](Context& in) -> Done { return touch_session(in.tx, found->session.id, in.now), Done(); });
        clock.advance(minutes(15));
    }
    EXPECT_TRUE(who(token));
    clock.advance(seconds(1));
    EXPECT_FALSE(who(token));
}

TEST_P(SignIn, ClosedAndLockedPeopleAreOut) {
    auto person = make_person("lixin", "李新", civil.id);
    auto token = enter("lixin", first_password)->token;
    ASSERT_TRUE(by(actor(admin), [&](Context& in) { return lock_person(in, person.id); }));
    EXPECT_FALSE(who(token));
    EXPECT_EQ(refusal("lixin", first_password), "organ.sign_in.locked");
    ASSERT_TRUE(by(actor(admin), [&](Context& in) { return unlock_person(in, person.id); }));
    EXPECT_EQ(refusal("lixin", first_password), "");
    ASSERT_TRUE(by(actor(admin), [&](Context& in) { return close_person(in, person.id); }));
    EXPECT_EQ(refusal("lixin", first_password), "organ.sign_in.wrong");
}

TEST_P(SignIn, PasswordsAreResetAndChanged) {
    auto person = make_person("lixin", "李新", civil.id);
    auto once = by(actor(admin), [&](Context& in) { return reset_password(in, person.id); });
    ASSERT_TRUE(once);
    EXPECT_EQ(refusal("lixin", first_password), "organ.sign_in.wrong");
    auto elsewhere = enter("lixin", *once)->token;
    auto token = enter("lixin", *once)->token;
    auto me = who(token).value();
    EXPECT_TRUE(me.person.must_change_password);
    EXPECT_EQ(change_password(env, me, "guess-guess-guess", "Autumn-Rain-77").error().code, "organ.change_password.wrong");
    EXPECT_EQ(change_password(env, me, *once, *once).error().code, "organ.change_password.same");
    EXPECT_EQ(change_password(env, me, *once, "short").error().code, "organ.set_password.weak");
    ASSERT_TRUE(change_password(env, me, *once, "Autumn-Rain-77"));
    EXPECT_TRUE(who(token));
    EXPECT_FALSE(who(elsewhere)) << "other sessions end";
    EXPECT_FALSE(stored(person.id).must_change_password);
    EXPECT_EQ(refusal("lixin", "Autumn-Rain-77"), "");
}

TEST_P(SignIn, SecondFactorIsAskedAndItsCodesServeOnce) {
    auto me = who(enter("guanli", first_password)->token).value();
    auto offer = offer_second_factor(env, me.person);
    EXPECT_TRUE(offer.address.starts_with("otpauth://totp/"));
    auto secret = unseal(env.secret, "offered second factor person:" + std::to_string(admin.id), offer.sealed).value();
    EXPECT_EQ(set_second_factor(env, me, offer.sealed, "000000x").error().code, "organ.set_second_factor.code");
    EXPECT_EQ(set_second_factor(env, me, "00ff", "000000").error().code, "organ.set_second_factor.expired");
    auto code = present_code(secret);
    auto recovery = set_second_factor(env, me, offer.sealed, code);
    ASSERT_TRUE(recovery);
    ASSERT_EQ(recovery->size(), 10u);
    EXPECT_EQ(stored(admin.id).second_factor.find(secret), std::string::npos);

    auto half = enter("guanli", first_password).value();
    EXPECT_TRUE(half.needs_code);
    EXPECT_FALSE(who(half.token)) << "half a sign-in is none";
    EXPECT_EQ(confirm_sign_in(env, half.token, code, browser).error().code, "organ.sign_in.code") << "used at set-up";
    clock.advance(seconds(30));
    auto whole = confirm_sign_in(env, half.token, present_code(secret), browser);
    ASSERT_TRUE(whole);
    EXPECT_TRUE(who(whole->token));
    EXPECT_NE(whole->token, half.token);
    EXPECT_EQ(confirm_sign_in(env, half.token, present_code(secret), browser).error().code, "organ.sign_in.expired");

    half = enter("guanli", first_password).value();
    ASSERT_TRUE(confirm_sign_in(env, half.token, recovery->at(3), browser));
    half = enter("guanli", first_password).value();
    EXPECT_EQ(confirm_sign_in(env, half.token, recovery->at(3), browser).error().code, "organ.sign_in.code");
    clock.advance(minutes(11));
    EXPECT_EQ(confirm_sign_in(env, half.token, recovery->at(4), browser).error().code, "organ.sign_in.expired");

    ASSERT_TRUE(by(actor(admin), [&](Context& in) { return clear_second_factor(in, admin.id); }));
    EXPECT_FALSE(enter("guanli", first_password)->needs_code);
}

TEST_P(SignIn, WrongCodesLockToo) {
    auto me = who(enter("guanli", first_password)->token).value();
    auto offer = offer_second_factor(env, me.person);
    auto secret = unseal(env.secret, "offered second factor person:" + std::to_string(admin.id), offer.sealed).value();
    ASSERT_TRUE(set_second_factor(env, me, offer.sealed, present_code(secret)));
    auto half = enter("guanli", first_password).value();
    for (int i = 0; i < 5; ++i) EXPECT_EQ(confirm_sign_in(env, half.token, "nothing", browser).error().code, "organ.sign_in.code");
    EXPECT_EQ(confirm_sign_in(env, half.token, "nothing", browser).error().code, "organ.sign_in.locked");
    EXPECT_EQ(refusal("guanli", first_password), "organ.sign_in.locked");
}

BOTH_DATABASES(SignIn);

}  // namespace
}  // namespace mingtang::organ
