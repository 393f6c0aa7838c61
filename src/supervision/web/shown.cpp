#include "organ/seen_units.hpp"
#include "organ/store.hpp"
#include "supervision/store.hpp"
#include "supervision/web/pages.hpp"

namespace mingtang::supervision::web {
namespace {

Refusal in_words(Refusal refusal) {
    // A state is that of a case or that of a finding; no name is in both groups.
    return organ::web::in_words(std::move(refusal), {"role", "state"}, [](std::string_view group, std::string_view name) {
        auto said = word(group, name);
        return group == "state" && said == name ? word("finding_state", name) : said;
    });
}

}  // namespace

bool inspects(organ::Actor const& actor) { return actor.has(Role::office, 0); }

std::string case_url(Id id) { return "/desk/supervision/cases/" + std::to_string(id); }

std::vector<Id> units_of(organ::Actor const& actor) { return organ::seen_units(actor, {Role::office, Role::auditor}); }

void show_refused(view::Data data, Refusal const& refusal) { organ::web::show_refused(data, in_words(refusal)); }

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

void show_finding_rows(view::Data data, Context& in, std::vector<Finding> const& findings, bool choosable, std::set<Id> const& chosen) {
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
        if (choosable && finding.state == FindingState::open)
            row.section("choosable").set("id", finding.id).set("title", finding.title).show("chosen", chosen.contains(finding.id));
    }
}

}  // namespace mingtang::supervision::web
