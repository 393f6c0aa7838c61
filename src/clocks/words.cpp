#include "clocks/words.hpp"

#include "law/period.hpp"

namespace mingtang::clocks {

std::string word(std::string_view group, std::string_view name) {
    static Words const words("src/clocks/words.json");
    return words.of(group, name);
}

Left left_of(Date due_on, bool warned, Date today, law::Calendar const& calendar) {
    if (!due_on) return {"stopped", word("left", "stopped")};
    if (due_on == today) return {"today", word("left", "today")};
    auto left = law::remaining(due_on, today, calendar);
    // Over a holiday no working day has passed or is left, and it is late or near all the same.
    auto name = std::string(left.overdue ? "overdue" : "left") + (left.working_days == 0 ? "_none" : "");
    auto words = filled(word("left", name), {{"n", std::to_string(std::abs(left.working_days))}});
    return {left.overdue ? "overdue" : warned ? "soon" : "calm", words};
}

}  // namespace mingtang::clocks
