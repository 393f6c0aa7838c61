#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace mingtang::markup {

/// Adds a name once, at most 50 names.
void note(std::vector<std::string>& dropped, std::string_view name);

/// Rewrites a stream of tags so that the tree builder cannot be made to work long: only elements that we keep, closed in the order in which
/// they were opened, never deeper than `deepest`, with the few attributes that matter. One pass, linear time. It bounds the work; it is not
/// what makes the result safe, the allow-list over the tree is (flow.cpp).
std::string tidy(std::string_view html, std::size_t deepest, std::vector<std::string>& dropped);

}  // namespace mingtang::markup
