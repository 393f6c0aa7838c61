#include "disclosure/web/pages.hpp"

#include "disclosure/module.hpp"

namespace mingtang::disclosure {

http::Routes desk_routes(organ::Environment const& env) {
    using http::Method;
    using organ::web::desk;
    constexpr std::uint64_t upload_bytes = 110ull << 20;
    // Twice a text of markup::max_input, percent-encoded: what is too long comes in whole, so that its refusal can give it back.
    constexpr std::uint64_t text_bytes = 24ull << 20;
    return {
        {Method::get, "/desk", desk(env, web::show_queue)},
        {Method::post, "/desk/bulk", desk(env, web::bulk)},
        {Method::get, "/desk/disclosures", desk(env, web::show_register)},
        {Method::get, "/desk/internal", desk(env, web::show_internal_list)},
        {Method::get, "/desk/internal/{id}", desk(env, web::show_internal)},
        {Method::get, "/desk/disclosures/new", desk(env, web::show_new)},
        {Method::post, "/desk/disclosures/new", desk(env, web::make_new)},
        {Method::get, "/desk/drafts/{id}", desk(env, web::show_draft)},
        {Method::post, "/desk/drafts/{id}", desk(env, web::save_draft), text_bytes},
        {Method::post, "/desk/drafts/{id}/autosave", desk(env, web::autosave), text_bytes},
        {Method::get, "/desk/drafts/{id}/preview", desk(env, web::show_preview)},
        {Method::get, "/desk/drafts/{id}/emergency", desk(env, web::show_emergency)},
        {Method::post, "/desk/drafts/{id}/emergency", desk(env, web::file_emergency_draft)},
        {Method::get, "/desk/drafts/{id}/drop", desk(env, web::show_drop)},
        {Method::post, "/desk/drafts/{id}/drop", desk(env, web::drop_draft)},
        {Method::post, "/desk/drafts/{id}/attachments", desk(env, web::upload), upload_bytes},
        {Method::post, "/desk/drafts/{id}/attachments/{attachment_id}/delete", desk(env, web::remove_upload)},
        {Method::get, "/desk/files/{attachment_id}/{name}", desk(env, web::download)},
        {Method::get, "/desk/editions/{id}", desk(env, web::show_edition)},
        {Method::post, "/desk/editions/{id}/steps", desk(env, web::take_step)},
        {Method::get, "/desk/editions/{id}/withdraw", desk(env, web::show_withdraw)},
        {Method::get, "/desk/editions/{id}/findings", desk(env, web::show_findings)},
        {Method::post, "/desk/editions/{id}/findings", desk(env, web::decide_findings)},
        {Method::post, "/desk/editions/{id}/remarks", desk(env, web::add_remark)},
        {Method::post, "/desk/remarks/{id}/settle", desk(env, web::settle)},
    };
}

}  // namespace mingtang::disclosure
