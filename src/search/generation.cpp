#include "search/generation.hpp"

#include <charconv>
#include <string>

namespace mingtang::search::generation {
namespace fs = std::filesystem;
namespace {

/// The number of `g12`; 0 for any other name.
int number_of(fs::path const& path) {
    auto name = path.filename().string();
    int number = 0;
    if (name.size() < 2 || name[0] != 'g') return 0;
    auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), number);
    return error == std::errc() && end == name.data() + name.size() ? number : 0;
}

}  // namespace

fs::path current(fs::path const& folder) {
    std::error_code error;
    auto target = fs::read_symlink(folder / "current", error);
    return error ? fs::path() : folder / target;
}

fs::path unused(fs::path const& folder) {
    int last = 0;
    for (auto const& entry : fs::directory_iterator(folder)) last = std::max(last, number_of(entry.path()));
    return folder / ("g" + std::to_string(last + 1));
}

void use(fs::path const& folder, fs::path const& database) {
    fs::remove(folder / "current.new");
    fs::create_directory_symlink(database.filename(), folder / "current.new");
    fs::rename(folder / "current.new", folder / "current");
}

void clear(fs::path const& folder) {
    auto kept = current(folder).filename();
    std::error_code ignored;
    for (auto const& entry : fs::directory_iterator(folder))
        if (number_of(entry.path()) > 0 && entry.path().filename() != kept) fs::remove_all(entry.path(), ignored);
}

}  // namespace mingtang::search::generation
