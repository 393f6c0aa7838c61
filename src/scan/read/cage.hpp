#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "scan/read/read.hpp"

namespace mingtang::scan {

/// What a child does with the bytes that it gets.
enum class Job { read, redact, prove, run };

struct Answer {
    std::string bytes;
    std::string_view trouble;  ///< why there is none: `crashed`, `too_slow`, `too_large`, `not_confined`
};

/// Has one job done in a child process as `read_in_child` says (scan/child.hpp): the bytes of `input` one after another go to it, its
/// answer comes back unchecked.
Answer ask_child(Job job, std::vector<std::string_view> const& input, std::string_view name, Limits const& limits,
                 std::string_view program);

}  // namespace mingtang::scan
