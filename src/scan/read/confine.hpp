#pragma once
#include "scan/read/read.hpp"

namespace mingtang::scan {

/// Limits of the operating system on this process and all that it starts: processor time, address space, size of files, no core. Only calls
/// that are allowed after a fork.
void limit_this_process(Limits const& limits);

/// What a confined process may still open for reading, where the kernel knows how to hold it to that (its own folder it may write).
enum class Reach {
    offices,  ///< programs, their settings and what LibreOffice needs
    fonts,    ///< programs and fonts: no settings, no accounts, nothing of other processes
};

/// Takes from this process and all that it starts: the network (a namespace of its own where that is permitted, and in any case no socket
/// but local pairs and pipes that nobody can be called through), tracing, signals to others, leaving its process group, new privileges.
/// False where the filter could not be set.
[[nodiscard]] bool confine_this_process(Reach reach = Reach::offices);

}  // namespace mingtang::scan
