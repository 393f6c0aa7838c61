#include "base/text.hpp"
#include "organ/store.hpp"
#include "supervision/store.hpp"
#include "supervision/web/pages.hpp"

namespace mingtang::supervision::web {
namespace {

std::vector<Id> chosen_findings(Desk const& desk) {
    std::vector<Id> ids;
    auto const& fields = desk.request.is_safe() ? desk.request.query : desk.request.form;
    for (auto const& typed : fields.all("finding"))
        if (auto id = number_of(typed)) ids.push_back(id);
    return ids;
}

std::vector<Finding> open_ones(Context& in, std::vector<Id> const& ids) {
    std::vector<Finding> found;
    for (auto id : ids)
        if (auto finding = store::finding(in.tx, id);
            finding && finding->state == FindingState::open && may_see(in.actor, finding->unit_id))
            found.push_back(*finding);
    return found;
}

/// The notice may be public: what is not public itself goes by its number, as on the list of what is due, not by its title.
std::string label_of(Finding const& finding) {
    constexpr std::string_view edition = "edition:";
    if (!finding.subject.starts_with(edition)) return finding.title;
    return filled(word("finding_label", finding.kind), {{"id", finding.subject.substr(edition.size())}});
}

std::string demand_of(std::vector<Finding> const& findings) {
    std::string words;
    for (auto const& finding : findings)
        words += word("finding_kind", finding.kind) + "：" + label_of(finding) +
                 (finding.detail.empty() ? "" : "（" + finding.detail + "）") + "\n";
    return words;
}

http::Response new_page(Desk const& desk, Context& in, Refusal const* refusal) {
    auto findings = open_ones(in, chosen_findings(desk));
    auto const& typed = desk.request.form;
    DeskPage page(desk, "supervision/new", word("page", "new"));
    page.crumb(word("page", "cases"), "/desk/supervision").crumb(word("page", "new"));
    auto data = page.data();
    bool first = refusal == nullptr;
    auto unit_id = first ? (findings.empty() ? number_of(desk.request.query["unit"]) : findings.front().unit_id) : number_of(typed["unit"]);
    data.set("csrf_token", desk.csrf_token);
    data.set("title", first ? (findings.empty() ? "" : word("finding_kind", findings.front().kind)) : typed["title"]);
    data.set("demand", first ? demand_of(findings) : typed["demand"]).set("working_days", first ? "10" : typed["working_days"]);
    data.show("is_public", !typed["is_public"].empty());
    for (auto const& [id, name] : organ::store::unit_names(in.tx))
        data.section("unit_choices").set("value", id).set("label", name).show("chosen", id == unit_id);
    if (!findings.empty()) show_finding_rows(data.section("with_findings"), in, findings, false);
    for (auto const& finding : findings) data.section("chosen_findings").set("id", finding.id);
    if (refusal != nullptr) show_refused(data, *refusal);
    return page.response(refusal != nullptr ? status_of(*refusal) : 200);
}

void show_steps(view::Data data, Context& in, Rectification const& record) {
    std::map<Id, std::vector<Evidence>> evidence;
    for (auto const& one : store::evidence_of(in.tx, record.id)) evidence[one.step_id].push_back(one);
    for (auto const& step : store::steps_of(in.tx, record.id)) {
        auto row = data.section("steps");
        row.set("action", word("action", step.action))
            .set("who", step.person_name)
            .set("at", step.at.local_text())
            .set("stage", word("stage", step.stage));
        row.set("css", step.action == "return" || step.action == "escalate" ? "is-back" : "is-done");
        row.set_section("due_section", "due_on", step.state == State::issued ? step.due_on.text() : "");
        for (auto const& line : text::split(step.words, '\n')) row.section("lines").set("line", line);
        for (auto const& one : evidence[step.id])
            row.section("evidence")
                .set("name", one.name)
                .set("url", "/desk/supervision/evidence/" + std::to_string(one.id) + "/" + text::percent_encode(one.name));
    }
}

void show_actions(view::Data data, Desk const& desk, Context& in, Rectification const& record) {
    auto may = possible(record.state, in.actor, record.unit_id);
    auto has = [&](Action action) { return std::find(may.begin(), may.end(), action) != may.end(); };
    data.set("csrf_token", desk.csrf_token).set("id", record.id).set("words", desk.request.form["words"]);
    auto const& days = desk.request.form["working_days"];
    data.set("working_days", days.empty() ? "5" : days);
    if (has(Action::answer)) data.show("may_answer");
    if (has(Action::verify)) data.show("may_verify");
    if (has(Action::extend)) data.show("may_extend").show("may_escalate");
    if (has(Action::withdraw)) data.show("may_withdraw");
    if (has(Action::show) && !record.is_public) data.show("may_show");
    if (has(Action::hide) && record.is_public) data.show("may_hide");
}

http::Response case_page(Desk const& desk, Context& in, Refusal const* refusal) {
    auto found = find(in, desk.request.id_param("id").value_or(0));
    if (!found) return refuse(desk, found.error());
    DeskPage page(desk, "supervision/case", found->number);
    page.crumb(word("page", "cases"), "/desk/supervision").crumb(found->number);
    auto unit = organ::store::unit_by_id(in.tx, found->unit_id);
    auto data = page.data();
    data.set("number", found->number)
        .set("title", found->title)
        .set("unit", unit ? unit->name : "")
        .set("stage", word("stage", found->stage));
    data.set("state", word("state", found->state)).set("issued_on", found->issued_on.text()).show("public", found->is_public);
    if (found->state == State::issued) organ::web::show_clock(data, found->due_on, in, word);
    auto findings = store::findings_of_case(in.tx, found->id);
    if (!findings.empty()) show_finding_rows(data.section("with_findings"), in, findings, false);
    show_steps(data, in, *found);
    show_actions(data, desk, in, *found);
    organ::web::show_done(page.data(), desk, word);
    if (refusal != nullptr) show_refused(data, *refusal);
    return page.response(refusal != nullptr ? status_of(*refusal) : 200);
}

std::vector<IncomingFile> files_of(http::Request const& request) {
    std::vector<IncomingFile> files;
    for (auto const& upload : request.uploads)
        if (!upload.file_name.empty() || upload.size > 0) files.push_back({upload.file_name, upload.path});
    return files;
}

Outcome<Rectification> take_typed(Context& in, Id id, http::Request const& request) {
    auto const& typed = request.form;
    auto const& action = typed["action"];
    auto const& words = typed["words"];
    if (action == "answer") return answer(in, id, words, files_of(request));
    if (action == "verify") return verify(in, id, words, !typed["all_the_same"].empty());
    if (action == "return") return send_back(in, id, words, typed["working_days"]);
    if (action == "extend") return extend(in, id, words, typed["working_days"]);
    if (action == "escalate") return escalate(in, id, words, typed["working_days"]);
    if (action == "withdraw") return withdraw(in, id, words);
    if (action == "show" || action == "hide") return show(in, id, action == "show");
    return Refusal{"supervision.find.not_found"};
}

}  // namespace

http::Response show_new(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) { return new_page(desk, in, nullptr); });
}

