#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mingtang::translog {

/// 32 raw bytes.
using Hash = std::string;
constexpr std::size_t hash_bytes = 32;

// RFC 6962 section 2.1: the empty tree, a leaf, a node.
Hash empty_root();
Hash leaf_hash(std::string_view entry);
Hash node_hash(std::string_view left, std::string_view right);

/// The hash at `index` of level `level` of the tree, counted from the leaves (level 0): the root over the leaves
/// [index * 2^level, (index + 1) * 2^level), all of which are there.
using Nodes = std::function<Hash(int level, std::int64_t index)>;

/// Root over the first `size` leaves; asks `nodes` for O(log size) hashes.
Hash root_of(std::int64_t size, Nodes const& nodes);

/// The audit path of leaf `index` in the tree of `size`, sibling of the leaf first (RFC 6962 section 2.1.1). 0 <= index < size.
std::vector<Hash> inclusion_proof(std::int64_t index, std::int64_t size, Nodes const& nodes);
/// RFC 6962 section 2.1.2: that the tree of `size` begins with the tree of `old_size`. Empty when they are equal or the old one is empty.
std::vector<Hash> consistency_proof(std::int64_t old_size, std::int64_t size, Nodes const& nodes);

/// RFC 9162 sections 2.1.3.2 and 2.1.4.2. `leaf` is the leaf's hash.
bool is_included(Hash const& leaf, std::int64_t index, std::int64_t size, std::vector<Hash> const& proof, Hash const& root);
bool is_consistent(std::int64_t old_size, Hash const& old_root, std::int64_t size, Hash const& root, std::vector<Hash> const& proof);

}  // namespace mingtang::translog
