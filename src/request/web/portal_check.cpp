#include "base/text.hpp"
#include "http/addresses.hpp"
#include "organ/second_factor.hpp"
#include "organ/site_address.hpp"
#include "organ/store.hpp"
#include "request/store.hpp"
#include "request/web/portal.hpp"
#include "request/words.hpp"

namespace mingtang::request::portal {
namespace {

constexpr int published_shown = 5;

std::string back_href(Draft const& draft) {
    return draft.kind == Draft::Kind::amendment ? "/request/amend?again=1" : "/request/new?again=1";
}

std::vector<Published> published(Visit const& visit, std::string const& description) {
    auto const& find = visit.around.find_published;
    return find ? find(text::shorten(text::one_line(description), 200), published_shown) : std::vector<Published>();
}

void add_found(view::Data data, std::vector<Published> const& found, std::string const& token) {
    if (found.empty()) return;
    auto block = data.section("has_found");
    for (auto const& one : found) {
        auto row = block.section("found");
        row.set("href", "/disclosure/" + std::to_string(one.disclosure_id)).set("title", one.title).set("unit_name", one.unit);
        row.set("published_on", one.published_on).set_section("snippet_section", "snippet", one.snippet);
        row.set("disclosure_id", one.disclosure_id).set("csrf_token", token);
    }
}

void add_form(view::Data data, ApplicationForm const& form) {
    data.set("description", form.description).set("name", form.name).set("proof_number", form.proof_number);
    data.set("applicant_kind", word("applicant_kind", form.applicant_kind)).set("proof", word("proof", form.proof));
    data.set("supply_form", word("supply_form", form.supply_form)).set("supply_by", word("supply_by", form.supply_by));
    data.set_section("contact_section", "contact", form.contact).set_section("phone_section", "phone", form.phone);
    data.set_section("help_section", "help", form.help);
    if (!form.email.empty()) data.section("email_section").set("email", form.email);
    if (!form.address.empty()) data.section("address_section").set("address", form.address).set("postcode", form.postcode);
}

Response check_page(Visit const& visit, Draft const& draft, std::optional<Refusal> const& refusal) {
    auto form = look(visit, [&](Context& in) { return form_of(in, draft); });
    bool applies = draft.kind == Draft::Kind::application;
    auto found = applies ? published(visit, form.description) : std::vector<Published>();
    auto page = start(visit, "request/portal_check", word("portal", "check"));
    auto data = page.data();
    auto token = form_token(visit.draft_token());
    data.set("csrf_token", token).set("back_href", back_href(draft)).show("is_application", applies).show("is_amendment", !applies);
    data.show("wants_mail", draft.wants_mail);
    add_form(data, form);
    add_found(data, found, token);
    look(visit, [&](Context& in) {
        data.set("unit_name", organ::store::unit_by_id(in.tx, draft.unit_id).value_or(organ::Unit{}).name);
        auto files = store::files_of(in.tx, draft.files_id());
        show_files(in, data, "files", files);
        data.show("no_files", files.empty());
        return 0;
    });
    if (refusal) show_fault(data.section("has_faults"), *refusal);
    return page.response(refusal ? status_of(*refusal) : 200);
}

/// The browser's draft, still to be sent or sent already.
std::optional<Draft> draft_of(Visit const& visit) {
    return look(visit, [&](Context& in) { return find_draft(in, visit.draft_token()); });
}

Response forget(Visit const& visit, std::string_view to) {
    auto response = http::see_other(to);
    set_cookie(visit, response, draft_cookie, "");
    return response;
}

Response start_again(Visit const& visit) { return refuse(visit, {"request.portal.expired"}); }

}  // namespace

Response show_check(Visit const& visit) {
    auto draft = draft_of(visit);
    if (!draft) return start_again(visit);
    if (draft->sent_id != 0) return http::see_other("/request/receipt");
    return check_page(visit, *draft, {});
}

Response send_check(Visit const& visit) {
    if (auto came = form_came_from(visit, visit.draft_token()); !came) return refuse(visit, came.error());
    auto draft = draft_of(visit);
    if (!draft) return start_again(visit);
    if (draft->sent_id != 0) return http::see_other("/request/receipt");
    auto sent = act(visit, [&](Context& in) -> Outcome<Receipt> {
        if (auto may = may_try(in, visit, applications); !may) return may.error();
        auto receipt = send_draft(in, *draft);
        if (receipt) count_attempt(in, http::client_key(visit.request.remote), applications.what);
        return receipt;
    });
    if (!sent) return check_page(visit, *draft, sent.error());
    return http::see_other("/request/receipt");
}

Response end_found(Visit const& visit) {
    if (auto came = form_came_from(visit, visit.draft_token()); !came) return refuse(visit, came.error());
    auto id = std::atoll(visit.request.form["disclosure_id"].c_str());
    auto draft = draft_of(visit);
    if (!draft) return start_again(visit);
    if (draft->sent_id != 0) return http::see_other("/request/receipt");
    auto form = look(visit, [&](Context& in) { return form_of(in, *draft); });
    auto found = published(visit, form.description);
    bool shown = std::any_of(found.begin(), found.end(), [&](auto const& one) { return one.disclosure_id == id; });
    if (!shown) return check_page(visit, *draft, Refusal{"request.portal.not_shown"});
    act(visit, [&](Context& in) -> Done {
        count_found(in, draft->unit_id, id);
        drop_draft(in, *draft);
        return {};
    });
    return forget(visit, "/disclosure/" + std::to_string(id));
}

Response discard(Visit const& visit) {
    if (auto came = form_came_from(visit, visit.draft_token()); !came) return refuse(visit, came.error());
    if (auto draft = draft_of(visit))
        act(visit, [&](Context& in) -> Done {
            drop_draft(in, *draft);
            return {};
        });
    return forget(visit, "/request");
}

Response show_receipt(Visit const& visit) {
    auto draft = draft_of(visit);
    auto receipt = draft ? look(visit, [&](Context& in) { return receipt_of(in, *draft); }) : std::nullopt;
    if (!receipt) return refuse(visit, {"request.portal.receipt_gone"});
    auto page = start(visit, "request/portal_receipt", word("portal", "receipt"));
    auto data = page.data();
    auto follow_url = organ::base_url(visit.env()) + "/request/follow";
    auto picture = organ::qr_picture(follow_url);
    bool applies = draft->kind == Draft::Kind::application;
    data.set("number", receipt->number).set("query_code", receipt->query_code).set("unit_name", receipt->unit_name);
    data.set("arrived_on", receipt->arrived_on.text()).set("follow_url", follow_url).set("minutes", receipt_minutes);
    data.set("qr_size", picture.size).set("qr_path", picture.path).set("csrf_token", form_token(visit.draft_token()));
    data.show("is_application", applies).show("is_amendment", !applies);
    return page.response();
}

}  // namespace mingtang::request::portal
