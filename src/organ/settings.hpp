#pragma once
#include <map>
#include <mutex>

#include "organ/context.hpp"

namespace mingtang::organ {

/// How strict sign-in is. GB/T 22239 asks for these measures without naming figures; the defaults are what assessors usually look for.
struct SignInPolicy {
    int failures = 5;  // wrong passwords until the account is locked
    int lock_minutes = 15;
    int address_failures = 30;  // wrong passwords from one address within `lock_minutes` until it must wait
    int idle_minutes = 30;
    int session_hours = 12;
    int password_length = 10;    // with three classes of characters
    int passphrase_length = 16;  // of any characters
};

SiteSettings site_settings(storage::Transaction& tx);
SignInPolicy sign_in_policy(storage::Transaction& tx);

/// One row of the page of settings and of `setting_changed`.
struct SettingRow {
    std::string name, value;
    std::string fallback;
    int lowest = 0, highest = 0;  // of numbers
    int longest = 200;            // of texts
    bool number() const { return highest > 0; }
};
std::vector<SettingRow> setting_rows(storage::Transaction& tx);

/// Writes those of `values` that are known and differ, all or none; one event each. Only administrators.
/// Refusals: organ.role.forbidden, organ.change_setting.{unknown,number,too_long}.
Done change_settings(Context& in, std::map<std::string, std::string> const& values);

/// The site's settings in memory, read again when two seconds old, so that every node sees a change soon; when the database is away the
/// last ones stay. Thread-safe. Hand `[&] { return kept.current(); }` to Environment::site.
class KeptSettings {
  public:
    KeptSettings(storage::Database& database, Clock const& clock) : database_(database), clock_(clock) {}
    SiteSettings current();
    /// Reads again at the next `current`; for the reader of organ.setting_changed, before it touches pages.
    void forget();

  private:
    storage::Database& database_;
    Clock const& clock_;
    std::mutex mutex_;
    SiteSettings settings_;
    Instant read_at_;
};

}  // namespace mingtang::organ
