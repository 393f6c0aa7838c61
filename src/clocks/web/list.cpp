#include <algorithm>
#include <functional>

#include "base/number.hpp"
#include "clocks/calendar_feed.hpp"
#include "clocks/rules.hpp"
#include "clocks/sources.hpp"
#include "clocks/web/pages.hpp"
#include "clocks/words.hpp"
#include "organ/store.hpp"
#include "organ/web/layout.hpp"
#include "organ/web/shown.hpp"

/// What the person's units must not miss, nearest first.
namespace mingtang::clocks::web {
namespace {

constexpr std::size_t shown_of_group = 200, shown_of_one_group = 2000;
constexpr std::array horizons{30, 90, 366};

/// What is asked for in the address.
struct Wish {
    Id unit_id = 0;  // 0: all that the person sees
    std::optional<Kind> kind;
    int days = horizons[0];
    bool mine = false;
    std::optional<Standing> only;  // this group alone, with more of it
};

/// What is shown, and how much there is: of some kinds more than the list takes.
struct Listed {
    std::vector<Clock> clocks;
    std::array<long long, EnumNames<Standing>::names.size()> numbers{};
    std::vector<std::pair<Kind, long long>> cut;  // kinds that are not listed whole, and how many there are
};

Wish wish_of(Desk const& desk, Units const& seen) {
    auto const& query = desk.request.query;
    Wish wish{.unit_id = number_of(query["unit"]),
              .kind = from_text<Kind>(query["kind"]),
              .mine = query["mine"] == "1",
              .only = from_text<Standing>(query["only"])};
    if (!seen.hold(wish.unit_id)) wish.unit_id = 0;
    auto days = int(std::min<Id>(number_of(query["days"]), horizons.back()));
    if (std::find(horizons.begin(), horizons.end(), days) != horizons.end()) wish.days = days;
    return wish;
}

Asked asked_by(Context const& in, Units const& seen, Wish const& wish) {
    Asked asked{.until = in.today() + wish.days, .kind = wish.kind, .stopped_too = true};
    if (wish.unit_id != 0) {
        asked.units = {wish.unit_id};
        asked.most = without_end;  // one unit's are not too many
    } else if (!seen.all) {
        asked.units = seen.ids;
    }
    return asked;
}

/// Of a kind that the list cuts (`whole`: before it is asked what the person sees), what there is of each standing; of the others what is
/// listed.
void count_cut(Context& in, Asked const& asked, std::vector<Clock> const& whole, std::function<bool(Clock const&)> const& shows,
               Listed& listed) {
    std::map<Kind, int> read;
    for (auto const& clock : whole) read[clock.kind] += !clock.stopped;
    std::erase_if(read, [&](auto const& one) { return one.second < asked.most; });
    auto days = warn_days(in.tx);
    for (auto const& clock : listed.clocks)
        if (!read.contains(clock.kind)) ++listed.numbers[std::size_t(standing(clock, in.today(), days[clock.kind], in.calendar))];
    for (auto const& [kind, _] : read) {
        long long number = 0;
        for (auto const& tally : tallies_of(in, kind, asked))
            if (shows(tally.one)) listed.numbers[std::size_t(tally.standing)] += tally.number, number += tally.number;
        if (number > 0) listed.cut.emplace_back(kind, number);
    }
}

Listed wished(Context& in, Desk const& desk, Units const& seen, Wish const& wish) {
    if (seen.none()) return {};
    auto asked = asked_by(in, seen, wish);
    auto shows = [&](Clock const& clock) {
        return may_see(desk.actor, clock.kind, clock.unit_id) && (!wish.mine || waits_for(clock, desk.actor.person_id, desk.actor.grants));
    };
    auto whole = clocks(in, asked);
    Listed listed;
    for (auto const& clock : whole)
        if (shows(clock)) listed.clocks.push_back(clock);
    count_cut(in, asked, whole, shows, listed);
    return listed;
}

/// The page with the same wish, of one group.
std::string url_of(Wish const& wish, std::string const& only) {
    std::string url = "/desk/clocks?days=" + std::to_string(wish.days);
    if (wish.unit_id != 0) url += "&unit=" + std::to_string(wish.unit_id);
    if (wish.kind) url += "&kind=" + std::string(to_text(*wish.kind));
    if (wish.mine) url += "&mine=1";
    return only.empty() ? url : url + "&only=" + only;
}

void show_filter(view::Data data, Context& in, Units const& seen, Wish const& wish) {
    using organ::web::add_option;
    auto units = data.section("choose_unit");
    add_option(units, "units", "", word("page", "all_units"), wish.unit_id == 0);
    for (auto const& unit : organ::store::all_units(in.tx))
        if (seen.hold(unit.id) && (unit.open || unit.id == wish.unit_id))
            add_option(units, "units", std::to_string(unit.id), unit.name, unit.id == wish.unit_id);
    add_option(data, "kinds", "", word("page", "all_kinds"), !wish.kind);
    for (auto name : EnumNames<Kind>::names) add_option(data, "kinds", name, word("kind", name), wish.kind && to_text(*wish.kind) == name);
    for (auto days : horizons)
        add_option(data, "horizons", std::to_string(days), word("page", "days_" + std::to_string(days)), days == wish.days);
    data.show("mine", wish.mine);
}

void show_row(view::Data row, Context& in, Clock const& clock, Standing as, std::string const& unit) {
    row.set("title", clock.title).set("url", clock.url).set("kind", word("kind", clock.kind)).set("unit", unit);
    row.show("untitled", clock.title.empty());
    auto left = left_of(clock.due_on, as == Standing::warning, in.today(), in.calendar);
    row.set("nearness", left.nearness).set("left", left.words).set_section("due_section", "due_on", clock.due_on.text());
    row.set("why", clock.why);
    auto law = view::citation(clock.basis);
    if (!law.text.empty()) row.section("law").set("text", law.text).set("law_url", law.url);
    if (clock.due_on && !in.calendar.is_known(clock.due_on.year())) row.section("uncertain").set("year", clock.due_on.year());
}

void show_cut_kinds(view::Data data, Listed const& listed) {
    for (auto const& [kind, number] : listed.cut)
        data.section("cut_kinds").set("kind", word("kind", kind)).set("number", number).set("most", Asked{}.most);
}

void show_groups(view::Data data, Context& in, Listed const& listed, Wish const& wish) {
    auto days = warn_days(in.tx);
    auto names = organ::store::unit_names(in.tx);
    names[0] = word("page", "site");
    std::array<std::vector<Clock const*>, EnumNames<Standing>::names.size()> groups;
    for (auto const& clock : listed.clocks)
        groups[std::size_t(standing(clock, in.today(), days[clock.kind], in.calendar))].push_back(&clock);
    auto most = wish.only ? shown_of_one_group : shown_of_group;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        auto name = std::string(EnumNames<Standing>::names[i]);
        auto number = listed.numbers[i];
        data.section("figures")
            .set("number", number)
            .set("label", word("standing", name))
            .set("href", wish.only && *wish.only != Standing(i) ? url_of(wish, "") + "#" + name : "#" + name)
            .show("is_late", i < 2 && number > 0);
        if (number == 0 || (wish.only && *wish.only != Standing(i))) continue;
        auto group = data.section("groups").set("name", name).set("heading", word("standing", name)).set("number", number);
        auto shown = std::min(groups[i].size(), most);
        if (shown == 0) group.show("none_shown");
        if (shown > 0 && std::cmp_less(shown, number)) group.section("cut").set("shown", shown);
        if (!wish.only && groups[i].size() > shown)
            group.section("more").set("url", url_of(wish, name)).set("heading", word("standing", name));
        if (wish.only) group.section("all_groups").set("url", url_of(wish, ""));
        auto table = shown > 0 ? group.section("table").set("heading", word("standing", name)) : group;
        for (std::size_t at = 0; at < shown; ++at)
            show_row(table.section("rows"), in, *groups[i][at], Standing(i), names[groups[i][at]->unit_id]);
    }
    show_cut_kinds(data, listed);
    bool none = std::all_of(listed.numbers.begin(), listed.numbers.end(), [](auto number) { return number == 0; });
    data.show("nothing", none || (wish.only && listed.numbers[std::size_t(*wish.only)] == 0));
}

/// Of the unit that is chosen, else of the person's own.
void show_calendar(view::Data data, Context& in, Desk const& desk, Wish const& wish) {
    auto unit_id = wish.unit_id ? wish.unit_id : desk.actor.unit_id;
    auto unit = organ::store::unit_by_id(in.tx, unit_id);
    if (!unit || !may_use_calendar(desk.actor, unit_id)) return;
    auto token = calendar_token(in, unit_id);
    auto site = desk.env.site();
    auto base = site.site_domain.empty() || desk.env.development ? std::string() : "https://" + site.site_domain;
    auto block = data.section("calendar").set("unit_id", unit_id).set("unit", unit->name);
    block.set("renew_word", word("renew", token.empty() ? "make" : "renew")).show("no_address", token.empty());
    block.set_section("address", "calendar_href", token.empty() ? "" : base + "/calendar/" + token + ".ics");
}

Response clocks_page(Desk const& desk, std::optional<Refusal> const& refusal) {
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        DeskPage page(desk, "clocks/list", word("page", "clocks"));
        page.crumb(word("page", "clocks"));
        auto data = page.data();
        auto seen = units_of(desk.actor);
        auto wish = wish_of(desk, seen);
        show_filter(data, in, seen, wish);
        show_groups(data, in, wished(in, desk, seen, wish), wish);
        show_calendar(data, in, desk, wish);
        organ::web::show_done(data, desk, word);
        if (refusal) organ::web::show_refusal(data, *refusal);
        return page.response(refusal ? status_of(*refusal) : 200);
    });
}

}  // namespace

