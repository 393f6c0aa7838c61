#include "base/text.hpp"
#include "catalogue/particulars.hpp"
#include "catalogue/store_proposals.hpp"
#include "catalogue/words.hpp"
#include "channels/web/catalogue_tree.hpp"
#include "channels/web/freshness.hpp"
#include "channels/web/listing.hpp"

namespace mingtang::channels::web {

namespace store = disclosure::store;
using catalogue::Item;

std::vector<TreeDomain> catalogue_tree(Reading& in) {
    in.tag("catalogue"), in.tag("list:all");
    std::map<Id, store::Count> counts;
    for (auto& count : store::public_counts(in.tx, store::By::catalogue_item)) counts[std::stoll(count.key)] = count;
    auto add_to = [](TreeItem& to, store::Count const& count) {
        to.count += count.count;
        to.last_on = std::max(to.last_on, count.last_on);
    };
    std::map<std::string, std::vector<TreeItem>> by_domain;
    for (auto& item : catalogue::store::items_of(in.tx, 0)) {
        if (!item.open) continue;
        TreeItem leaf{.item = item};
        add_to(leaf, counts[item.id]);
        for (auto const& derived : catalogue::store::derived_from(in.tx, item.id)) add_to(leaf, counts[derived.id]);
        by_domain[item.domain].push_back(std::move(leaf));
    }
    std::vector<TreeDomain> tree;
    for (auto const& domain : catalogue::store::domains(in.tx)) {
        TreeDomain branch{.domain = domain, .items = std::move(by_domain[domain.code])};
        for (auto const& leaf : branch.items) branch.count += leaf.count, branch.last_on = std::max(branch.last_on, leaf.last_on);
        tree.push_back(std::move(branch));
    }
    return tree;
}

std::vector<Id> items_under(Reading& in, Item const& item) {
    std::vector<Id> ids{item.id};
    in.tag("list:item", item.id);
    if (item.unit_id != 0) return ids;
    for (auto const& derived : catalogue::store::derived_from(in.tx, item.id)) {
        ids.push_back(derived.id);
        in.tag("list:item", derived.id);
    }
    return ids;
}

namespace {

// Sections are looked up in the sections around them too: each level has a name of its own.
void add_leaf(view::Data data, TreeItem const& leaf, std::string_view name) {
    auto row = data.section("leaves");
    row.set("name", name).set("href", "/catalogue/items/" + std::to_string(leaf.item.id)).show("is_empty", leaf.count == 0);
    if (leaf.count) row.section("leaf_filled").set("count", leaf.count).set("last_on", leaf.last_on.text());
}

/// Entries of one first level stand together, as the standard catalogues have them.
void add_branch(view::Data data, TreeDomain const& branch) {
    for (auto from = branch.items.begin(); from != branch.items.end();) {
        auto to = std::find_if(from, branch.items.end(), [&](auto const& leaf) { return leaf.item.level1 != from->item.level1; });
        auto group = data.section("groups");
        long long count = 0;
        Date last_on;
        for (auto it = from; it != to; ++it) count += it->count, last_on = std::max(last_on, it->last_on);
        group.set("name", from->item.level1);
        if (count) group.section("group_filled").set("count", count).set("last_on", last_on.text());
        for (auto it = from; it != to; ++it) add_leaf(group, *it, it->item.level2.empty() ? it->item.level1 : it->item.level2);
        from = to;
    }
}

Response tree_page(Reading& in, std::string const& title, std::vector<TreeDomain> const& tree, bool whole) {
    PortalPage page(in.env, in.request, "channels/catalogue", title);
    page.crumb(word("page", "home"), "/").crumb(word("page", "catalogue"), whole ? "" : "/catalogue");
    if (!whole) page.crumb(title);
    describe_column(page, title, title);
    auto data = page.data();
    std::size_t items = 0;
    Date last_on;
    for (auto const& branch : tree) {
        items += branch.items.size();
        last_on = std::max(last_on, branch.last_on);
        auto domain = data.section("domains");
        domain.set("name", branch.domain.name)
            .set("href", "/catalogue/" + branch.domain.code)
            .show("is_open", !whole)
            .show("is_whole", whole);
        if (branch.count) domain.section("domain_filled").set("count", branch.count).set("last_on", branch.last_on.text());
        add_branch(domain, branch);
    }
    data.set("domain_count", tree.size()).set("item_count", items).show("is_whole", whole).show("none", items == 0);
    if (last_on) data.section("updated").set("last_on", last_on.text());
    return page.response();
}

Response whole_tree(Reading& in) { return tree_page(in, word("page", "catalogue"), catalogue_tree(in), true); }

Response one_domain(Reading& in) {
    auto tree = catalogue_tree(in);
    std::erase_if(tree, [&](auto const& branch) { return branch.domain.code != in.request.param("domain"); });
    if (tree.empty()) return not_found(in);
    auto name = tree.front().domain.name;
    return tree_page(in, name, tree, false);
}

void add_particulars(Reading& in, view::Data data, Item const& item) {
    data.set_section("content_section", "content", item.content).set_section("basis_section", "basis", item.basis);
    data.set_section("limit_section", "time_limit", item.time_limit).set_section("subject_section", "subject", item.subject);
    if (item.cadence != catalogue::Cadence::none) data.section("cadence_section").set("cadence_words", catalogue::cadence_words(item));
    data.set_section("channels_section", "channels", catalogue::carriers_words(item))
        .set_section("audience_section", "audience", item.audience);
    data.set_section("way_section", "way", item.way).set_section("level_section", "level", item.level);
    data.set("level1", item.level1).set("code", item.code);
    if (item.unit_id) {
        auto const& unit = in.unit(item.unit_id);
        data.section("of_unit").set("unit_name", unit.name).set("unit_href", "/units/" + unit.code);
    }
}

store::Count count_of(Reading& in, Id item_id) {
    auto counts = store::public_counts(in.tx, store::By::catalogue_item, {.catalogue_item_ids = {item_id}});
    return counts.empty() ? store::Count{} : counts.front();
}

/// M22: an entry goes round from due to published, answered and archived.
void add_loop(Reading& in, view::Data data, Item const& item) {
    auto count = count_of(in, item.id);
    auto loop = data.section("loop");
    add_freshness(in, loop, freshness_of(in, item, count.last_on));
    loop.set("cadence_words", catalogue::cadence_words(item)).set("published_count", count.count);
    loop.set("archived_count", store::archived_count(in.tx, item.id));
    auto feedback = catalogue::store::feedback_of_item(in.tx, item.id);
    loop.show("no_feedback", feedback.shown == 0);
    if (feedback.shown) loop.section("feedback").set("feedback_count", feedback.shown).set("answered_count", feedback.answered);
    auto until = catalogue::displayed_until(item, count.last_on, *in.calendar);
    if (until)
        loop.section("display")
            .set("display_words", catalogue::period_words(item.display_number, item.display_unit))
            .set("display_until", until.text());
    for (auto const& stage : catalogue::stages_of(item.stages)) {
        auto row = loop.section("stages").set("stage_name", stage.name);
        row.set_section("stage_day", "stage_on", stage.on.text());
    }
}

/// The units that carry a standard entry, each with its own freshness.
void add_carriers(Reading& in, view::Data data, Item const& item) {
    std::optional<view::Data> carriers;
    for (auto const& derived : catalogue::store::derived_from(in.tx, item.id)) {
        if (!derived.open) continue;
        if (!carriers) carriers = data.section("carriers");
        auto count = count_of(in, derived.id);
        auto row = carriers->section("units");
        row.set("name", short_name(in.unit(derived.unit_id)))
            .set("href", "/catalogue/items/" + std::to_string(derived.id))
            .set("unit_count", count.count);
        row.set("cadence", catalogue::word("cadence", to_text(derived.cadence)));
        add_freshness(in, row, freshness_of(in, derived, count.last_on));
    }
}

/// What a unit changed of the standard entry that its own is derived from.
void add_standard(Reading& in, view::Data data, Item const& item) {
    auto standard = item.standard_id ? catalogue::store::item(in.tx, item.standard_id) : std::nullopt;
    if (!standard) return;
    auto block = data.section("of_standard").set("standard_href", "/catalogue/items/" + std::to_string(standard->id));
    block.set("standard_name", catalogue::full_name(*standard));
    std::optional<view::Data> changed;
    auto derived = *standard;
    derived.subject = item.subject;  // whose affair it is always differs
    for (auto const& one : catalogue::shown_differences(derived, item)) {
        if (!changed) changed = block.section("changed");
        changed->section("changes").set("what", one.name).set("before", one.before).set("after", one.after);
    }
    if (changed) changed->set_section("why_section", "why", item.deviation);
}

Response one_item(Reading& in) {
    in.tag("catalogue");
    auto id = in.request.id_param("id");
    auto item = id ? catalogue::store::item(in.tx, *id) : std::nullopt;
    if (!item) return not_found(in);
    auto title = item->level2.empty() ? item->level1 : item->level2;
    auto path = "/catalogue/items/" + std::to_string(item->id);
    PortalPage page(in.env, in.request, "channels/item", title);
    page.crumb(word("page", "home"), "/").crumb(word("page", "catalogue"), "/catalogue").crumb(title);
    describe_column(page, title, item->content.empty() ? title : item->content);
    add_feeds(page, title, "/feeds/catalogue/" + std::to_string(item->id));
    add_particulars(in, page.data(), *item);
    page.data().set("editions_href", path + "/editions");
    if (auto open = catalogue::store::open_proposal_of_item(in.tx, item->id); open && open->comment_from)
        page.data().section("under_comment").set("proposal_href", "/catalogue/proposals/" + std::to_string(open->id));
    if (item->unit_id) {
        add_loop(in, page.data(), *item);
        add_standard(in, page.data(), *item);
    } else {
        add_carriers(in, page.data(), *item);
    }
    Listing listing{.path = path, .filter = {.catalogue_item_ids = items_under(in, *item)}, .with_unit = item->unit_id == 0};
    if (!add_listing(in, page.data().include("listing", "channels/listing"), std::move(listing))) return not_found(in);
    return page.response();
}

/// A cell that a spreadsheet would run as a formula becomes text.
std::string cell(std::string value) {
    value = text::one_line(value);
    if (!value.empty() && std::string_view("=+-@").find(value[0]) != std::string_view::npos) value.insert(0, "'");
    std::string quoted = "\"";
    for (char c : value) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

void add_line(std::string& csv, std::vector<std::string> cells) {
    for (auto& one : cells) one = cell(std::move(one));
    csv += text::join(cells, ",") + "\r\n";
}

Response export_csv(Reading& in) {
    std::string csv = "\xEF\xBB\xBF";
    std::vector<std::string> head;
    for (auto name : {"domain", "code", "level1", "level2", "content", "basis", "time_limit", "subject", "channels", "audience", "way",
                      "level", "count", "last_on"})
        head.push_back(word("csv", name));
    add_line(csv, head);
    for (auto const& branch : catalogue_tree(in))
        for (auto const& [i, count, last_on] : branch.items)
            add_line(csv, {branch.domain.name, i.code, i.level1, i.level2, i.content, i.basis, i.time_limit, i.subject, i.channels,
                           i.audience, i.way, i.level, std::to_string(count), last_on.text()});
    Response response;
    response.set("Content-Type", "text/csv; charset=utf-8");
    http::as_attachment(response, word("page", "catalogue") + ".csv");
    response.body = std::move(csv);
    return response;
}

}  // namespace

http::Routes catalogue_routes(Environment const& env) {
    using http::Method;
    return {{Method::get, "/catalogue", page(env, {}, whole_tree)},
            {Method::get, "/catalogue/export.csv", page(env, {}, export_csv)},
            {Method::get, "/catalogue/{domain}", page(env, {}, one_domain)},
            {Method::get, "/catalogue/items/{id}", page(env, listing_query, one_item)}};
}

}  // namespace mingtang::channels::web
