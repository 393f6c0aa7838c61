#include "request/web/desk_letter.hpp"

#include "base/text.hpp"
#include "markup/markup.hpp"
#include "request/store.hpp"

namespace mingtang::request::web {
namespace {

struct Seen {
    Letter letter;
    InfoRequest request;
    LetterText text;
};

/// A letter is read like its case.
Outcome<Seen> see(Context& in, Id id) {
    auto letter = store::letter(in.tx, id);
    if (!letter) return Refusal{"request.find.not_found"};
    auto opened = open_case(in, letter->request_id);
    if (!opened) return opened.error();
    return Seen{.letter = *letter, .request = opened->request, .text = text_of(in, *letter)};
}

/// The desks of the sign-off with who passed each in this round.
void show_path(view::Data data, Letter const& letter, std::vector<LetterStep> const& steps, Names const& names) {
    std::map<LetterState, std::string> passed;
    for (auto const& step : steps) {
        if (step.to_state == LetterState::drafting) passed.clear();
        if (step.action == "pass") passed[step.from_state] = step.person_name;
    }
    auto add = [&](LetterState desk, std::string const& who) {
        auto row = data.section("path");
        bool current = letter.state == desk || (desk == LetterState::issued && letter.state == LetterState::approved);
        bool over = letter.state == LetterState::issued || (letter.state > desk && letter.state != LetterState::dropped);
        row.set("desk", word("desk", desk)).show("current", current && letter.state != LetterState::issued).show("is_done", over);
        row.set_section("who_section", "who", who);
    };
    add(LetterState::drafting, names.person(letter.author_id));
    for (auto at = after(LetterState::drafting, letter.kind); at != LetterState::approved; at = after(at, letter.kind)) add(at, passed[at]);
    add(LetterState::issued, "");
}

void show_head(view::Data data, Context& in, Seen const& seen, Names const& names) {
    auto const& letter = seen.letter;
    data.set("kind", word("letter_kind", letter.kind)).set("state", word("letter_state", letter.state)).set("url", letter_url(letter.id));
    data.set("case", case_url(seen.request.id)).set("case_number", seen.request.case_number).set("version", letter.version);
    data.set("author", names.person(letter.author_id)).set("lock_version", letter.lock_version).set("today", in.today().text());
    data.set("steps", letter_url(letter.id) + "/steps")
        .set("document_number", letter.document_number)
        .set("organ", names.unit(letter.unit_id));
    data.set_section("number_section", "document_number", letter.document_number)
        .set_section("issued_section", "issued_on", letter.issued_on.text())
        .set_section("served_section", "served_on", letter.served_on.text());
    show_clock(data, seen.request, in);
}

void show_editor(view::Data data, Context& in, Seen const& seen, LetterForm const& form, Refusal const* refusal,
                 std::string const& remark) {
    auto editor = data.section("editor");
    auto const& letter = seen.letter;
    show_decides(editor, letter.kind, form, refusal);
    editor.set("title", form.text.title).set("addressee", form.text.addressee).set("body", form.text.body).set("note", form.text.note);
    editor.set_section("closing_section", "closing", seen.text.closing).set("typed_remark", remark);
    bool signs = after(LetterState::drafting, letter.kind) != LetterState::approved;
    editor.set("file_label", word("file_label", signs ? "signs" : "alone"));
    if (auto fee = store::fee(in.tx, letter.fee_id)) {
        auto section = editor.section("fee_section");
        section.set("amount", fee->amount);
        show_fee_steps(section, fee->way, fee->number, fee->before);
    }
    if (refusal == nullptr || refusal->field.empty()) return;
    editor.section(refusal->field + "_wrong").set("message", view::sentence(in_words(*refusal)));
}

void show_text(view::Data data, Context& in, Seen const& seen) {
    auto article = data.section("reading");
    article.set("title", seen.text.title).set("addressee", seen.text.addressee);
    for (auto const& line : text::split(seen.text.body, '\n')) article.section("paragraphs").set("line", line);
    for (auto const& line : text::split(seen.text.closing, '\n')) article.section("closings").set("line", line);
    article.set_section("number_line", "document_number", seen.letter.document_number).set_section("note_section", "note", seen.text.note);
    article.set("dated", (seen.letter.issued_on ? seen.letter.issued_on : in.today()).text());
}

std::string html_of(LetterText const& text) {
    std::string html = "<h2>" + text::escape_html(text.title) + "</h2><p>" + text::escape_html(text.addressee) + "：</p>";
    for (auto const& part : {text.body, text.closing, text.note})
        for (auto const& line : text::split(part, '\n')) html += "<p>" + text::escape_html(line) + "</p>";
    return html;
}

void show_comparison(view::Data data, Context& in, Seen const& seen, std::vector<LetterVersion> const& versions, int with) {
    auto before = std::find_if(versions.begin(), versions.end(), [&](LetterVersion const& one) { return one.version == with; });
    if (before == versions.end()) return;
    auto compared = markup::compare(html_of(text_of(in, *before)), html_of(seen.text));
    auto section = data.section("comparison");
    section.show("same_text", compared.equal).set_html("compared", compared.html);
}

void show_versions(view::Data data, Seen const& seen, std::vector<LetterVersion> const& versions) {
    if (versions.size() < 2) return;
    auto section = data.section("versions_section");
    for (auto const& version : versions) {
        auto row = section.section("versions");
        row.set("number", version.version).set("who", version.person_name).set("at", version.at.local_text());
        if (version.version != seen.letter.version) row.section("comparable");
    }
}

void show_files_of(view::Data data, Context& in, Seen const& seen, bool may_attach) {
    auto files = store::files_of(in.tx, seen.request.id);
    std::erase_if(files, [&](CaseFile const& file) { return file.letter_id != seen.letter.id; });
    data.show("no_files", files.empty()).show("may_attach", may_attach);
    if (files.empty()) return;
    auto section = data.section("files_section");
    for (auto const& file : files) {
        auto row = section.section("files");
        row.set("id", file.id).set("name", opened(in, file.name)).set("size", text::size_words(file.size));
        row.set("file_url", "/desk/requests/files/" + std::to_string(file.id)).show("removable", may_attach);
    }
}

void show_signing(view::Data data, Context& in, Seen const& seen, std::vector<LetterAction> const& actions, http::Fields const& typed) {
    auto may = [&](LetterAction action) { return std::find(actions.begin(), actions.end(), action) != actions.end(); };
    auto const& letter = seen.letter;
    if (may(LetterAction::pass) || may(LetterAction::return_)) {
        auto sign = data.section("sign");
        sign.set("typed_remark", typed["remark"]).show("may_pass", may(LetterAction::pass)).show("may_return", may(LetterAction::return_));
        show_decided(sign, in, letter);
    }
    bool signing = letter.state > LetterState::drafting && letter.state < LetterState::approved;
    data.show("own_draft", signing && letter.author_id == in.actor.person_id && in.actor.has(role_for(letter.state), letter.unit_id));
    if (may(LetterAction::issue)) {
        auto to = effect(seen.request.state, letter.kind);
        data.section("may_issue").set("effect", to ? word("effect", letter.kind) : view::sentence(in_words(to.error())));
    }
    bool served = letter.state == LetterState::issued && !letter.served_on && in.actor.has(Role::handler, letter.unit_id);
    data.show("may_serve", served).show("may_drop", may(LetterAction::drop)).show("downloads", letter.state != LetterState::dropped);
}

void show_steps_of(view::Data data, Context& in, Letter const& letter, std::vector<LetterStep> const& steps) {
    for (auto const& step : steps) {
        auto row = data.section("timeline");
        row.set("step", word("letter_action", step.action)).set("step_version", step.version).set("who", step.person_name);
        row.set("at", step.at.local_text()).set("css", step.action == "return" || step.action == "drop" ? "is-back" : "is-done");
        row.set_section("remark_section", "remark", opened(in, step.remark));
    }
    if (letter.state != LetterState::drafting || steps.empty() || steps.back().action != "return") return;
    data.section("returned")
        .set("who", steps.back().person_name)
        .set("at", steps.back().at.local_text())
        .set("remark", opened(in, steps.back().remark));
}

void show_view(view::Data data, Context& in, Desk const& desk, Seen const& seen, std::vector<LetterVersion> const& versions, bool edits,
               Refusal const* refusal) {
    auto const& query = desk.request.query;
    auto wanted = refusal != nullptr ? "" : query["view"];
    auto with = query["with"].empty() ? seen.letter.version - 1 : int(std::min<Id>(number_of(query["with"]), 1000000));
    auto tabs = data.section("tabs");
    bool comparing = wanted == "compare" && with > 0;
    tabs.show("on_text", wanted != "paper" && !comparing).show("on_paper", wanted == "paper");
    if (versions.size() > 1) {
        auto tab = tabs.section("compare_tab");
        tab.set("with", with > 0 ? with : 1).show("on_compare", comparing);
    }
    if (comparing) return show_comparison(data, in, seen, versions, with);
    if (wanted == "paper") {
        data.show("paper");
        return;
    }
    if (!edits) return show_text(data, in, seen);
    bool typed = refusal != nullptr && desk.request.form.has("body");
    auto form = typed ? letter_form_of(desk.request.form) : form_of(in, seen.letter, seen.text);
    show_editor(data, in, seen, form, refusal, desk.request.form["remark"]);
    if (refusal != nullptr && refusal->code == "request.letter.save.conflict") {
        auto section = data.section("conflict");
        for (auto const& line : text::split(seen.text.body, '\n')) section.section("conflict_lines").set("line", line);
    }
}

}  // namespace

http::Response letter_page(Desk const& desk, Id id, Refusal const* refusal) {
    auto seen = organ::act(desk.env, desk.actor, [&](Context& in) { return see(in, id); });
    if (!seen) return refuse(desk, seen.error());
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto kind = word("letter_kind", seen->letter.kind);
        DeskPage page(desk, "request/desk_letter", kind);
        page.crumb(word("page", "inbox"), "/desk/requests").crumb(seen->request.case_number, case_url(seen->request.id)).crumb(kind);
        auto data = page.data();
        Names names(in);
        auto steps = store::steps_of_letter(in.tx, id);
        auto actions = possible(seen->letter, in.actor);
        bool edits = std::find(actions.begin(), actions.end(), LetterAction::save) != actions.end();
        organ::web::show_done(page.data(), desk, word);
        if (refusal != nullptr) show_refused(data, *refusal);
        show_head(data, in, *seen, names);
        show_path(data, seen->letter, steps, names);
        show_view(data, in, desk, *seen, store::versions_of(in.tx, id), edits, refusal);
        show_signing(data, in, *seen, actions, desk.request.form);
        show_files_of(data, in, *seen, edits);
        show_versions(data, *seen, store::versions_of(in.tx, id));
        show_steps_of(data, in, seen->letter, steps);
        return page.count_all(in).response(refusal ? status_of(*refusal) : 200);
    });
}

http::Response show_letter(Desk const& desk) { return letter_page(desk, desk.request.id_param("id").value_or(0)); }

}  // namespace mingtang::request::web
