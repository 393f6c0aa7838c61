#include <CLI/CLI.hpp>

#include "cli/archive.hpp"
#include "cli/line.hpp"
#include "cli/words.hpp"
#include "search/journal_reader.hpp"

namespace mingtang::cli {
namespace {

namespace fs = std::filesystem;

int restore(app::Config const& config, fs::path const& file) {
    if (!fs::is_regular_file(file)) return refuse({"cli.file.missing", "", {{"file", file.string()}}}, Exit::unreachable);
    if (fs::exists(config.data) && !fs::is_empty(config.data)) return refuse({"cli.restore.not_empty", "", {{"folder", config.data.string()}}});
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
    fs::remove(config.data);
    fs::rename(beside, config.data);
    if (json::text(*manifest, "database") != "sqlite") {
        say(words("restore.postgres", {{"folder", config.data.string()}}));
        return Exit::done;
    }
    long long documents = 0;
    app::Store store(config);
    search::rebuild(store.database(), store.search_folder(), [&](long long done, long long) { documents = done; });
    say(words("restore.done", {{"folder", config.data.string()}, {"files", std::to_string(manifest->at("files").as_array().size())}, {"documents", std::to_string(documents)}}));
    return Exit::done;
}

}  // namespace

void add_restore(CLI::App& app, Line& line) {
    auto file = std::make_shared<std::string>();
    auto* verb = app.add_subcommand("restore", words("help.restore"));
    verb->add_option("file", *file, words("help.restore.file"))->required()->type_name("FILE");
    verb->callback([&line, file] { line.work = [&line, file] { return restore(line.config, *file); }; });
}

}  // namespace mingtang::cli
