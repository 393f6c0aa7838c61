#include "cli/archive.hpp"
#include "cli/line.hpp"
#include "cli/words.hpp"
#include "search/journal_reader.hpp"
#include "translog/durable.hpp"
#include "translog/store.hpp"

namespace mingtang::cli {
namespace {

namespace fs = std::filesystem;

struct Choices {
    fs::path file;
    std::vector<std::string> seen;  // what is known of the published log
    bool shorter_log = false;       // restore although the log would be forked
};

/// The checkpoint in a state file of `log verify`, in a former data folder, or as it was fetched from /log/checkpoint.
Outcome<translog::Checkpoint> seen_in(fs::path const& place) {
    auto text = translog::read_file(fs::is_directory(place) ? place / "log" / "signed" : place);
    boost::system::error_code broken;
    if (text.starts_with('{'))
        if (auto value = boost::json::parse(text, broken); !broken && value.is_object())
            text = json::text(value.get_object(), "checkpoint");
    auto note = translog::parse_note(text);
    auto checkpoint = note ? translog::Checkpoint::parse(note->text) : std::nullopt;
    if (!checkpoint) return Refusal{"cli.restore.bad_seen", "", {{"file", place.string()}}};
    return *checkpoint;
}

/// The restored log must begin with all that was published: if it did not, the next signature would tell a second story.
Done continues_what_was_seen(storage::Transaction& tx, translog::store::LogRow const& log, std::vector<std::string> const& places) {
    translog::TileNodes nodes(log.size, translog::store::tiles(tx));
    for (auto const& place : places) {
        auto seen = seen_in(place);
        if (!seen) return seen.error();
        if (seen->origin != log.origin) return Refusal{"cli.restore.bad_seen", "", {{"file", place}}};
        if (seen->size > log.size)
            return Refusal{"cli.restore.older_log", "", {{"seen", std::to_string(seen->size)}, {"size", std::to_string(log.size)}}};
        if (translog::root_of(seen->size, nodes.nodes()) != seen->root)
            return Refusal{"cli.restore.other_log", "", {{"seen", std::to_string(seen->size)}}};
    }
    return {};
}

/// Warns of the danger in any case, since nobody here knows what the public has seen.
Done examine_log(app::Config config, fs::path const& folder, Choices const& chosen) {
    config.data = folder;
    app::Store store(config);
    auto tx = store.database().read();
    auto log = translog::store::log(tx);
    if (!log) return {};
    auto continues = continues_what_was_seen(tx, *log, chosen.seen);
    if (!continues && !chosen.shorter_log) return continues;
    tell(words(!continues            ? "restore.log.forked"
               : chosen.seen.empty() ? "restore.log.unknown"
                                     : "restore.log.fits",
               {{"size", std::to_string(log->size)}}));
    return {};
}

int restore(app::Config const& config, Choices const& chosen) {
    auto const& file = chosen.file;
    if (!fs::is_regular_file(file)) return refuse({"cli.file.missing", "", {{"file", file.string()}}}, Exit::unreachable);
    if (fs::exists(config.data) && !fs::is_empty(config.data))
        return refuse({"cli.restore.not_empty", "", {{"folder", config.data.string()}}});
    // Beside the place first: a folder that is there is whole.
    auto beside = config.data;
    if (!beside.has_filename()) beside = beside.parent_path();
    beside += ".restoring";
    fs::remove_all(beside);
    fs::create_directories(beside);
    auto manifest = read_archive(file, beside);
    if (!manifest) {
        fs::remove_all(beside);
        return refuse(manifest.error());
    }
    for (auto const* secret : {"secret.key", "log/key"})
        if (fs::exists(beside / secret)) fs::permissions(beside / secret, fs::perms::owner_read | fs::perms::owner_write);
    bool sqlite = json::text(*manifest, "database") == "sqlite";
    if (auto examined = sqlite ? examine_log(config, beside, chosen) : Done(); !examined) {
        fs::remove_all(beside);
        return refuse(examined.error());
    }
    fs::remove(config.data);
    fs::rename(beside, config.data);
    if (!sqlite) {
        tell(words("restore.log.postgres"));
        say(words("restore.postgres", {{"folder", config.data.string()}}));
        return Exit::done;
    }
    long long documents = 0;
    app::Store store(config);
    search::rebuild(store.database(), store.search_folder(), [&](long long done, long long) { documents = done; });
    say(words("restore.done", {{"folder", config.data.string()},
                               {"files", std::to_string(manifest->at("files").as_array().size())},
                               {"documents", std::to_string(documents)}}));
    return Exit::done;
}

}  // namespace

void add_restore(Verb app, Line& line) {
    auto chosen = std::make_shared<Choices>();
    auto verb = app.add_verb("restore", words("help.restore"));
    verb.add_option("file", chosen->file, words("help.restore.file")).required().type_name("FILE");
    verb.add_option("--seen", chosen->seen, words("help.restore.seen")).type_name("FILE|DIR").one_each_time();
    verb.add_flag("--shorter-log", chosen->shorter_log, words("help.restore.shorter_log"));
    verb.callback([&line, chosen] { line.work = [&line, chosen] { return restore(line.config, *chosen); }; });
}

}  // namespace mingtang::cli
