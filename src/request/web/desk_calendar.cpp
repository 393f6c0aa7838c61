#include <fstream>

#include "request/holidays.hpp"
#include "request/web/desk_shown.hpp"

namespace mingtang::request::web {
namespace {

constexpr std::uint64_t largest = 256 << 10;

void show_years(view::Data data, Context& in, Names const& names) {
    std::map<int, organ::CalendarYear> stored;
    for (auto& year : organ::stored_calendar_years(in.tx)) stored[year.year] = std::move(year);
    auto known = in.calendar.known_years();
    for (auto year = known.rbegin(); year != known.rend(); ++year) {
        auto row = data.section("years");
        auto found = stored.find(*year);
        row.set("year", *year).set("source", word("calendar", found == stored.end() ? "carried" : "imported"));
        row.set("imported",
                found == stored.end() ? "" : found->second.imported_at.local_text() + "　" + names.person(found->second.imported_by_id));
    }
    auto next = in.today().year() + 1;
    if (!known.contains(next)) data.section("next_missing").set("year", next);
}

void show_taken(view::Data data, HolidaysTaken const& taken, Names const& names) {
    auto notice = data.section("taken");
    notice.set("year", taken.read.year).set("days_off", taken.read.days_off).set("make_up_days", taken.read.make_up_days);
    notice.show("none_moved", taken.moved.empty());
    if (taken.moved.empty()) return;
    notice.section("some_moved").set("count", taken.moved.size());
    auto section = data.section("moved_section");
    for (auto const& one : taken.moved)
        section.section("moved")
            .set("case_number", one.request.case_number)
            .set("unit", names.unit(one.request.unit_id))
            .set("handler", names.person(one.request.handler_id))
            .set("before", one.before.text())
            .set("after", one.request.reply_due.text());
}

http::Response calendar_page(Desk const& desk, HolidaysTaken const* taken, Refusal const* refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        DeskPage page(desk, "request/desk_calendar", word("page", "calendar"));
        page.crumb(word("page", "calendar"));
        Names names(in);
        if (refusal != nullptr) show_refused(page.data(), *refusal);
        if (taken != nullptr) show_taken(page.data(), *taken, names);
        show_years(page.data(), in, names);
        return page.count_all(in).response(refusal ? status_of(*refusal) : 200);
    });
}

Outcome<std::string> sent_file(http::Request const& request) {
    for (auto const& upload : request.uploads) {
        if (upload.field != "file" || upload.size == 0) continue;
        if (upload.size > largest) return Refusal{"request.calendar.too_large", "", {}, "file"};
        std::ifstream in(upload.path, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(in), {});
    }
    return Refusal{"request.file.nothing", "", {}, "file"};
}

}  // namespace

http::Response show_calendar(Desk const& desk) { return calendar_page(desk, nullptr, nullptr); }

http::Response import_calendar(Desk const& desk) {
    auto file = sent_file(desk.request);
    auto taken = file ? organ::act(desk.env, desk.actor, [&](Context& in) { return take_holidays(in, *file); })
                      : Outcome<HolidaysTaken>(file.error());
    if (!taken) {
        auto refusal = taken.error();
        return calendar_page(desk, nullptr, &refusal);
    }
    if (desk.env.calendars != nullptr) desk.env.calendars->forget();
    return calendar_page(desk, &*taken, nullptr);
}

}  // namespace mingtang::request::web
