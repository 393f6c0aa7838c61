#pragma once
#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "base/id.hpp"
#include "storage/record.hpp"

namespace mingtang::organ {

/// What a person may do; granted for one unit, or for the whole site (`unit_id` 0). `office` is the organ in charge of disclosure
/// (公开工作主管部门); `leak_exception` decides that a personal datum or mark that was found may be published all the same (例外批准人).
/// Of applications: `handler` takes in and handles (经办人), `legal_reviewer`, `unit_head` and `office_head` (the head of the unit's body
/// for disclosure, law: ogi-2019:33) sign off.
enum class Role {
    filer,
    reviewer,
    secrecy_reviewer,
    office,
    administrator,
    auditor,
    leak_exception,
    handler,
    legal_reviewer,
    unit_head,
    office_head
};

/// A member of staff with an account.
struct Person {
    Id id = 0;
    std::string login;  // [a-z0-9._-]{2,40}
    std::string name;
    std::string title;
    Id unit_id = 0;
    std::string password;                 // argon2id, libsodium's text form
    std::string second_factor;            // TOTP secret, sealed; empty: not set up
    std::int64_t second_factor_step = 0;  // 30-second step of the last code taken: none is taken twice
    bool second_factor_wanted = false;
    int failures = 0;  // wrong passwords since the last right one
    Instant locked_until;
    bool open = true;
    bool must_change_password = false;
    Instant made_at, signed_in_at;
    template <class V>
    static void columns(V&& v, storage::OneOf<Person> auto& r) {
        v("id", r.id), v("login", r.login), v("name", r.name), v("title", r.title), v("unit_id", r.unit_id), v("password", r.password),
            v("second_factor", r.second_factor), v("second_factor_step", r.second_factor_step),
            v("second_factor_wanted", r.second_factor_wanted), v("failures", r.failures), v("locked_until", r.locked_until),
            v("open", r.open), v("must_change_password", r.must_change_password), v("made_at", r.made_at),
            v("signed_in_at", r.signed_in_at);
    }
};

struct Grant {
    Id id = 0;
    Id person_id = 0;
    Id unit_id = 0;  // 0: every unit
    Role role = Role::filer;
    template <class V>
    static void columns(V&& v, storage::OneOf<Grant> auto& r) {
        v("id", r.id), v("person_id", r.person_id), v("unit_id", r.unit_id), v("role", r.role);
    }
};

/// Who asks: every reading and every action names one.
struct Actor {
    Id person_id = 0;  // 0: the public, or a named part of the system
    std::string name;
    Id unit_id = 0;
    std::vector<Grant> grants;
    bool system = false;

    static Actor the_public() { return {}; }
    /// A job of ours (`"schedule"`, `"import"`): may see everything, and is named in the journal's data.
    static Actor of_system(std::string name) { return {.name = std::move(name), .system = true}; }
    bool signed_in() const { return person_id != 0; }
    bool has(Role role, Id unit_id) const;
    bool has_anywhere(Role role) const;
};

inline bool Actor::has(Role role, Id unit) const {
    for (auto const& grant : grants)
        if (grant.role == role && (grant.unit_id == 0 || grant.unit_id == unit)) return true;
    return false;
}

inline bool Actor::has_anywhere(Role role) const {
    for (auto const& grant : grants)
        if (grant.role == role) return true;
    return false;
}

}  // namespace mingtang::organ

template <>
struct mingtang::EnumNames<mingtang::organ::Role> {
    static constexpr std::array<std::string_view, 11> names{"filer",          "reviewer",  "secrecy_reviewer", "office",
                                                            "administrator",  "auditor",   "leak_exception",   "handler",
                                                            "legal_reviewer", "unit_head", "office_head"};
};
