#include "channels/web/listing.hpp"

#include "base/text.hpp"

namespace mingtang::channels::web {
namespace {

namespace store = disclosure::store;
using store::By;

constexpr int rows_on_page = 30;

bool is_month(std::string const& month) { return month.size() == 7 && Date::parse(month + "-01").has_value(); }

std::string address(Listing const& listing, int year, std::string const& month, std::optional<disclosure::Kind> kind,
                    std::string_view direction = {}, std::string const& cursor = {}) {
    auto path = listing.path;
    std::string query;
    auto add = [&](std::string_view name, std::string_view value) {
        query.append(query.empty() ? "?" : "&").append(name).append("=").append(value);
    };
    if (listing.by_path) {
        if (year) path += "/year/" + std::to_string(year);
        if (!month.empty()) path += "/" + month.substr(5);
    } else {
        if (year) add("year", std::to_string(year));
        if (!month.empty()) add("month", month);
    }
    if (kind && listing.with_kinds) add("kind", to_text(*kind));
    if (!cursor.empty()) add(direction, cursor);
    return path + query;
}

bool read_query(http::Fields const& query, Filter& filter) {
    if (auto const& year = query["year"]; !year.empty()) {
        auto number = number_of(year);
        if (!number || *number < 1900 || *number > 2199) return false;
        filter.year = *number;
    }
    if (auto const& month = query["month"]; !month.empty()) {
        if (!is_month(month)) return false;
        filter.month = month;
        filter.year = number_of(month.substr(0, 4)).value_or(0);
    }
    if (auto const& kind = query["kind"]; !kind.empty()) {
        auto named = from_text<disclosure::Kind>(kind);
        if (!named) return false;
        filter.kind = *named;
    }
    return true;
}

void add_facet(view::Data facets, std::string_view section, std::string label, std::string href, long long count, bool current) {
    facets.section(section).set("label", label).set("href", href).set("count", count).show("current", current);
}

void add_facets(Reading& in, view::Data data, Listing const& listing) {
    auto const& f = listing.filter;
    auto facets = data.section("facets");
    auto wide = f;
    wide.year = 0;
    wide.month.clear();
    auto months = store::public_counts(in.tx, By::month, wide);
    std::map<std::string, long long, std::greater<>> years;
    for (auto const& month : months) years[month.key.substr(0, 4)] += month.count;
    auto of_years = facets.section("of_years");
    for (auto const& [key, count] : years) {
        auto year = number_of(key).value_or(0);
        add_facet(of_years, "years", key, address(listing, year, "", f.kind), count, year == f.year);
    }
    if (f.year) {
        auto of_months = facets.section("of_months");
        for (auto it = months.rbegin(); it != months.rend(); ++it)
            if (number_of(it->key.substr(0, 4)) == f.year)
                add_facet(of_months, "months", it->key, address(listing, f.year, it->key, f.kind), it->count, it->key == f.month);
    }
    if (!listing.with_kinds) return;
    auto any = f;
    any.kind.reset();
    auto of_kinds = facets.section("of_kinds");
    auto counts = store::public_counts(in.tx, By::kind, any);
    std::stable_sort(counts.begin(), counts.end(), [](auto const& a, auto const& b) { return a.count > b.count; });
    for (auto const& count : counts) {
        auto kind = from_text<disclosure::Kind>(count.key);
        add_facet(of_kinds, "kinds", word("kind", count.key), address(listing, f.year, f.month, kind), count.count, kind == f.kind);
    }
}

void add_chosen(view::Data data, Listing const& listing) {
    auto const& f = listing.filter;
    std::optional<view::Data> block;
    auto chip = [&](std::string label, std::string href) {
        if (!block) block = data.section("has_chosen");
        block->section("chosen").set("label", label).set("href", href);
    };
    if (!f.month.empty()) {
        chip(f.month, address(listing, f.year, "", f.kind));
    } else if (f.year) {
        chip(std::to_string(f.year), address(listing, 0, "", f.kind));
    }
    if (f.kind && listing.with_kinds) chip(word("kind", to_text(*f.kind)), address(listing, f.year, f.month, {}));
}

void add_months(Reading& in, view::Data data, std::vector<PublicRow> const& rows, bool with_unit) {
    for (auto from = rows.begin(); from != rows.end();) {
        auto to = std::find_if(from, rows.end(), [&](auto const& row) { return row.month != from->month; });
        auto month = data.section("month_groups");
        month.set("year", from->month.substr(0, 4)).set("month", number_of(from->month.substr(from->month[5] == '0' ? 6 : 5)).value_or(0));
        add_rows(in, month, "rows", {from, to}, with_unit);
        from = to;
    }
}

struct Part {
    std::vector<PublicRow> rows;
    bool newer = false, older = false;  // whether more lies before and behind
};

std::string cursor_at(PublicRow const& row) { return store::Cursor{row.published_on, row.disclosure_id}.text(); }

Part part_after(Reading& in, Filter const& filter, std::optional<store::Cursor> const& after) {
    Part part{.rows = store::public_list(in.tx, filter, after, rows_on_page + 1), .newer = after.has_value()};
    part.older = part.rows.size() > rows_on_page;
    if (part.older) part.rows.pop_back();
    return part;
}

/// A page short of rows would be the top of the list in another cut: then it is the first page.
Part part_before(Reading& in, Filter const& filter, store::Cursor const& before) {
    Part part{.rows = store::public_list_before(in.tx, filter, before, rows_on_page + 1), .newer = true, .older = true};
    if (part.rows.size() <= rows_on_page) return part_after(in, filter, {});
    part.rows.erase(part.rows.begin());
    return part;
}

/// Nothing when the place cannot be read.
std::optional<Part> part_of(Reading& in, Filter const& filter) {
    auto const &after = in.request.query["after"], &before = in.request.query["before"];
    auto const& text = after.empty() ? before : after;
    if (text.empty()) return part_after(in, filter, {});
    auto cursor = store::Cursor::parse(text);
    if (!cursor) return {};
    return after.empty() ? part_before(in, filter, *cursor) : part_after(in, filter, cursor);
}

void add_pager(view::Data data, Listing const& listing, Part const& part) {
    auto const& f = listing.filter;
    if (part.rows.empty() || (!part.newer && !part.older)) return;
    auto pager = data.section("pager");
    pager.set("newest_on", part.rows.front().published_on.text()).set("oldest_on", part.rows.back().published_on.text());
    if (part.newer) {
        auto newer = pager.section("newer");
        newer.set("first_href", address(listing, f.year, f.month, f.kind));
        newer.set("href", address(listing, f.year, f.month, f.kind, "before", cursor_at(part.rows.front())));
    }
    if (part.older) pager.section("older").set("href", address(listing, f.year, f.month, f.kind, "after", cursor_at(part.rows.back())));
}

}  // namespace

bool add_listing(Reading& in, view::Data data, Listing listing) {
    if (!read_query(in.request.query, listing.filter)) return false;
    auto part = part_of(in, listing.filter);
    if (!part) return false;
    auto const& rows = part->rows;
    in.keep = !rows.empty();
    data.set("count", store::public_count(in.tx, listing.filter)).set("contact_phone", in.env.site().contact_phone);
    add_facets(in, data, listing);
    add_chosen(data, listing);
    add_months(in, data, rows, listing.with_unit);
    data.show("none", rows.empty());
    add_pager(data, listing, *part);
    return true;
}

}  // namespace mingtang::channels::web
