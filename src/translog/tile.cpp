#include "translog/tile.hpp"

#include <algorithm>
#include <stdexcept>

#include "translog/encoding.hpp"

namespace mingtang::translog {
namespace {

/// 1234067 → `x001/x234/067`
std::string number_path(std::int64_t number) {
    auto three = [](std::int64_t n) {
        auto digits = std::to_string(n);
        return std::string(3 - digits.size(), '0') + digits;
    };
    auto path = three(number % 1000);
    while (number /= 1000) path = "x" + three(number % 1000) + "/" + path;
    return path;
}

}  // namespace

std::string path_of(TileId const& tile) {
    auto path = "tile/" + (tile.level == entries_level ? "entries" : std::to_string(tile.level)) + "/" + number_path(tile.number);
    return tile.is_full() ? path : path + ".p/" + std::to_string(tile.width);
}

std::optional<TileId> parse_tile_path(std::string_view path) {
    constexpr std::size_t longest = 64;
    if (path.size() > longest) return {};
    auto whole = path;
    auto level = take_until(path, "/");
    if (!level) return {};
    TileId tile{.level = entries_level};
    if (*level != "entries") {
        auto number = from_decimal(*level);
        if (!number || *number > 63) return {};
        tile.level = int(*number);
    }
    auto number = path;
    if (auto mark = path.find(".p/"); mark != path.npos) {
        auto width = from_decimal(path.substr(mark + 3));
        if (!width || *width < 1 || *width >= tile_width) return {};
        tile.width = int(*width);
        number = path.substr(0, mark);
    }
    std::string digits;
    for (char c : number)
        if (c != 'x' && c != '/') digits += c;
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - !digits.empty()));
    auto parsed = from_decimal(digits);
    if (!parsed) return {};
    tile.number = *parsed;
    if (path_of(tile) != "tile/" + std::string(whole)) return {};
    return tile;
}

int width_in(std::int64_t size, int level, std::int64_t number) {
    level = std::max(level, 0);
    if (level > 7) return 0;  // a tree of 2^63 leaves has no eighth level
    auto hashes = size >> (level * tile_height);
    return int(std::clamp<std::int64_t>(hashes - number * tile_width, 0, tile_width));
}

Hash TileNodes::operator()(int level, std::int64_t index) {
    int tile_level = level / tile_height, above = level % tile_height;
    auto first = index << above;
    TileId id{.level = tile_level, .number = first / tile_width};
    id.width = width_in(size_, id.level, id.number);
    auto found = kept_.find(id);
    if (found == kept_.end()) {
        auto hashes = tiles_(id);
        if (hashes.size() != std::size_t(id.width) * hash_bytes)
            throw std::runtime_error(path_of(id) + " does not hold what the tree needs");
        found = kept_.emplace(id, std::move(hashes)).first;
    }
    auto begin = std::size_t(first % tile_width), count = std::size_t(1) << above;
    if (begin + count > std::size_t(id.width)) throw std::logic_error("a node outside the tree");
    return root_of_row(std::string_view(found->second).substr(begin * hash_bytes, count * hash_bytes));
}

void Edge::add(Hash const& leaf) { put(0, size_++, leaf); }

void Edge::put(std::size_t level, std::int64_t index, Hash const& hash) {
    if (partial_.size() <= level) partial_.resize(level + 1);
    auto& row = partial_[level];
    row += hash;
    touched_[int(level)] = index / tile_width;
    if (row.size() < tile_width * hash_bytes) return;
    auto above = root_of_row(row);
    full_[{int(level), index / tile_width}] = std::exchange(row, {});
    touched_.erase(int(level));
    put(level + 1, index / tile_width, above);
}

std::map<std::pair<int, std::int64_t>, std::string> Edge::take_changed() {
    auto changed = std::exchange(full_, {});
    for (auto const& [level, number] : std::exchange(touched_, {})) changed[{level, number}] = partial_[std::size_t(level)];
    return changed;
}

Hash root_of_row(std::string_view hashes) {
    if (hashes.size() == hash_bytes) return Hash(hashes);
    std::string row(hashes);
    while (row.size() > hash_bytes) {
        std::string next;
        for (std::size_t at = 0; at < row.size(); at += 2 * hash_bytes)
            next += node_hash(std::string_view(row).substr(at, hash_bytes), std::string_view(row).substr(at + hash_bytes, hash_bytes));
        row = std::move(next);
    }
    return row;
}

void add_to_bundle(std::string& bundle, std::string_view entry) {
    if (entry.size() > 0xFFFF) throw std::logic_error("an entry is longer than a bundle can say");
    bundle += char(entry.size() >> 8);
    bundle += char(entry.size() & 0xFF);
    bundle += entry;
}

std::optional<std::vector<std::string>> entries_of(std::string_view bundle, int count) {
    std::vector<std::string> entries;
    while (!bundle.empty()) {
        if (bundle.size() < 2) return {};
        auto size = std::size_t(static_cast<unsigned char>(bundle[0])) * 256 + static_cast<unsigned char>(bundle[1]);
        bundle.remove_prefix(2);
        if (size > bundle.size()) return {};
        entries.emplace_back(bundle.substr(0, size));
        bundle.remove_prefix(size);
    }
    if (entries.size() != std::size_t(count)) return {};
    return entries;
}

}  // namespace mingtang::translog
