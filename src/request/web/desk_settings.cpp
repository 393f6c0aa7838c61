#include <charconv>

#include "base/text.hpp"
#include "law/outcome_of_request.hpp"
#include "request/actions/letters.hpp"
#include "request/letter_words.hpp"
#include "request/web/desk_shown.hpp"

namespace mingtang::request::web {
namespace {

std::string settings_url(Id unit) { return "/desk/requests/settings?unit=" + std::to_string(unit); }

/// The unit asked for, of those whose office the person heads; else the own one, else the first.
Outcome<Id> unit_of(Context& in, http::Fields const& sent) {
    auto units = units_with(in, Role::office_head);
    if (units.empty()) return Refusal{"request.office.forbidden", "ogi-2019:4", {{"role", "office_head"}}};
    for (auto wanted : {number_of(sent["unit"]), in.actor.unit_id})
        if (std::find(units.begin(), units.end(), wanted) != units.end()) return wanted;
    return units.front();
}

int whole(std::string const& typed) {
    int number = -1;
    auto trimmed = text::trim(typed);
    auto [end, error] = std::from_chars(trimmed.data(), trimmed.data() + trimmed.size(), number);
    return error == std::errc() && end == trimmed.data() + trimmed.size() ? number : -1;
}

Office office_typed(Id unit, http::Fields const& typed) {
    return {.unit_id = unit,
            .agency_code = typed["agency_code"],
            .review_organ = typed["review_organ"],
            .court = typed["court"],
            .receives_at = typed["receives_at"],
            .pays_at = typed["pays_at"],
            .supplement_days = whole(typed["supplement_days"]),
            .retention_months = whole(typed["retention_months"]),
            .restarts_after_payment = typed["restarts_after_payment"] == "1",
            .publishes_answers = typed["publishes_answers"] == "1",
            .takes_applications = typed["takes_applications"] == "1"};
}

void show_office(view::Data data, Context& in, Office const& office, http::Fields const* typed) {
    data.set("agency_code", office.agency_code).set("review_organ", office.review_organ).set("court", office.court);
    data.set("receives_at", office.receives_at)
        .set("pays_at", office.pays_at)
        .set("review_organ_usual", review_organ_of(in, office.unit_id));
    data.set("supplement_days", typed ? (*typed)["supplement_days"] : std::to_string(office.supplement_days));
    data.set("retention_months", typed ? (*typed)["retention_months"] : std::to_string(office.retention_months));
    data.show("restarts_after_payment", office.restarts_after_payment)
        .show("publishes_answers", office.publishes_answers)
        .show("takes_applications", office.takes_applications);
}

void show_template_row(view::Data data, Id unit, LetterKind kind, std::string const& outcome, std::vector<Template> const& own,
                       Names const& names) {
    auto row = data.section("templates");
    auto const* known = law::find_request_outcome(outcome);
    row.set("kind", word("letter_kind", kind)).set("outcome", known != nullptr ? known->name : "");
    row.set("url", "/desk/requests/templates?unit=" + std::to_string(unit) + "&kind=" + std::string(to_text(kind)) + "&outcome=" + outcome);
    auto found = std::find_if(own.begin(), own.end(), [&](Template const& one) { return one.kind == kind && one.outcome == outcome; });
    row.show("common", found == own.end());
    if (found != own.end())
        row.section("own").set("changed_at", found->changed_at.local_text()).set("who", names.person(found->changed_by_id));
}

void show_templates(view::Data data, Context& in, Id unit, Names const& names) {
    auto own = store::templates_of(in.tx, unit);
    for (auto name : EnumNames<LetterKind>::names) {
        auto kind = from_text<LetterKind>(name).value();
        if (kind != LetterKind::answer) {
            show_template_row(data, unit, kind, "", own, names);
            continue;
        }
        for (auto const& outcome : law::request_outcomes())
            if (!outcome.code.starts_with("r6_")) show_template_row(data, unit, kind, outcome.code, own, names);
    }
}

http::Response settings_page(Desk const& desk, Refusal const* refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto const& sent = refusal != nullptr ? desk.request.form : desk.request.query;
        auto unit = unit_of(in, sent);
        if (!unit) return refuse(desk, unit.error());
        DeskPage page(desk, "request/desk_settings", word("page", "settings"));
        page.crumb(word("page", "inbox"), "/desk/requests").crumb(word("page", "settings"));
        auto data = page.data();
        Names names(in);
        auto units = units_with(in, Role::office_head);
        if (units.size() > 1) {
            auto choose = data.section("choose_unit");
            for (auto id : units) add_choice(choose, "units", std::to_string(id), names.unit(id), std::to_string(*unit));
        }
        organ::web::show_done(page.data(), desk, word);
        data.set("unit", names.unit(*unit)).set("unit_id", *unit);
        show_office(data, in, refusal ? office_typed(*unit, sent) : office_of(in, *unit), refusal ? &sent : nullptr);
        show_templates(data, in, *unit, names);
        if (refusal != nullptr) show_refused(data, *refusal);
        return page.count_all(in).response(refusal ? status_of(*refusal) : 200);
    });
}

