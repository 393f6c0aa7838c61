#include "app/log_look.hpp"
#include "base/json.hpp"
#include "cli/line.hpp"
#include "cli/words.hpp"
#include "organ/store.hpp"
#include "supervision/patrol.hpp"
#include "supervision/words.hpp"

namespace mingtang::cli {
namespace {

struct Asked {
    std::string as_of;
    bool dry_run = false, as_json = false;
};

/// Noon of the day in Asia/Shanghai.
Instant noon(Date day) { return Instant(day.sys()) + std::chrono::hours(4); }

/// Units by the number of their findings, the most first: who would be last.
void say_ranking(std::vector<supervision::Finding> const& findings, std::map<Id, std::string> const& names) {
    std::map<Id, long long> sums;
    for (auto const& finding : findings) ++sums[finding.unit_id];
    std::vector<std::pair<long long, Id>> order;
    for (auto const& [unit, number] : sums) order.emplace_back(-number, unit);
    std::sort(order.begin(), order.end());
    std::vector<std::vector<std::string>> rows{{words("supervise.unit"), words("supervise.number")}};
    for (auto const& [minus, unit] : order) rows.push_back({names.contains(unit) ? names.at(unit) : "", std::to_string(-minus)});
    say_table(rows);
}

void say_findings(std::vector<supervision::Finding> const& findings, std::map<Id, std::string> const& names) {
    std::vector<std::vector<std::string>> rows{
        {words("supervise.kind"), words("supervise.unit"), words("supervise.due"), words("supervise.title")}};
    for (auto const& finding : findings)
        rows.push_back({supervision::word("finding_kind", finding.kind), names.contains(finding.unit_id) ? names.at(finding.unit_id) : "",
                        finding.due_on.text(), finding.title + (finding.detail.empty() ? "" : " " + finding.detail)});
    say_table(rows);
}

json::array list_of(std::vector<supervision::Finding> const& findings) {
    json::array list;
    for (auto const& finding : findings)
        list.push_back(json::object{{"kind", to_text(finding.kind)},
                                    {"unit_id", finding.unit_id},
                                    {"subject", finding.subject},
                                    {"title", finding.title},
                                    {"detail", finding.detail},
                                    {"due_on", finding.due_on.text()}});
    return list;
}

/// What would be found on the day; nothing is stored and nothing is sent.
int rehearse(app::Store& store, Date day, bool as_json) {
    auto& env = store.environment();
    auto actor = organ::Actor::of_system("rehearsal");
    auto calendar = env.calendar_now();
    auto tx = env.database.read();
    organ::Context in{actor, tx, *calendar, noon(day), env.blobs, env.secret, env.reader};
    auto findings = supervision::look(in);
    if (as_json) {
        say(json::serialize(
            json::object{{"as_of", day.text()}, {"calendar_is_certain", calendar->is_known(day.year())}, {"findings", list_of(findings)}}));
        return Exit::done;
    }
    auto names = organ::store::unit_names(tx);
    say(words("supervise.rehearsed", {{"day", day.text()}, {"number", std::to_string(findings.size())}}));
    if (!calendar->is_known(day.year())) say(words("supervise.uncertain", {{"year", std::to_string(day.year())}}));
    if (findings.empty()) return Exit::done;
    say_findings(findings, names);
    say("");
    say_ranking(findings, names);
    return Exit::done;
}

int supervise(app::Config const& config, Asked const& asked) {
    std::optional<Date> day;
    if (!asked.as_of.empty()) {
        day = Date::parse(asked.as_of);
        if (!day) return refuse({"cli.supervise.bad_date", "", {{"value", asked.as_of}}}, Exit::misused);
    }
    if (day && !asked.dry_run) return refuse({"cli.supervise.only_rehearsal"}, Exit::misused);
    auto store = existing_store(config);
    if (!store) return refuse(store.error(), Exit::unreachable);
    auto& env = (*store)->environment();
    if (asked.dry_run) return rehearse(**store, day.value_or(env.clock.today()), asked.as_json);
    (*store)->log_now();
    auto made = supervision::patrol(env, organ::Actor::of_system("patrol"), {app::log_look(env)});
    say(words("supervise.done",
              {{"seen", std::to_string(made.seen)}, {"fresh", std::to_string(made.fresh)}, {"gone", std::to_string(made.gone)}}));
    return Exit::done;
}

}  // namespace

void add_supervise(Verb app, Line& line) {
    auto verb = app.add_verb("supervise", words("help.supervise"));
    auto asked = std::make_shared<Asked>();
    verb.add_option("--as-of", asked->as_of, words("help.supervise.as_of")).type_name("DATE");
    verb.add_flag("--dry-run", asked->dry_run, words("help.supervise.dry_run"));
    verb.add_flag("--json", asked->as_json, words("help.law.json"));
    verb.callback([&line, asked] { line.work = [&line, asked] { return supervise(line.config, *asked); }; });
}

}  // namespace mingtang::cli
