#include <unistd.h>

#include "cli/archive.hpp"
#include "cli/line.hpp"
#include "cli/words.hpp"
#include "storage/contents_hold.hpp"

namespace mingtang::cli {
namespace {

namespace fs = std::filesystem;

/// Removed with everything in it when the work ends, however it ends.
struct WorkFolder {
    fs::path path;
    explicit WorkFolder(fs::path wanted) : path(std::move(wanted)) { fs::create_directories(path); }
    ~WorkFolder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
};

std::vector<std::string> named_in(fs::path const& copy) {
    auto database = storage::Database::open_sqlite(copy, 1);
    auto tx = database->read();
    return storage::Blobs::named(tx);
}

/// Adds the contents that the copied database names, none else: masked files that wait to be swept are no part of a backup. Tells of those
/// that are not there.
void add_contents(storage::Blobs& blobs, std::vector<std::string> const& named, std::vector<ArchivedFile>& files) {
    std::vector<std::string> missing;
    for (auto const& sha256 : named) {
        auto source = blobs.file(sha256);
        if (source) files.push_back({.path = "blobs/" + sha256.substr(0, 2) + "/" + sha256, .source = *source});
        if (!source) missing.push_back(sha256);
    }
    if (!missing.empty()) tell(words("backup.missing", {{"count", std::to_string(missing.size())}, {"example", missing.front()}}));
}

int back_up(app::Config const& config, fs::path const& file) {
    if (fs::exists(file)) return refuse({"cli.file.exists", "", {{"file", file.string()}}});
    auto store = existing_store(config);
    if (!store) return refuse(store.error(), Exit::unreachable);
    auto& database = (*store)->database();
    bool sqlite = database.dialect() == storage::Dialect::sqlite;
    WorkFolder work(file.string() + "." + std::to_string(::getpid()));
    std::vector<ArchivedFile> files{{.path = "secret.key", .source = config.data / "secret.key"}};
    if (fs::exists((*store)->log_folder() / "key")) files.push_back({.path = "log/key", .source = (*store)->log_folder() / "key"});
    auto& blobs = (*store)->environment().blobs;
    storage::ContentsHold hold(blobs.folder());  // until the archive is written: what the copy names is not removed meanwhile
    if (sqlite) {
        // The database first: every content that it names is on disk by then.
        database.copy_to(work.path / "mingtang.db");
        auto named = named_in(work.path / "mingtang.db");
        files.push_back({.path = "mingtang.db", .source = work.path / "mingtang.db"});
        add_contents(blobs, named, files);
    }
    auto count = files.size();
    write_archive(file,
                  {{"version", 1}, {"made_at", (*store)->environment().clock.now().text()}, {"database", sqlite ? "sqlite" : "postgresql"}},
                  std::move(files));
    say(words(
        "backup.done",
        {{"file", file.string()}, {"files", std::to_string(count)}, {"mebibytes", std::to_string((fs::file_size(file) + 1048575) >> 20)}}));
    if (!sqlite)
        say(words("backup.postgres", {{"dump", file.string() + ".dump"}, {"database", storage::without_password(config.database)}}));
    return Exit::done;
}

}  // namespace

void add_backup(Verb app, Line& line) {
    auto file = std::make_shared<std::string>();
    auto verb = app.add_verb("backup", words("help.backup"));
    verb.add_option("file", *file, words("help.backup.file")).required().type_name("FILE");
    verb.callback([&line, file] { line.work = [&line, file] { return back_up(line.config, *file); }; });
}

}  // namespace mingtang::cli
