#include "journal/journal.hpp"
#include "cli/line.hpp"
#include "cli/words.hpp"

namespace mingtang::cli {
namespace {

int verify(app::Config const& config) {
    auto store = existing_store(config);
    if (!store) return refuse(store.error(), Exit::unreachable);
    auto tx = (*store)->database().read();
    long long verified = 0;
    auto broken = journal::first_broken(tx, verified);
    if (broken) return refuse({"cli.journal.broken", "", {{"seq", std::to_string(*broken)}, {"verified", std::to_string(verified)}}});
    say(words("journal.whole", {{"verified", std::to_string(verified)}}));
    return Exit::done;
}

}  // namespace

void add_journal(Verb app, Line& line) {
    auto verb = app.add_verb("journal", words("help.journal"));
    auto verifying = verb.add_verb("verify", words("help.journal.verify"));
    verifying.callback([&line] { line.work = [&line] { return verify(line.config); }; });
}

}  // namespace mingtang::cli
