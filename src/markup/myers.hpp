#pragma once
#include <cstddef>
#include <functional>
#include <vector>

namespace mingtang::markup {

/// One step of the way from one sequence to another: keep, take out `before[old_at]`, put in `after[new_at]`.
struct Edit {
    enum class Kind { keep, take_out, put_in };
    Kind kind = Kind::keep;
    std::size_t old_at = 0, new_at = 0;
};

/// The shortest way from a sequence of `before` things to one of `after`, by Myers' algorithm. Where more than `most_edits` are needed
/// between the common beginning and end, all between is taken out and put in. Time and memory are bounded by the lengths and most_edits².
std::vector<Edit> shortest_edits(std::size_t before, std::size_t after, std::function<bool(std::size_t, std::size_t)> const& same,
                                 int most_edits);

}  // namespace mingtang::markup
