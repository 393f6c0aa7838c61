#pragma once
#include "organ/context.hpp"
#include "organ/sessions.hpp"

/// Signing in. These take the Environment: passwords are checked outside of transactions, and a failure is recorded although it is refused.
namespace mingtang::organ {

/// From where somebody asks.
struct Browser {
    std::string address, agent;
};

/// A session of its own browser; `token` goes into the cookie and nowhere else.
struct Opened {
    std::string token;
    bool needs_code = false;  // the second factor is still to be given to `confirm_sign_in`
    Id person_id = 0;
};

/// Unknown logins behave in all as known ones do. Refusals: organ.sign_in.{wrong,locked,too_many}.
Outcome<Opened> sign_in(Environment const& env, std::string_view login, std::string_view password, Browser const& browser);

/// A code of the authenticator or a recovery code for the half-made session of `token`; opens a whole session under a new token.
/// Refusals: organ.sign_in.{code,expired,locked,too_many}.
Outcome<Opened> confirm_sign_in(Environment const& env, std::string const& token, std::string_view code, Browser const& browser);

/// One's own password, with the present one as proof; other sessions end. Refusals: organ.change_password.{wrong,same},
/// organ.set_password.*.
Done change_password(Environment const& env, SignedIn const& me, std::string_view present, std::string_view wanted);

/// The address of a fresh secret (to be shown) and its sealed form (to be handed back to `set_second_factor`).
struct FactorOffer {
    std::string secret_text;  // base32, for typing
    std::string address;      // otpauth://
    std::string sealed;
};
FactorOffer offer_second_factor(Environment const& env, Person const& person);
/// Checks a first code of the offered secret, then keeps it; gives the recovery codes, once. Refusals:
/// organ.set_second_factor.{expired,code,set}.
Outcome<std::vector<std::string>> set_second_factor(Environment const& env, SignedIn const& me, std::string_view sealed,
                                                    std::string_view code);
/// One's own, with the password as proof, unless it is required. Refusals: organ.clear_second_factor.{wanted,none},
/// organ.change_password.wrong.
Done drop_second_factor(Environment const& env, SignedIn const& me, std::string_view password);

}  // namespace mingtang::organ
