#include "assessment/sheet.hpp"

#include "assessment/counts.hpp"
#include "assessment/store.hpp"
#include "assessment/web/pages.hpp"
#include "base/text.hpp"
#include "organ/site_address.hpp"

namespace mingtang::assessment::web {
namespace {

/// What a line's details need.
struct Shown {
    Desk const& desk;
    Context& in;
    Table const& table;
    UnitSheet const& unit;
    std::map<Id, std::vector<Behind>> behind;
    std::map<Id, std::vector<Evidence>> evidence;
    Refusal const* refusal = nullptr;
    std::set<Action> may;  // of the office and of the unit

    std::string url() const { return sheet_url(table.period.id, unit.unit_id); }
    /// The form that was refused is shown again with what was typed.
    bool is_again(std::string const& indicator, std::string_view action) const {
        auto const& form = desk.request.form;
        return refusal != nullptr && form["indicator"] == indicator && form["action"] == action;
    }
};

void show_lines_of(view::Data data, char const* section, std::string const& words) {
    for (auto const& line : text::split(words, '\n')) data.section(section).set("line", line);
}

/// Beside the form that was refused; the summary stands above the page.
void show_refused_form(view::Data form, Refusal const& refusal) { form.section("refused").set("message", sentence_of(refusal)); }

/// The files of whoever judged (0) or of an appeal.
void show_files(view::Data row, std::vector<Evidence> const& files, Id appeal_id) {
    for (auto const& file : files)
        if (file.appeal_id == appeal_id)
            row.section(appeal_id == 0 ? "evidence" : "appeal_files")
                .set("name", file.name)
                .set("url", "/desk/assessment/evidence/" + std::to_string(file.id) + "/" + text::percent_encode(file.name));
}

/// The fields that an indicator asks for: cases, a share, or points.
void show_count_fields(view::Data form, Line const& line, Shown const& shown, bool again) {
    auto const& one = *line.indicator;
    auto const& typed = shown.desk.request.form;
    bool gives = one.per_case == 0 && (one.way == Way::deduct || one.way == Way::bonus);
    bool first = !line.judged && !again;
    form.set("code", one.code).set("most", points_text(one.most())).set("per_case", points_text(one.per_case));
    if (gives) {
        auto part = form.section("asks_points");
        part.set("given", again ? typed["given"] : first ? "" : points_text(line.score.given));
        part.set("label", word("given", one.way));
    } else {
        auto part = form.section("asks_number");
        part.set("number", again ? typed["number"] : first ? "" : std::to_string(line.score.number));
        part.set("label", word("number", one.way));
    }
    if (one.way == Way::rate) form.section("asks_of").set("of", again ? typed["of"] : first ? "" : std::to_string(line.score.of_number));
    form.set("url", shown.url()).set("csrf_token", shown.desk.csrf_token);
}

void show_judge_form(view::Data row, Line const& line, Shown const& shown) {
    if (!shown.may.contains(Action::judge) || line.indicator->source.kind != SourceKind::judged) return;
    bool again = shown.is_again(line.indicator->code, "judge");
    auto form = row.section("may_judge");
    show_count_fields(form, line, shown, again);
    form.set("words", again ? shown.desk.request.form["words"] : line.score.words).show("open", again);
    form.set("summary", word("page", line.judged ? "judge_again" : "judge"));
    if (again) show_refused_form(form, *shown.refusal);
}

void show_correct_form(view::Data row, Line const& line, Shown const& shown) {
    bool appealed = std::any_of(line.appeals.begin(), line.appeals.end(), [](auto const& one) { return one.state == AppealState::open; });
    if (!shown.may.contains(Action::correct) || appealed || !line.judged) return;
    bool again = shown.is_again(line.indicator->code, "correct");
    auto form = row.section("may_correct");
    show_count_fields(form, line, shown, again);
    form.set("words", again ? shown.desk.request.form["words"] : "").show("open", again);
    if (again) show_refused_form(form, *shown.refusal);
}

void show_appeal_form(view::Data row, Line const& line, Shown const& shown) {
    bool late = shown.in.today() > shown.table.period.appeal_until;
    if (!shown.may.contains(Action::appeal) || late || !line.appeals.empty()) return;
    bool again = shown.is_again(line.indicator->code, "appeal");
    auto form = row.section("may_appeal");
    form.set("code", line.indicator->code).set("url", shown.url()).set("csrf_token", shown.desk.csrf_token);
    form.set("reason", again ? shown.desk.request.form["reason"] : "").show("open", again);
    if (again) show_refused_form(form, *shown.refusal);
}

void show_record(view::Data row, std::string const& title, std::string const& detail, std::string const& url) {
    row.set("title", title).set("detail", detail);
    if (url.empty()) {
        row.show("plain");
    } else {
        row.section("linked").set("url", url);
    }
}

/// Chosen again where the form was refused.
bool is_typed(Shown const& shown, std::string const& record) {
    auto typed = shown.desk.request.form.all("record");
    return std::find(typed.begin(), typed.end(), record) != typed.end();
}

/// Records with a box each where they can be chosen; `action` of the form that they stand in, empty: none.
void show_choice(view::Data row, Line const& line, Shown const& shown, std::string const& record, std::string_view action, std::size_t n) {
    if (record.empty() || action.empty()) return;
    row.section("choosable")
        .set("record", record)
        .set("id", std::string(action) + "-" + line.indicator->code + "-" + std::to_string(n))
        .show("chosen", shown.is_again(line.indicator->code, action) && is_typed(shown, record));
}

bool may_change_records(Line const& line, Shown const& shown) {
    bool appealed = std::any_of(line.appeals.begin(), line.appeals.end(), [](auto const& one) { return one.state == AppealState::open; });
    return shown.may.contains(Action::strike) && !appealed && line.indicator->source.kind != SourceKind::judged;
}

/// Section `may_choose` around a list of records.
void show_choose_form(view::Data list, Line const& line, Shown const& shown, std::string_view action) {
    bool again = shown.is_again(line.indicator->code, action);
    for (auto const* part : {"may_choose", "may_choose_end"}) {
        auto form = list.section(part);
        form.set("url", shown.url()).set("csrf_token", shown.desk.csrf_token).set("code", line.indicator->code).set("action", action);
        form.set("reason", again ? shown.desk.request.form["reason"] : "").show("open", again);
        if (again) show_refused_form(form, *shown.refusal);
    }
}

/// Those behind the score that count: what is struck stands by itself.
std::vector<Behind> counted_of(Line const& line, Shown const& shown) {
    auto found = shown.behind.find(line.score.id);
    if (found == shown.behind.end()) return {};
    auto records = found->second;
    for (auto const& strike : line.strikes)
        if (strike.stands()) std::erase_if(records, [&](auto const& one) { return one.record == strike.record; });
    return records;
}

void show_records(view::Data row, Line const& line, Shown const& shown) {
    auto records = counted_of(line, shown);
    if (records.empty()) return;
    bool may = may_change_records(line, shown);
    auto list = row.section("behind");
    list.set("number", records.size()).set("name", line.indicator->name).show("cut", records.size() >= most_behind);
    list.show("open", shown.is_again(line.indicator->code, "strike"));
    if (may) show_choose_form(list, line, shown, "strike");
    for (std::size_t i = 0; i < records.size(); ++i) {
        auto record = list.section("records");
        show_record(record, records[i].title, records[i].detail, records[i].url);
        show_choice(record, line, shown, records[i].record, may ? "strike" : "", i);
    }
}

void show_strikes(view::Data row, Line const& line, Shown const& shown) {
    bool any = std::any_of(line.strikes.begin(), line.strikes.end(), [](auto const& one) { return one.stands(); });
    bool may = any && may_change_records(line, shown);
    if (line.strikes.empty()) return;
    auto list = row.section("struck");
    if (may) show_choose_form(list, line, shown, "restore");
    for (std::size_t i = 0; i < line.strikes.size(); ++i) {
        auto const& one = line.strikes[i];
        auto record = list.section(one.stands() ? "standing" : "restored");
        show_record(record, one.title, one.detail, one.url);
        record.set("reason", one.reason).set("by", one.made_by).set("at", one.made_at.local_text()).show("of_appeal", one.appeal_id != 0);
        record.set("restored_why", one.restored_why).set("restored_by", one.restored_by);
        record.set("restored_at", one.stands() ? "" : one.restored_at.local_text());
        if (one.stands()) show_choice(record, line, shown, one.record, may ? "restore" : "", i);
    }
}

/// An objection may be upheld by leaving records out.
void show_choice_of_records(view::Data form, Line const& line, Shown const& shown, bool chosen) {
    auto records = counted_of(line, shown);
    std::erase_if(records, [](auto const& one) { return one.record.empty(); });
    if (records.empty()) return;
    auto part = form.section("by_records");
    part.show("strikes", chosen);
    for (std::size_t i = 0; i < records.size(); ++i) {
        auto row = part.section("records");
        show_record(row, records[i].title, records[i].detail, records[i].url);
        show_choice(row, line, shown, records[i].record, "decide", i);
    }
}

void show_appeals(view::Data row, Line const& line, Shown const& shown) {
    for (auto const& appeal : line.appeals) {
        auto part = row.section("appeals");
        part.set("state", word("appeal_state", appeal.state)).set("made_by", appeal.made_by).set("made_at", appeal.made_at.local_text());
        show_lines_of(part, "reasons", appeal.reason);
        if (auto files = shown.evidence.find(line.score.id); files != shown.evidence.end()) show_files(part, files->second, appeal.id);
        if (appeal.state != AppealState::open) {
            auto decided = part.section("decided");
            decided.set("by", appeal.decided_by).set("at", appeal.decided_at.local_text());
            show_lines_of(decided, "words", appeal.decision);
        } else if (shown.may.contains(Action::decide)) {
            auto const& typed = shown.desk.request.form;
            bool again = shown.is_again(line.indicator->code, "decide");
            auto form = part.section("may_decide");
            show_count_fields(form, line, shown, again);
            form.set("appeal", appeal.id).set("words", again ? typed["words"] : "");
            form.show("upholds", again && typed["outcome"] == "upheld").show("rejects", again && typed["outcome"] == "rejected");
            show_choice_of_records(form, line, shown, again && typed["outcome"] == "strike");
            if (again) show_refused_form(form, *shown.refusal);
        }
    }
}

void show_line(view::Data row, Line const& line, Shown const& shown) {
    auto const& one = *line.indicator;
    row.set("code", one.code).set("name", one.name).set("rule", one.rule).set("source", source_words(one.source));
    row.set("how", rule_words(one)).show("unconfirmed", !one.confirmed);
    row.set_section("basis_section", "basis", one.basis);
    row.show("waits", !line.judged);
    if (line.judged) {
        auto judged = row.section("judged");
        judged.set("count", count_words(one, line.score)).set("points", points_words(one, line.score)).show("capped", line.score.capped);
        judged.show("costs", line.score.points > 0 && one.way != Way::bonus).show("vetoes", line.score.vetoes);
        show_lines_of(row, "words", line.score.words);
        row.set_section("by_section", "judged_by", line.score.judged_by);
    }
    show_records(row, line, shown);
    show_strikes(row, line, shown);
    if (auto files = shown.evidence.find(line.score.id); files != shown.evidence.end()) show_files(row, files->second, 0);
    for (auto const& change : line.corrections)
        row.section("corrections")
            .set("before", points_text(change.points_before))
            .set("after", points_text(change.points_after))
            .set("reason", change.reason)
            .set("by", change.made_by)
            .set("at", change.made_at.local_text());
    show_appeals(row, line, shown);
    show_judge_form(row, line, shown);
    show_appeal_form(row, line, shown);
    show_correct_form(row, line, shown);
}

void show_groups(view::Data data, Shown const& shown) {
    for (auto const& group : shown.table.scheme->groups) {
        auto const& result = shown.unit.result.groups.at(group.code);
        auto part = data.section("groups");
        part.set("code", group.code).set("name", group.name).show("group_unconfirmed", !group.confirmed);
        if (result.left) {
            part.show("left");
            continue;
        }
        if (group.weight > 0)
            part.section("weighted")
                .set("weight", points_text(group.weight))
                .set("left_points", points_text(group.weight - result.lost))
                .show("capped", result.capped);
        auto list = part.section("list");
        list.set("name", group.name);
        for (auto const& line : shown.unit.lines)
            if (line.group->code == group.code) show_line(list.section("lines"), line, shown);
    }
}

void show_head(view::Data data, Shown const& shown) {
    auto const& [unit_id, unit, result, place, unjudged, lines] = shown.unit;
    data.set("unit", unit).set("period", shown.table.period.name).set("period_url", period_url(shown.table.period.id));
    data.set("state", word("state", shown.table.period.state)).set("score", score_words(result)).set("grade", result.grade);
    data.set("lost", points_text(result.lost)).set("bonus", points_text(result.bonus)).set("place", place);
    data.set("units", shown.table.units.size()).show("vetoed", result.vetoed).set("full", points_text(result.full));
    data.set("total", points_text(shown.table.scheme->total)).set("scaled", points_text(result.scaled));
    if (result.full != shown.table.scheme->total) data.show("is_scaled");
    if (result.gained > result.bonus)
        data.section("bonus_cut").set("gained", points_text(result.gained)).set("bonus", points_text(result.bonus));
    if (unjudged > 0) data.section("unjudged").set("number", unjudged);
    data.set_section("until_section", "until",
                     shown.table.period.state == State::told ? shown.table.period.appeal_until.text() : std::string());
    if (shown.may.contains(Action::judge) && unjudged > 0)
        data.section("may_judge_rest").set("url", shown.url()).set("csrf_token", shown.desk.csrf_token).set("number", unjudged);
}

http::Response sheet_page(Desk const& desk, Refusal const* refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto unit_id = desk.request.id_param("unit").value_or(0);
        auto found = find(in, desk.request.id_param("id").value_or(0));
        if (!found || !may_see(in.actor, *found, unit_id)) return refuse(desk, Refusal{"assessment.find.not_found"});
        auto table = table_of(in, *found);
        auto const* unit = table.of(unit_id);
        if (unit == nullptr) return refuse(desk, Refusal{"assessment.find.not_found"});
        Shown shown{
            desk,   in, table, *unit, store::behind_of_unit(in.tx, found->id, unit_id), store::evidence_of_unit(in.tx, found->id, unit_id),
            refusal};
        for (auto action : possible(found->state, in.actor)) shown.may.insert(action);
        shown.may.erase(Action::appeal);
        if (next(found->state, Action::appeal, in.actor, unit_id)) shown.may.insert(Action::appeal);
        DeskPage page(desk, "assessment/sheet", unit->unit + " " + found->name);
        page.crumb(word("page", "list"), list_url).crumb(found->name, period_url(found->id)).crumb(unit->unit);
        auto data = page.data();
        show_head(data, shown);
        show_groups(data, shown);
        show_done(data, desk);
        if (refusal != nullptr) show_refused(data, *refusal);
        return page.response(refusal != nullptr ? status_of(*refusal) : 200);
    });
}

