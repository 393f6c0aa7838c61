#pragma once
#include <string>
#include <string_view>

#include "search/answer.hpp"
#include "search/index.hpp"

namespace mingtang::search {

/// What the index keeps beside the terms, to show a hit. The text is the body (or the summary), then attachments, cut at 30,000 characters
/// or so.
struct Record {
    Hit hit;
    std::string text;
    std::string names;     // keywords, names of the unit and of attachments, one a line
    bool is_whole = true;  // nothing was cut off
};

std::string encode(Document const& document);
Record decode(std::string_view data);

}  // namespace mingtang::search
