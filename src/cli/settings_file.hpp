#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.hpp"

namespace mingtang::cli {

/// One line of the settings file: the name of the option without its dashes, and what stands behind it.
struct SettingLine {
    std::string name;
    std::vector<std::string> values;
};

/// Reads a settings file (TOML 1.0, UTF-8): strings, whole numbers, true and false, and lists of strings, no groups. Refuses with the
/// line's number cli.settings.{bytes,malformed,group,unknown,empty,kind}; `known` are the names that there are.
Outcome<std::vector<SettingLine>> read_settings(std::string_view bytes, std::vector<std::string> const& known);

}  // namespace mingtang::cli
