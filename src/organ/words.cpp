#include "organ/words.hpp"

#include <map>

#include "base/json.hpp"
#include "base/resource.hpp"
#include "base/words.hpp"

namespace mingtang::organ {
namespace {

std::map<std::string, std::string, std::less<>> const& event_names() {
    static auto const table = [] {
        std::map<std::string, std::string, std::less<>> all;
        for (auto const& path : resources("src/", "/event_names.json")) {
            auto parsed = boost::json::parse(resource(path).value());
            for (auto const& [name, chinese] : parsed.as_object()) all.emplace(name, chinese.as_string());
        }
        return all;
    }();
    return table;
}

}  // namespace

std::string word(std::string_view group, std::string_view name) {
    static Words const words("src/organ/words.json");
    return words.of(group, name);
}

std::string event_name(std::string_view name) {
    auto found = event_names().find(name);
    return found == event_names().end() ? std::string(name) : found->second;
}

}  // namespace mingtang::organ
