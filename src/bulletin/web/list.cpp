#include "bulletin/store.hpp"
#include "bulletin/web/pages.hpp"
#include "http/reply.hpp"
#include "organ/site_address.hpp"
#include "organ/web/layout.hpp"

namespace mingtang::bulletin::web {
namespace {

/// Months that may be begun from the page; older ones have passed.
constexpr int months_back = 12;

std::string month_before(std::string const& month) { return (measure::month_of(month)->from - 1).text().substr(0, 7); }

void show_rows(view::Data data, Context& in, std::vector<Bulletin> const& bulletins) {
    if (bulletins.empty()) return void(data.show("nothing"));
    auto table = data.section("something");
    for (auto const& one : bulletins) {
        auto row = table.section("rows");
        row.set("url", month_url(one.month)).set("month", month_words(one.month)).set("state", word("state", one.state));
        row.set("begun_on", one.begun_on.text()).set("until", one.contest_until_on.text());
        row.set("frozen_on", one.frozen_at ? one.frozen_at.local_date().text() : "");
        if (one.state == State::contesting) show_clock(row, one.contest_until_on, in);
        row.set("contests", store::contests(in.tx, one.id).size());
        if (auto open = store::open_contests(in.tx, one.id); open > 0) row.section("open_contests").set("count", open);
    }
}

void show_months(view::Data form, Context& in, std::vector<Bulletin> const& bulletins, std::string const& chosen) {
    std::set<std::string> begun;
    for (auto const& one : bulletins) begun.insert(one.month);
    auto month = in.today().text().substr(0, 7);
    for (int i = 0; i < months_back; ++i) {
        month = month_before(month);
        if (!begun.contains(month)) organ::web::add_option(form, "months", month, month_words(month), month == chosen);
    }
}

void show_minimums(view::Data form, http::Fields const& typed, Refusal const* refusal) {
    for (auto one : measures) {
        auto const& definition = measure::definition_of(one);
        if (!definition.is_rate()) continue;
        auto field = "minimum_" + std::string(to_text(one));
        auto row = form.section("minimums");
        row.set("field", field).set("name", definition.name).set("of", definition.of);
        row.set("value", typed.has(field) ? typed[field] : std::to_string(definition.minimum));
        if (refusal != nullptr && refusal->field == field) row.section("wrong").set("message", view::sentence(*refusal));
    }
}

http::Response list_page(Desk const& desk, Refusal const* refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        DeskPage page(desk, "bulletin/list", word("page", "list"));
        page.crumb(word("page", "list"));
        auto data = page.data();
        auto bulletins = store::bulletins(in.tx);
        data.set("running_url", month_url(in.today().text().substr(0, 7)));
        show_rows(data, in, bulletins);
        if (desk.actor.has(Role::office, 0)) {
            auto const& typed = desk.request.form;
            auto form = data.section("may_begin");
            form.set("csrf_token", desk.csrf_token).set("working_days", typed.has("working_days") ? typed["working_days"] : "5");
            show_months(form, in, bulletins, typed["month"]);
            show_minimums(form, typed, refusal);
        }
        if (refusal != nullptr) show_refused(data, *refusal);
        return page.response(refusal != nullptr ? status_of(*refusal) : 200);
    });
}

BeginForm begin_form(http::Fields const& typed) {
    BeginForm form{.month = typed["month"], .working_days = typed["working_days"], .minimums = {}};
    for (auto one : measures) {
        auto name = std::string(to_text(one));
        if (typed.has("minimum_" + name)) form.minimums[name] = typed["minimum_" + name];
    }
    return form;
}

}  // namespace

http::Response show_list(Desk const& desk) { return list_page(desk, nullptr); }

http::Response post_begin(Desk const& desk) {
    auto base = organ::base_url(desk.env);
    auto made = organ::act(desk.env, desk.actor, [&](Context& in) { return begin(in, begin_form(desk.request.form), base); });
    if (made) return http::see_other(month_url(made->month) + "?done=begun");
    auto refusal = made.error();
    return status_of(refusal) == 403 ? refuse(desk, refusal) : list_page(desk, &refusal);
}

}  // namespace mingtang::bulletin::web
