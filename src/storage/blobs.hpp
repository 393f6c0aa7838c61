#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "storage/database.hpp"

namespace mingtang::storage {

/// Attachments, each stored once by the SHA-256 of its content: in `folder` beside SQLite, in the database under PostgreSQL (then `folder`
/// is this node's copy of what was read). Content never changes under its name. Thread-safe.
class Blobs {
  public:
    struct Swept {
        long long contents = 0, bytes = 0;
    };
    Blobs(Database& database, std::filesystem::path folder);
    /// Takes the file's content in; returns its SHA-256. Durable when it returns (SQLite) or when `tx` commits (PostgreSQL).
    std::string put_file(Transaction& tx, std::filesystem::path const& file);
    std::string put(Transaction& tx, std::string_view content);
    /// A file on this node with the content; nothing when it is not stored.
    std::optional<std::filesystem::path> file(std::string const& sha256);
    std::optional<std::string> content(std::string const& sha256);
    /// Removes content that no record names any more; the caller knows. Missing content is no error.
    void remove(Transaction& tx, std::string const& sha256);
    /// Every content that some record names: the texts of all columns whose name ends in `sha256`. Whoever stores contents names them so.
    static std::vector<std::string> named(Transaction& tx);
    /// Removes what no record names: files that were masked or taken off a draft, what a stopped program left half written. `tx` is a
    /// writing transaction, so nobody is about to name what goes. Under PostgreSQL each node sweeps its own copies.
    Swept sweep(Transaction& tx);
    std::filesystem::path const& folder() const { return folder_; }

  private:
    std::filesystem::path place(std::string const& sha256) const;
    Swept sweep_folder(std::set<std::string> const& named) const;
    void keep(std::filesystem::path const& from, std::string const& sha256) const;
    void write_chunks(Transaction& tx, std::filesystem::path const& from, std::string const& sha256);
    Database& database_;
    std::filesystem::path folder_;
};

}  // namespace mingtang::storage
