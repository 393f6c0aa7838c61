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

}  // namespace

std::vector<Id> units_with(Context& in, Role role) {
    return units_where(in, [&](Id unit) { return in.actor.has(role, unit); });
}

std::vector<Id> own_units(Context& in) {
    return units_where(
        in, [&](Id unit) { return std::any_of(roles.begin(), roles.end(), [&](Role role) { return in.actor.has(role, unit); }); });
}

std::string nearness(InfoRequest const& request, Date today, law::Calendar const& calendar) {
    if (!request.open()) return "closed";
    if (request.state == State::consulting) return "stopped";
    if (!request.reply_due) return "waiting";
    return organ::nearness(request.reply_due, today, calendar);
}

void show_clock(view::Data row, InfoRequest const& request, Context& in) {
    auto near = nearness(request, in.today(), in.calendar);
    if (near == "waiting" || near == "stopped" || near == "closed") {
        auto days = near == "stopped" ? request.reply_left : 0;
        organ::web::show_clock(row, {"stopped", word("clock", near, {{"n", std::to_string(days)}})}, request.reply_due);
    } else {
        organ::web::show_clock(row, request.reply_due, in, word);
    }
    row.show("uncertain", request.open() && !request.reply_certain);
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

void show_refused(view::Data data, Refusal const& refusal) { organ::web::show_refused(data, in_words(refusal)); }

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
