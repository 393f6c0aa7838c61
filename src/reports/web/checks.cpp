#include "http/reply.hpp"
#include "reports/draft.hpp"
#include "reports/likeness.hpp"
#include "reports/web/pages.hpp"
#include "reports/words.hpp"

namespace mingtang::reports::web {
namespace {

using http::Response;

/// Where a cell that disagrees can be looked into or mended.
std::string url_of_cell(Id report_id, std::string const& cell) {
    if (cell.starts_with("sections.")) return url_of(report_id, "texts") + "#section_" + cell.substr(9);
    if (cell.starts_with("narrative.")) return url_of(report_id, "figures") + "#fee_yuan";
    if (cell.starts_with("t2.")) {
        auto field = cell == "t2.rules" || cell == "t2.norm" ? cell + ".in_force" : cell;
        std::replace(field.begin(), field.end(), '.', '-');
        return url_of(report_id, "figures") + "#" + field;
    }
    return records_url(report_id, cell);
}

/// Not an error, but what supervisors look for: texts that repeat the last report.
void show_likeness(view::Data data, AnnualReport const& now, AnnualReport const& before) {
    constexpr int most = 50;
    if (!now.sections || !before.sections) return;
    std::string words, last;
    for (auto const& number : written_sections()) {
        if (auto found = now.sections->find(number); found != now.sections->end()) words += found->second + "\n";
        if (auto found = before.sections->find(number); found != before.sections->end()) last += found->second + "\n";
    }
    auto same = likeness(words, last);
    if (same > most) data.section("alike").set("percent", same).set("year_before", before.year);
}

Response page_of(Desk const& desk, std::optional<std::string> const& typed, std::optional<Refusal> const& refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto found = named(in, desk);
        if (!found) return organ::web::refused(desk, found.error());
        auto const& report = found->report;
        auto page = step_page(desk, in, *found, "checks", "reports/checks");
        auto data = page.data();
        auto wrong = check_now(in, report);
        data.set("count", wrong.size()).show("sound", wrong.empty());
        if (!wrong.empty()) {
            auto list = data.section("wrong");
            for (auto const& one : wrong) {
                auto row = list.section("rows");
                row.set("check", word("check", std::to_string(one.check))).set("message", view::sentence(one.said));
                for (auto const& cell : one.cells)
                    row.section("cells").set("url", url_of_cell(report.id, cell)).set("words", words_of_cell(cell));
            }
        }
        auto before = year_before(in.tx, found->unit, report.year);
        if (before) show_likeness(data, compose(in.tx, found->unit, report).whole, *before);
        data.set("year_before", report.year - 1).set("unit_id", found->unit.id).show("no_year_before", !before);
        if (may(report.state, Action::check, in.actor, found->unit.id)) {
            auto form = data.section("may_check");
            form.set("own_url", url_of(report.id)).set("csrf_token", desk.csrf_token).set("lock_version", report.lock_version);
            if (!wrong.empty()) form.section("explain").set("explanation", typed.value_or(report.explanation));
        }
        if (report.state != State::drafting) data.set_section("explained", "explanation", report.explanation);
        data.show("is_checked", report.state == State::checked);
        if (refusal) organ::web::show_refused(data, *refusal);
        return page.response(refusal ? status_of(*refusal) : 200);
    });
}

}  // namespace

Response get_checks(Desk const& desk) { return page_of(desk, {}, std::nullopt); }

Response post_checks(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    auto seen = number_of<int>(desk.request.form["lock_version"]);
    auto const& explanation = desk.request.form["explanation"];
    auto done = organ::act(desk.env, desk.actor, [&](Context& in) { return check(in, id, seen, explanation); });
    if (done) return http::see_other(url_of(id, "hand-in"));
    auto status = status_of(done.error());
    return status == 403 || status == 404 ? organ::web::refused(desk, done.error()) : page_of(desk, explanation, done.error());
}

}  // namespace mingtang::reports::web
