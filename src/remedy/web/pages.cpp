#include "base/number.hpp"
#include "base/text.hpp"
#include "http/reply.hpp"
#include "organ/store.hpp"
#include "organ/web/layout.hpp"
#include "organ/web/shown.hpp"
#include "remedy/actions.hpp"
#include "remedy/csv.hpp"
#include "remedy/module.hpp"
#include "remedy/rules.hpp"
#include "remedy/store.hpp"
#include "remedy/words.hpp"

namespace mingtang::remedy {
namespace {

using http::Response;
using organ::web::add_option;
using organ::web::Desk;
using organ::web::DeskPage;

constexpr int page_size = 50;
constexpr std::string_view list_url = "/desk/remedies";

std::string url_of(Id id) { return std::string(list_url) + "/" + std::to_string(id); }

/// The refusal with the field by the word that stands on the form.
Refusal in_words(Refusal refusal) {
    for (auto& [name, value] : refusal.details)
        if (name == "column") value = word("field", value);
    return refusal;
}

std::vector<organ::Unit> units_of(Context& in, bool to_keep) {
    std::vector<organ::Unit> units;
    for (auto const& unit : organ::store::all_units(in.tx))
        if (unit.open && (to_keep ? may_keep(in.actor, unit.id).has_value() : may_read(in.actor, unit.id))) units.push_back(unit);
    return units;
}

/// The clock of the answer: running, or that it came late.
void show_clock(view::Data row, Context& in, Case const& one) {
    if (!one.answer_due || !one.stands()) return;
    if (one.answered_on || one.decided_on) {
        if (one.answered_on > one.answer_due) organ::web::show_clock(row, {"overdue", word("clock", "late")}, one.answer_due);
        return;
    }
    organ::web::show_clock(row, one.answer_due, in, word);
}

void show_row(view::Data row, Context& in, Case const& one, std::string const& unit) {
    auto form = form_of(in, one);
    row.set("url", url_of(one.id)).set("case_number", one.case_number).set("decider", one.decider).set("unit", unit);
    row.set("kind", word("kind", one.kind)).set("result", word("result", one.result)).set("accepted_on", one.accepted_on.text());
    row.set("decided_on", one.decided_on.text()).set("applicant_kind", word("applicant_kind", one.applicant_kind));
    row.set_section("subject_section", "subject", text::shorten(form.subject, 60)).show("is_struck", !one.stands());
    show_clock(row, in, one);
}

store::Filter filter_of(http::Fields const& query) {
    return {.unit_id = number_of(query["unit"]),
            .kind = from_text<Kind>(query["kind"]),
            .result = from_text<Result>(query["result"]),
            .year = std::clamp(number_of<int>(query["year"]), 0, 2199),
            .unanswered = query["unanswered"] == "1"};
}

std::string address_of(store::Filter const& filter) {
    std::string address;
    auto add = [&](std::string_view name, std::string_view value) {
        if (!value.empty()) address.append(address.empty() ? "?" : "&").append(name).append("=").append(value);
    };
    add("unit", filter.unit_id ? std::to_string(filter.unit_id) : "");
    add("kind", filter.kind ? to_text(*filter.kind) : "");
    add("result", filter.result ? to_text(*filter.result) : "");
    add("year", filter.year ? std::to_string(filter.year) : "");
    add("unanswered", filter.unanswered ? "1" : "");
    return std::string(list_url) + address;
}

void show_filter(view::Data data, Context& in, store::Filter const& filter) {
    add_option(data, "units", "", word("title", "all_units"), filter.unit_id == 0);
    for (auto const& unit : units_of(in, false)) add_option(data, "units", std::to_string(unit.id), unit.name, unit.id == filter.unit_id);
    add_option(data, "kinds", "", word("title", "all"), !filter.kind);
    for (auto name : EnumNames<Kind>::names)
        add_option(data, "kinds", name, word("kind", name), filter.kind && to_text(*filter.kind) == name);
    add_option(data, "results", "", word("title", "all"), !filter.result);
    for (auto name : EnumNames<Result>::names)
        add_option(data, "results", name, word("result", name), filter.result && to_text(*filter.result) == name);
    add_option(data, "years", "", word("title", "all_years"), filter.year == 0);
    for (int year = in.today().year(); year > in.today().year() - 6; --year)
        add_option(data, "years", std::to_string(year), std::to_string(year), year == filter.year);
    data.show("unanswered", filter.unanswered);
}

Response list(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        DeskPage page(desk, "remedy/cases", word("title", "list"));
        auto data = page.data();
        auto filter = filter_of(desk.request.query);
        auto after = store::Key::parse(desk.request.query["after"]);
        show_filter(data, in, filter);
        auto keeps = units_of(in, true);
        if (!keeps.empty()) data.show("may_keep");
        if (filter.unit_id && may_keep(in.actor, filter.unit_id)) data.section("export").set("unit_id", filter.unit_id);
        auto cases = store::list(in.tx, in.actor, filter, after, page_size + 1);
        bool more = cases.size() > page_size;
        if (more) cases.pop_back();
        auto units = organ::store::unit_names(in.tx);
        data.show("nothing", cases.empty());
        if (!cases.empty()) {
            auto table = data.section("table");
            for (auto const& one : cases) show_row(table.section("rows"), in, one, units[one.unit_id]);
        }
        if (more || after) {
            auto pager = data.section("pager");
            auto base = address_of(filter);
            if (after) pager.section("first").set("url", base);
            auto joined = base + (base.find('?') == std::string::npos ? "?" : "&") + "after=";
            if (more) pager.section("next").set("url", joined + store::Key{cases.back().accepted_on, cases.back().id}.text());
        }
        return page.response();
    });
}

