#include "supervision/actions.hpp"

#include <charconv>

#include "base/text.hpp"
#include "law/document_number.hpp"
#include "organ/store.hpp"
#include "scan/file_type.hpp"
#include "supervision/public_words.hpp"
#include "supervision/rules.hpp"
#include "supervision/store.hpp"
#include "supervision/words.hpp"

namespace mingtang::supervision {
namespace {

constexpr std::size_t longest_words = 5000;
constexpr long long largest_file = 20ll << 20;
constexpr std::size_t most_files = 20;

Refusal bad(std::string const& verb, char const* reason, char const* field) {
    return Refusal{"supervision." + verb + "." + reason, "", {}, field};
}

Done words_fit(std::string const& verb, std::string const& words, char const* field = "words") {
    if (text::trim(words).empty()) return bad(verb, "missing", field);
    if (text::length(words) > longest_words) return bad(verb, "too_long", field);
    return {};
}

int number_of(std::string const& typed) {
    auto trimmed = text::trim(typed);
    int value = 0;
    auto [end, error] = std::from_chars(trimmed.data(), trimmed.data() + trimmed.size(), value);
    return error == std::errc() && end == trimmed.data() + trimmed.size() ? value : 0;
}

Outcome<Rectification> find_for(Context& in, Id case_id, Action action) {
    auto found = find(in, case_id);
    if (!found) return found.error();
    if (auto may = next(found->state, action, in.actor, found->unit_id); !may) return may.error();
    return found;
}

Step note(Context& in, Rectification const& record, std::string const& action, std::string const& words) {
    Step step{.case_id = record.id,
              .action = action,
              .stage = record.stage,
              .state = record.state,
              .due_on = record.due_on,
              .person_id = in.actor.person_id,
              .person_name = in.actor.name,
              .at = in.now,
              .words = text::trim(words)};
    store::add(in.tx, step);
    in.write("supervision." + action, "rectification:" + std::to_string(record.id), record.unit_id,
             {{"number", record.number},
              {"stage", to_text(record.stage)},
              {"state", to_text(record.state)},
              {"due_on", record.due_on.text()},
              {"public", record.is_public}});
    return step;
}

/// Takes the step; the record bears already what the step changes besides the state.
Outcome<Rectification> take(Context& in, Rectification record, Action action, std::string const& words) {
    auto to = next(record.state, action, in.actor, record.unit_id);
    if (!to) return to.error();
    if (record.is_public && *to != State::withdrawn)
        if (auto fit = are_impersonal(in, {{"words", word("field", "words"), words}}); !fit) return fit.error();
    record.state = *to;
    ++record.lock_version;
    store::save(in.tx, record);
    note(in, record, std::string(to_text(action)), words);
    return record;
}

Done take_findings(Context& in, Rectification const& record, std::vector<Id> const& ids) {
    for (auto id : ids) {
        auto finding = store::finding(in.tx, id);
        if (!finding) return Refusal{"supervision.find.not_found"};
        if (finding->unit_id != record.unit_id) return bad("issue", "other_unit", "findings");
        if (finding->state != FindingState::open) return bad("issue", "not_open", "findings");
        finding->state = FindingState::in_case;
        finding->case_id = record.id;
        store::save(in.tx, *finding);
    }
    return {};
}

/// The findings of a case that is over: what is still seen waits again. What people found by hand no patrol sees: it is gone when they have
/// verified that it was rectified.
void release_findings(Context& in, Id case_id, bool verified) {
    for (auto& finding : store::findings_of_case(in.tx, case_id)) {
        if (finding.state != FindingState::in_case) continue;
        finding.state = verified && finding.kind == FindingKind::spot_check ? FindingState::gone : FindingState::open;
        store::save(in.tx, finding);
    }
}

/// All that the public would read of the case.
std::vector<scan::PublicText> written_in(Context& in, Rectification const& record) {
    std::vector<scan::PublicText> all{{"", word("field", "title"), record.title}};
    for (auto const& step : store::steps_of(in.tx, record.id)) all.push_back({"", word("action", step.action), step.words});
    return all;
}

Done files_fit(std::vector<IncomingFile> const& files) {
    if (files.size() > most_files) return bad("answer", "too_many", "files");
    for (auto const& file : files) {
        std::error_code error;
        auto size = static_cast<long long>(std::filesystem::file_size(file.path, error));
        auto const* type = scan::file_type_of(file.name);
        if (error || size == 0 || size > largest_file || type == nullptr || !scan::fits(*type, file.path) || text::length(file.name) > 150)
            return Refusal{"supervision.answer.bad_file", "", {{"name", text::shorten(text::one_line(file.name), 60)}}, "files"};
    }
    return {};
}

void keep_files(Context& in, Step const& step, std::vector<IncomingFile> const& files) {
    for (auto const& file : files) {
        Evidence evidence{.case_id = step.case_id,
                          .step_id = step.id,
                          .sha256 = in.blobs.put_file(in.tx, file.path),
                          .name = text::one_line(file.name.substr(file.name.find_last_of("/\\") + 1)),
                          .content_type = std::string(scan::file_type_of(file.name)->content_type),
                          .size = static_cast<long long>(std::filesystem::file_size(file.path))};
        store::add(in.tx, evidence);
    }
}

}  // namespace

bool may_see(organ::Actor const& actor, Id unit_id) {
    if (actor.system) return true;
    for (auto role : {Role::office, Role::auditor, Role::reviewer, Role::unit_head, Role::filer, Role::handler, Role::office_head})
        if (actor.has(role, unit_id)) return true;
    return false;
}

Outcome<Rectification> find(Context& in, Id case_id) {
    auto found = store::rectification(in.tx, case_id);
    if (!found || !may_see(in.actor, found->unit_id)) return Refusal{"supervision.find.not_found"};
    return *found;
}

Outcome<Rectification> issue(Context& in, Id unit_id, IssueForm const& form) {
    if (!in.actor.system && !in.actor.has(Role::office, 0))
        return Refusal{"supervision.issue.forbidden", "ogi-2019:47", {{"role", "office"}}};
    if (!organ::store::unit_by_id(in.tx, unit_id)) return bad("issue", "missing", "unit");
    if (auto fit = words_fit("issue", form.title, "title"); !fit) return fit.error();
    if (text::length(form.title) > 200) return bad("issue", "too_long", "title");
    if (auto fit = words_fit("issue", form.demand, "demand"); !fit) return fit.error();
    auto due = answer_due(in.today(), number_of(form.working_days), in.calendar);
    if (!due) return due.error();
    if (form.is_public)
        if (auto fit =
                are_impersonal(in, {{"title", word("field", "title"), form.title}, {"demand", word("field", "demand"), form.demand}});
            !fit)
            return fit.error();
    auto year = in.today().year();
    Rectification record{.unit_id = unit_id,
                         .issued_by_id = in.actor.person_id,
                         .title = text::one_line(form.title),
                         .demand = text::trim(form.demand),
                         .issued_on = in.today(),
                         .due_on = *due,
                         .is_public = form.is_public,
                         .lock_version = 1};
    record.number = law::DocumentNumber{.agency = word("number", "mark"), .year = year, .number = store::next_number(in.tx, year)}.text();
    store::save(in.tx, record);
    if (auto taken = take_findings(in, record, form.findings); !taken) return taken.error();
    note(in, record, "issue", form.demand);
    return record;
}

Outcome<Finding> dismiss(Context& in, Id finding_id, std::string const& reason) {
    auto finding = store::finding(in.tx, finding_id);
    if (!finding || !may_see(in.actor, finding->unit_id)) return Refusal{"supervision.find.not_found"};
    if (!in.actor.system && !in.actor.has(Role::office, 0))
        return Refusal{"supervision.dismiss.forbidden", "ogi-2019:47", {{"role", "office"}}};
    if (finding->state != FindingState::open)
        return Refusal{"supervision.dismiss.not_now", "", {{"state", std::string(to_text(finding->state))}}};
    if (auto fit = words_fit("dismiss", reason, "reason"); !fit) return fit.error();
    finding->state = FindingState::dismissed;
    finding->reason = text::trim(reason);
    store::save(in.tx, *finding);
    in.write("supervision.dismissed", "finding:" + std::to_string(finding_id), finding->unit_id,
             {{"kind", to_text(finding->kind)}, {"reason", text::shorten(finding->reason, 200)}});
    return *finding;
}

Outcome<Rectification> answer(Context& in, Id case_id, std::string const& words, std::vector<IncomingFile> const& files) {
    auto found = find_for(in, case_id, Action::answer);
    if (!found) return found.error();
    if (auto fit = words_fit("answer", words); !fit) return fit.error();
    if (auto fit = files_fit(files); !fit) return fit.error();
    found->answered_on = in.today();
    auto taken = take(in, *found, Action::answer, words);
    if (taken) keep_files(in, store::steps_of(in.tx, case_id).back(), files);
    return taken;
}

Outcome<Rectification> verify(Context& in, Id case_id, std::string const& words, bool all_the_same) {
    auto found = find_for(in, case_id, Action::verify);
    if (!found) return found.error();
    if (auto fit = words_fit("verify", words); !fit) return fit.error();
    for (auto const& finding : store::findings_of_case(in.tx, case_id))
        if (finding.state == FindingState::in_case && finding.kind != FindingKind::spot_check && !all_the_same)
            return Refusal{
                "supervision.verify.still_seen", "ogi-2019:47", {{"title", finding.title}, {"detail", finding.detail}}, "all_the_same"};
    found->closed_on = in.today();
    release_findings(in, case_id, true);
    return take(in, *found, Action::verify, words);
}

Outcome<Rectification> send_back(Context& in, Id case_id, std::string const& words, std::string const& working_days) {
    auto found = find_for(in, case_id, Action::return_);
    if (!found) return found.error();
    if (auto fit = words_fit("return", words); !fit) return fit.error();
    auto due = answer_due(in.today(), number_of(working_days), in.calendar);
    if (!due) return due.error();
    found->due_on = *due;
    found->answered_on = {};
    ++found->returns;
    return take(in, *found, Action::return_, words);
}

Outcome<Rectification> extend(Context& in, Id case_id, std::string const& words, std::string const& working_days) {
    auto found = find_for(in, case_id, Action::extend);
    if (!found) return found.error();
    if (auto fit = words_fit("extend", words); !fit) return fit.error();
    auto due = extended_due(*found, number_of(working_days), in.today(), in.calendar);
    if (!due) return due.error();
    found->due_on = *due;
    ++found->extensions;
    return take(in, *found, Action::extend, words);
}

Outcome<Rectification> escalate(Context& in, Id case_id, std::string const& words, std::string const& working_days) {
    auto found = find_for(in, case_id, Action::escalate);
    if (!found) return found.error();
    if (auto fit = words_fit("escalate", words); !fit) return fit.error();
    auto stage = next_stage(*found, in.today());
    if (!stage) return stage.error();
    auto due = answer_due(in.today(), number_of(working_days), in.calendar);
    if (!due) return due.error();
    found->stage = *stage;
    found->due_on = *due;
    found->extensions = found->returns = 0;
    return take(in, *found, Action::escalate, words);
}

Outcome<Rectification> withdraw(Context& in, Id case_id, std::string const& words) {
    auto found = find_for(in, case_id, Action::withdraw);
    if (!found) return found.error();
    if (auto fit = words_fit("withdraw", words); !fit) return fit.error();
    found->closed_on = in.today();
    release_findings(in, case_id, false);
    return take(in, *found, Action::withdraw, words);
}

Outcome<Rectification> show(Context& in, Id case_id, bool shown) {
    auto action = shown ? Action::show : Action::hide;
    auto found = find_for(in, case_id, action);
    if (!found) return found.error();
    if (shown)
        if (auto fit = are_impersonal(in, written_in(in, *found)); !fit)
            return Refusal{"supervision.show.personal", "", fit.error().details};
    found->is_public = shown;
    return take(in, *found, action, "");
}

}  // namespace mingtang::supervision
