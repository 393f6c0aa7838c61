#include "cli/line.hpp"
#include "cli/words.hpp"

namespace mingtang::cli {
namespace {

int serve(app::Config const& config) {
    app::Store store(config);
    if (!store.is_set_up()) tell(words("serve.empty"));
    auto ready = [&](int port) {
        auto address = config.listen.substr(0, config.listen.rfind(':'));
        tell(words("serve.ready", {{"url", "http://" + address + ":" + std::to_string(port) + "/"}}));
    };
    if (auto served = app::serve(store, ready); !served) return refuse(served.error(), Exit::unreachable);
    return Exit::done;
}

}  // namespace

void add_serve(Verb app, Line& line) {
    auto verb = app.add_verb("serve", words("help.serve"));
    verb.footer(words("help.serve.footer"));
    verb.callback([&line] { line.work = [&line] { return serve(line.config); }; });
}

}  // namespace mingtang::cli
