#include "cli/log.hpp"

#include <iostream>

#include "cli/line.hpp"
#include "cli/words.hpp"
#include "translog/encoding.hpp"
#include "translog/log.hpp"
#include "translog/reading.hpp"

namespace mingtang::cli {
namespace {

/// The journal tells of keys too.
void note(app::Store& store, std::string const& event, translog::VerifierKey const& key) {
    auto actor = organ::Actor::of_system("log");
    (void)organ::act(store.environment(), actor, [&](organ::Context& in) -> Done {
        in.write("translog." + event, "translog:1", 0, {{"vkey", key.text()}});
        return {};
    });
}

int init(app::Config const& config, std::string const& origin) {
    auto store = existing_store(config);
    if (!store) return refuse(store.error(), Exit::unreachable);
    auto begun = begin_log(**store, origin);
    if (!begun) return refuse(begun.error());
    say(words("log.begun", {{"vkey", begun->text()}}));
    return Exit::done;
}

int rotate(app::Config const& config, bool finish) {
    auto store = existing_store(config);
    if (!store) return refuse(store.error(), Exit::unreachable);
    translog::Log log((*store)->database(), (*store)->log_folder());
    auto now = (*store)->environment().clock.now();
    auto key = finish ? log.finish_rotation(now) : log.rotate(now);
    if (!key) return refuse(key.error());
    log.follow();
    note(**store, finish ? "rotated" : "rotation_begun", *key);
    say(words(finish ? "log.rotated" : "log.rotating", {{"vkey", key->text()}}));
    return Exit::done;
}

int prove(app::Config const& config, std::string const& index) {
    auto store = existing_store(config);
    if (!store) return refuse(store.error(), Exit::unreachable);
    auto tx = (*store)->database().read();
    auto number = translog::from_decimal(index);
    auto proof = number ? translog::published_proof(tx, *number) : std::nullopt;
    if (!proof) return refuse({"cli.log.no_entry", "", {{"index", index}}});
    std::cout << proof->text();
    return Exit::done;
}

int status(app::Config const& config) {
    auto store = existing_store(config);
    if (!store) return refuse(store.error(), Exit::unreachable);
    auto tx = (*store)->database().read();
    auto row = translog::store::log(tx);
    if (!row) return refuse("cli.log.not_begun");
    translog::Log log((*store)->database(), (*store)->log_folder());
    say(words("log.status", {{"origin", row->origin},
                             {"size", std::to_string(row->size)},
                             {"signed", std::to_string(row->signed_size)},
                             {"seq", std::to_string(row->seq)},
                             {"head", std::to_string(journal::head(tx))}}));
    for (auto const& key : translog::store::keys(tx)) say(words(key.retired_at ? "log.key.retired" : "log.key", {{"vkey", key.vkey}}));
    say_witnesses(tx);
    if (log.keyring().keys().empty()) say(words("log.no_secret", {{"file", log.keyring().key_file().string()}}));
    return Exit::done;
}

}  // namespace

Outcome<translog::VerifierKey> begin_log(app::Store& store, std::string origin) {
    auto& env = store.environment();
    if (origin.empty()) {
        store.forget_settings();
        auto domain = env.site().site_domain;
        if (domain.empty()) return Refusal{"cli.log.no_origin"};
        origin = domain + "/log";
    }
    translog::Log log(store.database(), store.log_folder());
    auto begun = log.begin(origin, env.clock.now());
    if (!begun) return begun.error();
    log.follow();
    note(store, "begun", *begun);
    return begun;
}

void add_log(Verb app, Line& line) {
    auto verb = app.add_verb("log", words("help.log"));
    verb.require_verb();
    auto origin = std::make_shared<std::string>();
    auto beginning = verb.add_verb("init", words("help.log.init"));
    beginning.add_option("--origin", *origin, words("help.log.origin")).type_name("NAME");
    beginning.callback([&line, origin] { line.work = [&line, origin] { return init(line.config, *origin); }; });
    auto finish = std::make_shared<bool>(false);
    auto rotating = verb.add_verb("rotate", words("help.log.rotate"));
    rotating.add_flag("--finish", *finish, words("help.log.finish"));
    rotating.callback([&line, finish] { line.work = [&line, finish] { return rotate(line.config, *finish); }; });
    auto index = std::make_shared<std::string>();
    auto proving = verb.add_verb("proof", words("help.log.proof"));
    proving.add_option("index", *index, words("help.log.index")).required().type_name("INDEX");
    proving.callback([&line, index] { line.work = [&line, index] { return prove(line.config, *index); }; });
    auto telling = verb.add_verb("status", words("help.log.status"));
    telling.callback([&line] { line.work = [&line] { return status(line.config); }; });
    add_log_verify(verb, line);
    add_log_witness(verb, line);
}

}  // namespace mingtang::cli
