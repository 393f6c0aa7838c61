#include "law/period.hpp"
#include "organ/store.hpp"
#include "supervision/store.hpp"
#include "supervision/web/pages.hpp"

namespace mingtang::supervision::web {
namespace {

Refusal in_words(Refusal refusal) {
    for (auto& [name, value] : refusal.details) {
        if (name == "role") value = word("role", value);
        if (name == "state") {
            auto said = word("state", value);
            value = said == value ? word("finding_state", value) : said;
        }
    }
    return refusal;
}

}  // namespace

bool inspects(organ::Actor const& actor) { return actor.has_anywhere(Role::office); }

std::string case_url(Id id) { return "/desk/supervision/cases/" + std::to_string(id); }

std::vector<Id> units_of(organ::Actor const& actor) {
    if (actor.has_anywhere(Role::office) || actor.has_anywhere(Role::auditor)) return {};
    std::set<Id> units;
    for (auto const& grant : actor.grants) units.insert(grant.unit_id);
    return {units.begin(), units.end()};
}

void show_clock(view::Data row, Date due, Context& in) {
    if (!due) return;
    auto left = law::remaining(due, in.today(), in.calendar);
    auto name = left.overdue ? "overdue" : due == in.today() ? "today" : left.working_days <= 3 ? "soon" : "calm";
    row.section("clock")
        .set("nearness", name)
        .set("clock_words", filled(word("clock", name), {{"n", std::to_string(std::abs(left.working_days))}}))
        .set("due", due.text());
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

std::string finding_url(Finding const& finding) {
    auto subject = finding.subject.substr(0, finding.subject.find('#'));
    auto colon = subject.find(':');
    auto kind = subject.substr(0, colon), id = subject.substr(colon + 1);
    if (kind == "edition") return "/desk/editions/" + id;
    if (kind == "disclosure") return "/disclosure/" + id;
    if (kind == "mailbox") return "/desk/participation/letters/" + id;
    if (kind == "request") return "/desk/requests/" + id;
    if (kind == "item") return "/catalogue/items/" + id;
    return "";
}

void show_finding_rows(view::Data data, Context& in, std::vector<Finding> const& findings, bool choosable) {
    auto units = organ::store::unit_names(in.tx);
    for (auto const& finding : findings) {
        auto row = data.section("findings");
        row.set("id", finding.id).set("kind", word("finding_kind", finding.kind)).set("title", finding.title).set("detail", finding.detail);
        row.set("unit", units[finding.unit_id])
            .set("first_seen_on", finding.first_seen_on.text())
            .set("state", word("finding_state", finding.state));
        row.set_section("due_section", "due_on", finding.due_on.text()).set_section("reason_section", "reason", finding.reason);
        auto url = finding_url(finding);
        if (url.empty()) {
            row.show("plain");
        } else {
            row.section("linked").set("url", url);
        }
        if (finding.case_id != 0) row.section("case_section").set("case_url", case_url(finding.case_id));
        if (choosable && finding.state == FindingState::open) row.section("choosable").set("id", finding.id).set("title", finding.title);
    }
}

}  // namespace mingtang::supervision::web
