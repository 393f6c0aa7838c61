#include "cli/law_calendar.hpp"

#include <fstream>

#include "cli/words.hpp"
#include "request/holidays.hpp"

namespace mingtang::cli {
namespace {

void say_moved(std::vector<request::Moved> const& moved) {
    if (moved.empty()) return say(words("law.calendar.none_moved"));
    std::vector<std::vector<std::string>> rows{{words("law.calendar.case"), words("law.calendar.before"), words("law.calendar.after")}};
    for (auto const& one : moved) rows.push_back({one.request.case_number, one.before.text(), one.request.reply_due.text()});
    say_table(rows);
}

}  // namespace

int import_calendar(app::Config const& config, std::filesystem::path const& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return refuse({"cli.law.no_file", "", {{"file", file.string()}}}, Exit::unreachable);
    std::string content(std::istreambuf_iterator<char>(in), {});
    auto store = existing_store(config);
    if (!store) return refuse(store.error(), Exit::unreachable);
    auto actor = organ::Actor::of_system("line");
    auto taken =
        organ::act((*store)->environment(), actor, [&](organ::Context& context) { return request::take_holidays(context, content); });
    if (!taken) return refuse(taken.error());
    (*store)->forget_settings();
    say(words("law.calendar.taken", {{"year", std::to_string(taken->read.year)},
                                     {"days_off", std::to_string(taken->read.days_off)},
                                     {"make_up_days", std::to_string(taken->read.make_up_days)}}));
    say_moved(taken->moved);
    return Exit::done;
}

}  // namespace mingtang::cli
