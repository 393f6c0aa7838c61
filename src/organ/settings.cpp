#include "organ/settings.hpp"

#include <charconv>

#include "base/text.hpp"
#include "organ/rules.hpp"
#include "organ/store.hpp"

namespace mingtang::organ {
namespace {

using Values = std::map<std::string, std::string>;

struct TextSetting {
    std::string_view name;
    std::string SiteSettings::*member;
    int longest;
};
constexpr TextSetting texts[] = {
    {"site_name", &SiteSettings::site_name, 60},         {"site_domain", &SiteSettings::site_domain, 100},
    {"site_id_code", &SiteSettings::site_id_code, 20},   {"sponsor", &SiteSettings::sponsor, 100},
    {"contact_phone", &SiteSettings::contact_phone, 40}, {"address", &SiteSettings::address, 200},
    {"icp_number", &SiteSettings::icp_number, 60},       {"police_number", &SiteSettings::police_number, 60},
    {"errors_url", &SiteSettings::errors_url, 300},
};

struct NumberSetting {
    std::string_view name;
    int SignInPolicy::*member;
    int lowest, highest;
};
constexpr NumberSetting numbers[] = {
    {"sign_in_failures", &SignInPolicy::failures, 3, 20},
    {"sign_in_lock_minutes", &SignInPolicy::lock_minutes, 5, 1440},
    {"sign_in_address_failures", &SignInPolicy::address_failures, 5, 1000},
    {"session_idle_minutes", &SignInPolicy::idle_minutes, 5, 240},
    {"session_hours", &SignInPolicy::session_hours, 1, 24},
    {"password_length", &SignInPolicy::password_length, 8, 64},
    {"passphrase_length", &SignInPolicy::passphrase_length, 12, 64},
};

std::optional<int> whole_number(std::string const& text) {
    int number = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return number;
}

SiteSettings site_of(Values const& values) {
    SiteSettings site;
    for (auto const& text : texts) {
        auto found = values.find(std::string(text.name));
        if (found != values.end()) site.*text.member = found->second;
    }
    return site;
}

Done fits(SettingRow const& row, std::string const& value) {
    if (row.number()) {
        auto number = whole_number(value);
        if (!number || *number < row.lowest || *number > row.highest)
            return Refusal{"organ.change_setting.number",
                           "",
                           {{"lowest", std::to_string(row.lowest)}, {"highest", std::to_string(row.highest)}},
                           row.name};
    } else if (text::length(value) > static_cast<std::size_t>(row.longest)) {
        return Refusal{"organ.change_setting.too_long", "", {{"limit", std::to_string(row.longest)}}, row.name};
    } else if (row.name == "errors_url" && !value.empty() && !value.starts_with("https://") && !value.starts_with("http://") &&
               (!value.starts_with("/") || value.starts_with("//"))) {  // or a page of our own
        return Refusal{"organ.change_setting.address", "", {}, row.name};
    }
    return {};
}

}  // namespace

SiteSettings site_settings(storage::Transaction& tx) { return site_of(store::settings(tx)); }

SignInPolicy sign_in_policy(storage::Transaction& tx) {
    SignInPolicy policy;
    auto values = store::settings(tx);
    for (auto const& number : numbers) {
        auto found = values.find(std::string(number.name));
        if (found != values.end()) policy.*number.member = whole_number(found->second).value_or(policy.*number.member);
    }
    return policy;
}

std::vector<SettingRow> setting_rows(storage::Transaction& tx) {
    auto values = store::settings(tx);
    SignInPolicy const usual;
    std::vector<SettingRow> rows;
    for (auto const& text : texts) {
        std::string name(text.name);
        rows.push_back({.name = name, .value = values[name], .longest = text.longest});
    }
    for (auto const& number : numbers) {
        std::string name(number.name);
        auto fallback = std::to_string(usual.*number.member);
        auto stored = values.find(name);
        rows.push_back({name, stored == values.end() ? fallback : stored->second, fallback, number.lowest, number.highest});
    }
    return rows;
}

Done change_settings(Context& in, Values const& values) {
    if (auto may = may_administer(in.actor); !may) return may.error();
    auto rows = setting_rows(in.tx);
    for (auto const& [name, typed] : values) {
        auto row = std::find_if(rows.begin(), rows.end(), [&](auto const& r) { return r.name == name; });
        if (row == rows.end()) return Refusal{"organ.change_setting.unknown", "", {{"name", text::shorten(name, 40)}}};
        auto value = text::one_line(typed);
        if (auto fit = fits(*row, value); !fit) return fit.error();
        if (value == row->value) continue;
        store::save_setting(in.tx, name, value);
        in.write("organ.setting_changed", "setting:" + name, 0, {{"name", name}, {"before", row->value}, {"after", value}});
    }
    return {};
}

SiteSettings KeptSettings::current() {
    {
        std::lock_guard lock(mutex_);
        auto now = clock_.now();
        if (read_at_ && now - read_at_ < std::chrono::seconds(2)) return settings_;
        read_at_ = now;  // others take the last ones meanwhile
    }
    try {
        auto tx = database_.read();
        auto fresh = site_settings(tx);
        std::lock_guard lock(mutex_);
        settings_ = fresh;
    } catch (storage::Unavailable const&) {
    }
    std::lock_guard lock(mutex_);
    return settings_;
}

void KeptSettings::forget() {
    std::lock_guard lock(mutex_);
    read_at_ = {};
}

}  // namespace mingtang::organ
