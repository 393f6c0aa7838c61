#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace mingtang::scan {

/// Digits that stand together, at their end perhaps an X.
struct DigitGroup {
    std::size_t begin;
    std::size_t end;
    char joined;  ///< what joins it to the group before: `-`, a blank, or 0 at the head of a run
    std::size_t size() const { return end - begin; }
};

/// The groups of digits around `end`, joined by at most two blanks or hyphens each; not reaching back before `least`.
std::vector<DigitGroup> digit_run(std::string_view text, std::size_t end, std::size_t least);

/// The characters of `count` groups from `first` on without what joins them; empty when there are more than `most` of them.
std::string joined_digits(std::string_view text, std::vector<DigitGroup> const& groups, std::size_t first, std::size_t count,
                          std::size_t most);

}  // namespace mingtang::scan
