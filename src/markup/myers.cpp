#include "markup/myers.hpp"

#include <algorithm>

namespace mingtang::markup {
namespace {

using Same = std::function<bool(std::size_t, std::size_t)>;

/// The middle part; `furthest[d]` is the state of the frontier before the step d, for walking back.
bool middle(std::size_t offset, long n, long m, Same const& same, int most_edits, std::vector<Edit>& out) {
    long limit = std::min<long>(n + m, most_edits);
    std::vector<long> frontier(std::size_t(2 * limit + 3), 0);
    std::vector<std::vector<long>> history;
    auto at = [&](std::vector<long>& v, long k) -> long& { return v[std::size_t(k + limit + 1)]; };
    auto alike = [&](long x, long y) { return same(offset + std::size_t(x), offset + std::size_t(y)); };
    auto comes_down = [&](std::vector<long>& v, long k, long d) { return k == -d || (k != d && at(v, k - 1) < at(v, k + 1)); };
    for (long d = 0; d <= limit; ++d) {
        history.push_back(frontier);
        for (long k = -d; k <= d; k += 2) {
            long x = comes_down(frontier, k, d) ? at(frontier, k + 1) : at(frontier, k - 1) + 1;
            long y = x - k;
            while (x < n && y < m && alike(x, y)) ++x, ++y;
            at(frontier, k) = x;
            if (x < n || y < m) continue;
            std::vector<Edit> back;
            for (long step = d; step >= 0; --step) {
                auto& before = history[std::size_t(step)];
                long diagonal = x - y;
                long from = step == 0 ? 0 : comes_down(before, diagonal, step) ? diagonal + 1 : diagonal - 1;
                long px = step == 0 ? 0 : at(before, from), py = px - from;
                while (x > px && y > py) --x, --y, back.push_back({Edit::Kind::keep, offset + std::size_t(x), offset + std::size_t(y)});
                if (step == 0) break;
                if (x == px) {
                    --y;
                    back.push_back({Edit::Kind::put_in, offset + std::size_t(x), offset + std::size_t(y)});
                } else {
                    --x;
                    back.push_back({Edit::Kind::take_out, offset + std::size_t(x), offset + std::size_t(y)});
                }
            }
            out.insert(out.end(), back.rbegin(), back.rend());
            return true;
        }
    }
    return false;
}

}  // namespace

std::vector<Edit> shortest_edits(std::size_t before, std::size_t after, Same const& same, int most_edits) {
    std::size_t head = 0, tail = 0, shorter = std::min(before, after);
    while (head < shorter && same(head, head)) ++head;
    while (tail < shorter - head && same(before - 1 - tail, after - 1 - tail)) ++tail;
    std::vector<Edit> edits;
    for (std::size_t i = 0; i < head; ++i) edits.push_back({Edit::Kind::keep, i, i});
    auto n = before - head - tail, m = after - head - tail;
    if (!middle(head, long(n), long(m), same, most_edits, edits)) {
        for (std::size_t i = 0; i < n; ++i) edits.push_back({Edit::Kind::take_out, head + i, head});
        for (std::size_t i = 0; i < m; ++i) edits.push_back({Edit::Kind::put_in, head + n, head + i});
    }
    for (std::size_t i = tail; i > 0; --i) edits.push_back({Edit::Kind::keep, before - i, after - i});
    return edits;
}

}  // namespace mingtang::markup
