#include "scan/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <new>
#include <stdexcept>

#include "base/text.hpp"
#include "scan/read/cage.hpp"
#include "scan/read/confine.hpp"
#include "scan/read/wire.hpp"
#include "scan/read/wire_bytes.hpp"
#include "scan/redact/rewrite.hpp"

namespace mingtang::scan {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::size_t max_output = 768u << 20;

/// How the child ends when it cannot deliver.
enum Ending { delivered = 0, not_confined = 71, no_memory = 72, no_input = 73, no_output = 74, no_program = 75 };

class Descriptor {
  public:
    explicit Descriptor(int fd = -1) : fd_(fd) {}
    Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~Descriptor() { close(); }
    int get() const { return fd_; }
    void close() {
        if (fd_ >= 0) ::close(fd_);
        fd_ = -1;
    }

  private:
    int fd_;
};

/// A folder of one reading, gone with it whatever became of the child.
class Folder {
  public:
    Folder() : path_((fs::temp_directory_path() / "mingtang-read-XXXXXX").string()) {
        if (::mkdtemp(path_.data()) == nullptr) throw std::runtime_error("cannot make a folder in " + fs::temp_directory_path().string());
    }
    Folder(Folder const&) = delete;
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    std::string const& path() const { return path_; }

  private:
    std::string path_;
};

Reading one_finding(std::string_view reason) {
    Reading reading;
    reading.findings.push_back({.kind = Kind::unreadable, .certainty = Certainty::likely, .masked = std::string(reason)});
    return reading;
}

std::vector<std::string> as_arguments(Limits const& limits) {
    std::vector<std::string> all;
    for (auto value : {limits.file_bytes, limits.unpacked_bytes, limits.ratio, std::uint64_t(limits.entries), std::uint64_t(limits.depth),
                       limits.text_bytes, std::uint64_t(limits.cells), std::uint64_t(limits.pages), std::uint64_t(limits.ocr_pages),
                       std::uint64_t(limits.seconds), limits.memory_bytes, limits.others_bytes, std::uint64_t(limits.others)})
        all.push_back(std::to_string(value));
    return all;
}

Limits from_arguments(char** first, char** last) {
    std::vector<std::uint64_t> values;
    for (; first != last; ++first) {
        std::uint64_t value = 0;
        std::string_view text(*first);
        std::from_chars(text.data(), text.data() + text.size(), value);
        values.push_back(value);
    }
    values.resize(13);
    return {values[0],      values[1],      values[2],           values[3],  int(values[4]), values[5],      values[6],
            int(values[7]), int(values[8]), unsigned(values[9]), values[10], values[11],     values[12] != 0};
}

bool write_all(int to, std::string_view bytes) {
    while (!bytes.empty()) {
        auto put = ::write(to, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) return false;
        bytes.remove_prefix(std::size_t(put));
    }
    return true;
}

std::string done(Job job, std::string_view bytes, std::string_view name, Limits const& limits) {
    switch (job) {
        case Job::read:
            return to_wire(read(bytes, name, limits));
        case Job::redact:
            return redacted_on_wire(bytes, name, limits);
        case Job::prove:
            return proved_on_wire(bytes, limits);
        case Job::run:
            break;
    }
    return {};
}

/// Becomes the program that `bytes` names; what stands behind its arguments stays on descriptor 0 for it. Returns only where that fails.
int become_program(std::string_view bytes, Limits const& limits) {
    WireReader wire(bytes);
    std::vector<std::string> words;
    for (auto left = wire.count(); left > 0; --left) words.push_back(wire.raw());
    auto size = wire.number();
    if (words.empty() || wire.failed() || size > bytes.size()) return no_input;
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    auto folder = std::string("TMPDIR=") + std::getenv("TMPDIR"), home = "HOME=" + folder.substr(7);
    char const* const environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", folder.c_str(), home.c_str(), nullptr};
    ::lseek(0, off_t(bytes.size() - size), SEEK_SET);
    rlimit const memory{limits.others_bytes, limits.others_bytes};
    ::setrlimit(RLIMIT_AS, &memory);
    ::execve(arguments[0], arguments.data(), const_cast<char* const*>(environment));
    return no_program;
}

/// In the child, after all limits are set: the file is descriptor 0, the answer goes to 1.
int deliver(Job job, std::string_view name, Limits const& limits) {
    if (!confine_this_process(job == Job::run ? Reach::fonts : Reach::offices)) return not_confined;
    struct stat about {};
    if (::fstat(0, &about) != 0) return no_input;
    try {
        void* mapped = about.st_size > 0 ? ::mmap(nullptr, std::size_t(about.st_size), PROT_READ, MAP_PRIVATE, 0, 0) : nullptr;
        if (mapped == MAP_FAILED) return no_memory;
        std::string_view const bytes(static_cast<char const*>(mapped), std::size_t(about.st_size));
        if (job == Job::run) return become_program(bytes, limits);
        auto answer = done(job, bytes, name, limits);
        return write_all(1, answer) ? delivered : no_output;
    } catch (std::bad_alloc const&) {
        return no_memory;
    } catch (std::length_error const&) {
        return no_memory;
    }
}

struct Start {
    std::vector<char*> arguments, environment;
    char const* program = nullptr;
    char const* folder = nullptr;
    char const* name = nullptr;
    Job job = Job::read;
    int in = -1, out = -1;
};

[[noreturn]] void become_reader(Start const& start, Limits const& limits) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    for (int signal : {SIGTERM, SIGINT, SIGPIPE, SIGXCPU, SIGXFSZ}) ::signal(signal, SIG_DFL);
    int nowhere = ::open("/dev/null", O_WRONLY);
    if (::dup2(start.in, 0) < 0 || ::dup2(start.out, 1) < 0 || ::dup2(nowhere, 2) < 0) ::_exit(no_input);
    ::close_range(3, ~0u, 0);
    if (::chdir(start.folder) != 0) ::_exit(no_input);
    limit_this_process(limits);
    if (start.program != nullptr) {
        ::execve(start.program, start.arguments.data(), start.environment.data());
        ::_exit(no_input);
    }
    ::clearenv();
    ::setenv("TMPDIR", start.folder, 1);
    ::_exit(deliver(start.job, start.name, limits));
}

