#include "cli/log.hpp"
#include "cli/words.hpp"
#include "translog/courier.hpp"
#include "translog/reading.hpp"

namespace mingtang::cli {
namespace {

/// `change(tx)` names or forgets a witness; the journal tells of it.
template <class F>
int changed(app::Config const& config, std::string const& event, F&& change) {
    auto store = existing_store(config);
    if (!store) return refuse(store.error(), Exit::unreachable);
    auto actor = organ::Actor::of_system("log");
    auto key = organ::act((*store)->environment(), actor, [&](organ::Context& in) -> Outcome<translog::VerifierKey> {
        auto done = change(in.tx, in.now);
        if (done) in.write("translog." + event, "translog:1", 0, {{"vkey", done->text()}});
        return done;
    });
    if (!key) return refuse(key.error());
    say(words("log." + event, {{"name", key->name()}}));
    return Exit::done;
}

}  // namespace

std::string trouble_of(translog::store::WitnessRow const& row) {
    return words("log.trouble." + row.trouble, {{"words", row.trouble_words}});
}

void say_witnesses(storage::Transaction& tx) {
    auto const& all = translog::store::witnesses(tx);
    for (auto const& row : all) {
        Details details{
            {"name", row.key().name()}, {"url", row.url}, {"size", std::to_string(row.size)}, {"at", row.signed_at.local_text()}};
        say(words(row.line.empty() ? "log.witness.waiting" : "log.witness", details));
        if (!row.trouble.empty())
            say(words("log.witness.trouble", {{"failures", std::to_string(row.failures)}, {"words", trouble_of(row)}}));
    }
    if (all.empty()) say(words("log.witness.none"));
}

void add_log_witness(Verb log, Line& line) {
    auto verb = log.add_verb("witness", words("help.log.witness"));
    verb.require_verb();
    auto url = std::make_shared<std::string>(), vkey = std::make_shared<std::string>(), name = std::make_shared<std::string>();
    auto adding = verb.add_verb("add", words("help.log.witness.add"));
    adding.add_option("url", *url, words("help.log.witness.url")).required().type_name("URL");
    adding.add_option("vkey", *vkey, words("help.log.witness.vkey")).required().type_name("VKEY");
    adding.callback([&line, url, vkey] {
        line.work = [&line, url, vkey] {
            return changed(line.config, "witness_added",
                           [&](auto& tx, Instant now) { return translog::add_witness(tx, *url, *vkey, now); });
        };
    });
    auto removing = verb.add_verb("remove", words("help.log.witness.remove"));
    removing.add_option("name", *name, words("help.log.witness.name")).required().type_name("NAME");
    removing.callback([&line, name] {
        line.work = [&line, name] {
            return changed(line.config, "witness_removed", [&](auto& tx, Instant) { return translog::remove_witness(tx, *name); });
        };
    });
}

}  // namespace mingtang::cli
