#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scan/read/read.hpp"

namespace mingtang::scan {

/// The program of that name in the usual folders; empty where it is not installed.
std::string program_path(std::string_view name);

/// Runs a program in the folder of this reading with its own limits of memory; `input` goes to its stdin, what it says on stdout comes
/// back. Nothing where it cannot be started or fails.
std::optional<std::string> output_of(std::vector<std::string> const& arguments, std::string_view input, Limits const& limits);

}  // namespace mingtang::scan