/// All that the child says until it closes its end; nothing where the time is up or it says too much.
enum class Heard { all, late, too_much };
Heard listen(int from, Clock::time_point until, std::string& text) {
    std::string block(1 << 18, '\0');
    for (;;) {
        auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
        pollfd waiting{from, POLLIN, 0};
        auto ready = left > 0 ? ::poll(&waiting, 1, int(left)) : 0;
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return Heard::late;
        auto got = ::read(from, block.data(), block.size());
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return Heard::all;
        text.append(block.data(), std::size_t(got));
        if (text.size() > max_output) return Heard::too_much;
    }
}

/// The status of the child once it has ended; it has a moment after it closed its end, then it is killed. Nobody of its group stays.
int end_of(pid_t child, bool at_once) {
    int status = 0;
    for (int round = 0; !at_once && round < 200; ++round) {
        siginfo_t ended{};
        if (::waitid(P_PID, id_t(child), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == child) break;
        ::usleep(round < 50 ? 200 : 10'000);
    }
    ::kill(-child, SIGKILL);
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

std::string_view reason_of(int status) {
    if (WIFSIGNALED(status)) {
        auto signal = WTERMSIG(status);
        return signal == SIGXCPU || signal == SIGKILL ? "too_slow" : signal == SIGXFSZ ? "too_large" : "crashed";
    }
    switch (WEXITSTATUS(status)) {
        case not_confined:
            return "not_confined";
        case no_memory:
            return "too_large";
        case no_program:
            return "missing";
        default:
            return "crashed";
    }
}

Answer ask(Job job, int in, std::string_view name, Limits const& limits, std::string_view program) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("cannot open a pipe");
    Descriptor from(ends[0]), to(ends[1]);
    Folder folder;
    auto told = text::shorten(name.substr(name.rfind('/') == std::string_view::npos ? 0 : name.rfind('/') + 1), 200);
    std::vector<std::string> words{"mingtang", std::string(read_file_verb), told};
    for (auto& one : as_arguments(limits)) words.push_back(std::move(one));
    words.push_back(std::to_string(int(job)));
    std::vector<std::string> variables{"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TMPDIR=" + folder.path()};
    std::string const path(program);
    Start start{.program = path.empty() ? nullptr : path.c_str(),
                .folder = folder.path().c_str(),
                .name = told.c_str(),
                .job = job,
                .in = in,
                .out = to.get()};
    for (auto& word : words) start.arguments.push_back(word.data());
    for (auto& variable : variables) start.environment.push_back(variable.data());
    start.arguments.push_back(nullptr), start.environment.push_back(nullptr);

    auto child = ::fork();
    if (child < 0) throw std::runtime_error("cannot start a process");
    if (child == 0) become_reader(start, limits);
    ::setpgid(child, child);
    to.close();
    Answer answer;
    auto heard = listen(from.get(), Clock::now() + std::chrono::seconds(limits.seconds), answer.bytes);
    auto status = end_of(child, heard != Heard::all);
    if (heard == Heard::late)
        answer.trouble = "too_slow";
    else if (heard == Heard::too_much)
        answer.trouble = "too_large";
    else if (!WIFEXITED(status) || WEXITSTATUS(status) != delivered)
        answer.trouble = reason_of(status);
    return answer;
}

Reading reading_of(Answer const& answer) {
    if (!answer.trouble.empty()) return one_finding(answer.trouble);
    auto reading = from_wire(answer.bytes);
    return reading ? std::move(*reading) : one_finding("crashed");
}

}  // namespace

Answer ask_child(Job job, std::vector<std::string_view> const& input, std::string_view name, Limits const& limits,
                 std::string_view program) {
    Descriptor in(::memfd_create("file", MFD_CLOEXEC));
    bool good = in.get() >= 0;
    for (auto bytes : input) good = good && write_all(in.get(), bytes);
    if (!good) throw std::runtime_error("no memory for a file to read");
    ::lseek(in.get(), 0, SEEK_SET);
    return ask(job, in.get(), name, limits, program);
}

Reading read_in_child(std::string_view bytes, std::string_view name, Limits const& limits, std::string_view program) {
    if (bytes.size() > limits.file_bytes) return one_finding("too_large");
    return reading_of(ask_child(Job::read, {bytes}, name, limits, program));
}

Reading read_in_child(fs::path const& file, Limits const& limits, std::string_view program) {
    Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    struct stat about {};
    if (in.get() < 0 || ::fstat(in.get(), &about) != 0 || !S_ISREG(about.st_mode)) return one_finding("missing");
    if (std::uint64_t(about.st_size) > limits.file_bytes) return one_finding("too_large");
    return reading_of(ask(Job::read, in.get(), file.filename().string(), limits, program));
}

Said run_in_child(std::vector<std::string> const& arguments, std::string_view input, Limits const& limits, std::string_view program) {
    if (input.size() > limits.file_bytes) return {{}, "too_large"};
    WireWriter wire;
    wire.number(arguments.size());
    for (auto const& one : arguments) wire.text(one);
    wire.number(input.size());
    auto answer = ask_child(Job::run, {wire.bytes, input}, "program", limits, program);
    return {std::move(answer.bytes), answer.trouble};
}

int serve_read_file(int argc, char** argv) {
    if (argc < 17) return no_input;
    int job = std::atoi(argv[16]);
    if (job < int(Job::read) || job > int(Job::run)) return no_input;
    // No tidying up at the end: all is delivered, and checkers that trace the process then would be refused.
    std::_Exit(deliver(Job(job), argv[2], from_arguments(argv + 3, argv + 16)));
}

}  // namespace mingtang::scan
