#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.hpp"

namespace mingtang {

/// Values for the `{places}` of a sentence.
using Places = std::vector<std::pair<std::string, std::string>>;

/// Puts the values into the `{places}`, in one pass: what stands in a value is never taken for a place. A place without a value stays.
std::string filled(std::string_view words, Places const& values);

/// A module's own `word(group, name)`, for what is shown alike in the words of several modules.
using Word = std::string (*)(std::string_view group, std::string_view name);

/// The words for people of a module: its words.json, packed as `path`. A missing or malformed file is a fault of the build and throws.
class Words {
  public:
    explicit Words(std::string_view path);
    /// The words of a name in a group; a name or group that is not there stands for itself.
    std::string of(std::string_view group, std::string_view name) const;

  private:
    json::object groups_;
};

}  // namespace mingtang
