#pragma once
#include <filesystem>
#include <string>
#include <string_view>

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

/// The body of the hidden verb, the first thing that main does. Ends the process; returns only for a call
/// that makes no sense, with the exit status.
int serve_read_file(int argc, char** argv);

}  // namespace mingtang::scan
