#pragma once
#include "participation/actions.hpp"

namespace mingtang::participation {

/// Questions to one unit that ask the same: numbers and days, nothing of what they say or of who asks.
struct Repeated {
    Id unit_id = 0;
    std::vector<Letter> letters;  // oldest first
    int writers = 0;              // different ones
    int published = 0;            // whose reply all may read
    Date first_on() const { return letters.front().received_on; }
    Date last_on() const { return letters.back().received_on; }
};
/// Of the last two years: groups of two writers or more, the most asked first. Letters are compared by the machine and shown to nobody;
/// closed ones, and those that no unit has, are left out.
std::vector<Repeated> repeated(Context& in);

}  // namespace mingtang::participation
