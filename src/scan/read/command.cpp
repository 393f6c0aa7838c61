#include "scan/read/command.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

namespace mingtang::scan {
namespace {

constexpr std::size_t max_output = 64u << 20;

[[noreturn]] void become(std::vector<char*> const& arguments, int in, int out, Limits const& limits) {
    ::dup2(in, 0);
    ::dup2(out, 1);
    int nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, 2);
    ::close_range(3, ~0u, 0);
    rlimit memory{limits.others_bytes, limits.others_bytes};
    ::setrlimit(RLIMIT_AS, &memory);
    rlimit time{limits.seconds / 2 + 1,
                limits.seconds / 2 + 2};  // what it cannot do in half of the time must not cost the rest of the reading
    ::setrlimit(RLIMIT_CPU, &time);
    auto const temporary = std::string("TMPDIR=") + std::filesystem::temp_directory_path().string(), home = "HOME=" + temporary.substr(7);
    char const* const environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8",     home.c_str(),
                                       temporary.c_str(),    "OMP_THREAD_LIMIT=1", nullptr};
    ::execve(arguments[0], arguments.data(), const_cast<char* const*>(environment));
    ::_exit(127);
}

std::string all_of(int from) {
    std::string text, block(1 << 16, '\0');
    for (;;) {
        auto got = ::read(from, block.data(), block.size());
        if (got <= 0 || text.size() > max_output) return text;
        text.append(block.data(), std::size_t(got));
    }
}

}  // namespace

std::string program_path(std::string_view name) {
    for (auto const* folder : {"/usr/bin/", "/usr/local/bin/", "/bin/"}) {
        auto path = folder + std::string(name);
        if (::access(path.c_str(), X_OK) == 0) return path;
    }
    return {};
}

std::optional<std::string> output_of(std::vector<std::string> const& arguments, std::string_view input, Limits const& limits) {
    int in = ::memfd_create("input", MFD_CLOEXEC);
    int pipe[2] = {-1, -1};
    if (in < 0 || ::pipe2(pipe, O_CLOEXEC) != 0) return std::nullopt;
    for (std::size_t at = 0; at < input.size();) {
        auto put = ::write(in, input.data() + at, input.size() - at);
        if (put <= 0) break;
        at += std::size_t(put);
    }
    ::lseek(in, 0, SEEK_SET);
    std::vector<char*> pointers;
    for (auto const& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);
    auto child = ::fork();
    if (child == 0) become(pointers, in, pipe[1], limits);
    ::close(in);
    ::close(pipe[1]);
    auto text = child > 0 ? all_of(pipe[0]) : std::string();
    ::close(pipe[0]);
    int status = -1;
    if (child > 0) ::waitpid(child, &status, 0);
    if (child <= 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0) return std::nullopt;
    return text;
}

}  // namespace mingtang::scan
