#include "base/json.hpp"
#include "cli/law_calendar.hpp"
#include "cli/line.hpp"
#include "cli/words.hpp"
#include "law/fee.hpp"
#include "law/receipt.hpp"
#include "law/reply_clock.hpp"

namespace mingtang::cli {
namespace {

struct Asked {
    std::string received, confirmed, channel, day;
    int working_days = 20, pages = -1, pieces = -1, before = 0;
    bool as_json = false;
};

Outcome<Date> read_day(std::string const& typed) {
    auto day = Date::parse(typed);
    if (!day) return Refusal{"cli.law.bad_date", "", {{"value", typed}}};
    return *day;
}

std::string weekday(Date day) { return words("law.weekday." + std::to_string(std::chrono::weekday(day.sys()).iso_encoding())); }

/// `第 3 个工作日`, `周末`, `国庆节放假`, `国庆节调休上班，第 4 个工作日`.
std::string told(law::ReplyDay const& day) {
    Details details{{"number", std::to_string(day.number)}, {"name", day.name}};
    return words("law.day." + day.reason, details);
}

void say_days(std::vector<law::ReplyDay> const& days) {
    std::vector<std::vector<std::string>> rows{{words("law.date"), words("law.weekday"), words("law.counted")}};
    for (auto const& day : days) rows.push_back({day.date.text(), weekday(day.date), told(day)});
    say_table(rows);
}

json::array list_of(std::vector<law::ReplyDay> const& days) {
    json::array list;
    for (auto const& day : days)
        list.push_back(json::object{
            {"date", day.date.text()}, {"counted", day.number > 0}, {"number", day.number}, {"reason", day.reason}, {"holiday", day.name}});
    return list;
}

int due(Asked const& asked) {
    auto arrived = read_day(asked.received);
    if (!arrived) return refuse(arrived.error(), Exit::misused);
    auto confirmed = asked.confirmed.empty() ? arrived : read_day(asked.confirmed);
    if (!confirmed) return refuse(confirmed.error(), Exit::misused);
    auto channel = from_text<law::Channel>(asked.channel).value();
    auto received = law::received_on(channel, *arrived, *confirmed);
    if (!received) return refuse(received.error());
    auto calendar = law::Calendar::standard();
    law::ReplyCourse course{.received_on = *received, .working_days = asked.working_days};
    auto clock = law::reply_clock(course, calendar);
    auto days = law::explain(course, calendar);
    if (asked.as_json) {
        say(json::serialize(json::object{{"received_on", received->text()},
                                         {"channel", asked.channel},
                                         {"rule", to_text(law::receipt_rule(channel))},
                                         {"rule_article", "ogi-2019:31"},
                                         {"working_days", asked.working_days},
                                         {"due", clock.due.text()},
                                         {"certain", clock.certain},
                                         {"days", list_of(days)}}));
        return Exit::done;
    }
    say(words("law.received",
              {{"date", received->text()}, {"rule", words("law.rule." + std::string(to_text(law::receipt_rule(channel))))}}));
    say_days(days);
    say(words("law.due", {{"date", clock.due.text()}, {"weekday", weekday(clock.due)}, {"number", std::to_string(asked.working_days)}}));
    if (!clock.certain) say(words("law.uncertain"));
    return Exit::done;
}

int fee(Asked const& asked) {
    if ((asked.pages < 0) == (asked.pieces < 0)) return refuse("cli.law.one_way", Exit::misused);
    auto by_pages = asked.pages >= 0;
    auto computed = by_pages ? law::fee_by_pages(asked.pages) : law::fee_by_pieces(asked.pieces, asked.before);
    if (asked.as_json) {
        json::array steps;
        for (auto const& step : computed.steps)
            steps.push_back(json::object{{"from", step.from}, {"to", step.to}, {"rate", step.rate}, {"amount", step.amount()}});
        say(json::serialize(json::object{{"by", by_pages ? "pages" : "pieces"},
                                         {"number", by_pages ? asked.pages : asked.pieces},
                                         {"fee", computed.total()},
                                         {"steps", steps}}));
        return Exit::done;
    }
    std::vector<std::vector<std::string>> rows{{words(by_pages ? "law.pages" : "law.pieces"), words("law.rate"), words("law.amount")}};
    for (auto const& step : computed.steps)
        rows.push_back(
            {std::to_string(step.from) + "–" + std::to_string(step.to), std::to_string(step.rate), std::to_string(step.amount())});
    say_table(rows);
    say(words("law.fee", {{"amount", std::to_string(computed.total())}}));
    return Exit::done;
}

int workday(Asked const& asked) {
    auto day = read_day(asked.day);
    if (!day) return refuse(day.error(), Exit::misused);
    auto calendar = law::Calendar::standard();
    auto kind = calendar.kind_of(*day);
    bool working = calendar.is_working_day(*day), certain = calendar.is_known(day->year());
    constexpr std::string_view names[] = {"working", "make_up", "weekend", "holiday"};
    auto name = std::string(names[int(kind)]);
    if (asked.as_json) {
        say(json::serialize(json::object{
            {"date", day->text()}, {"working", working}, {"kind", name}, {"holiday", calendar.name_of(*day)}, {"certain", certain}}));
        return Exit::done;
    }
    say(words("law.workday." + name, {{"date", day->text()}, {"weekday", weekday(*day)}, {"name", calendar.name_of(*day)}}));
    if (!certain) say(words("law.uncertain"));
    return Exit::done;
}

}  // namespace

void add_law(Verb app, Line& line) {
    auto verb = app.add_verb("law", words("help.law"));
    auto asked = std::make_shared<Asked>();
    auto does = [&line, asked](int (*work)(Asked const&)) {
        return [&line, asked, work] { line.work = [asked, work] { return work(*asked); }; };
    };
    auto due_verb = verb.add_verb("due", words("help.law.due"));
    due_verb.footer(words("help.law.due.footer"));
    due_verb.add_option("--received", asked->received, words("help.law.received")).required().type_name("DATE");
    due_verb.add_option("--confirmed", asked->confirmed, words("help.law.confirmed")).type_name("DATE");
    std::vector<std::string> channels(EnumNames<law::Channel>::names.begin(), EnumNames<law::Channel>::names.end());
    due_verb.add_option("--channel", asked->channel, words("help.law.channel")).required().one_of(channels);
    due_verb.add_option("--working-days", asked->working_days, words("help.law.working_days")).range(1, 1000).type_name("N");
    due_verb.add_flag("--json", asked->as_json, words("help.law.json"));
    due_verb.callback(does(due));
    auto fee_verb = verb.add_verb("fee", words("help.law.fee"));
    fee_verb.footer(words("help.law.fee.footer"));
    fee_verb.add_option("--pages", asked->pages, words("help.law.pages")).range(0, 10'000'000).type_name("N");
    fee_verb.add_option("--pieces", asked->pieces, words("help.law.pieces")).range(0, 100'000).type_name("N");
    fee_verb.add_option("--before", asked->before, words("help.law.before")).range(0, 100'000).type_name("N");
    fee_verb.add_flag("--json", asked->as_json, words("help.law.json"));
    fee_verb.callback(does(fee));
    auto day_verb = verb.add_verb("workday", words("help.law.workday"));
    day_verb.add_option("date", asked->day, words("help.law.date")).required().type_name("DATE");
    day_verb.add_flag("--json", asked->as_json, words("help.law.json"));
    day_verb.callback(does(workday));
    auto file = std::make_shared<std::string>();
    auto calendar_verb = verb.add_verb("import-calendar", words("help.law.import_calendar"));
    calendar_verb.add_option("file", *file, words("help.law.import_calendar.file")).required().type_name("FILE");
    calendar_verb.callback([&line, file] { line.work = [&line, file] { return import_calendar(line.config, *file); }; });
}

}  // namespace mingtang::cli
