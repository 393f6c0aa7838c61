#pragma once
#include <functional>
#include <memory>

#include "base/outcome.hpp"
#include "http/page_cache.hpp"
#include "journal/journal.hpp"
#include "law/calendar.hpp"
#include "organ/person.hpp"
#include "storage/blobs.hpp"

namespace mingtang::organ {

/// What the site says of itself (table `organ_setting`, kept in step by organ/settings.cpp).
struct SiteSettings {
    std::string site_name, site_domain, site_id_code, sponsor, contact_phone, icp_number, police_number, address;
    std::string errors_url;  // where citizens report faults of the site (我为政府网站找错)
};

struct Context;
class KeptCalendar;

/// How many things wait for the person of the context behind an entry of the desk's navigation. Modules that may not know each other show
/// one another's counts by it.
struct NavigationCount {
    std::string href;
    std::function<long long(Context&)> number;
};

/// A figure of another module on the desk's first page.
struct DeskFigure {
    std::string label, href;
    long long number = 0;
    bool is_late = false;
};

/// What lives as long as the program; built once by app/parts.cpp and handed to every page and job.
struct Environment {
    storage::Database& database;
    storage::Blobs& blobs;
    journal::Bell& bell;
    Clock const& clock;
    law::Calendar const& calendar;
    http::PageCache& pages;
    std::string secret;  // 32 bytes, seals second factors and signs tokens; from data/secret.key, never in the database
    std::function<SiteSettings()> site;
    bool secure_cookies = false;  // behind TLS
    bool development = false;
    /// The program that reads uploaded files for itself (scan::read_in_child); empty: a mere fork, for tests only.
    std::string reader = {};
    std::vector<NavigationCount> counts = {};
    /// Where years of holidays are added while the program runs; none: `calendar` holds for good.
    KeptCalendar* calendars = nullptr;
    /// What the desk's first page shows besides what waits there; none: nothing.
    std::function<std::vector<DeskFigure>(Context&)> desk_figures = {};

    /// The calendar that holds now; who takes it counts by it to the end.
    std::shared_ptr<law::Calendar const> calendar_now() const;
};

/// One action or reading: who, when, in which transaction, by which calendar.
struct Context {
    Actor const& actor;
    storage::Transaction& tx;
    law::Calendar const& calendar;
    Instant now;
    storage::Blobs& blobs;
    std::string_view secret = {};  // of the environment
    std::string_view reader = {};
    Date today() const { return now.local_date(); }
    /// One event of this action to the journal; `subject` as "disclosure:12".
    void write(std::string name, std::string subject, Id unit_id, json::object data = {});
};

/// Runs `action(Context&)` in a writing transaction: commits and wakes the readers when the Outcome is good, undoes everything when not.
/// One action after another, on every thread and node (journal::take_turn).
template <class F>
auto act(Environment const& env, Actor const& actor, F&& action) {
    auto calendar = env.calendar_now();
    auto tx = env.database.write();
    journal::take_turn(tx);
    Context in{actor, tx, *calendar, env.clock.now(), env.blobs, env.secret, env.reader};
    auto outcome = action(in);
    if (outcome) {
        tx.commit();
        env.bell.ring();
    }
    return outcome;
}

/// Runs `reading(Context&)` in a reading transaction.
template <class F>
auto look(Environment const& env, Actor const& actor, F&& reading) {
    auto calendar = env.calendar_now();
    auto tx = env.database.read();
    Context in{actor, tx, *calendar, env.clock.now(), env.blobs, env.secret, env.reader};
    return reading(in);
}

}  // namespace mingtang::organ