std::vector<IncomingFile> files_of(http::Request const& request) {
    std::vector<IncomingFile> files;
    for (auto const& upload : request.uploads)
        if (!upload.file_name.empty() || upload.size > 0) files.push_back({upload.file_name, upload.path});
    return files;
}

Done take_typed(Context& in, Desk const& desk, Id period_id, Id unit_id, std::string const& base) {
    auto const& typed = desk.request.form;
    auto const& action = typed["action"];
    auto const& indicator = typed["indicator"];
    JudgeForm form{typed["number"], typed["of"], typed["given"], typed["words"], files_of(desk.request), typed.all("record")};
    auto done = [](auto const& outcome) -> Done {
        if (outcome) return {};
        return outcome.error();
    };
    if (action == "judge") return done(judge(in, period_id, unit_id, indicator, form));
    if (action == "judge_rest") return done(judge_rest(in, period_id, unit_id));
    if (action == "appeal") return done(appeal(in, period_id, unit_id, indicator, typed["reason"], form.files));
    if (action == "decide") return done(decide(in, number_of(typed["appeal"]), typed["outcome"], form, base));
    if (action == "correct") return done(correct(in, period_id, unit_id, indicator, form, base));
    if (action == "strike") return done(strike(in, period_id, unit_id, indicator, form.records, typed["reason"], base));
    if (action == "restore") return done(restore(in, period_id, unit_id, indicator, form.records, typed["reason"], base));
    return Refusal{"assessment.find.not_found"};
}