CaseForm read_form(http::Fields const& typed) {
    CaseForm form;
    for (auto const& [name, member] : fields()) form.*member = typed[name];
    return form;
}

void show_form(view::Data data, CaseForm const& form) {
    for (auto const& [name, member] : fields()) data.set(name, form.*member);
    for (auto name : EnumNames<Kind>::names) add_option(data, "kinds", name, word("kind", name), form.kind == name);
    for (auto name : EnumNames<Result>::names) add_option(data, "results", name, word("result", name), form.result == name);
    for (auto name : EnumNames<ApplicantKind>::names)
        add_option(data, "applicant_kinds", name, word("applicant_kind", name), form.applicant_kind == name);
    data.show("is_summary", form.summary == "1");
    // A date field takes no other text, so what cannot be a day is shown as text again.
    for (auto const& [name, member] : {std::pair("accepted_on", &CaseForm::accepted_on),
                                       {"copy_received_on", &CaseForm::copy_received_on},
                                       {"answered_on", &CaseForm::answered_on},
                                       {"decided_on", &CaseForm::decided_on}}) {
        auto const& typed = form.*member;
        data.set(std::string(name) + "_type", typed.empty() || Date::parse(typed) ? "date" : "text");
    }
}

Response form_page(Desk const& desk, Id unit_id, Case const* changed, CaseForm const& form, int lock_version,
                   std::optional<Refusal> const& refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto title = changed ? word("title", "change") : word("title", "new");
        DeskPage page(desk, "remedy/form", title);
        page.crumb(word("title", "list"), list_url).crumb(title);
        auto data = page.data();
        show_form(data, form);
        data.set("action", changed ? url_of(changed->id) : std::string(list_url)).set("lock_version", lock_version);
        data.set("back", changed ? url_of(changed->id) : std::string(list_url));
        if (!changed) {
            auto chosen = data.section("choose_unit");
            for (auto const& unit : units_of(in, true)) add_option(chosen, "units", std::to_string(unit.id), unit.name, unit.id == unit_id);
        }
        if (!refusal) return page.response();
        auto said = in_words(*refusal);
        organ::web::show_refused(data, said);
        return page.response(status_of(said));
    });
}

Response get_new(Desk const& desk) {
    auto asked = number_of(desk.request.query["unit"]);
    CaseForm form{.kind = "review", .request_number = desk.request.query["request"], .summary = "0"};
    return form_page(desk, asked ? asked : desk.actor.unit_id, nullptr, form, 0, std::nullopt);
}

Response post_new(Desk const& desk) {
    auto unit_id = number_of(desk.request.form["unit_id"]);
    auto form = read_form(desk.request.form);
    auto made = organ::act(desk.env, desk.actor, [&](Context& in) { return register_case(in, unit_id, form); });
    return made ? http::see_other(url_of(made->id)) : form_page(desk, unit_id, nullptr, form, 0, made.error());
}

Outcome<Case> named(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    return organ::look(desk.env, desk.actor, [&](Context& in) { return find(in, id); });
}

Response get_change(Desk const& desk) {
    auto found = named(desk);
    if (!found) return organ::web::refused(desk, found.error());
    if (auto may = may_keep(desk.actor, found->unit_id); !may) return organ::web::refused(desk, may.error());
    auto form = organ::look(desk.env, desk.actor, [&](Context& in) { return form_of(in, *found); });
    return form_page(desk, found->unit_id, &*found, form, found->lock_version, std::nullopt);
}

Response post_change(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    auto form = read_form(desk.request.form);
    auto seen = number_of<int>(desk.request.form["lock_version"]);
    auto done = organ::act(desk.env, desk.actor, [&](Context& in) { return change_case(in, id, seen, form); });
    if (done) return http::see_other(url_of(id));
    auto found = named(desk);
    if (!found || status_of(done.error()) == 403) return organ::web::refused(desk, done.error());
    // Whoever sends the form again after a conflict has seen that somebody else changed the case.
    return form_page(desk, found->unit_id, &*found, form, found->lock_version, done.error());
}

