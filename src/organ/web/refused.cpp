#include "base/json.hpp"
#include "organ/web/layout.hpp"

namespace mingtang::organ::web {
namespace {

http::Response as_json(Refusal const& refusal, int status) {
    json::object body{{"code", refusal.code}, {"article", refusal.article}, {"message", view::sentence(refusal)}};
    if (!refusal.field.empty()) body["field"] = refusal.field;
    return http::json(json::serialize(body), status);
}

std::string_view title_of(int status) { return status == 404 ? "404" : status == 403 ? "403" : status == 409 ? "409" : "422"; }

bool is_secret(std::string_view name) { return name == "csrf_token" || name.find("password") != name.npos || name == "one_time_code"; }

/// What came with the form, to be copied over; passwords and codes are left out.
void show_typed(view::Data data, http::Request const& request) {
    std::optional<view::Data> typed;
    int number = 0;
    for (auto const& [name, value] : request.form) {
        if (value.empty() || is_secret(name)) continue;
        if (!typed) typed = data.section("typed");
        typed->section("fields").set("name", name).set("value", value).set("number", ++number);
    }
}

}  // namespace

void show_refusal(view::Data data, Refusal const& refusal) {
    auto summary = data.section("refusal");
    summary.set("message", view::sentence(refusal)).set("code", refusal.code);
    if (!refusal.field.empty()) summary.section("at_field").set("field", refusal.field);
    auto citation = view::citation(refusal.article);
    if (!citation.text.empty()) summary.section("article").set("text", citation.text).set("url", citation.url);
}

http::Response refused(Environment const& env, http::Request const& request, Refusal const& refusal) {
    auto status = status_of(refusal);
    if (request.wants_json()) return as_json(refusal, status);
    PortalPage page(env, request, "organ/refused", title_of(status));
    page.data().show("is_missing", status == 404).show("is_refused", status != 404);
    show_refusal(page.data(), refusal);
    show_typed(page.data(), request);
    return page.response(status);
}

http::Response refused(Desk const& desk, Refusal const& refusal) {
    auto status = status_of(refusal);
    if (desk.request.wants_json()) return as_json(refusal, status);
    DeskPage page(desk, "organ/refused", title_of(status));
    page.data().show("is_missing", status == 404).show("is_refused", status != 404);
    show_refusal(page.data(), refusal);
    show_typed(page.data(), desk.request);
    return page.response(status);
}

http::Response refused_with_text(Environment const& env, http::Request const& request, Refusal const& refusal, int status,
                                 std::string_view again) {
    if (request.wants_json()) return as_json(refusal, status);
    PlainPage page(env, request, "organ/kept_text", std::to_string(status));
    show_refusal(page.data(), refusal);
    page.data().set("again", again);
    show_typed(page.data(), request);
    return page.response(status);
}

}  // namespace mingtang::organ::web
