#pragma once
#include <filesystem>
#include <vector>

#include "translog/note.hpp"

namespace mingtang::translog {

/// The secret side of the log in its own folder: the file `key` (0600; one key a line, the newest first, two while they change over) and
/// the file `signed`, the last note that was signed here. Both are replaced as a whole and are on disk when the call returns.
class Keyring {
  public:
    explicit Keyring(std::filesystem::path folder) : folder_(std::move(folder)) {}
    /// Empty where this node has no key. Throws std::runtime_error when the file holds anything else than keys.
    std::vector<SigningKey> keys() const;
    void save(std::vector<SigningKey> const& keys) const;
    std::string last_signed() const;
    void remember_signed(std::string const& note) const;
    /// Readable by the owner only.
    bool is_private() const;
    std::filesystem::path key_file() const { return folder_ / "key"; }

  private:
    std::filesystem::path folder_;
};

}  // namespace mingtang::translog
