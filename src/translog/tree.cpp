#include "translog/tree.hpp"

#include <bit>
#include <stdexcept>

#include "translog/encoding.hpp"

namespace mingtang::translog {
namespace {

/// The largest power of two below `n`, n > 1, as its exponent.
int split_of(std::int64_t n) { return std::bit_width(std::uint64_t(n - 1)) - 1; }

/// Root over the leaves [begin, end); `begin` is a multiple of the largest power of two in the range.
Hash range_root(std::int64_t begin, std::int64_t end, Nodes const& nodes) {
    auto n = end - begin;
    if (std::has_single_bit(std::uint64_t(n))) {
        int level = std::countr_zero(std::uint64_t(n));
        return nodes(level, begin >> level);
    }
    auto middle = begin + (std::int64_t(1) << split_of(n));
    return node_hash(range_root(begin, middle, nodes), range_root(middle, end, nodes));
}

void add_path(std::vector<Hash>& path, std::int64_t index, std::int64_t begin, std::int64_t end, Nodes const& nodes) {
    if (end - begin == 1) return;
    auto middle = begin + (std::int64_t(1) << split_of(end - begin));
    if (index < middle) {
        add_path(path, index, begin, middle, nodes);
        path.push_back(range_root(middle, end, nodes));
    } else {
        add_path(path, index, middle, end, nodes);
        path.push_back(range_root(begin, middle, nodes));
    }
}

/// SUBPROOF of the RFC: `whole` says that the old tree's root is known to who asks.
void add_subproof(std::vector<Hash>& proof, std::int64_t old_end, std::int64_t begin, std::int64_t end, bool whole, Nodes const& nodes) {
    if (old_end == end) {
        if (!whole) proof.push_back(range_root(begin, end, nodes));
        return;
    }
    auto middle = begin + (std::int64_t(1) << split_of(end - begin));
    if (old_end <= middle) {
        add_subproof(proof, old_end, begin, middle, whole, nodes);
        proof.push_back(range_root(middle, end, nodes));
    } else {
        add_subproof(proof, old_end, middle, end, false, nodes);
        proof.push_back(range_root(begin, middle, nodes));
    }
}

}  // namespace

Hash empty_root() { return digest(""); }

Hash leaf_hash(std::string_view entry) {
    std::string bytes(1, '\0');
    return digest(bytes.append(entry));
}

Hash node_hash(std::string_view left, std::string_view right) {
    std::string bytes(1, '\1');
    return digest(bytes.append(left).append(right));
}

Hash root_of(std::int64_t size, Nodes const& nodes) { return size == 0 ? empty_root() : range_root(0, size, nodes); }

std::vector<Hash> inclusion_proof(std::int64_t index, std::int64_t size, Nodes const& nodes) {
    if (index < 0 || index >= size) throw std::logic_error("no such leaf in the tree");
    std::vector<Hash> path;
    add_path(path, index, 0, size, nodes);
    return path;
}

std::vector<Hash> consistency_proof(std::int64_t old_size, std::int64_t size, Nodes const& nodes) {
    if (old_size < 0 || old_size > size) throw std::logic_error("the old tree is larger than the new one");
    std::vector<Hash> proof;
    if (old_size > 0 && old_size < size) add_subproof(proof, old_size, 0, size, true, nodes);
    return proof;
}

bool is_included(Hash const& leaf, std::int64_t index, std::int64_t size, std::vector<Hash> const& proof, Hash const& root) {
    if (index < 0 || index >= size) return false;
    auto at = std::uint64_t(index), last = std::uint64_t(size - 1);
    Hash hash = leaf;
    for (auto const& sibling : proof) {
        if (last == 0) return false;
        if ((at & 1) || at == last) {
            hash = node_hash(sibling, hash);
            while (!(at & 1) && at != 0) at >>= 1, last >>= 1;
        } else {
            hash = node_hash(hash, sibling);
        }
        at >>= 1, last >>= 1;
    }
    return last == 0 && hash == root;
}

bool is_consistent(std::int64_t old_size, Hash const& old_root, std::int64_t size, Hash const& root, std::vector<Hash> const& proof) {
    if (old_size < 0 || old_size > size) return false;
    if (old_size == size) return proof.empty() && old_root == root;
    if (old_size == 0) return proof.empty() && old_root == empty_root();
    auto path = proof;
    if (std::has_single_bit(std::uint64_t(old_size))) path.insert(path.begin(), old_root);
    if (path.empty()) return false;
    auto at = std::uint64_t(old_size - 1), last = std::uint64_t(size - 1);
    while (at & 1) at >>= 1, last >>= 1;
    Hash old_hash = path[0], new_hash = path[0];
    for (std::size_t i = 1; i < path.size(); ++i) {
        if (last == 0) return false;
        if ((at & 1) || at == last) {
            old_hash = node_hash(path[i], old_hash);
            new_hash = node_hash(path[i], new_hash);
            while (!(at & 1) && at != 0) at >>= 1, last >>= 1;
        } else {
            new_hash = node_hash(new_hash, path[i]);
        }
        at >>= 1, last >>= 1;
    }
    return last == 0 && old_hash == old_root && new_hash == root;
}

}  // namespace mingtang::translog
