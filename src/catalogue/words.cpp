#include "catalogue/words.hpp"

#include "base/text.hpp"
#include "base/words.hpp"

namespace mingtang::catalogue {

std::string word(std::string_view group, std::string_view name) {
    static Words const words("src/catalogue/words.json");
    return words.of(group, name);
}

std::string full_name(Item const& item) { return item.level2.empty() ? item.level1 : item.level1 + " / " + item.level2; }
std::string short_name(Item const& item) { return item.level2.empty() ? item.level1 : item.level2; }

std::string period_words(int number, std::string const& unit) {
    return number > 0 ? std::to_string(number) + " " + word("limit_unit", unit) : std::string();
}

std::string carriers_words(Item const& item) { return text::join(text::split(item.channels, ';'), "、"); }

std::vector<Difference> shown_particulars(Item const& item) {
    std::vector<Difference> all;
    for (auto const& [name, value] : particulars(item)) {
        if (name.ends_with("_unit")) continue;
        auto text = value;
        if (name == "cadence" || name == "counted") text = word(name, value);
        if (name == "channels") text = carriers_words(item);
        if (name == "limit_number") text = period_words(item.limit_number, item.limit_unit);
        if (name == "display_number") text = period_words(item.display_number, item.display_unit);
        all.push_back({word("particular", name), "", text});
    }
    return all;
}

std::vector<Difference> shown_differences(Item const& before, Item const& after) {
    auto old = shown_particulars(before), now = shown_particulars(after);
    std::vector<Difference> all;
    for (std::size_t i = 0; i < old.size(); ++i)
        if (old[i].after != now[i].after) all.push_back({old[i].name, old[i].after, now[i].after});
    return all;
}

std::string cadence_words(Item const& item) {
    auto words = word("cadence", to_text(item.cadence));
    bool periodic = span_of(item.cadence, Date(2026, 1, 1)).has_value();
    auto limit = limit_of(item);
    auto in_words = period_words(limit.number, std::string(to_text(limit.unit)));
    if (periodic && item.counted == Counted::after) return words + filled(word("clock", "after"), {{"n", in_words}});
    if (periodic) return words + word("clock", "within");
    return words;
}

ClockShown clock_shown(Date due_on, Date today, law::Calendar const& calendar) {
    return organ::clock_shown(due_on, today, calendar, word, 5);
}

}  // namespace mingtang::catalogue
