#include <spdlog/spdlog.h>

#include "disclosure/store.hpp"
#include "http/reply.hpp"
#include "reports/files.hpp"
#include "reports/web/pages.hpp"
#include "reports/words.hpp"

namespace mingtang::reports::web {
namespace {

using http::Response;

void show_publication(view::Data data, Context& in, KeptReport const& report) {
    auto publication = publication_of(in, report);
    if (publication.edition_id == 0) return;
    auto part = data.section("publication");
    auto attached = disclosure::store::attachments_of(in.tx, publication.edition_id);
    bool with_pdf = std::any_of(attached.begin(), attached.end(), [](auto const& one) { return one.name.ends_with(".pdf"); });
    part.show("without_pdf", !with_pdf);
    part.set("edition_url", "/desk/editions/" + std::to_string(publication.edition_id));
    part.set("state", state_words(in, report));
    if (publication.disclosure_id)
        part.section("is_public")
            .set("url", "/disclosure/" + std::to_string(publication.disclosure_id))
            .set("published_on", publication.published_on.text());
}

Response page_of(Desk const& desk, std::optional<Refusal> const& refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto found = named(in, desk);
        if (!found) return organ::web::refused(desk, found.error());
        auto const& report = found->report;
        auto page = step_page(desk, in, *found, "hand_in", "reports/hand_in");
        auto data = page.data();
        auto step = [&](Action action, char const* section) {
            if (may(report.state, action, in.actor, found->unit.id))
                data.section(section)
                    .set("own_url", url_of(report.id))
                    .set("csrf_token", desk.csrf_token)
                    .set("reason", desk.request.form["reason"]);
        };
        step(Action::hand_in, "may_hand_in");
        step(Action::reopen, "may_reopen");
        step(Action::send_back, "may_send_back");
        auto parts = parts_of(in.tx, found->unit, report.year);
        auto missing = std::count_if(parts.begin(), parts.end(), [](Part const& part) { return !part.is_in(); });
        bool over = publication_of(in, report).is_over();
        if (may(report.state, Action::publish, in.actor, found->unit.id) && over) {
            auto form = data.section("may_publish");
            form.set("own_url", url_of(report.id)).set("csrf_token", desk.csrf_token);
            if (missing > 0) form.section("missing").set("count", missing);
        }
        data.show("is_drafting", report.state == State::drafting).show("is_taken_in", report.state == State::taken_in);
        data.set_section("explained", "explanation", report.explanation);
        show_publication(data, in, report);
        for (auto const& format : file_formats())
            data.section("files").set("url", url_of(report.id, "files/" + format.name)).set("label", format.label);
        if (refusal) organ::web::show_refused(data, *refusal);
        return page.response(refusal ? status_of(*refusal) : 200);
    });
}

Outcome<KeptReport> publish_with_files(Desk const& desk, Id id) {
    // Files are made outside the writing transaction: printing takes its time.
    auto content = organ::look(desk.env, desk.actor, [&](Context& in) -> Outcome<AnnualReport> {
        auto found = find(in, id);
        if (!found) return found.error();
        return compose(in.tx, unit_of(in, found->unit_id), *found).whole;
    });
    if (!content) return content.error();
    auto attached = attached_files(*content, desk.env.reader);
    for (auto const& [format, refusal] : attached.missing) spdlog::warn("annual report {}: no {}: {}", id, format, refusal.code);
    return organ::act(desk.env, desk.actor,
                      [&](Context& in) { return publish(in, id, desk.request.form["without_missing"] == "1", attached.files); });
}

Outcome<KeptReport> take(Desk const& desk, Id id, std::string const& action) {
    if (action == "publish") return publish_with_files(desk, id);
    return organ::act(desk.env, desk.actor, [&](Context& in) -> Outcome<KeptReport> {
        if (action == "hand_in") return hand_in(in, id);
        if (action == "reopen") return reopen(in, id);
        if (action == "send_back") return send_back(in, id, desk.request.form["reason"]);
        return Refusal{"reports.find.not_found"};
    });
}

}  // namespace

Response get_hand_in(Desk const& desk) { return page_of(desk, std::nullopt); }

Response post_hand_in(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    auto const& action = desk.request.form["action"];
    auto done = take(desk, id, action);
    if (done) return http::see_other(url_of(id, done->state == State::drafting ? "figures" : "hand-in"));
    auto status = status_of(done.error());
    return status == 403 || status == 404 ? organ::web::refused(desk, done.error()) : page_of(desk, done.error());
}

Response open(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto found = named(in, desk);
        if (!found) return organ::web::refused(desk, found.error());
        return http::see_other(url_of(
            found->report.id, found->report.state == State::drafting || found->report.state == State::taken_in ? "figures" : "hand-in"));
    });
}

Response get_file(Desk const& desk) {
    auto content = organ::look(desk.env, desk.actor, [&](Context& in) -> Outcome<AnnualReport> {
        auto found = named(in, desk);
        if (!found) return found.error();
        return compose(in.tx, found->unit, found->report).whole;
    });
    if (!content) return organ::web::refused(desk, content.error());
    auto file = file_of(*content, desk.request.param("format"), desk.env.reader);
    if (!file) return organ::web::refused(desk, file.error());
    http::Response response;
    response.body = std::move(file->content);
    response.set("Content-Type", content_type_of(desk.request.param("format"))).set("Cache-Control", "no-store");
    http::as_attachment(response, file->name);
    return response;
}

}  // namespace mingtang::reports::web
