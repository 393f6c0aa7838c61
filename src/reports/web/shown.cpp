#include "base/text.hpp"
#include "reports/form.hpp"
#include "reports/rules.hpp"
#include "reports/web/pages.hpp"
#include "reports/words.hpp"

namespace mingtang::reports::web {

std::string url_of(Id id, std::string_view step) {
    return std::string(list_url) + "/" + std::to_string(id) + (step.empty() ? "" : "/") + std::string(step);
}

Outcome<Named> named(Context& in, Desk const& desk) {
    auto found = find(in, desk.request.id_param("id").value_or(0));
    if (!found) return found.error();
    return Named{*found, unit_of(in, found->unit_id)};
}

void show_clock(view::Data data, Date due, Date today) {
    auto days = due - today;
    auto near = days < 0 ? "overdue" : days == 0 ? "today" : days <= 15 ? "soon" : "calm";
    organ::web::show_clock(data, {near, word("clock", near, "n", std::to_string(std::abs(days)))}, due);
}

std::string state_words(Context& in, KeptReport const& report) {
    auto publication = publication_of(in, report);
    bool is_public = publication.published_on && publication.disclosure_id;
    return word("state", is_public ? "published" : std::string(to_text(report.state)));
}

std::string records_url(Id report_id, std::string const& cell) {
    return url_of(report_id, "records") + "?cell=" + text::percent_encode(cell);
}

DeskPage step_page(Desk const& desk, Context& in, Named const& named, std::string_view step, std::string_view view_name) {
    auto const& [report, unit] = named;
    DeskPage page(desk, view_name, unit.name + " " + std::to_string(report.year) + " " + word("page", "list"));
    page.crumb(word("page", "list"), std::string(list_url) + "?year=" + std::to_string(report.year)).crumb(unit.name);
    auto data = page.data();
    data.set("unit", unit.name).set("year", report.year).set("own_url", url_of(report.id)).set("lock_version", report.lock_version);
    auto head = data.include("head", "reports/head");
    head.set("unit", unit.name)
        .set("year", report.year)
        .set("state", state_words(in, report))
        .set("due", due_of(unit.kind, report.year).text());
    if (!report.is_handed_in()) show_clock(head, due_of(unit.kind, report.year), in.today());
    head.set_section("returned_section", "returned", report.state == State::drafting ? report.returned : "");
    head.set_section("source_section", "source_name", report.source_name);
    head.set("own_url", url_of(report.id));
    for (auto const* name : {"figures", "texts", "checks", "hand_in"}) {
        auto row = head.section("steps");
        auto path = std::string_view(name) == "hand_in" ? "hand-in" : name;
        row.set("label", word("step", name)).set("url", url_of(report.id, path)).show("current", step == name);
    }
    return page;
}

}  // namespace mingtang::reports::web
