#pragma once
#include <functional>
#include <map>

#include "translog/tree.hpp"

namespace mingtang::translog {

/// Tiles of height 8: the hashes of every eighth level of the tree in pieces of 256.
constexpr int tile_height = 8;
constexpr int tile_width = 256;
constexpr int entries_level = -1;  // of an entry bundle

/// `level` entries_level: the bundle of the entries under tile 0/`number`.
struct TileId {
    int level = 0;
    std::int64_t number = 0;
    int width = tile_width;
    bool is_full() const { return width == tile_width; }
    bool operator==(TileId const&) const = default;
    auto operator<=>(TileId const&) const = default;
};

/// `tile/0/x001/000.p/44`, `tile/entries/000`.
std::string path_of(TileId const& tile);
/// Reads what `path_of` writes, after `tile/`; nothing for any other spelling.
std::optional<TileId> parse_tile_path(std::string_view path);

/// How many hashes tile `number` of `level` has in the tree of `size`: 0…256.
int width_in(std::int64_t size, int level, std::int64_t number);

/// The hashes of a tile one after the other: `width` * 32 bytes. May throw; answers of the wrong length are a bug of who gives them.
using Tiles = std::function<std::string(TileId const&)>;

/// The nodes of the tree of `size`, out of its tiles; keeps the tiles that it asked for.
class TileNodes {
  public:
    TileNodes(std::int64_t size, Tiles tiles) : size_(size), tiles_(std::move(tiles)) {}
    Hash operator()(int level, std::int64_t index);
    Nodes nodes() {
        return [this](int level, std::int64_t index) { return (*this)(level, index); };
    }

  private:
    std::int64_t size_;
    Tiles tiles_;
    std::map<TileId, std::string> kept_;
};

/// A tree of hashes that grows at its right edge: tells which tiles change when leaves come.
class Edge {
  public:
    /// `partial[l]`: the hashes of the last tile of level l as far as it is not full, for the tree of `size`.
    Edge(std::int64_t size, std::vector<std::string> partial) : size_(size), partial_(std::move(partial)) {}
    void add(Hash const& leaf);
    std::int64_t size() const { return size_; }
    /// The changed tiles since the last call with their hashes; full ones never come again.
    std::map<std::pair<int, std::int64_t>, std::string> take_changed();

  private:
    void put(std::size_t level, std::int64_t index, Hash const& hash);
    std::int64_t size_;
    std::vector<std::string> partial_;
    std::map<std::pair<int, std::int64_t>, std::string> full_;
    std::map<int, std::int64_t> touched_;
};

/// The root over the hashes of a whole row, whose number is a power of two.
Hash root_of_row(std::string_view hashes);

/// A bundle: each entry behind its length in two bytes, the higher first. Throws std::logic_error for an entry above 65,535 bytes.
void add_to_bundle(std::string& bundle, std::string_view entry);
/// Nothing when the bundle does not end where its last entry does, or does not hold `count` of them.
std::optional<std::vector<std::string>> entries_of(std::string_view bundle, int count);

}  // namespace mingtang::translog
