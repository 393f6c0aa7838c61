#pragma once
#include <vector>

namespace mingtang::law {

/// Some of the pieces or pages, charged alike: `from` to `to`, each `rate` yuan.
struct FeeStep {
    int from = 0, to = 0;
    int rate = 0;
    long long amount() const { return static_cast<long long>(to - from + 1) * rate; }
};
struct Fee {
    std::vector<FeeStep> steps;
    long long total() const;
};

/// Cited: fee-2020 (国办函〔2020〕109号). The fee for handling information is charged by the piece or by the page, one of both for an
/// application, and in steps: each step's rate holds for what lies in it only.
///
/// By the piece: what one applicant asked for in a calendar month. Ten are free, the next twenty cost 100 yuan each; from the 31st on each
/// further ten cost 100 yuan more apiece. `before` are those of the same month that came earlier; `pieces` ≥ 0 are charged now.
Fee fee_by_pieces(int pieces, int before = 0);
/// By the page, per application: thirty are free, up to 100 cost 10 yuan each, up to 200 cost 20, further ones 40. `pages` ≥ 0.
Fee fee_by_pages(int pages);

}  // namespace mingtang::law
