#include "scan/read/confine.hpp"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <initializer_list>
#include <span>

namespace mingtang::scan {
namespace {

// AddressSanitizer and ThreadSanitizer reserve terabytes of address space.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool has_sanitizer = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool has_sanitizer = true;
#else
constexpr bool has_sanitizer = false;
#endif
#else
constexpr bool has_sanitizer = false;
#endif

void limit(__rlimit_resource what, rlim_t soft, rlim_t hard) {
    rlimit const value{soft, hard};
    ::setrlimit(what, &value);
}

bool refuse(scmp_filter_ctx filter, std::initializer_list<int> calls) {
    bool good = true;
    for (int call : calls) good = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0) == 0 && good;
    return good;
}

/// Only local stream sockets can be made, and they cannot be connected to anybody.
bool refuse_network(scmp_filter_ctx filter) {
    bool good = refuse(
        filter, {SCMP_SYS(connect), SCMP_SYS(sendmmsg), SCMP_SYS(io_uring_setup), SCMP_SYS(io_uring_enter), SCMP_SYS(io_uring_register)});
    good = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 1, SCMP_A0(SCMP_CMP_NE, AF_UNIX)) == 0 && good;
    for (auto type : {SOCK_DGRAM, SOCK_RAW, SOCK_SEQPACKET, SOCK_RDM})
        good = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 1, SCMP_A1(SCMP_CMP_MASKED_EQ, 0xF, scmp_datum_t(type))) ==
                   0 &&
               good;
    good = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(sendto), 1, SCMP_A4(SCMP_CMP_NE, 0)) == 0 && good;
    return good;
}

bool refuse_reach(scmp_filter_ctx filter) {
    return refuse(filter, {SCMP_SYS(ptrace),
                           SCMP_SYS(process_vm_readv),
                           SCMP_SYS(process_vm_writev),
                           SCMP_SYS(kill),
                           SCMP_SYS(tkill),
                           SCMP_SYS(pidfd_open),
                           SCMP_SYS(pidfd_send_signal),
                           SCMP_SYS(pidfd_getfd),
                           SCMP_SYS(setsid),
                           SCMP_SYS(setpgid),
                           SCMP_SYS(mount),
                           SCMP_SYS(umount2),
                           SCMP_SYS(pivot_root),
                           SCMP_SYS(chroot),
                           SCMP_SYS(setns),
                           SCMP_SYS(unshare),
                           SCMP_SYS(bpf),
                           SCMP_SYS(perf_event_open),
                           SCMP_SYS(keyctl),
                           SCMP_SYS(add_key),
                           SCMP_SYS(request_key),
                           SCMP_SYS(userfaultfd),
                           SCMP_SYS(open_by_handle_at),
                           SCMP_SYS(init_module),
                           SCMP_SYS(finit_module),
                           SCMP_SYS(delete_module),
                           SCMP_SYS(kexec_load),
                           SCMP_SYS(reboot),
                           SCMP_SYS(swapon),
                           SCMP_SYS(swapoff),
                           SCMP_SYS(acct),
                           SCMP_SYS(settimeofday),
                           SCMP_SYS(clock_settime),
                           SCMP_SYS(sethostname),
                           SCMP_SYS(move_mount),
                           SCMP_SYS(fsopen),
                           SCMP_SYS(open_tree)});
}

constexpr std::uint64_t to_read = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t first_edition = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;  // all that the first edition of the interface knows

void permit(int rules, char const* path, std::uint64_t access) {
    int place = ::open(path, O_PATH | O_CLOEXEC);
    if (place < 0) return;
    struct stat about {};
    bool is_folder = ::fstat(place, &about) != 0 || S_ISDIR(about.st_mode);
    landlock_path_beneath_attr const rule{is_folder ? access : access & ~std::uint64_t(LANDLOCK_ACCESS_FS_READ_DIR), place};
    (void)::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    ::close(place);
}

constexpr char const* for_offices[] = {
    "/usr", "/bin", "/lib", "/lib64", "/etc", "/proc", "/sys", "/var/spool/libreoffice", "/var/lib/libreoffice", "/var/cache/fontconfig"};
constexpr char const* for_fonts[] = {"/usr", "/bin", "/lib", "/lib64", "/etc/fonts", "/etc/ld.so.cache", "/var/cache/fontconfig"};

/// Only what the reach names can be opened, and the folder of this reading written: no data, no keys. Where the kernel knows how.
void refuse_other_files(Reach reach) {
    auto edition = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (edition < 2) return;  // the first edition lets nobody move a file to another folder, which LibreOffice must
    std::uint64_t const to_write = first_edition | LANDLOCK_ACCESS_FS_REFER;
    landlock_ruleset_attr const all{.handled_access_fs = to_write};
    int rules = int(::syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0));
    if (rules < 0) return;
    auto readable = reach == Reach::offices ? std::span<char const* const>(for_offices) : std::span<char const* const>(for_fonts);
    for (auto const* path : readable) permit(rules, path, to_read);
    for (auto const* path : {"/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"})
        permit(rules, path, LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE);
    permit(rules, ".", to_write);
    if (reach == Reach::offices)
        permit(rules, "/tmp",
               LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_REMOVE_FILE);  // where LibreOffice puts its socket, whatever TMPDIR says
    (void)::syscall(SYS_landlock_restrict_self, rules, 0);
    ::close(rules);
}

}  // namespace

void limit_this_process(Limits const& limits) {
    limit(RLIMIT_CPU, limits.seconds, limits.seconds + 2);
    if (!has_sanitizer) limit(RLIMIT_AS, limits.memory_bytes, std::max(limits.memory_bytes, limits.others_bytes));
    limit(RLIMIT_FSIZE, limits.file_bytes * 2, limits.file_bytes * 2);
    limit(RLIMIT_CORE, 0, 0);
    limit(RLIMIT_NOFILE, 512, 512);
}

bool confine_this_process(Reach reach) {
    (void)::unshare(CLONE_NEWUSER | CLONE_NEWNET);  // not permitted everywhere; the filter stands without it
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
    refuse_other_files(reach);
    auto* filter = seccomp_init(SCMP_ACT_ALLOW);
    if (filter == nullptr) return false;
    bool good = refuse_network(filter) && refuse_reach(filter) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return good;
}

}  // namespace mingtang::scan
