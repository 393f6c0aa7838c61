#include <iterator>
#include <utility>

#include "base/number.hpp"
#include "catalogue/due.hpp"
#include "catalogue/store.hpp"
#include "catalogue/words.hpp"
#include "dashboard/web/pages.hpp"
#include "disclosure/store.hpp"
#include "organ/store.hpp"

namespace mingtang::dashboard::web {
namespace {

constexpr std::size_t most_records = 500;

bool may_see(organ::Actor const& actor, Id unit_id) {
    auto units = units_of(actor);
    return units.empty() || std::find(units.begin(), units.end(), unit_id) != units.end();
}

std::string unit_url(Id id, Month const& month) { return "/desk/dashboard/units/" + std::to_string(id) + "?month=" + month.name; }

void show_due(view::Data row, catalogue::Due const& due, Context& in) {
    auto clock = catalogue::clock_shown(due.due_on, in.today(), in.calendar);
    row.set("last_on", due.last_on.text())
        .show("never", !due.last_on)
        .show("no_clock", !due.due_on)
        .show("late", clock.nearness == "overdue");
    if (due.due_on) row.section("clock").set("due_on", due.due_on.text()).set("nearness", clock.nearness).set("clock_words", clock.words);
}

/// Late ones first, then by day; those without a day last.
void show_items(view::Data data, Context& in, Id unit_id) {
    auto dues = catalogue::dues_by_item(in.tx, unit_id);
    std::map<std::string, long long> counts;
    for (auto const& one : disclosure::store::public_counts(in.tx, disclosure::store::By::catalogue_item, {.unit_id = unit_id}))
        counts[one.key] = one.count;
    auto items = catalogue::store::items_of(in.tx, unit_id);
    std::erase_if(items, [](auto const& item) { return !item.open; });
    std::stable_sort(items.begin(), items.end(), [&](auto const& a, auto const& b) {
        auto left = dues[a.id].due_on, right = dues[b.id].due_on;
        return bool(left) != bool(right) ? bool(left) : left < right;
    });
    data.set("item_count", items.size()).show("no_items", items.empty());
    for (auto const& item : items) {
        auto row = data.section("items").set("name", catalogue::full_name(item)).set("cadence", catalogue::cadence_words(item));
        row.set("url", "/desk/dashboard/items/" + std::to_string(item.id));
        row.set("count", counts[std::to_string(item.id)]);
        show_due(row, dues[item.id], in);
    }
}

http::Response unit_missing(Desk const& desk) { return organ::web::refused(desk, {"dashboard.unit.not_found"}); }

/// Section `pager`: from which record to which, of how many, the pages before and after.
void show_pages(view::Data data, std::string const& url, std::size_t number, std::size_t records) {
    if (records <= most_records) return;
    auto pager = data.section("pager");
    pager.set("from", (number - 1) * most_records + 1).set("to", std::min(number * most_records, records)).set("all", records);
    auto link = [&](char const* name, std::size_t to) { pager.section(name).set("url", url + "&page=" + std::to_string(to)); };
    if (number > 1) link("previous", number - 1);
    if (number * most_records < records) link("next", number + 1);
}

/// A page of the records behind a figure, and how many there are.
struct Listed {
    std::vector<measure::Record> records;
    std::size_t page = 0, counted = 0, all = 0;
};

/// They come by unit: only those of the units that the page shows are read, as a county's entries are too many.
Listed listed(Context& in, Measure one, Id unit_id, Period const& period, Id page_asked) {
    auto figures = measure::measured(in.tx, one, period, in.calendar, unit_id);
    std::erase_if(figures, [&](auto const& figure) { return !may_see(in.actor, figure.first); });
    auto rows_of = [&](Figure const& figure) { return std::size_t(measure::definition_of(one).is_rate() ? figure.of : figure.number); };
    Listed list;
    for (auto const& [unit, figure] : figures) list.counted += std::size_t(figure.number), list.all += rows_of(figure);
    list.page = std::min(std::size_t(std::max<Id>(page_asked, 1)), (list.all + most_records - 1) / most_records);
    auto skipped = list.page == 0 ? 0 : (list.page - 1) * most_records;
    for (auto const& [unit, figure] : figures) {
        if (list.records.size() == most_records) break;
        if (skipped >= rows_of(figure)) {
            skipped -= rows_of(figure);
            continue;
        }
        auto records = measure::records_of(in.tx, one, unit, period, in.calendar);
        auto from = std::min(std::exchange(skipped, 0), records.size());
        auto number = std::min(most_records - list.records.size(), records.size() - from);
        auto first = std::make_move_iterator(records.begin() + std::ptrdiff_t(from));
        list.records.insert(list.records.end(), first, first + std::ptrdiff_t(number));
    }
    return list;
}

}  // namespace

http::Response show_unit(Desk const& desk, PastDays& past) {
    auto id = desk.request.id_param("id").value_or(0);
    if (!may_see(desk.actor, id)) return unit_missing(desk);
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto month = month_asked(desk.request.query["month"], in.today());
        auto county = county_of(in, month.period, {id}, &past);
        if (county.units.empty()) return unit_missing(desk);
        auto const& row = county.units.front();
        DeskPage page(desk, "dashboard/unit", row.name);
        page.crumb(word("page", "county"), "/desk/dashboard?month=" + month.name).crumb(row.name);
        page.layout().show("with_charts");
        auto data = page.data();
        data.set("unit", row.name).set("address", "/desk/dashboard/units/" + std::to_string(id));
        show_months(data, month, in.today());
        show_columns(data);
        show_cells(data, row.figures, id, month);
        show_trend(data, in, month, id, {}, past);
        show_items(data, in, id);
        return page.response();
    });
}

