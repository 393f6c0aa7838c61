#include "base/text.hpp"
#include "organ/store.hpp"
#include "participation/figures.hpp"
#include "participation/rules.hpp"
#include "participation/store.hpp"
#include "participation/web/pages.hpp"

/// What all may read: letters with their replies, and how the box is kept.
namespace mingtang::participation::web {
namespace {

constexpr int page_size = 20;

std::string share(long long part, long long whole) {
    if (whole == 0) return word("figure", "none");
    auto tenths = (part * 1000 + whole / 2) / whole;
    return std::to_string(tenths / 10) + (tenths % 10 != 0 ? "." + std::to_string(tenths % 10) : "") + "%";
}

std::string half(double days) {
    auto twice = static_cast<long long>(days * 2 + 0.5);
    return std::to_string(twice / 2) + (twice % 2 != 0 ? ".5" : "");
}

void show_figures(view::Data data, Figures const& one) {
    auto add = [&](std::string_view name, std::string const& value) {
        data.section("figures").set("label", word("figure", name)).set("value", value).set("meaning", word("meaning", name));
    };
    add("received", std::to_string(one.received));
    add("replied", std::to_string(one.replied));
    add("closed", std::to_string(one.closed));
    add("on_time", share(one.on_time, one.due));
    add("median", one.replied == 0 ? word("figure", "none") : word("figure", "days", {{"n", half(one.median_days)}}));
    add("pleased", share(one.pleased, one.rated));
}

store::Filter filter_of(Request const& request, std::vector<organ::Unit> const& units) {
    store::Filter filter{.kind = from_text<Kind>(request.query["kind"])};
    for (auto const& unit : units)
        if (unit.code == request.query["unit"]) filter.unit_id = unit.id;
    return filter;
}

std::string address_of(store::Filter const& filter, std::string const& unit_code, std::string const& after) {
    std::string query;
    auto add = [&](std::string_view name, std::string_view value) {
        if (!value.empty()) query.append(query.empty() ? "?" : "&").append(name).append("=").append(text::percent_encode(value));
    };
    add("unit", unit_code);
    add("kind", filter.kind ? to_text(*filter.kind) : "");
    add("after", after);
    return "/letters" + query;
}

void show_rows(view::Data data, std::vector<Letter> const& letters, std::map<Id, std::string>& units) {
    auto list = data.section("list");
    for (auto const& letter : letters)
        list.section("rows")
            .set("url", "/letters/" + std::to_string(letter.id))
            .set("title", letter.public_title)
            .set("kind", word("kind", letter.kind))
            .set("unit", units[letter.unit_id])
            .set("replied_on", letter.replied_on.text());
}

}  // namespace

Response show_published(Environment const& env, Request const& request, std::vector<std::string>&) {
    auto nobody = organ::Actor::the_public();
    return organ::look(env, nobody, [&](Context& in) {
        PortalPage page(env, request, "participation/letters", word("page", "box"));
        page.crumb(word("page", "home"), "/").crumb(word("page", "box"));
        page.meta("ColumnName", word("page", "box")).meta("ColumnDescription", word("page", "box_description"));
        auto data = page.data();
        auto units = organ::store::all_units(in.tx);
        auto filter = filter_of(request, units);
        auto const& code = filter.unit_id ? request.query["unit"] : std::string();
        add_option(data, "units", "", word("page", "all_units"), filter.unit_id == 0);
        for (auto const& unit : units)
            if (unit.open) add_option(data, "units", unit.code, unit.name, unit.id == filter.unit_id);
        add_option(data, "kinds", "", word("page", "all_kinds"), !filter.kind);
        for (auto name : EnumNames<Kind>::names)
            add_option(data, "kinds", name, word("kind", name), filter.kind && to_text(*filter.kind) == name);
        auto after = store::Key::parse(request.query["after"]);
        auto letters = store::published(in.tx, filter, after, page_size + 1);
        bool more = letters.size() > page_size;
        if (more) letters.pop_back();
        auto names = organ::store::unit_names(in.tx);
        data.show("none", letters.empty());
        if (!letters.empty()) show_rows(data, letters, names);
        if (more || after) {
            auto pager = data.section("pager");
            if (after) pager.section("first").set("url", address_of(filter, code, ""));
            if (more)
                pager.section("next").set(
                    "url", address_of(filter, code, store::Key{letters.back().published_at.text(), letters.back().id}.text()));
        }
        show_figures(data, figures(in));
        for (auto name : EnumNames<Kind>::names)
            data.section("periods").set("kind", word("kind", name)).set("days", period_of(*from_text<Kind>(name)).working_days);
        return page.response();
    });
}

Response show_one(Environment const& env, Request const& request, std::vector<std::string>&) {
    auto nobody = organ::Actor::the_public();
    return organ::look(env, nobody, [&](Context& in) {
        auto letter = store::by_id(in.tx, request.id_param("id").value_or(0));
        if (!letter || letter->publicity != Publicity::published)
            return organ::web::refused(env, request, {"participation.published.not_found"});
        PortalPage page(env, request, "participation/letter", letter->public_title);
        page.crumb(word("page", "home"), "/").crumb(word("page", "box"), "/letters").crumb(text::shorten(letter->public_title, 20));
        page.meta("ArticleTitle", letter->public_title).meta("PubDate", letter->published_at.local_text());
        auto data = page.data();
        auto unit = organ::store::unit_by_id(in.tx, letter->unit_id);
        data.set("title", letter->public_title).set("kind", word("kind", letter->kind)).set("unit", unit ? unit->name : "");
        data.set("received_on", letter->received_on.text()).set("replied_on", letter->replied_on.text());
        show_lines(data, "lines", letter->public_words);
        show_lines(data, "reply_lines", letter->public_reply);
        if (letter->rating != Rating::none) data.section("rated").set("rating", word("rating", letter->rating));
        return page.response();
    });
}

}  // namespace mingtang::participation::web
