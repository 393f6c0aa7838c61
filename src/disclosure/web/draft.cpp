#include "disclosure/web/draft.hpp"

#include "base/json.hpp"
#include "disclosure/store.hpp"
#include "disclosure/web/findings.hpp"
#include "disclosure/web/form.hpp"
#include "disclosure/web/pages.hpp"
#include "disclosure/web/shown.hpp"
#include "markup/markup.hpp"
#include "organ/store.hpp"
#include "organ/web/layout.hpp"

namespace mingtang::disclosure::web {
namespace {

int version_of(http::Fields const& typed) {
    auto const& text = typed["lock_version"];
    return !text.empty() && text.size() < 9 && text.find_first_not_of("0123456789") == std::string::npos ? std::stoi(text) : -1;
}

void show_uploads(view::Data data, Context& in, Id edition_id, std::string const& csrf_token) {
    for (auto const& attachment : store::attachments_of(in.tx, edition_id))
        data.section("uploads").set_html("row", attachment_row(attachment, csrf_token));
}

void show_returned(view::Data data, Context& in, Edition const& edition) {
    auto last = store::last_steps(in.tx, {edition});
    if (auto step = last.find(edition.id); step != last.end() && step->second.action == "return")
        data.section("returned")
            .set("who", step->second.person_name)
            .set("at", step->second.at.local_text())
            .set("remark", step->second.remark);
}

DeskPage filled_page(Desk const& desk, Context& in, Edition const& edition, DraftForm const& form, int lock_version) {
    DeskPage page(desk, "disclosure/draft", word("page", "draft"));
    page.crumb(word("page", "queue"), "/desk").crumb(word("page", "draft"));
    page.layout().show("with_editor");
    auto data = page.data();
    auto record = store::disclosure(in.tx, edition.disclosure_id);
    auto unit = organ::store::unit_by_id(in.tx, edition.unit_id);
    data.set("id", edition.id)
        .set("lock_version", lock_version)
        .set("saved_at", edition.saved_at.text())
        .set("saved_at_text", edition.saved_at.local_text());
    data.set("unit", unit ? unit->name : "").set("index_number", record ? record->index_number : "");
    if (edition.number > 1) data.section("revision").set("number", edition.number).set("reason", edition.reason);
    show_clock(data, edition, in);
    organ::web::show_done(page.data(), desk, word);
    show_returned(data, in, edition);
    show_form(data, in, edition.unit_id, form);
    show_uploads(data, in, edition.id, desk.csrf_token);
    show_findings_summary(data, in, desk, edition);
    show_remarks(data, in, edition, desk.csrf_token);
    return page;
}

http::Response draft_page(Desk const& desk, Context& in, Edition const& edition, DraftForm const& form, int lock_version,
                          Refusal const* refusal) {
    auto page = filled_page(desk, in, edition, form, lock_version);
    if (refusal) show_refused(page.data(), *refusal);
    page.data().show("files_waiting", refusal && !desk.request.uploads.empty());
    return page.response(refusal ? status_of(*refusal) : 200);
}

/// Both texts, and the choice between them. Nothing was written yet.
http::Response conflict_page(Desk const& desk, Context& in, Edition const& edition, DraftForm mine, Refusal const& refusal) {
    auto theirs = form_of(in, edition);
    DeskPage page(desk, "disclosure/conflict", word("page", "conflict"));
    page.crumb(word("page", "queue"), "/desk").crumb(edition.title, draft_url(edition.id)).crumb(word("page", "conflict"));
    auto data = page.data();
    show_refused(data, refusal);
    data.set("id", edition.id).set("lock_version", edition.lock_version);
    for (auto const& [name, value] : fields_of(mine))
        if (name != "subjects") data.section("mine").set("name", name).set("value", value);
    for (auto const& code : mine.subjects) data.section("mine").set("name", "subjects").set("value", code);
    show_changes(data, in, theirs, mine);
    auto compared = markup::compare(theirs.body, markup::sanitise(mine.body).html);
    data.show("same_text", compared.equal);
    if (!compared.equal) data.section("text").set_html("compared", compared.html).set("mine_body", markup::to_text(mine.body));
    return page.response(409);
}

/// A draft that cannot be shown again as a form still gives the typed words back.
http::Response unsaved(Desk const& desk, DraftForm const& form, Refusal const& refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto found = named(in, desk);
        auto status = status_of(refusal);
        if (!found || status == 403 || found->state != State::drafting)
            return organ::web::refused_with_text(desk.env, desk.request, in_words(refusal), status,
                                                 found ? edition_url(found->id) : "/desk");
        if (status == 409) return conflict_page(desk, in, *found, form, refusal);
        return draft_page(desk, in, *found, form, version_of(desk.request.form), &refusal);
    });
}

Outcome<Edition> save_typed(Desk const& desk, DraftForm const& form) {
    auto id = desk.request.id_param("id");
    if (!id) return Refusal{"disclosure.find.not_found"};
    return organ::act(desk.env, desk.actor, [&](Context& in) { return save(in, *id, version_of(desk.request.form), form); });
}

/// The stored draft again, with what keeps it from being filed.
http::Response not_filed(Desk const& desk, Refusal const& refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto found = named(in, desk);
        if (!found || found->state != State::drafting) return refuse(desk, refusal);
        return draft_page(desk, in, *found, form_of(in, *found), found->lock_version, &refusal);
    });
}

/// Their fields; the text only where it differs as a document, not in its line ends.
json::object theirs_of(Context& in, Edition const& edition, DraftForm const& mine) {
    json::object theirs;
    auto stored = form_of(in, edition);
    bool same_text = markup::sanitise(mine.body).html == stored.body;
    for (auto const& [name, value] : fields_of(stored))
        if (name != "subjects" && !(name == "body" && same_text)) theirs[name] = value;
    theirs["lock_version"] = edition.lock_version;
    return theirs;
}

