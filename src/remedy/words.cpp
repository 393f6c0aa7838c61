#include "remedy/words.hpp"

#include "base/json.hpp"
#include "base/resource.hpp"

namespace mingtang::remedy {

std::string word(std::string_view group, std::string_view name) {
    static auto const all = boost::json::parse(resource("src/remedy/words.json").value()).as_object();
    auto const* of_group = all.if_contains(group);
    return of_group ? json::text(of_group->as_object(), name, name) : std::string(name);
}

}  // namespace mingtang::remedy
