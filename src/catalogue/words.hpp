#pragma once
#include <string>

#include "catalogue/cadence.hpp"
#include "catalogue/particulars.hpp"
#include "organ/last_day.hpp"

/// Words for people, from src/catalogue/words.json.
namespace mingtang::catalogue {

/// The word of a name in a group; the name itself where there is none.
std::string word(std::string_view group, std::string_view name);

/// `政策文件 / 行政规范性文件`, or the first level alone.
std::string full_name(Item const& item);
/// The second level, or the first where there is none.
std::string short_name(Item const& item);

/// `20 个工作日`; empty for 0.
std::string period_words(int number, std::string const& unit);
/// `政府网站、公开查阅点`
std::string carriers_words(Item const& item);
/// What differs, for people: each with its name, a number and its unit in one row, enumerators in words.
std::vector<Difference> shown_differences(Item const& before, Item const& after);
/// All particulars in the same form, in the order in which people read them: `before` is empty.
std::vector<Difference> shown_particulars(Item const& item);
/// `每季度，期满后 20 个工作日内`: what next_due goes by.
std::string cadence_words(Item const& item);

using organ::ClockShown;
/// How near the day is on which something is due by the catalogue; five working days are soon.
ClockShown clock_shown(Date due_on, Date today, law::Calendar const& calendar);

}  // namespace mingtang::catalogue
