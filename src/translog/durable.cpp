#include "translog/durable.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace mingtang::translog {
namespace {

namespace fs = std::filesystem;

void sync(fs::path const& path, int flags) {
    int fd = ::open(path.c_str(), flags | O_CLOEXEC);
    bool good = fd >= 0 && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (!good) throw std::runtime_error("cannot write " + path.string());
}

}  // namespace

std::string read_file(fs::path const& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void replace_file(fs::path const& file, std::string const& content) {
    static std::atomic<unsigned> next = 0;
    fs::create_directories(file.parent_path());
    auto part = file;
    part += "." + std::to_string(::getpid()) + "-" + std::to_string(++next);
    fs::remove(part);
    int fd = ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool good = fd >= 0 && ::write(fd, content.data(), content.size()) == ssize_t(content.size()) && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (!good) throw std::runtime_error("cannot write " + part.string());
    fs::rename(part, file);
    sync(file.parent_path(), O_RDONLY | O_DIRECTORY);
}

FolderLock::FolderLock(fs::path const& folder) {
    fs::create_directories(folder);
    auto file = folder / "lock";
    handle_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    int taken = -1;
    while (handle_ >= 0 && (taken = ::flock(handle_, LOCK_EX)) != 0 && errno == EINTR) continue;
    if (taken == 0) return;
    if (handle_ >= 0) ::close(handle_);
    throw std::runtime_error("cannot lock " + file.string());
}

FolderLock::~FolderLock() { ::close(handle_); }

}  // namespace mingtang::translog
