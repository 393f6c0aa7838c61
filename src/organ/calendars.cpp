#include "organ/calendars.hpp"

#include "base/text.hpp"
#include "organ/store.hpp"

namespace mingtang::organ {
namespace {

constexpr int first_year = 2007, last_year = 2199;
constexpr int most_days = 80;
/// 全国年节及纪念日放假办法, art. 2: a year's notice that lacks one of these is not whole.
constexpr std::array holidays{"元旦", "春节", "清明", "劳动节", "端午", "中秋", "国庆"};

using Details = std::vector<std::pair<std::string, std::string>>;

struct Day {
    std::string name;
    bool off = false;
};

bool is_weekend(Date day) {
    auto weekday = std::chrono::weekday(day.sys());
    return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

/// A year begins with the last days of the one before where the notice says so.
bool belongs_to(Date day, int year) { return day >= Date(year - 1, 12, 20) && day <= Date(year, 12, 31); }

std::optional<bool> off_of(json::object const& row) {
    for (auto const* key : {"off", "isOffDay"})
        if (auto const* off = row.if_contains(key); off != nullptr && off->is_bool()) return off->get_bool();
    return {};
}

Outcome<std::map<Date, Day>> days_of(json::array const& rows, int year) {
    std::map<Date, Day> days;
    int place = 0;
    for (auto const& value : rows) {
        auto number = std::to_string(++place);
        auto row = value.is_object() ? value.get_object() : json::object{};
        auto written = json::text(row, "date");
        auto day = Date::parse(written);
        auto off = off_of(row);
        if (!day || !off) return Refusal{"organ.calendar.bad_day", "", {{"number", number}, {"date", text::shorten(written, 20)}}, "file"};
        Details details{{"date", day->text()}, {"year", std::to_string(year)}};
        if (!belongs_to(*day, year)) return Refusal{"organ.calendar.outside", "", details, "file"};
        auto name = text::one_line(json::text(row, "name"));
        if (name.empty() || text::length(name) > 40) return Refusal{"organ.calendar.no_name", "", details, "file"};
        // 调休: work is made up on a weekend; a working day that is called one is a mistake in the file.
        if (!*off && !is_weekend(*day)) return Refusal{"organ.calendar.not_weekend", "", details, "file"};
        if (!days.emplace(*day, Day{name, *off}).second) return Refusal{"organ.calendar.twice", "", details, "file"};
    }
    return days;
}

Done is_whole(std::map<Date, Day> const& days, int year) {
    auto of_year = std::to_string(year);
    if (days.size() > most_days) return Refusal{"organ.calendar.too_many", "", {{"number", std::to_string(days.size())}}, "file"};
    for (std::string holiday : holidays) {
        bool there = std::any_of(days.begin(), days.end(),
                                 [&](auto const& day) { return day.second.off && day.second.name.find(holiday) != std::string::npos; });
        if (!there) return Refusal{"organ.calendar.missing_holiday", "", {{"name", holiday}, {"year", of_year}}, "file"};
    }
    return {};
}

json::array notices_of(json::object const& file) {
    json::array notices;
    for (auto const* key : {"notices", "papers"})
        if (auto const* list = file.if_contains(key); list != nullptr && list->is_array())
            for (auto const& one : list->get_array())
                if (one.is_string() && notices.size() < 10) notices.push_back(one);
    return notices;
}

}  // namespace

Outcome<ReadYear> read_calendar_year(std::string_view text) {
    boost::system::error_code failed;
    auto parsed = boost::json::parse(text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text, failed);
    if (failed || !parsed.is_object()) return Refusal{"organ.calendar.not_json", "", {}, "file"};
    auto const& file = parsed.get_object();
    auto year = json::number(file, "year");
    if (year < first_year || year > last_year) return Refusal{"organ.calendar.year", "", {}, "file"};
    auto const* rows = file.if_contains("days");
    if (rows == nullptr || !rows->is_array() || rows->get_array().empty()) return Refusal{"organ.calendar.no_days", "", {}, "file"};
    auto days = days_of(rows->get_array(), int(year));
    if (!days) return days.error();
    if (auto whole = is_whole(*days, int(year)); !whole) return whole.error();
    ReadYear read{.year = int(year)};
    json::array list;
    for (auto const& [date, day] : *days) {
        list.push_back(json::object{{"date", date.text()}, {"name", day.name}, {"off", day.off}});
        ++(day.off ? read.days_off : read.make_up_days);
    }
    read.notice = json::serialize(json::object{{"year", year}, {"notices", notices_of(file)}, {"days", std::move(list)}});
    return read;
}

Outcome<CalendarYear> import_calendar_year(Context& in, ReadYear const& read) {
    if (!in.actor.system && !in.actor.has(Role::administrator, 0)) return Refusal{"organ.role.forbidden"};
    CalendarYear year{.year = read.year, .notice = read.notice, .imported_by_id = in.actor.person_id, .imported_at = in.now};
    store::save(in.tx, year);
    in.write("organ.calendar_imported", "calendar:" + std::to_string(read.year), 0,
             {{"year", read.year}, {"days_off", read.days_off}, {"make_up_days", read.make_up_days}});
    return year;
}

std::vector<CalendarYear> stored_calendar_years(storage::Transaction& tx) { return store::calendar_years(tx); }

law::Calendar calendar_with(law::Calendar base, std::vector<CalendarYear> const& years) {
    for (auto const& year : years) base.add_year(year.notice);
    return base;
}

std::shared_ptr<law::Calendar const> KeptCalendar::current() {
    std::lock_guard lock(mutex_);
    if (!stale_) return held_;
    try {
        auto tx = database_.read();
        held_ = std::make_shared<law::Calendar const>(calendar_with(base_, stored_calendar_years(tx)));
        stale_ = false;
    } catch (storage::Unavailable const&) {
        // The last one goes on until the database is back.
        if (!held_) held_ = std::make_shared<law::Calendar const>(base_);
    }
    return held_;
}

void KeptCalendar::forget() {
    std::lock_guard lock(mutex_);
    stale_ = true;
}

}  // namespace mingtang::organ
