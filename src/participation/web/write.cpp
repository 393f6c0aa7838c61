#include "http/addresses.hpp"
#include "organ/second_factor.hpp"
#include "organ/site_address.hpp"
#include "organ/store.hpp"
#include "participation/rules.hpp"
#include "participation/store.hpp"
#include "participation/web/pages.hpp"

/// The form, and the receipt.
namespace mingtang::participation::web {
namespace {

constexpr std::string_view receipt_purpose = "participation.receipt";

constexpr std::array<std::pair<std::string_view, std::string LetterForm::*>, 6> texts{{{"title", &LetterForm::title},
                                                                                       {"words", &LetterForm::words},
                                                                                       {"name", &LetterForm::name},
                                                                                       {"phone", &LetterForm::phone},
                                                                                       {"email", &LetterForm::email},
                                                                                       {"token", &LetterForm::token}}};

PortalPage start(Environment const& env, Request const& request, std::string_view view, std::string const& title) {
    PortalPage page(env, request, view, title);
    page.crumb(word("page", "home"), "/").crumb(word("page", "box"), "/letters").crumb(title);
    return page;
}

void show_choices(view::Data data, Context& in, LetterForm const& form) {
    add_option(data, "units", "", word("page", "unknown_unit"), form.unit.empty());
    for (auto const& unit : organ::store::all_units(in.tx))
        if (unit.open) add_option(data, "units", unit.code, unit.name, unit.code == form.unit);
    for (auto name : EnumNames<Kind>::names) {
        auto row = data.section("kinds");
        row.set("value", name).set("label", word("kind", name)).set("hint", word("kind_hint", name)).show("chosen", form.kind == name);
        row.set("days", period_of(*from_text<Kind>(name)).working_days);
    }
}

Response form_page(Environment const& env, Request const& request, Context& in, LetterForm form, std::vector<Refusal> const& faults) {
    auto page = start(env, request, "participation/write", word("page", "write"));
    auto data = page.data();
    if (form.token.empty()) form.token = form_token(in);
    for (auto const& [name, member] : texts) data.set(name, form.*member);
    data.show("may_publish", form.may_publish).set("contact_phone", env.site().contact_phone);
    show_choices(data, in, form);
    if (!faults.empty()) data.section("has_faults").set("fault_count", faults.size());
    for (auto const& fault : faults) show_fault(data, fault);
    return page.response(faults.empty() ? 200 : status_of(faults.front()));
}

LetterForm typed_form(Request const& request) {
    LetterForm form;
    for (auto const& [name, member] : texts) form.*member = request.form[name];
    form.unit = request.form["unit"];
    form.kind = request.form["kind"];
    form.may_publish = request.form["may_publish"] == "1";
    form.trap = request.form["website"];
    form.source = http::client_key(request.remote);
    return form;
}

/// A form that is too old, or was sent with other words before, goes on with a new token, so that one press more sends it.
void renew(LetterForm& form, Refusal const& refusal) {
    if (refusal.code == "participation.write.token" || refusal.code == "participation.write.sent") form.token.clear();
}

}  // namespace

Response show_write(Environment const& env, Request const& request) {
    auto nobody = organ::Actor::the_public();
    return organ::look(env, nobody, [&](Context& in) {
        LetterForm form{.unit = request.query["unit"], .kind = request.query["kind"]};
        return form_page(env, request, in, form, {});
    });
}

Response send_letter(Environment const& env, Request const& request) {
    auto nobody = organ::Actor::the_public();
    auto form = typed_form(request);
    auto written = organ::act(env, nobody, [&](Context& in) -> Outcome<Written> {
        if (!organ::web::comes_from_here(request)) return Refusal{"participation.write.token"};
        return write(in, form);
    });
    if (!written) {
        auto refusal = written.error();
        return organ::look(env, nobody, [&](Context& in) {
            auto faults = faults_of(in, form);
            if (faults.empty() || faults.front() != refusal) faults.insert(faults.begin(), refusal);
            renew(form, refusal);
            return form_page(env, request, in, form, faults);
        });
    }
    auto response = http::see_other("/letter/receipt");
    auto token = organ::look(env, nobody, [&](Context& in) { return follow_token(in, written->letter); });
    set_cookie(env, request, response, receipt_cookie,
               organ::seal(env.secret, receipt_purpose, written->letter.number + "\n" + written->query_code));
    set_cookie(env, request, response, case_cookie, token);
    return response;
}

Response show_receipt(Environment const& env, Request const& request) {
    auto kept = organ::unseal(env.secret, receipt_purpose, request.cookies[receipt_cookie]);
    if (!kept) return http::see_other("/letter/follow");
    auto end = kept->find('\n');
    auto number = kept->substr(0, end), code = kept->substr(end + 1);
    auto page = start(env, request, "participation/receipt", word("page", "receipt"));
    auto data = page.data();
    auto address = organ::base_url(env) + "/letter/follow";
    auto qr = organ::qr_picture(address);
    data.set("number", number).set("query_code", code).set("follow_url", address).set("qr_size", qr.size).set("qr_path", qr.path);
    data.set("request_js", view::asset_url("request.js"));
    auto nobody = organ::Actor::the_public();
    organ::look(env, nobody, [&](Context& in) {
        if (auto letter = store::by_number(in.tx, number)) {
            data.set("kind", word("kind", letter->kind))
                .set("due", letter->reply_due.text())
                .set("received_on", letter->received_on.text());
            data.set("days", period_of(letter->kind).working_days)
                .show("uncertain", !letter->reply_certain)
                .show("to_office", letter->unit_id == 0);
            auto unit = organ::store::unit_by_id(in.tx, letter->unit_id);
            data.set("unit", unit ? unit->name : word("page", "box"));
        }
        return 0;
    });
    return page.response();
}

}  // namespace mingtang::participation::web
