#include "base/words.hpp"

#include <algorithm>

#include "base/resource.hpp"

namespace mingtang {

std::string filled(std::string_view words, Places const& values) {
    std::string made;
    for (std::size_t at = 0; at < words.size();) {
        auto open = words.find('{', at);
        auto close = open == words.npos ? open : words.find('}', open);
        if (close == words.npos) return made.append(words.substr(at));
        made.append(words.substr(at, open - at));
        auto name = words.substr(open + 1, close - open - 1);
        auto value = std::find_if(values.begin(), values.end(), [&](auto const& one) { return one.first == name; });
        made.append(value == values.end() ? words.substr(open, close - open + 1) : std::string_view(value->second));
        at = close + 1;
    }
    return made;
}

Words::Words(std::string_view path) : groups_(boost::json::parse(resource(path).value()).as_object()) {}

std::string Words::of(std::string_view group, std::string_view name) const {
    auto const* words = groups_.if_contains(group);
    return words != nullptr ? json::text(words->as_object(), name, name) : std::string(name);
}

}  // namespace mingtang
