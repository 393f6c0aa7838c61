#include "request/web/desk_shown.hpp"

#include "base/text.hpp"
#include "law/fee.hpp"
#include "law/period.hpp"
#include "organ/store.hpp"

namespace mingtang::request::web {
namespace {

constexpr std::array roles{Role::handler, Role::legal_reviewer, Role::unit_head, Role::office_head};

template <class F>
std::vector<Id> units_where(Context& in, F&& holds) {
    std::vector<Id> found;
    for (auto const& unit : organ::store::all_units(in.tx))
        if (holds(unit.id)) found.push_back(unit.id);
    return found;
}

void put_clock(view::Data row, std::string const& near, int days, Date due) {
    auto said = near == "overdue" && days == 0 ? "overdue_now" : near;
    bool still = near == "waiting" || near == "stopped" || near == "closed";
    auto clock = row.section("clock");
    clock.set("nearness", still ? "stopped" : near).set("clock_words", word("clock", said, {{"n", std::to_string(days)}}));
    clock.set_section("due_section", "due", due.text());
}

int days_to(Date due, Context& in) { return due ? std::abs(law::remaining(due, in.today(), in.calendar).working_days) : 0; }

}  // namespace

std::vector<Id> units_with(Context& in, Role role) {
    return units_where(in, [&](Id unit) { return in.actor.has(role, unit); });
}

std::vector<Id> own_units(Context& in) {
    return units_where(
        in, [&](Id unit) { return std::any_of(roles.begin(), roles.end(), [&](Role role) { return in.actor.has(role, unit); }); });
}

std::string nearness(Date due, Date today, law::Calendar const& calendar) {
    auto left = law::remaining(due, today, calendar);
    if (left.overdue) return "overdue";
    if (due == today || left.working_days == 0) return "today";
    return left.working_days <= 3 ? "soon" : "calm";
}

std::string nearness(InfoRequest const& request, Date today, law::Calendar const& calendar) {
    if (!request.open()) return "closed";
    if (request.state == State::consulting) return "stopped";
    if (!request.reply_due) return "waiting";
    return nearness(request.reply_due, today, calendar);
}

void show_clock(view::Data row, InfoRequest const& request, Context& in) {
    auto near = nearness(request, in.today(), in.calendar);
    put_clock(row, near, near == "stopped" ? request.reply_left : days_to(request.reply_due, in), request.reply_due);
    row.show("uncertain", request.open() && !request.reply_certain);
}

void show_clock(view::Data row, Date due, Context& in) {
    if (due) put_clock(row, nearness(due, in.today(), in.calendar), days_to(due, in), due);
}

Names::Names(Context& in) : people(organ::store::person_names(in.tx)), units(organ::store::unit_names(in.tx)) {}

std::string Names::person(Id id) const {
    auto found = people.find(id);
    return found == people.end() ? "" : found->second;
}

std::string Names::unit(Id id) const {
    auto found = units.find(id);
    return found == units.end() ? "" : found->second;
}

void add_choice(view::Data data, std::string_view section, std::string_view value, std::string_view label, std::string_view chosen) {
    data.section(section).set("value", value).set("label", label).show("chosen", value == chosen);
}

void show_done(DeskPage& page, Desk const& desk) {
    auto const& done = desk.request.query["done"];
    auto sentence = word("done", done);
    if (!done.empty() && sentence != done) page.data().section("done").set("sentence", sentence);
}

void show_refused(view::Data data, Refusal const& refusal) {
    auto said = in_words(refusal);
    organ::web::show_refusal(data, said);
    if (!said.field.empty()) data.section(said.field + "_wrong").set("message", view::sentence(said));
}

http::Response refuse(Desk const& desk, Refusal const& refusal) { return organ::web::refused(desk, in_words(refusal)); }

void show_article(view::Data data, std::string_view section, std::string_view article) {
    auto citation = view::citation(article);
    if (!citation.text.empty()) data.section(section).set("text", citation.text).set("url", citation.url);
}

Outcome<Date> day_typed(http::Fields const& typed, std::string const& field) {
    auto day = Date::parse(text::trim(typed[field]));
    if (day) return *day;
    return Refusal{"request.desk.bad_date", "", {{"field", field}, {"value", text::shorten(text::one_line(typed[field]), 40)}}, field};
}

std::vector<IncomingFile> files_in(http::Request const& request, CaseFile::Role role, std::string_view field) {
    std::vector<IncomingFile> files;
    for (auto const& upload : request.uploads)
        if (upload.field == field && (!upload.file_name.empty() || upload.size > 0))
            files.push_back({.name = upload.file_name, .content_type = upload.content_type, .path = upload.path, .role = role});
    return files;
}

std::string bytes_text(long long bytes) {
    if (bytes < 1024) return std::to_string(bytes) + " B";
    if (bytes < 1024 * 1024) return std::to_string((bytes + 1023) / 1024) + " KB";
    auto tenths = (bytes * 10 + (1 << 19)) / (1 << 20);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MB";
}

void show_fee_steps(view::Data data, FeeNotice::Way way, int number, int before) {
    bool pages = way == FeeNotice::Way::by_pages;
    auto fee = pages ? law::fee_by_pages(number) : law::fee_by_pieces(number, before);
    for (auto const& step : fee.steps)
        data.section("fee_steps")
            .set("from", step.from)
            .set("to", step.to)
            .set("rate", step.rate)
            .set("step_amount", step.amount())
            .set("measure", word("measure", way));
}

std::string case_url(Id id) { return "/desk/requests/" + std::to_string(id); }
std::string letter_url(Id id) { return "/desk/letters/" + std::to_string(id); }

}  // namespace mingtang::request::web
