#include "base/text.hpp"
#include "remedy/store.hpp"
#include "reports/form.hpp"
#include "reports/grid.hpp"
#include "reports/store.hpp"
#include "reports/web/pages.hpp"
#include "reports/words.hpp"

namespace mingtang::reports::web {
namespace {

using http::Response;

constexpr int most_rows = 500;

/// One record behind a figure.
struct Record {
    std::string what, note, url;
};

std::vector<Record> requests(Context& in, Named const& named, std::string const& row, std::string const& column) {
    std::vector<Record> all;
    for (auto const& one :
         store::requests_behind(in.tx, registers_of(in.tx, named.unit.id, named.report.year), named.report.year, row, column, most_rows))
        all.push_back({one.case_number, one.received_on.text() + (one.closed_on ? " — " + one.closed_on.text() : ""),
                       "/desk/requests/" + std::to_string(one.id)});
    return all;
}

std::vector<Record> disputes(Context& in, Named const& named, std::string const& key) {
    std::vector<Record> all;
    auto mark = key.rfind('_');
    auto dispute = key.substr(0, mark), result = key.substr(mark + 1);
    for (std::size_t i = 0; i < form().disputes.size(); ++i) {
        if (form().disputes[i].key != dispute) continue;
        for (auto const& one : remedy::store::behind(in.tx, registers_of(in.tx, named.unit.id, named.report.year), named.report.year,
                                                     static_cast<remedy::Kind>(i), from_text<remedy::Result>(result)))
            all.push_back({one.case_number, one.decider + " " + one.accepted_on.text(), "/desk/remedies/" + std::to_string(one.id)});
    }
    return all;
}

std::vector<Record> documents(Context& in, Named const& named, std::string const& column) {
    std::vector<Record> all;
    auto known = normative_documents(store::normative_editions(in.tx, registers_of(in.tx, named.unit.id, named.report.year)));
    for (auto const& one : counted_as(known, column, named.report.year))
        all.push_back({one.title, one.document_number + " " + one.made_on.text(), "/disclosure/" + std::to_string(one.disclosure_id)});
    return all;
}

std::vector<Record> records_of(Context& in, Named const& named, std::string const& cell) {
    auto parts = text::split(cell, '.');
    if (parts.size() == 3 && parts[0] == "t3") return requests(in, named, parts[1], parts[2]);
    if (parts.size() == 2 && parts[0] == "t4") return disputes(in, named, parts[1]);
    if (parts.size() == 3 && parts[1] == "norm") return documents(in, named, parts[2]);
    return {};
}

/// Of a government: what each unit below has handed in for this cell.
void show_parts(view::Data data, Composed const& composed, std::string const& cell) {
    if (composed.parts.empty()) return;
    auto table = data.section("parts");
    for (auto const& part : composed.parts) {
        auto row = table.section("rows");
        row.set("unit", part.unit.name).show("missing", !part.is_in());
        if (!part.is_in()) continue;
        auto figure = row.section("figure");
        figure.set("number", printed(read_annual_report(part.report->content).value(), cell))
            .set("url", records_url(part.report->id, cell));
    }
    table.set("own", printed(composed.own, cell)).set("whole", printed(composed.whole, cell));
}

}  // namespace

Response get_records(Desk const& desk) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto found = named(in, desk);
        if (!found) return organ::web::refused(desk, found.error());
        auto const& cell = desk.request.query["cell"];
        if (words_of_cell(cell) == cell) return organ::web::refused(desk, {"reports.find.not_found"});
        DeskPage page(desk, "reports/records", word("page", "records"));
        page.crumb(word("page", "list"), std::string(list_url) + "?year=" + std::to_string(found->report.year));
        page.crumb(found->unit.name, url_of(found->report.id, "figures")).crumb(word("page", "records"));
        auto data = page.data();
        auto composed = compose(in.tx, found->unit, found->report);
        data.set("cell", words_of_cell(cell)).set("unit", found->unit.name).set("year", found->report.year);
        data.set("figure", printed(composed.whole, cell)).set("back", url_of(found->report.id, "figures"));
        data.show("is_taken_in", found->report.state == State::taken_in);
        auto records = records_of(in, *found, cell);
        bool typed = cell.starts_with("t2.") && !cell.starts_with("t2.norm");
        data.show("is_typed", typed).show("nothing", records.empty() && !typed && found->report.state != State::taken_in);
        if (!records.empty()) {
            auto table = data.section("records");
            table.set("count", records.size()).show("cut", records.size() == most_rows);
            for (auto const& one : records) table.section("rows").set("what", one.what).set("note", one.note).set("url", one.url);
        }
        show_parts(data, composed, cell);
        return page.response();
    });
}

}  // namespace mingtang::reports::web
