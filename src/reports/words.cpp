#include "reports/words.hpp"

#include "base/json.hpp"
#include "base/resource.hpp"

namespace mingtang::reports {

std::string word(std::string_view group, std::string_view name) {
    static auto const all = boost::json::parse(resource("src/reports/words.json").value()).as_object();
    auto const* of_group = all.if_contains(group);
    return of_group ? json::text(of_group->as_object(), name, name) : std::string(name);
}

std::string word(std::string_view group, std::string_view name, std::string_view place, std::string_view value) {
    auto words = word(group, name);
    auto braced = "{" + std::string(place) + "}";
    auto at = words.find(braced);
    return at == std::string::npos ? words : words.replace(at, braced.size(), value);
}

}  // namespace mingtang::reports
