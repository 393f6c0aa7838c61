#include "base/digest.hpp"
#include "base/text.hpp"
#include "organ/store.hpp"
#include "organ/web/layout.hpp"
#include "request/store.hpp"
#include "request/web/portal.hpp"
#include "request/words.hpp"

namespace mingtang::request::portal {
namespace {

constexpr int published_shown = 5;

ApplicationForm typed_form(Request const& request) {
    ApplicationForm form;
    for (auto const& [name, member] : application_members) form.*member = request.form[name];
    return form;
}

template <Named E>
void add_choices(view::Data data, char const* name, std::string const& chosen) {
    for (auto value : EnumNames<E>::names) {
        auto row = data.section(std::string(name) + "_choices");
        row.set("value", value).set("label", word(name, value)).show("chosen", value == chosen);
    }
}

/// A form that is empty begins with what most people choose.
ApplicationForm blank() {
    return {.applicant_kind = "natural", .proof = "resident_id", .supply_form = "electronic", .supply_by = "online"};
}

struct Shown {
    Draft draft;
    std::string token;  // of the browser
    ApplicationForm form = blank();
    std::vector<Refusal> faults = {};
};

bool takes(Context& in, organ::Unit const& unit) {
    return unit.open && unit.kind != organ::UnitKind::enterprise && office_of(in, unit.id).takes_applications;
}

Response form_page(Context& in, Visit const& visit, Shown const& shown) {
    bool amends = shown.draft.kind == Draft::Kind::amendment;
    auto page = start(visit, amends ? "request/portal_amend" : "request/portal_new", word("portal", amends ? "amend" : "new"));
    auto data = page.data();
    auto fields = data.include("applicant", "request/portal_applicant");
    auto unit = organ::store::unit_by_id(in.tx, shown.draft.unit_id).value_or(organ::Unit{});
    data.set("unit_code", unit.code)
        .set("unit_name", unit.name)
        .set("duties", unit.duties)
        .set("request_js", view::asset_url("request.js"));
    if (amends)
        for (auto const& one : organ::store::all_units(in.tx))
            if (takes(in, one)) organ::web::add_option(data, "units", one.code, one.name, one.id == unit.id);
    for (auto part : {data, fields}) {
        for (auto const& [name, member] : application_members) part.set(name, shown.form.*member);
        part.show("wants_mail", shown.draft.wants_mail);
    }
    add_choices<ApplicantKind>(fields, "applicant_kind", shown.form.applicant_kind);
    add_choices<Proof>(fields, "proof", shown.form.proof);
    add_choices<SupplyForm>(data, "supply_form", shown.form.supply_form);
    add_choices<SupplyBy>(data, "supply_by", shown.form.supply_by);
    if (shown.draft.id != 0) {
        auto files = store::files_of(in.tx, shown.draft.files_id());
        if (!files.empty()) show_files(in, data.section("has_files"), "files", files);
        data.show("has_draft").set("csrf_token", form_token(shown.token));
    }
    if (!shown.faults.empty()) data.section("has_faults").set("fault_count", shown.faults.size());
    for (auto const& fault : shown.faults) {
        show_fault(data, fault);
        if (fault.field.empty()) continue;
        fields.show(fault.field + "_wrong");
        fields.section(fault.field + "_error").set("message", view::sentence(in_words(fault)));
    }
    return page.response(shown.faults.empty() ? 200 : 422);
}

/// The browser's own draft of this kind that has not gone yet.
Draft own_draft(Context& in, Visit const& visit, Draft::Kind kind) {
    auto found = find_draft(in, visit.draft_token());
    if (found && found->kind == kind && found->sent_id == 0) return *found;
    return Draft{.kind = kind};
}

Outcome<Id> unit_of(Context& in, std::string const& code) {
    auto unit = organ::store::unit_by_code(in.tx, code);
    if (!unit || !takes(in, *unit)) return Refusal{"request.apply.unit_takes_none", "ogi-2019:10", {}, "unit"};
    return unit->id;
}

Response show_form(Visit const& visit, Draft::Kind kind) {
    return look(visit, [&](Context& in) {
        Shown shown{.draft = {.kind = kind}, .token = visit.draft_token()};
        if (visit.request.query.has("again")) shown.draft = own_draft(in, visit, kind);
        if (shown.draft.id != 0) shown.form = form_of(in, shown.draft);
        if (auto unit = unit_of(in, visit.request.query["unit"])) shown.draft.unit_id = *unit;
        if (kind == Draft::Kind::application && shown.draft.unit_id == 0) return http::see_other("/request#organs");
        return form_page(in, visit, shown);
    });
}

/// Keeps all that was typed, also what is wrong: nothing has to be typed twice.
Outcome<Shown> save(Visit const& visit, Draft::Kind kind) {
    return act(visit, [&](Context& in) -> Outcome<Shown> {
        Shown saved{.token = visit.draft_token()};
        auto& [draft, token, form, faults] = saved;
        draft = own_draft(in, visit, kind);
        form = typed_form(visit.request);
        draft.wants_mail = visit.request.form["wants_mail"] == "1";
        auto unit = unit_of(in, visit.request.form["unit"]);
        if (unit) draft.unit_id = *unit;
        if (draft.id == 0) {
            if (auto may = may_try(in, visit, new_drafts); !may) return may.error();
            token = random_token();
        }
        for (auto const& id : visit.request.form.all("drop_file"))
            if (draft.id != 0) drop_file(in, draft, std::atoll(id.c_str()));
        faults = save_draft(in, token, draft, form, incoming(visit));
        for (auto& fault : faults_of(draft, form)) faults.push_back(std::move(fault));
        if (!unit) faults.push_back(unit.error());
        // People do not see this field; what fills in everything does.
        if (!visit.request.form["website"].empty()) faults.push_back(Refusal{"request.portal.left_empty", "", {}, "website"});
        return saved;
    });
}

Response save_form(Visit const& visit, Draft::Kind kind) {
    if (!organ::web::comes_from_here(visit.request)) return refuse(visit, {"request.portal.stale"});
    auto saved = save(visit, kind);
    if (!saved) return refuse(visit, saved.error());
    bool is_new = saved->token != visit.draft_token();
    if (is_new) count_try(visit, new_drafts);
    auto response =
        saved->faults.empty() ? http::see_other("/request/check") : look(visit, [&](Context& in) { return form_page(in, visit, *saved); });
    if (is_new) set_cookie(visit, response, draft_cookie, saved->token);
    return response;
}

}  // namespace

Response show_new(Visit const& visit) { return show_form(visit, Draft::Kind::application); }
Response save_new(Visit const& visit) { return save_form(visit, Draft::Kind::application); }
Response show_amend(Visit const& visit) { return show_form(visit, Draft::Kind::amendment); }
Response save_amend(Visit const& visit) { return save_form(visit, Draft::Kind::amendment); }

Response show_known(Visit const& visit) {
    if (!organ::web::comes_from_here(visit.request)) return refuse(visit, {"request.portal.stale"});
    view::View list("request/portal_known");
    auto const& around = visit.around;
    auto words = text::shorten(text::one_line(visit.request.form["description"]), 200);
    auto found =
        around.find_published && text::length(words) >= 2 ? around.find_published(words, published_shown) : std::vector<Published>();
    list.data().show("any", !found.empty());
    for (auto const& one : found) {
        auto row = list.data().section("found");
        row.set("href", "/disclosure/" + std::to_string(one.disclosure_id)).set("title", one.title);
        row.set("unit_name", one.unit).set("published_on", one.published_on).set_section("snippet_section", "snippet", one.snippet);
    }
    return http::html(list.render());
}

}  // namespace mingtang::request::portal