/// What the person can no longer do has no form on the sheet any more: the page of the refusal gives back what was typed.
bool has_lost_its_form(Refusal const& refusal) {
    auto reason = std::string_view(refusal.code).substr(refusal.code.rfind('.') + 1);
    for (auto one : {"forbidden", "not_now", "too_late", "twice", "done", "appealed"})
        if (reason == one) return true;
    return false;
}

}  // namespace

http::Response show_sheet(Desk const& desk) { return sheet_page(desk, nullptr); }

http::Response take_sheet_step(Desk const& desk) {
    auto period_id = desk.request.id_param("id").value_or(0), unit_id = desk.request.id_param("unit").value_or(0);
    auto base = organ::base_url(desk.env);
    auto taken = organ::act(desk.env, desk.actor, [&](Context& in) { return take_typed(in, desk, period_id, unit_id, base); });
    auto const& indicator = desk.request.form["indicator"];
    if (taken)
        return http::see_other(sheet_url(period_id, unit_id) + "?done=" + desk.request.form["action"] +
                               (indicator.empty() ? "" : "#line-" + indicator));
    auto refusal = taken.error();
    return is_final(refusal) || has_lost_its_form(refusal) ? refuse(desk, refusal) : sheet_page(desk, &refusal);
}

http::Response download_evidence(Desk const& desk) {
    auto found = organ::look(desk.env, desk.actor, [&](Context& in) -> Outcome<Evidence> {
        auto evidence = store::evidence(in.tx, desk.request.id_param("id").value_or(0));
        auto score = evidence ? store::score_by_id(in.tx, evidence->score_id) : std::nullopt;
        auto period = score ? store::period(in.tx, score->period_id) : std::nullopt;
        if (!period || !may_see(in.actor, *period, score->unit_id)) return Refusal{"assessment.find.not_found"};
        return *evidence;
    });
    auto path = found ? desk.env.blobs.file(found->sha256) : std::nullopt;
    if (!path) return refuse(desk, Refusal{"assessment.find.not_found"});
    auto response = http::file(*path, found->content_type, found->sha256);
    return std::move(http::as_attachment(response, found->name));
}

}  // namespace mingtang::assessment::web
