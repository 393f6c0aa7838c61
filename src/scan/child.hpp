#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "scan/read/read.hpp"

namespace mingtang::scan {

/// The hidden verb by which a program reads one file for itself; its first argument. See `serve_read_file`.
inline constexpr std::string_view read_file_verb = "read-file";

/// Which program reads: this one again (its main must hand `read_file_verb` to `serve_read_file`), another one's path, or — empty — a mere
/// fork of this process under the same limits and filters: for test programs without that verb, not for a server, whose memory it would
/// see.
inline constexpr std::string_view this_program = "/proc/self/exe";

/// Reads a file in a child process: no network, no signals or tracing of others, an empty environment, closed descriptors, no new
/// privileges, limits of time, memory, files and output; its whole process group is killed afterwards. Never throws for anything in the
/// file: what happened to the child is a finding `unreadable`: `crashed`, `too_slow`, `too_large`, `bomb`; `not_confined` where the system
/// lets no filter be set. Throws std::runtime_error where no process can be started at all. May be called from several threads.
Reading read_in_child(std::string_view bytes, std::string_view name, Limits const& limits = {}, std::string_view program = this_program);
/// Likewise; `unreadable` with `missing` for what is no file or cannot be opened.
Reading read_in_child(std::filesystem::path const& file, Limits const& limits = {}, std::string_view program = this_program);

/// What another program said on stdout; `trouble` says why there is nothing to believe: `missing` (it cannot be started), `crashed` (it
/// died or ended with another status than 0), `too_slow`, `too_large`, `not_confined`.
struct Said {
    std::string output;
    std::string_view trouble;
};

/// Runs another program in such a child: `arguments[0]` is its path, `input` is its stdin. Besides programs and fonts it reads nothing but
/// what it is given, and writes in a folder of its own (TMPDIR, where it also starts) that is gone afterwards. Its limits: `seconds` of the
/// clock and of the processor, `others_bytes` of memory, `file_bytes` of input and twice that for each file.
Said run_in_child(std::vector<std::string> const& arguments, std::string_view input, Limits const& limits,
                  std::string_view program = this_program);

/// The body of the hidden verb, the first thing that main does. Ends the process; returns only for a call
/// that makes no sense, with the exit status.
int serve_read_file(int argc, char** argv);

}  // namespace mingtang::scan
