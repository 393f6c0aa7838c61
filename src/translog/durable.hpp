#pragma once
#include <filesystem>
#include <string>

/// Small files that must survive a power cut whole: either the old content or the new one.
namespace mingtang::translog {

/// The empty text where there is no such file.
std::string read_file(std::filesystem::path const& file);
/// Readable by the owner only; on disk under its name when the call returns. Makes the folder. Throws std::runtime_error.
void replace_file(std::filesystem::path const& file, std::string const& content);

/// Nobody else holds the lock of this folder, in this process or another, while this lives.
class FolderLock {
  public:
    explicit FolderLock(std::filesystem::path const& folder);
    ~FolderLock();
    FolderLock(FolderLock const&) = delete;
    FolderLock& operator=(FolderLock const&) = delete;

  private:
    int handle_ = -1;
};

}  // namespace mingtang::translog