/// Kind and outcome as they stand in the address or the form.
struct Wanted {
    Id unit = 0;
    LetterKind kind = LetterKind::answer;
    std::string outcome;
};

Outcome<Wanted> wanted_template(Context& in, http::Fields const& sent) {
    auto unit = unit_of(in, sent);
    if (!unit) return unit.error();
    auto kind = from_text<LetterKind>(sent["kind"]);
    bool fits = kind && (sent["outcome"].empty() || (*kind == LetterKind::answer && law::find_request_outcome(sent["outcome"]) != nullptr));
    if (!fits) return Refusal{"request.find.not_found"};
    return Wanted{*unit, *kind, sent["outcome"]};
}

std::optional<Template> own_template(Context& in, Wanted const& wanted) {
    auto found = store::template_for(in.tx, wanted.unit, wanted.kind, wanted.outcome);
    if (found && found->outcome != wanted.outcome) found.reset();
    return found;
}

http::Response template_page(Desk const& desk, Refusal const* refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto wanted = wanted_template(in, refusal != nullptr ? desk.request.form : desk.request.query);
        if (!wanted) return refuse(desk, wanted.error());
        DeskPage page(desk, "request/desk_template", word("page", "template"));
        page.crumb(word("page", "settings"), settings_url(wanted->unit)).crumb(word("letter_kind", wanted->kind));
        auto data = page.data();
        auto own = own_template(in, *wanted);
        data.set("kind", word("letter_kind", wanted->kind)).set("kind_code", to_text(wanted->kind)).set("outcome_code", wanted->outcome);
        data.set("unit", Names(in).unit(wanted->unit)).set("unit_id", wanted->unit).show("own", own.has_value());
        auto const* outcome = law::find_request_outcome(wanted->outcome);
        if (outcome != nullptr) data.section("outcome_section").set("outcome", outcome->name);
        std::vector<std::string> needs;
        for (auto const& place : letter_words(wanted->kind).needs) needs.push_back("{" + place + "}");
        data.set_section("needs_section", "needs", text::join(needs, "、"));
        data.set("body", refusal ? desk.request.form["body"] : own ? own->body : wording(wanted->kind, wanted->outcome));
        Letter letter{.unit_id = wanted->unit, .kind = wanted->kind, .outcome = wanted->outcome};
        data.set_section("closing_section", "closing", closing_of(in, InfoRequest{.unit_id = wanted->unit}, letter));
        if (refusal != nullptr) show_refused(data, *refusal);
        return page.count_all(in).response(refusal ? status_of(*refusal) : 200);
    });
}

}  // namespace

http::Response show_settings(Desk const& desk) { return settings_page(desk, nullptr); }

http::Response save_settings(Desk const& desk) {
    auto saved = organ::act(desk.env, desk.actor, [&](Context& in) -> Outcome<Office> {
        auto unit = unit_of(in, desk.request.form);
        if (!unit) return unit.error();
        return save_office(in, office_typed(*unit, desk.request.form));
    });
    if (!saved) {
        auto refusal = saved.error();
        return settings_page(desk, &refusal);
    }
    return http::see_other(settings_url(saved->unit_id) + "&done=settings_saved");
}

http::Response show_template(Desk const& desk) { return template_page(desk, nullptr); }

http::Response save_template_page(Desk const& desk) {
    auto const& typed = desk.request.form;
    bool drops = typed["action"] == "drop";
    auto saved = organ::act(desk.env, desk.actor, [&](Context& in) -> Outcome<Id> {
        auto wanted = wanted_template(in, typed);
        if (!wanted) return wanted.error();
        if (!drops) {
            auto made = save_template(in, wanted->unit, wanted->kind, wanted->outcome, typed["body"]);
            if (!made) return made.error();
            return wanted->unit;
        }
        auto own = own_template(in, *wanted);
        if (!own) return Refusal{"request.find.not_found"};
        if (auto dropped = drop_template(in, own->id); !dropped) return dropped.error();
        return wanted->unit;
    });
    if (!saved) {
        auto refusal = saved.error();
        return template_page(desk, &refusal);
    }
    return http::see_other(settings_url(*saved) + (drops ? "&done=template_dropped" : "&done=template_saved"));
}

}  // namespace mingtang::request::web
