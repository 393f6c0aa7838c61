#include "supervision/words.hpp"

#include "base/json.hpp"
#include "base/resource.hpp"

namespace mingtang::supervision {

std::string word(std::string_view group, std::string_view name) {
    static json::object const all = boost::json::parse(resource("src/supervision/words.json").value()).as_object();
    auto const* words = all.if_contains(group);
    return words ? json::text(words->as_object(), name, name) : std::string(name);
}

std::string filled(std::string words, std::map<std::string, std::string> const& values) {
    for (auto const& [name, value] : values)
        if (auto at = words.find("{" + name + "}"); at != std::string::npos) words.replace(at, name.size() + 2, value);
    return words;
}

}  // namespace mingtang::supervision
