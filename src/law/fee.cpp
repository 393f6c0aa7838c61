#include "law/fee.hpp"

#include <algorithm>
#include <numeric>

namespace mingtang::law {
namespace {

/// Adds what of `first` … `last` lies in `from` … `to`.
void add(Fee& fee, int first, int last, int from, int to, int rate) {
    FeeStep step{std::max(first, from), std::min(last, to), rate};
    if (step.from <= step.to) fee.steps.push_back(step);
}

}  // namespace

long long Fee::total() const {
    return std::accumulate(steps.begin(), steps.end(), 0LL, [](long long sum, FeeStep const& step) { return sum + step.amount(); });
}

Fee fee_by_pieces(int pieces, int before) {
    Fee fee;
    int first = before + 1, last = before + pieces;
    add(fee, first, last, 1, 10, 0);
    add(fee, first, last, 11, 30, 100);
    for (int from = 31, rate = 200; from <= last; from += 10, rate += 100) add(fee, first, last, from, from + 9, rate);
    return fee;
}

Fee fee_by_pages(int pages) {
    Fee fee;
    add(fee, 1, pages, 1, 30, 0);
    add(fee, 1, pages, 31, 100, 10);
    add(fee, 1, pages, 101, 200, 20);
    add(fee, 1, pages, 201, pages, 40);
    return fee;
}

}  // namespace mingtang::law
