#pragma once
#include "organ/context.hpp"

namespace mingtang::participation {

/// The box in a year: of the letters that came in during the 365 days up to today. Computed from dates, never stored.
struct Figures {
    long long received = 0, replied = 0, closed = 0;
    long long due = 0;       // not closed, and replied to or past the last day
    long long on_time = 0;   // of those: replied to by the last day
    double median_days = 0;  // working days from the day after the letter to the reply; of an even number the mean of the middle two
    long long rated = 0, pleased = 0;  // pleased: content or fairly content
};
Figures figures(organ::Context& in);

}  // namespace mingtang::participation
