#include "base/json.hpp"
#include "cli/line.hpp"
#include "cli/words.hpp"
#include "clocks/rules.hpp"
#include "clocks/sources.hpp"
#include "clocks/words.hpp"
#include "organ/store.hpp"

namespace mingtang::cli {
namespace {

struct Asked {
    std::string as_of, unit;
    int days = 30;
    bool as_json = false;
};

/// Noon of the day in Asia/Shanghai.
Instant noon(Date day) { return Instant(day.sys()) + std::chrono::hours(4); }

struct Told {
    clocks::Clock clock;
    clocks::Standing standing;
    clocks::Left left;
};

std::vector<Told> read(clocks::Context& in, std::vector<Id> const& units, int days_ahead) {
    constexpr int without_end = 1000000;
    auto days = clocks::warn_days(in.tx);
    std::vector<Told> all;
    clocks::Asked asked{.units = units, .until = in.today() + days_ahead, .stopped_too = true, .most = without_end};
    for (auto& clock : clocks::clocks(in, asked)) {
        auto as = clocks::standing(clock, in.today(), days[clock.kind], in.calendar);
        auto left = clocks::left_of(clock.due_on, as == clocks::Standing::warning, in.today(), in.calendar);
        all.push_back({std::move(clock), as, std::move(left)});
    }
    return all;
}

json::array list_of(std::vector<Told> const& all) {
    json::array list;
    for (auto const& [clock, standing, left] : all)
        list.push_back(json::object{{"kind", to_text(clock.kind)},
                                    {"standing", to_text(standing)},
                                    {"unit_id", clock.unit_id},
                                    {"subject", clock.subject},
                                    {"title", clock.title},
                                    {"started_on", clock.started_on.text()},
                                    {"due_on", clock.due_on.text()},
                                    {"basis", clock.basis},
                                    {"why", clock.why},
                                    {"url", clock.url},
                                    {"stopped", clock.stopped}});
    return list;
}

void say_clocks(std::vector<Told> const& all, std::map<Id, std::string> const& units) {
    std::vector<std::vector<std::string>> rows{{words("clocks.standing"), words("clocks.due"), words("clocks.left"), words("clocks.kind"),
                                                words("clocks.unit"), words("clocks.title")}};
    for (auto const& [clock, standing, left] : all)
        rows.push_back({clocks::word("standing", standing), clock.due_on.text(), left.words, clocks::word("kind", clock.kind),
                        units.contains(clock.unit_id) ? units.at(clock.unit_id) : "", clock.title});
    say_table(rows);
}

int tell_clocks(app::Config const& config, Asked const& asked) {
    std::optional<Date> day;
    if (!asked.as_of.empty() && !(day = Date::parse(asked.as_of)))
        return refuse({"cli.clocks.bad_date", "", {{"value", asked.as_of}}}, Exit::misused);
    auto store = existing_store(config);
    if (!store) return refuse(store.error(), Exit::unreachable);
    auto& env = (*store)->environment();
    auto calendar = env.calendar_now();
    auto actor = organ::Actor::of_system("clocks");
    auto tx = env.database.read();
    auto now = day ? noon(*day) : env.clock.now();
    clocks::Context in{actor, tx, *calendar, now, env.blobs, env.secret, env.reader};
    std::vector<Id> units;
    if (!asked.unit.empty()) {
        auto unit = organ::store::unit_by_code(tx, asked.unit);
        if (!unit) return refuse({"cli.unit.unknown", "", {{"unit", asked.unit}}}, Exit::misused);
        units.push_back(unit->id);
    }
    auto all = read(in, units, asked.days);
    bool certain = calendar->is_known(in.today().year());
    if (asked.as_json) {
        say(json::serialize(json::object{{"as_of", in.today().text()}, {"calendar_is_certain", certain}, {"clocks", list_of(all)}}));
        return Exit::done;
    }
    say(words("clocks.told", {{"day", in.today().text()}, {"number", std::to_string(all.size())}, {"days", std::to_string(asked.days)}}));
    if (!certain) say(words("supervise.uncertain", {{"year", std::to_string(in.today().year())}}));
    if (!all.empty()) say_clocks(all, organ::store::unit_names(tx));
    return Exit::done;
}

}  // namespace

void add_clocks(Verb app, Line& line) {
    auto verb = app.add_verb("clocks", words("help.clocks"));
    auto asked = std::make_shared<Asked>();
    verb.add_option("--as-of", asked->as_of, words("help.clocks.as_of")).type_name("DATE");
    verb.add_option("--unit", asked->unit, words("help.clocks.unit")).type_name("CODE");
    verb.add_option("--days", asked->days, words("help.clocks.days")).type_name("N").range(0, 3660);
    verb.add_flag("--json", asked->as_json, words("help.law.json"));
    verb.callback([&line, asked] { line.work = [&line, asked] { return tell_clocks(line.config, *asked); }; });
}

}  // namespace mingtang::cli