http::Response make_new(Desk const& desk) {
    auto const& typed = desk.request.form;
    IssueForm form{.title = typed["title"],
                   .demand = typed["demand"],
                   .working_days = typed["working_days"],
                   .is_public = !typed["is_public"].empty(),
                   .findings = chosen_findings(desk)};
    auto made = organ::act(desk.env, desk.actor, [&](Context& in) { return issue(in, number_of(typed["unit"]), form); });
    if (made) return http::see_other(case_url(made->id) + "?done=issued");
    auto refusal = made.error();
    return organ::look(desk.env, desk.actor, [&](Context& in) { return new_page(desk, in, &refusal); });
}

http::Response show_case(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) { return case_page(desk, in, nullptr); });
}

http::Response take_step(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    auto taken = organ::act(desk.env, desk.actor, [&](Context& in) { return take_typed(in, id, desk.request); });
    if (taken) return http::see_other(case_url(id) + "?done=" + desk.request.form["action"]);
    auto refusal = taken.error();
    return organ::look(desk.env, desk.actor, [&](Context& in) { return case_page(desk, in, &refusal); });
}

http::Response download(Desk const& desk) {
    auto found = organ::look(desk.env, desk.actor, [&](Context& in) -> Outcome<Evidence> {
        auto evidence = store::evidence(in.tx, desk.request.id_param("id").value_or(0));
        if (!evidence || !find(in, evidence->case_id)) return Refusal{"supervision.find.not_found"};
        return *evidence;
    });
    auto path = found ? desk.env.blobs.file(found->sha256) : std::nullopt;
    if (!path) return refuse(desk, Refusal{"supervision.find.not_found"});
    auto response = http::file(*path, found->content_type, found->sha256);
    return std::move(http::as_attachment(response, found->name));
}

}  // namespace mingtang::supervision::web
