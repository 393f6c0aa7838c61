#include "base/json.hpp"
#include "organ/web/layout.hpp"

namespace mingtang::organ::web {

http::Response error_page(int status, std::string const& code, http::Request const* request, std::string const& incident) {
    Refusal refusal{code, ""};
    auto words = view::sentence(refusal);
    if (request != nullptr && request->wants_json())
        return http::json(json::serialize(json::object{{"code", code}, {"article", ""}, {"message", words}, {"incident", incident}}),
                          status);
    view::View layout("layout/plain");
    auto data = layout.data();
    data.set("page_title", std::to_string(status))
        .set("portal_css", view::asset_url("portal.css"))
        .set("portal_js", view::asset_url("portal.js"));
    data.set("seal_svg_url", view::asset_url("seal.svg"));
    data.include("content", "organ/error").set("message", words).set("code", code).set_section("incident_section", "incident", incident);
    return http::html(layout.render(), status);
}

}  // namespace mingtang::organ::web
