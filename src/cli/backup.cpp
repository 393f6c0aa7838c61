#include <unistd.h>

#include "cli/archive.hpp"
#include "cli/line.hpp"
#include "cli/words.hpp"

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

/// Contents under their hashes; what a running server is just writing bears another name.
void add_contents(fs::path const& blobs, std::vector<ArchivedFile>& files) {
    if (!fs::exists(blobs)) return;
    for (auto const& entry : fs::recursive_directory_iterator(blobs))
        if (entry.is_regular_file() && entry.path().filename().string().size() == 64)
            files.push_back({.path = "blobs/" + entry.path().lexically_relative(blobs).generic_string(), .source = entry.path()});
    std::sort(files.begin(), files.end(), [](auto const& a, auto const& b) { return a.path < b.path; });
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
    if (sqlite) {
        // The database first: every content that it names is on disk by then.
        database.copy_to(work.path / "mingtang.db");
        files.push_back({.path = "mingtang.db", .source = work.path / "mingtang.db"});
        add_contents(config.data / "blobs", files);
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
