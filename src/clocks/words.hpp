#pragma once
#include <string>
#include <string_view>

#include "base/names.hpp"
#include "base/words.hpp"
#include "law/calendar.hpp"

namespace mingtang::clocks {

/// The Chinese of a name in a group of words.json (`word("kind", "reply")`); a name that is not there stands for itself.
std::string word(std::string_view group, std::string_view name);

template <Named E>
std::string word(std::string_view group, E value) {
    return word(group, to_text(value));
}

/// `还剩 3 个工作日`, `逾期 2 个工作日`, and the style sheet's name of it.
struct Left {
    std::string nearness, words;
};
Left left_of(Date due_on, bool warned, Date today, law::Calendar const& calendar);

}  // namespace mingtang::clocks
