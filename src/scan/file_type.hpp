#pragma once
#include <filesystem>
#include <string_view>

namespace mingtang::scan {

/// What may be attached: the end of its name, the media type it is stored and sent with, how its content begins (empty: see `fits`), and
/// for packages in a ZIP a file, or a folder with `/` at its end, that must stand inside.
struct FileType {
    std::string_view suffix, content_type, begins, inside;
};

/// By the end of the name, whatever its case; nullptr for kinds that are not taken.
FileType const* file_type_of(std::string_view name);

/// True when the content is what the name says: a Word document under the name of a table is not, nor is a bare ZIP under that of either.
bool fits(FileType const& type, std::filesystem::path const& path);

}  // namespace mingtang::scan
