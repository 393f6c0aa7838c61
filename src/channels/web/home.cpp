#include "channels/web/page.hpp"

namespace mingtang::channels::web {
namespace {

namespace store = disclosure::store;

constexpr int latest_on_home = 12;
constexpr int latest_of_subject = 3;
constexpr int emergency_days = 7;

/// law: ogi-2019:20(12) 突发公共事件的应急预案、预警信息及应对情况: shown first while it is fresh.
void add_emergencies(Reading& in, view::Data data) {
    auto oldest = in.today() - emergency_days;
    std::vector<PublicRow> fresh;
    for (auto& row : store::public_list(in.tx, Filter{.kind = disclosure::Kind::emergency}, {}, 5))
        if (row.published_on >= oldest) fresh.push_back(std::move(row));
    if (!fresh.empty()) add_rows(in, data.section("emergencies"), "rows", fresh);
}

void add_subjects(Reading& in, view::Data data) {
    in.tag("catalogue");
    std::map<std::string, long long> counts;
    for (auto const& count : store::public_counts(in.tx, store::By::subject)) counts[count.key] = count.count;
    std::optional<view::Data> block;
    for (auto const& subject : catalogue::store::subjects(in.tx)) {
        if (!subject.is_key) continue;
        if (!block) block = data.section("has_subjects");
        auto card = block->section("subjects");
        card.set("name", subject.name).set("subject_href", "/subjects/" + subject.code).set("count", counts[subject.code]);
        add_rows(in, card, "rows", store::public_list(in.tx, Filter{.subject = subject.code}, {}, latest_of_subject), false);
    }
}

void add_units(Reading& in, view::Data data) {
    std::map<Id, long long> counts;
    for (auto const& count : store::public_counts(in.tx, store::By::unit)) counts[std::stoll(count.key)] = count.count;
    in.unit(0);
    for (auto kind : EnumNames<organ::UnitKind>::names) {
        std::optional<view::Data> group;
        for (auto const& unit : organ::store::all_units(in.tx)) {
            // The government and its office stand together: one box alone in a row looks lost.
            auto shown_under = unit.kind == organ::UnitKind::office ? organ::UnitKind::government : unit.kind;
            if (!unit.open || to_text(shown_under) != kind) continue;
            if (!group) group = data.section("unit_groups").set("kind_word", word("home_units", kind));
            group->section("units").set("name", short_name(unit)).set("unit_href", "/units/" + unit.code).set("count", counts[unit.id]);
        }
    }
}

/// The organ in charge of disclosure: the first open unit of that kind.
void add_office(Reading& in, view::Data data) {
    for (auto const& unit : organ::store::all_units(in.tx)) {
        if (!unit.open || unit.kind != organ::UnitKind::office) continue;
        auto office = data.section("office");
        office.set("unit_name", unit.name).set("unit_href", "/units/" + unit.code);
        office.set_section("address_section", "address", unit.address).set_section("hours_section", "hours", unit.hours);
        office.set_section("telephone_section", "telephone", unit.telephone).set_section("fax_section", "fax", unit.fax);
        return;
    }
}

Response home(Reading& in) {
    in.tag("list:all");
    auto site = in.env.site();
    PortalPage page(in.env, in.request, "channels/home", word("page", "home"));
    describe_column(page, word("page", "home"), site.site_name);
    add_feeds(page, word("page", "latest"), "/feeds/all");
    auto data = page.data();
    data.set("site_name", site.site_name);
    add_emergencies(in, data);
    auto latest = store::public_list(in.tx, {}, {}, latest_on_home);
    if (latest.empty()) data.show("none");
    add_rows(in, data.section("latest"), "rows", latest);
    add_subjects(in, data);
    add_units(in, data);
    add_office(in, data);
    return page.response();
}

}  // namespace

http::Routes home_routes(Environment const& env) { return {{http::Method::get, "/", page(env, {}, home)}}; }

}  // namespace mingtang::channels::web
