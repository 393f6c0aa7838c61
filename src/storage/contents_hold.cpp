#include "storage/contents_hold.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "storage/database.hpp"

namespace mingtang::storage {
namespace {

int opened(std::filesystem::path const& folder) {
    int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) throw Unavailable("cannot open " + folder.string());
    return descriptor;
}

bool locked(int descriptor, int how) {
    int failed = 0;
    do failed = ::flock(descriptor, how);
    while (failed != 0 && errno == EINTR);
    return failed == 0;
}

}  // namespace

ContentsHold::ContentsHold(std::filesystem::path const& folder) : descriptor_(opened(folder)) {
    if (locked(descriptor_, LOCK_SH)) return;
    ::close(descriptor_);
    throw Unavailable("cannot lock " + folder.string());
}

std::optional<ContentsHold> ContentsHold::alone(std::filesystem::path const& folder) {
    ContentsHold hold(opened(folder));
    if (!locked(hold.descriptor_, LOCK_EX | LOCK_NB)) return {};
    return hold;
}

ContentsHold::ContentsHold(ContentsHold&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

ContentsHold::~ContentsHold() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace mingtang::storage
