#include "base/text.hpp"
#include "law/outcome_of_request.hpp"
#include "organ/retention.hpp"
#include "request/rules.hpp"
#include "request/store.hpp"
#include "request/web/desk_shown.hpp"

namespace mingtang::request::web {
namespace {

constexpr int page_size = 100;
constexpr int csv_at_once = 500;

/// Units asked for, of those that the person may see.
std::vector<Id> units_asked(Context& in, http::Fields const& query) {
    auto units = own_units(in);
    auto one = number_of(query["unit"]);
    if (one != 0 && std::find(units.begin(), units.end(), one) != units.end()) return {one};
    return units;
}

store::Filter filter_of(Context& in, http::Fields const& query) {
    store::Filter filter{.units = units_asked(in, query), .state = from_text<State>(query["state"])};
    filter.year = int(std::min<Id>(number_of(query["year"]), 9999));
    if (law::find_request_outcome(query["outcome"]) != nullptr) filter.outcome = query["outcome"];
    filter.after_id = number_of(query["after"]);
    return filter;
}

std::string query_of(http::Fields const& query) {
    std::string kept;
    for (auto const* name : {"unit", "year", "state", "outcome"})
        if (!query[name].empty()) kept += std::string(kept.empty() ? "?" : "&") + name + "=" + text::percent_encode(query[name]);
    return kept;
}

std::string outcome_name(std::string const& code) {
    auto const* outcome = law::find_request_outcome(code);
    return outcome != nullptr ? outcome->name : "";
}

std::string kept_until(Context& in, InfoRequest const& request, std::map<Id, int>& months) {
    if (request.erased_at) return word("register", "erased");
    if (!request.archived_at || request.source == Source::register_) return "";
    auto [at, added] = months.try_emplace(request.unit_id, 0);
    if (added) at->second = office_of(in, request.unit_id).retention_months;
    return organ::erase_after(request.archived_at, at->second).local_date().text();
}

void show_filter(view::Data data, Context& in, http::Fields const& query, Names const& names) {
    for (auto id : own_units(in)) add_choice(data, "units", std::to_string(id), names.unit(id), query["unit"]);
    show_choices<State>(data, "state", query["state"]);
    for (auto const& outcome : law::request_outcomes()) add_choice(data, "outcome_choices", outcome.code, outcome.name, query["outcome"]);
    data.set("year", query["year"]).set("csv", "/desk/requests/register.csv" + query_of(query));
}

void show_rows(view::Data data, Context& in, std::vector<InfoRequest> const& found, Names const& names) {
    std::map<Id, int> months;
    auto table = data.section("cases");
    for (auto const& request : found)
        table.section("rows")
            .set("url", case_url(request.id))
            .set("case_number", request.case_number)
            .set("unit", names.unit(request.unit_id))
            .set("received_on", request.received_on.text())
            .set("channel", word("channel_short", request.channel))
            .set("kind", word("applicant_kind", request.applicant_kind))
            .set("state", word("state", request.state))
            .show("extended", request.extended)
            .set("outcome", outcome_name(request.outcome))
            .set("closed_on", request.closed_on.text())
            .set("kept_until", kept_until(in, request, months));
}

/// A cell of CSV; what a spreadsheet would take for a formula is marked as text.
std::string cell(std::string value) {
    if (!value.empty() && std::string_view("=+-@\t\r").find(value[0]) != std::string_view::npos) value.insert(0, "'");
    if (value.find_first_of(",\"\n\r") == std::string::npos) return value;
    std::string quoted = "\"";
    for (char c : value) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + "\"";
}

std::string line(std::vector<std::string> const& cells) {
    std::string joined;
    for (auto const& one : cells) joined += (joined.empty() ? "" : ",") + cell(one);
    return joined + "\r\n";
}

std::string csv_row(InfoRequest const& request, Names const& names) {
    return line({request.case_number, names.unit(request.unit_id), request.received_on.text(), std::string(to_text(request.channel)),
                 std::string(to_text(request.applicant_kind)), std::string(to_text(request.state)), request.outcome,
                 outcome_name(request.outcome), request.closed_on.text(), request.extended ? "1" : "0", request.carried_in ? "1" : "0",
                 names.person(request.first_responder_id), names.person(request.handler_id)});
}

}  // namespace

http::Response show_register(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        if (own_units(in).empty()) return refuse(desk, {"request.desk.forbidden"});
        DeskPage page(desk, "request/desk_register", word("page", "register"));
        page.crumb(word("page", "inbox"), "/desk/requests").crumb(word("page", "register"));
        auto data = page.data();
        auto const& query = desk.request.query;
        Names names(in);
        show_filter(data, in, query, names);
        auto filter = filter_of(in, query);
        filter.limit = page_size + 1;
        auto found = store::list(in.tx, filter);
        bool more = found.size() > page_size;
        if (more) found.pop_back();
        data.show("nothing", found.empty());
        if (!found.empty()) show_rows(data, in, found, names);
        auto first = filter;
        first.after_id = 0;
        data.set("total", store::count(in.tx, first));
        if (more || filter.after_id != 0) {
            auto pager = data.section("pager");
            auto base = "/desk/requests/register" + query_of(query);
            if (filter.after_id != 0) pager.section("first_page").set("url", base);
            if (more)
                pager.section("next_page")
                    .set("url", base + (base.find('?') == std::string::npos ? "?" : "&") + "after=" + std::to_string(found.back().id));
        }
        return page.count_all(in).response();
    });
}

http::Response export_register(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        if (own_units(in).empty()) return refuse(desk, {"request.desk.forbidden"});
        Names names(in);
        auto filter = filter_of(in, desk.request.query);
        filter.limit = csv_at_once;
        filter.after_id = 0;
        std::string csv = "\xEF\xBB\xBF" + line({"case_number", "unit", "received_on", "channel", "applicant_kind", "state", "outcome",
                                                 "outcome_name", "closed_on", "extended", "carried_in", "first_responder", "handler"});
        for (;;) {
            auto found = store::list(in.tx, filter);
            for (auto const& request : found) csv += csv_row(request, names);
            if (found.size() < csv_at_once) break;
            filter.after_id = found.back().id;
        }
        auto response = http::text(std::move(csv));
        response.set("Content-Type", "text/csv; charset=utf-8");
        http::as_attachment(response, word("register", "file") + ".csv");
        response.set("Cache-Control", "no-store");
        return response;
    });
}

}  // namespace mingtang::request::web
