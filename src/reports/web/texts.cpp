#include "http/reply.hpp"
#include "reports/draft.hpp"
#include "reports/form.hpp"
#include "reports/likeness.hpp"
#include "reports/web/pages.hpp"

namespace mingtang::reports::web {
namespace {

using http::Response;
using Typed = std::map<std::string, std::string>;

Response page_of(Desk const& desk, Typed const& typed, std::optional<Refusal> const& refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto found = named(in, desk);
        if (!found) return organ::web::refused(desk, found.error());
        auto page = step_page(desk, in, *found, "texts", "reports/texts");
        auto data = page.data();
        auto composed = compose(in.tx, found->unit, found->report);
        auto before = year_before(in.tx, found->unit, found->report.year);
        bool edits = may(found->report.state, Action::save, in.actor, found->unit.id);
        data.show("may_edit", edits);
        auto text_in = [](AnnualReport const& report, std::string const& number) {
            auto const none = std::string();
            if (!report.sections) return none;
            auto kept = report.sections->find(number);
            return kept == report.sections->end() ? none : kept->second;
        };
        for (auto const& number : written_sections()) {
            auto section = data.section("sections");
            auto given = typed.find(number);
            auto words = given == typed.end() ? text_in(composed.whole, number) : given->second;
            section.set("number", number).set("label", label_of(form().sections, number));
            section.section(edits ? "edit" : "fixed")
                .set("number", number)
                .set("words", words)
                .set("label", label_of(form().sections, number));
            if (refusal && refusal->field == "section_" + number) section.section("wrong").set("message", view::sentence(*refusal));
            if (before)
                if (auto last = text_in(*before, number); !last.empty())
                    section.section("before")
                        .set("year", before->year)
                        .set("likeness", likeness(words, last))
                        .set("words", last)
                        .set("label", label_of(form().sections, number));
        }
        if (refusal) organ::web::show_refusal(data, *refusal);
        return page.response(refusal ? status_of(*refusal) : 200);
    });
}

}  // namespace

Response get_texts(Desk const& desk) { return page_of(desk, {}, std::nullopt); }

Response post_texts(Desk const& desk) {
    Typed typed;
    for (auto const& number : written_sections())
        if (desk.request.form.has("section_" + number)) typed[number] = desk.request.form["section_" + number];
    auto id = desk.request.id_param("id").value_or(0);
    auto seen = number_of<int>(desk.request.form["lock_version"]);
    auto const& action = desk.request.form["action"];
    auto saved = organ::act(desk.env, desk.actor, [&](Context& in) {
        auto kept = save_texts(in, id, seen, typed);
        return kept && action == "draft" ? draft_texts(in, id, kept->lock_version) : kept;
    });
    if (saved) return http::see_other(url_of(id, action == "next" ? "checks" : "texts"));
    auto status = status_of(saved.error());
    return status == 403 || status == 404 ? organ::web::refused(desk, saved.error()) : page_of(desk, typed, saved.error());
}

}  // namespace mingtang::reports::web
