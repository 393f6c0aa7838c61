#include <unistd.h>

#include "cli/line.hpp"
#include "cli/words.hpp"
#include "search/index.hpp"
#include "search/journal_reader.hpp"

namespace mingtang::cli {
namespace {

int reindex(app::Config const& config) {
    auto store = existing_store(config);
    if (!store) return refuse(store.error(), Exit::unreachable);
    long long documents = 0;
    auto progress = [&](long long done, long long all) {
        documents = done;
        if (::isatty(2)) tell(words("reindex.progress", {{"done", std::to_string(done)}, {"all", std::to_string(all)}}));
    };
    try {
        // A server that holds the index would go on writing into the old one.
        search::Index held((*store)->search_folder());
    } catch (std::runtime_error const& busy) {
        if (std::string_view(busy.what()).find("lock") != std::string_view::npos)
            return refuse({"cli.reindex.busy", "", {{"words", busy.what()}}}, Exit::unreachable);
    }
    try {
        search::rebuild((*store)->database(), (*store)->search_folder(), progress);
    } catch (storage::Unavailable const&) {
        throw;
    } catch (std::runtime_error const& busy) {
        return refuse({"cli.reindex.busy", "", {{"words", busy.what()}}}, Exit::unreachable);
    }
    say(words("reindex.done", {{"documents", std::to_string(documents)}}));
    return Exit::done;
}

}  // namespace

void add_reindex(Verb app, Line& line) {
    auto verb = app.add_verb("reindex", words("help.reindex"));
    verb.callback([&line] { line.work = [&line] { return reindex(line.config); }; });
}

}  // namespace mingtang::cli