http::Response autosave_refused(Desk const& desk, Refusal const& refusal) {
    auto said = in_words(refusal);
    json::object body{{"code", said.code}, {"article", said.article}, {"message", view::sentence(said)}};
    if (!said.field.empty()) body["field"] = said.field;
    if (status_of(said) == 409)
        organ::look(desk.env, desk.actor, [&](Context& in) {
            if (auto found = named(in, desk)) body["theirs"] = theirs_of(in, *found, read_form(desk.request.form));
            return 0;
        });
    return http::json(json::serialize(body), status_of(said));
}

}  // namespace

http::Response files_refused(Desk const& desk, std::vector<Refusal> const& refused, std::size_t kept) {
    if (is_script(desk.request)) return refuse(desk, refused[0]);
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto found = named(in, desk);
        if (!found || found->state != State::drafting || status_of(refused[0]) != 422) return refuse(desk, refused[0]);
        auto page = filled_page(desk, in, *found, form_of(in, *found), found->lock_version);
        auto summary = page.data().section("files_refused");
        summary.set("count", refused.size());
        if (kept > 0) summary.section("some_kept").set("kept", kept);
        for (auto const& refusal : refused) summary.section("reasons").set("message", view::sentence(in_words(refusal)));
        return page.response(422);
    });
}

std::optional<http::Response> save_along(Desk const& desk) {
    if (!desk.request.form.has("lock_version")) return {};
    auto form = read_form(desk.request.form);
    auto saved = save_typed(desk, form);
    if (!saved) return unsaved(desk, form, saved.error());
    return {};
}

http::Response show_draft(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto found = named(in, desk);
        if (!found) return refuse(desk, found.error());
        if (found->state != State::drafting) return http::see_other(edition_url(found->id));
        if (auto may = next(found->state, Action::save, in.actor, found->unit_id); !may) return http::see_other(edition_url(found->id));
        return draft_page(desk, in, *found, form_of(in, *found), found->lock_version, nullptr);
    });
}

http::Response save_draft(Desk const& desk) {
    auto form = read_form(desk.request.form);
    auto saved = save_typed(desk, form);
    if (!saved) return unsaved(desk, form, saved.error());
    auto const& action = desk.request.form["action"];
    if (action == "preview") return http::see_other(draft_url(saved->id) + "/preview");
    if (action == "emergency") return http::see_other(draft_url(saved->id) + "/emergency");
    if (action != "file") return http::see_other(draft_url(saved->id) + "?done=saved");
    look_before(desk, saved->id, action);
    auto filed = organ::act(desk.env, desk.actor, [&](Context& in) { return file(in, saved->id, desk.request.form["remark"]); });
    if (!filed) return not_filed(desk, filed.error());
    return http::see_other(edition_url(saved->id) + "?done=filed");
}

http::Response autosave(Desk const& desk) {
    auto saved = save_typed(desk, read_form(desk.request.form));
    if (!saved) return autosave_refused(desk, saved.error());
    return http::json(json::serialize(json::object{{"saved_at", saved->saved_at.text()}, {"lock_version", saved->lock_version}}));
}

http::Response show_preview(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto found = named(in, desk);
        if (!found) return refuse(desk, found.error());
        DeskPage page(desk, "disclosure/document", word("page", "preview"));
        page.crumb(word("page", "queue"), "/desk").crumb(found->title, draft_url(found->id)).crumb(word("page", "preview"));
        page.data().section("is_preview").set("back", draft_url(found->id));
        show_document(page.data(), in, *found, false);
        return page.response();
    });
}

namespace {

http::Response confirm_page(Desk const& desk, std::string const& view_name, Refusal const* refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto found = named(in, desk);
        if (!found) return refuse(desk, found.error());
        auto title = word("page", view_name.substr(view_name.find('/') + 1));
        DeskPage page(desk, view_name, title);
        page.crumb(word("page", "queue"), "/desk").crumb(found->title, draft_url(found->id)).crumb(title);
        page.data()
            .set("id", found->id)
            .set("title", found->title)
            .set("remark", desk.request.form["remark"])
            .set("back", draft_url(found->id));
        page.data().show("is_first", found->number == 1).show("is_revision", found->number > 1);
        if (refusal) show_refused(page.data(), *refusal);
        return page.response(refusal ? status_of(*refusal) : 200);
    });
}

}  // namespace

http::Response show_emergency(Desk const& desk) { return confirm_page(desk, "disclosure/file_emergency", nullptr); }

http::Response file_emergency_draft(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    look_before(desk, id, "file_emergency");
    auto filed = organ::act(desk.env, desk.actor, [&](Context& in) { return file_emergency(in, id, desk.request.form["remark"]); });
    if (!filed && !filed.error().field.empty()) return not_filed(desk, filed.error());
    if (!filed) {
        auto refusal = filed.error();
        return confirm_page(desk, "disclosure/file_emergency", &refusal);
    }
    return http::see_other(edition_url(id) + "?done=filed_emergency");
}

http::Response show_drop(Desk const& desk) { return confirm_page(desk, "disclosure/drop", nullptr); }

http::Response drop_draft(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    auto dropped = organ::act(desk.env, desk.actor, [&](Context& in) { return drop(in, id); });
    if (!dropped) {
        auto refusal = dropped.error();
        return confirm_page(desk, "disclosure/drop", &refusal);
    }
    return http::see_other("/desk?done=dropped");
}

}  // namespace mingtang::disclosure::web
