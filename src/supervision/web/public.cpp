#include "base/text.hpp"
#include "organ/store.hpp"
#include "supervision/store.hpp"
#include "supervision/web/pages.hpp"

namespace mingtang::supervision::web {
namespace {

constexpr int most_listed = 50;

/// The public reads what was demanded and what was done, not who of the staff wrote it.
void show_thread(view::Data row, Context& in, Rectification const& record) {
    for (auto const& step : store::steps_of(in.tx, record.id)) {
        if (step.action == "show" || step.action == "hide") continue;
        auto one = row.section("steps");
        one.set("action", word("action", step.action)).set("on", step.at.local_date().text());
        for (auto const& line : text::split(step.words, '\n')) one.section("lines").set("line", line);
    }
}

void show_public_case(view::Data list, Context& in, Rectification const& record, std::map<Id, std::string>& units) {
    auto row = list.section("cases");
    row.set("number", record.number)
        .set("title", record.title)
        .set("unit", units[record.unit_id])
        .set("stage", word("stage", record.stage));
    row.set("state", word("state", record.state))
        .set("issued_on", record.issued_on.text())
        .set_section("closed_section", "closed_on", record.closed_on.text());
    if (record.state == State::issued) organ::web::show_clock(row, record.due_on, in, word);
    show_thread(row, in, record);
}

void show_pager(view::Data pager, Id before, Id last) {
    if (before != 0) pager.section("first").set("url", "/supervision");
    if (last != 0) pager.section("next").set("url", "/supervision?before=" + std::to_string(last));
}

}  // namespace

http::Response public_page(organ::Environment const& env, http::Request const& request, std::vector<std::string>& tags) {
    tags.insert(tags.end(), {"supervision", "units", "day"});
    auto actor = organ::Actor::the_public();
    return organ::look(env, actor, [&](Context& in) {
        organ::web::PortalPage page(env, request, "supervision/public", word("page", "public"));
        page.crumb(word("page", "home"), "/").crumb(word("page", "public"));
        page.meta("ColumnName", word("page", "public"))
            .meta("ColumnType", word("page", "public"))
            .meta("ColumnDescription", word("page", "public"));
        auto units = organ::store::unit_names(in.tx);
        auto before = number_of(request.query["before"]);
        auto records = store::rectifications(in.tx, {.public_only = true, .before_id = before, .limit = most_listed + 1});
        bool more = int(records.size()) > most_listed;
        if (more) records.pop_back();
        auto data = page.data();
        data.show(records.empty() ? "nothing" : "something");
        if (!records.empty()) {
            auto list = data.section("list");
            for (auto const& record : records) show_public_case(list, in, record, units);
        }
        if (before != 0 || more) show_pager(data.section("pager"), before, more ? records.back().id : 0);
        auto site = env.site();
        data.set("sponsor", site.sponsor).set("contact_phone", site.contact_phone);
        return page.response();
    });
}

}  // namespace mingtang::supervision::web
