#include "base/resource.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>

extern "C" {
struct MingtangResource {
    char const* name;
    char const* data;
    std::size_t size;
};
extern MingtangResource const mingtang_resources[];
}

namespace mingtang {

std::optional<std::string> resource(std::string_view path) {
    if (char const* tree = std::getenv("MINGTANG_SOURCE")) {
        std::ifstream in(std::string(tree) + "/" + std::string(path), std::ios::binary);
        if (in) return std::string(std::istreambuf_iterator<char>(in), {});
    }
    for (auto const* row = mingtang_resources; row->name != nullptr; ++row)
        if (path == row->name) return std::string(row->data, row->size);
    return {};
}

std::vector<std::string> resources(std::string_view prefix, std::string_view suffix) {
    std::vector<std::string> found;
    for (auto const* row = mingtang_resources; row->name != nullptr; ++row) {
        std::string_view name = row->name;
        if (name.starts_with(prefix) && name.ends_with(suffix)) found.emplace_back(name);
    }
    return found;
}

}  // namespace mingtang
