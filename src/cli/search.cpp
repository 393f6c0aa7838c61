#include "base/json.hpp"
#include "cli/line.hpp"
#include "cli/words.hpp"
#include "search/index.hpp"

namespace mingtang::cli {
namespace {

std::string plain(search::Snippet const& snippet) {
    std::string text;
    for (auto const& piece : snippet) text += piece.text;
    return text;
}

int find(app::Config const& config, search::Question const& question, bool as_json) {
    auto store = existing_store(config);
    if (!store) return refuse(store.error(), Exit::unreachable);
    (*store)->index_now();
    search::Searcher searcher((*store)->search_folder());
    auto answer = searcher.search(question);
    if (!as_json && answer.loosened && !answer.hits.empty()) say(words("search.loosened"));
    for (auto const& hit : answer.hits) {
        if (as_json) {
            say(json::serialize(json::object{{"id", hit.id},
                                             {"source_id", hit.source_id},
                                             {"index_number", hit.index_number},
                                             {"title", hit.title},
                                             {"url", hit.url},
                                             {"unit", hit.unit_name},
                                             {"published_on", hit.published_on.text()},
                                             {"snippet", plain(hit.snippet)}}));
        } else {
            say(hit.published_on.text() + "  " + hit.title + "  " + hit.unit_name + "  " + hit.url);
        }
    }
    if (!as_json) say(words("search.total", {{"total", std::to_string(answer.total)}}));
    return Exit::done;
}

}  // namespace

void add_search(Verb app, Line& line) {
    auto question = std::make_shared<search::Question>();
    auto as_json = std::make_shared<bool>(false);
    auto verb = app.add_verb("search", words("help.search"));
    verb.add_option("query", question->text, words("help.search.query")).required().type_name("QUERY");
    verb.add_option("--limit", question->limit, words("help.search.limit")).range(1, 100);
    verb.add_flag("--json", *as_json, words("help.json"));
    verb.callback(
        [&line, question, as_json] { line.work = [&line, question, as_json] { return find(line.config, *question, *as_json); }; });
}

}  // namespace mingtang::cli