void show_case(view::Data data, Context& in, Case const& one, RequestPage const& request_page) {
    auto form = form_of(in, one);
    for (auto const& [name, member] : fields()) data.set_section(std::string(name) + "_section", name, form.*member);
    data.set("case_number", one.case_number).set("decider", one.decider).set("accepted_on", one.accepted_on.text());
    data.set("unit", organ::store::unit_names(in.tx)[one.unit_id]).set("kind", word("kind", one.kind));
    data.set("result", word("result", one.result)).set("applicant_kind", word("applicant_kind", one.applicant_kind));
    data.show("is_sealed", !may_unseal(in.actor, one.unit_id)).show("is_summary", one.summary);
    data.set_section("struck", "struck_reason", one.struck_reason);
    show_clock(data, in, one);
    if (one.answer_due) {
        auto due = data.section("due_section");
        due.set("answer_due", one.answer_due.text());
        auto article = one.kind != Kind::review ? "alp-2017:67" : one.summary ? "arl-2023:54" : "arl-2023:48";
        auto citation = view::citation(article);
        due.set("article", citation.text).set("article_url", citation.url);
        due.show("not_known", !in.calendar.is_known(one.copy_received_on, one.answer_due));
    }
    if (!one.request_number.empty()) {
        auto link = data.section("request_link");
        auto url = request_page ? request_page(in, one.unit_id, one.request_number) : "";
        link.set("request_number", one.request_number).show("unknown", url.empty());
        if (!url.empty()) link.section("linked").set("url", url);
    }
}

Response show_page(Desk const& desk, RequestPage const& request_page, std::optional<Refusal> const& refusal, std::string const& typed) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto found = find(in, desk.request.id_param("id").value_or(0));
        if (!found) return organ::web::refused(desk, found.error());
        DeskPage page(desk, "remedy/case", found->case_number);
        page.crumb(word("title", "list"), list_url).crumb(found->case_number);
        auto data = page.data();
        show_case(data, in, *found, request_page);
        if (found->stands() && may_keep(in.actor, found->unit_id))
            data.section("may_keep").set("own_url", url_of(found->id)).set("reason", typed);
        if (refusal) organ::web::show_refusal(data, *refusal);
        return page.response(refusal ? status_of(*refusal) : 200);
    });
}

Response post_strike(Desk const& desk, RequestPage const& request_page) {
    auto id = desk.request.id_param("id").value_or(0);
    auto const& reason = desk.request.form["reason"];
    auto done = organ::act(desk.env, desk.actor, [&](Context& in) { return strike_case(in, id, reason); });
    if (done) return http::see_other(url_of(id));
    if (status_of(done.error()) != 422) return organ::web::refused(desk, done.error());
    return show_page(desk, request_page, done.error(), reason);
}

/// Personal data leaves the register here, so that it is written who took it.
Response post_export(Desk const& desk) {
    auto unit_id = number_of(desk.request.form["unit_id"]);
    std::string csv;
    auto done = organ::act(desk.env, desk.actor, [&](Context& in) -> Done {
        if (auto may = may_keep(in.actor, unit_id); !may) return may;
        csv = csv_of_unit(in, unit_id);
        in.write("remedy.exported", "unit:" + std::to_string(unit_id), unit_id);
        return {};
    });
    if (!done) return organ::web::refused(desk, done.error());
    http::Response response;
    response.body = std::move(csv);
    response.set("Content-Type", "text/csv; charset=utf-8").set("Cache-Control", "no-store");
    http::as_attachment(response, word("file", "export"));
    return response;
}

}  // namespace

http::Routes routes(organ::Environment const& env, RequestPage request_page) {
    using http::Method;
    auto reading = [&](organ::web::DeskHandler handler) {
        return organ::web::desk_for(env, {organ::Role::office, organ::Role::auditor}, std::move(handler));
    };
    auto keeping = [&](organ::web::DeskHandler handler) { return organ::web::desk_for(env, {organ::Role::office}, std::move(handler)); };
    return {{Method::get, "/desk/remedies", reading(list)},
            {Method::get, "/desk/remedies/new", keeping(get_new)},
            {Method::post, "/desk/remedies", keeping(post_new)},
            {Method::post, "/desk/remedies/export", keeping(post_export)},
            {Method::get, "/desk/remedies/{id}",
             reading([request_page](Desk const& desk) { return show_page(desk, request_page, std::nullopt, ""); })},
            {Method::post, "/desk/remedies/{id}", keeping(post_change)},
            {Method::get, "/desk/remedies/{id}/change", keeping(get_change)},
            {Method::post, "/desk/remedies/{id}/strike",
             keeping([request_page](Desk const& desk) { return post_strike(desk, request_page); })}};
}

}  // namespace mingtang::remedy
