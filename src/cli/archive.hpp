#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/outcome.hpp"

/// The backup file: a zip with `manifest.json` first, which names every other file with its size and SHA-256 (docs/formats/backup.md).
namespace mingtang::cli {

struct ArchivedFile {
    std::string path;              // inside the archive, with `/`
    std::filesystem::path source;  // on disk; empty when read from an archive
    std::string sha256;
    std::uint64_t size = 0;
};

/// Writes `file` whole or not at all: under another name first, then renamed. Throws std::runtime_error.
void write_archive(std::filesystem::path const& file, json::object manifest, std::vector<ArchivedFile> files);

/// Takes every file of the manifest out into `folder` and compares it. Refuses cli.restore.{bad_file,bad_hash}; returns the manifest.
Outcome<json::object> read_archive(std::filesystem::path const& file, std::filesystem::path const& folder);

}  // namespace mingtang::cli