http::Response show_records(Desk const& desk) {
    auto one = from_text<Measure>(desk.request.query["measure"]);
    bool all = desk.request.param("id") == "all";
    auto id = all ? 0 : desk.request.id_param("id").value_or(0);
    if (!all && (id == 0 || !may_see(desk.actor, id))) return unit_missing(desk);
    if (!one) return organ::web::refused(desk, {"dashboard.records.measure"});
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto month = month_asked(desk.request.query["month"], in.today());
        auto const& definition = measure::definition_of(*one);
        auto names = organ::store::unit_names(in.tx);
        if (!all && !names.contains(id)) return unit_missing(desk);
        auto list = listed(in, *one, id, month.period, number_of(desk.request.query["page"]));
        DeskPage page(desk, "dashboard/records", definition.name);
        page.crumb(word("page", "county"), "/desk/dashboard?month=" + month.name);
        if (!all) page.crumb(names[id], unit_url(id, month));
        page.crumb(definition.name);
        auto data = page.data();
        data.set("name", definition.name).set("definition", definition.definition).set("unit", all ? word("page", "all") : names[id]);
        data.set("month", month.name).set("as_of", month.period.to.text()).set("unit_word", definition.unit);
        data.set("counted", list.counted);
        data.show("none", list.all == 0).show("some", list.all > 0).show("of_several", all);
        if (definition.is_rate())
            data.section("rate").set("number_words", definition.number).set("of_words", definition.of).set("of", list.all);
        show_pages(data, records_url(id, *one, month), list.page, list.all);
        for (auto const& record : list.records) {
            auto row = data.section("records").set("title", record.title).set("day", record.day.text());
            if (all) row.section("unit_part").set("unit", names[record.unit_id]);
            row.set("why", record.why).show("not_counted", !record.counted);
            if (record.url.empty()) {
                row.show("plain");
            } else {
                row.section("linked").set("url", record.url);
            }
        }
        return page.response();
    });
}

/// The four steps of an entry (制定目录、实施公开、收集反馈、归档管理): what is due, what was published, what is archived.
http::Response show_item(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        auto item = catalogue::store::item(in.tx, id);
        if (!item || item->unit_id == 0 || !may_see(desk.actor, item->unit_id))
            return organ::web::refused(desk, {"dashboard.item.not_found"});
        auto month = month_asked("", in.today());
        auto names = organ::store::unit_names(in.tx);
        DeskPage page(desk, "dashboard/item", catalogue::full_name(*item));
        page.crumb(word("page", "county"), "/desk/dashboard").crumb(names[item->unit_id], unit_url(item->unit_id, month));
        page.crumb(catalogue::full_name(*item));
        auto data = page.data();
        auto dues = catalogue::dues_by_item(in.tx, item->unit_id);
        data.set("name", catalogue::full_name(*item)).set("unit", names[item->unit_id]).set("cadence", catalogue::cadence_words(*item));
        data.set("basis", item->basis).set("public_url", "/catalogue/items/" + std::to_string(id)).show("closed", !item->open);
        show_due(data, dues[id], in);
        disclosure::store::Filter filter{.unit_id = item->unit_id, .catalogue_item_ids = {id}};
        data.set("count", disclosure::store::public_count(in.tx, filter)).set("archived", disclosure::store::archived_count(in.tx, id));
        auto rows = disclosure::store::public_list(in.tx, filter, {}, int(most_records));
        data.show("none", rows.empty()).show("some", !rows.empty());
        for (auto const& row : rows)
            data.section("records")
                .set("title", row.title)
                .set("url", "/disclosure/" + std::to_string(row.disclosure_id))
                .set("index_number", row.index_number)
                .set("published_on", row.published_on.text())
                .show("is_archived", row.archived);
        return page.response();
    });
}

}  // namespace mingtang::dashboard::web
