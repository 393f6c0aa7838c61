#pragma once
#include <array>

#include "base/id.hpp"
#include "storage/record.hpp"

namespace mingtang::supervision::links {

/// What is known of a link to another site.
enum class State {
    waiting,  // not looked at yet
    good,     // answers
    failing,  // failed, on too few days to say more
    dead,     // failed on as many days as the setting wants
    unsure    // cannot be told: the site does not want programs, or its name leads into a private network here
};
enum class Trouble {
    none,
    unresolved,       // its name is not known
    unreachable,      // nobody answers at its address
    timeout,          // no answer in time
    tls,              // its certificate does not hold
    status,           // answered with an error
    redirects,        // redirected in a circle or too often
    private_address,  // of an internal network: the public cannot open it
    robots,           // robots.txt does not let us
    refused,          // lets no program in (401, 403, 429 and the like)
    busy,             // asks to come later, or its robots.txt is in trouble
    malformed         // no address of the web
};

/// An address that stands in public texts, once for all of them.
struct Link {
    Id id = 0;
    std::string digest, url, host;
    State state = State::waiting;
    Trouble trouble = Trouble::none;
    int status = 0;        // of the last answer
    std::string moved_to;  // where the site says it has moved for good
    Instant checked_at;
    Date failing_since, failed_on;  // the first and the last day of failing
    int failed_days = 0;            // different ones, without a good one between
    int good_runs = 0;              // good answers in a row
    Instant next_at;
    template <class V>
    static void columns(V&& v, storage::OneOf<Link> auto& r) {
        v("id", r.id), v("digest", r.digest), v("url", r.url), v("host", r.host), v("state", r.state), v("trouble", r.trouble);
        v("status", r.status), v("moved_to", r.moved_to), v("checked_at", r.checked_at), v("failing_since", r.failing_since);
        v("failed_on", r.failed_on), v("failed_days", r.failed_days), v("good_runs", r.good_runs), v("next_at", r.next_at);
    }
};

/// How the site of the operator looks after its links.
struct Settings {
    int per_day = 1000;           // links asked in one day; 0: none is ever asked
    int pause_seconds = 3;        // between two requests to one host
    int days_until_dead = 3;      // different days of failing after which a link is called dead [M]
    std::string private_allowed;  // for tests: this one address of a private network is asked all the same
    std::chrono::milliseconds connect_time{10000}, whole_time{20000};
};

}  // namespace mingtang::supervision::links

template <>
struct mingtang::EnumNames<mingtang::supervision::links::State> {
    static constexpr std::array<std::string_view, 5> names{"waiting", "good", "failing", "dead", "unsure"};
};
template <>
struct mingtang::EnumNames<mingtang::supervision::links::Trouble> {
    static constexpr std::array<std::string_view, 12> names{"none",      "unresolved",      "unreachable", "timeout", "tls",  "status",
                                                            "redirects", "private_address", "robots",      "refused", "busy", "malformed"};
};
