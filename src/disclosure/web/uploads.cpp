#include "disclosure/store.hpp"
#include "disclosure/web/draft.hpp"
#include "disclosure/web/pages.hpp"
#include "disclosure/web/shown.hpp"

namespace mingtang::disclosure::web {
namespace {

IncomingFile incoming(http::Upload const& upload) {
    return {.name = upload.file_name, .content_type = upload.content_type, .path = upload.path};
}

/// Browsers send an empty nameless part where nothing was chosen.
std::vector<http::Upload const*> chosen_files(http::Request const& request) {
    std::vector<http::Upload const*> files;
    for (auto const& upload : request.uploads)
        if (!upload.file_name.empty() || upload.size > 0) files.push_back(&upload);
    return files;
}

}  // namespace

http::Response upload(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    auto files = chosen_files(desk.request);
    bool with_text = desk.request.form.has("lock_version");
    if (auto unsaved = save_along(desk)) return std::move(*unsaved);
    if (files.empty() && with_text) return http::see_other(draft_url(id) + "?done=saved");
    if (files.empty()) return refuse(desk, {"disclosure.attach.nothing", "", {}, "files"});
    std::string rows;
    std::vector<Refusal> refused;
    for (auto const* file : files) {
        // One by one: a refused file does not take the others with it.
        auto attached = organ::act(desk.env, desk.actor, [&](Context& in) { return attach(in, id, incoming(*file)); });
        if (attached) {
            rows += attachment_row(*attached, desk.csrf_token);
        } else {
            refused.push_back(attached.error());
        }
    }
    if (!refused.empty()) return files_refused(desk, refused, files.size() - refused.size());
    if (is_script(desk.request)) return http::html(rows);
    return http::see_other(draft_url(id) + "?done=attached#files");
}

http::Response remove_upload(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    auto attachment_id = desk.request.id_param("attachment_id").value_or(0);
    auto removed = organ::act(desk.env, desk.actor, [&](Context& in) { return detach(in, id, attachment_id); });
    if (!removed) return refuse(desk, removed.error());
    return http::see_other(draft_url(id) + "?done=detached#files");
}

http::Response download(Desk const& desk) {
    auto id = desk.request.id_param("attachment_id").value_or(0);
    auto found = organ::look(desk.env, desk.actor, [&](Context& in) -> Outcome<Attachment> {
        auto attachment = store::attachment(in.tx, id);
        if (!attachment || !store::edition_for(in.actor, attachment->edition_id, in.tx)) return Refusal{"disclosure.find.not_found"};
        return *attachment;
    });
    if (!found) return refuse(desk, found.error());
    auto path = desk.env.blobs.file(found->sha256);
    if (!path) return refuse(desk, Refusal{"disclosure.find.not_found"});
    auto response = http::file(*path, found->content_type, found->sha256);
    http::as_attachment(response, found->name);
    response.set("Cache-Control", "private, no-cache");
    return response;
}

}  // namespace mingtang::disclosure::web