Response show_clocks(Desk const& desk) { return clocks_page(desk, {}); }

Response renew(Desk const& desk) {
    auto unit_id = number_of(desk.request.form["unit"]);
    auto made = organ::act(desk.env, desk.actor, [&](Context& in) { return renew_calendar(in, unit_id); });
    if (!made) return clocks_page(desk, made.error());
    return http::see_other("/desk/clocks?unit=" + std::to_string(unit_id) + "&done=renewed#calendar");
}

Response calendar(organ::Environment const& env, http::Request const& request) {
    std::string name = request.param("name");
    std::optional<std::string> text;
    if (name.ends_with(".ics")) {
        auto site = env.site();
        auto nobody = organ::Actor::the_public();
        text = organ::look(env, nobody, [&](Context& in) {
            return calendar_of(in, name.substr(0, name.size() - 4), (env.development ? "http://" : "https://") + site.site_domain,
                               site.site_domain.empty() ? "mingtang.invalid" : site.site_domain);
        });
    }
    if (!text) return organ::web::refused(env, request, {"clocks.calendar.not_found"});
    Response response;
    response.set("Content-Type", "text/calendar; charset=utf-8").set("Cache-Control", "no-store").set("Referrer-Policy", "no-referrer");
    response.body = std::move(*text);
    return response;
}

}  // namespace mingtang::clocks::web
