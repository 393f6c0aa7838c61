#pragma once
#include "scan/read/read.hpp"

namespace mingtang::scan {

/// Limits of the operating system on this process and all that it starts: processor time, address space, size of files, no core. Only calls
/// that are allowed after a fork.
void limit_this_process(Limits const& limits);

/// Takes from this process and all that it starts: the network (a namespace of its own where that is permitted, and in any case no socket
/// but local pairs and pipes that nobody can be called through), tracing, signals to others, leaving its process group, new privileges.
/// False where the filter could not be set.
[[nodiscard]] bool confine_this_process();

}  // namespace mingtang::scan
