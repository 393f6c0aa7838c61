#include "app/witness.hpp"
#include "cli/line.hpp"
#include "cli/log.hpp"
#include "cli/words.hpp"
#include "translog/durable.hpp"

namespace mingtang::cli {
namespace {

int begin(app::Config const& config, std::string const& name) {
    auto key = translog::Witness(app::witness_folder(config)).begin(name);
    if (!key) return refuse(key.error());
    say(words("witness.begun", {{"vkey", key->text()}}));
    return Exit::done;
}

int trust(app::Config const& config, std::string const& file) {
    if (!std::filesystem::exists(file)) return refuse({"cli.file.missing", "", {{"file", file}}}, Exit::unreachable);
    auto keys = keys_in(translog::read_file(file), file);
    if (!keys) return refuse(keys.error());
    if (keys->empty()) return refuse({"cli.log.bad_key", "", {{"file", file}}});
    std::map<std::string, std::vector<translog::VerifierKey>> of;
    for (auto const& key : *keys) of[key.name()].push_back(key);
    translog::Witness witness(app::witness_folder(config));
    for (auto const& [origin, trusted] : of) {
        witness.trust(origin, trusted);
        say(words("witness.trusted", {{"origin", origin}, {"count", std::to_string(trusted.size())}}));
    }
    return Exit::done;
}

int status(app::Config const& config) {
    translog::Witness witness(app::witness_folder(config));
    auto key = witness.key();
    if (!key) return refuse("cli.witness.not_begun");
    say(words("witness.key", {{"vkey", key->verifier().text()}}));
    for (auto const& log : witness.logs()) {
        say(words("witness.log", {{"origin", log.origin}, {"size", std::to_string(log.size)}}));
        for (auto const& one : log.keys) say("  " + one.text());
    }
    return Exit::done;
}

int serve(app::Config const& config) {
    translog::Witness witness(app::witness_folder(config));
    if (!witness.key()) return refuse("cli.witness.not_begun");
    if (witness.logs().empty()) tell(words("witness.no_logs"));
    auto ready = [&](int port) {
        auto address = config.listen.substr(0, config.listen.rfind(':'));
        tell(words("witness.ready", {{"url", "http://" + address + ":" + std::to_string(port)}}));
    };
    if (auto served = app::serve_witness(config, witness, ready); !served) return refuse(served.error(), Exit::unreachable);
    return Exit::done;
}

}  // namespace

void add_witness(Verb app, Line& line) {
    auto verb = app.add_verb("witness", words("help.witness"));
    verb.require_verb();
    verb.footer(words("help.witness.footer"));
    auto name = std::make_shared<std::string>();
    auto beginning = verb.add_verb("init", words("help.witness.init"));
    beginning.add_option("name", *name, words("help.witness.name")).required().type_name("NAME");
    beginning.callback([&line, name] { line.work = [&line, name] { return begin(line.config, *name); }; });
    auto file = std::make_shared<std::string>();
    auto trusting = verb.add_verb("trust", words("help.witness.trust"));
    trusting.add_option("file", *file, words("help.witness.file")).required().type_name("FILE");
    trusting.callback([&line, file] { line.work = [&line, file] { return trust(line.config, *file); }; });
    verb.add_verb("status", words("help.witness.status")).callback([&line] { line.work = [&line] { return status(line.config); }; });
    verb.add_verb("serve", words("help.witness.serve")).callback([&line] { line.work = [&line] { return serve(line.config); }; });
}

}  // namespace mingtang::cli
