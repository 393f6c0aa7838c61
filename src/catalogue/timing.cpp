#include "catalogue/timing.hpp"

#include <regex>

#include "base/text.hpp"
#include "law/packed.hpp"

namespace mingtang::catalogue {
namespace {

// Han characters are several bytes: alternatives, not sets.
std::string const digit = "(?:[0-9]+|(?:一|二|两|三|四|五|六|七|八|九|十)+)";
std::string const unit = "(工作日|日|天|月|小时)";

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) text.replace(at, from.size(), to);
}

int value_of_han(std::string_view digit) {
    static constexpr std::array<std::string_view, 9> all{"一", "二", "三", "四", "五", "六", "七", "八", "九"};
    if (digit == "两") return 2;
    auto found = std::find(all.begin(), all.end(), digit);
    return found == all.end() ? 0 : int(found - all.begin()) + 1;
}

int number_of(std::string const& text) {
    if (text[0] >= '0' && text[0] <= '9') return text.size() > 4 ? 0 : std::stoi(text);
    int tens = 0, ones = 0;
    for (std::size_t at = 0; at < text.size(); at += 3) {
        auto one = std::string_view(text).substr(at, 3);
        if (one == "十") {
            tens = ones ? ones : 1;
            ones = 0;
        } else {
            ones = value_of_han(one);
        }
    }
    return tens * 10 + ones;
}

std::string unit_of(std::string const& word) {
    if (word == "工作日") return "working_day";
    if (word == "月") return "month";
    if (word == "小时") return "hour";
    return "day";
}

/// Takes the display period out of the words, so that what is left is the limit.
void take_display(std::string& words, Timing& timing) {
    static std::regex const shown("公示(?:期|时间)?(?:限)?(?:为|不少于|不得少于|不低于|至少|满)?(" + digit + ")(?:个)?" + unit);
    std::smatch found;
    if (!std::regex_search(words, found, shown)) return;
    timing.display_number = number_of(found[1]);
    timing.display_unit = unit_of(found[2]);
    words = found.prefix().str() + found.suffix().str();
}

/// `每年3月31日前` is a limit that runs from the end of the year before.
bool take_day_of_year(std::string const& words, Timing& timing) {
    static std::regex const named("(?:每年|次年|每一年(?:度)?)([0-9]{1,2})月(?:([0-9]{1,2})日|底)");
    std::smatch found;
    if (!std::regex_search(words, found, named)) return false;
    auto month = unsigned(std::stoi(found[1]));
    if (month < 1 || month > 11) return false;
    auto last = (month == 2) ? 28u : Date(2026, month + 1, 1).operator-(1).day();
    auto day = found[2].matched ? unsigned(std::stoi(found[2])) : last;
    timing.cadence = Cadence::yearly;
    timing.counted = Counted::after;
    if (day >= last) {
        timing.limit_number = int(month), timing.limit_unit = "month";
    } else {
        timing.limit_number = Date(2026, month, day) - Date(2025, 12, 31), timing.limit_unit = "day";
    }
    return true;
}

void take_limit(std::string const& words, Timing& timing) {
    static std::regex const within("(" + digit + ")(?:个)?" + unit);
    std::smatch found;
    if (!std::regex_search(words, found, within)) return;
    timing.limit_number = number_of(found[1]);
    if (timing.limit_number) timing.limit_unit = unit_of(found[2]);
}

Cadence cadence_of(std::string const& words) {
    struct Word {
        char const* word;
        Cadence cadence;
    };
    static constexpr Word all[] = {{"半年", Cadence::half_yearly}, {"每季", Cadence::quarterly}, {"按季", Cadence::quarterly},
                                   {"季度", Cadence::quarterly},   {"每月", Cadence::monthly},   {"按月", Cadence::monthly},
                                   {"月度", Cadence::monthly},     {"每年", Cadence::yearly},    {"按年", Cadence::yearly},
                                   {"年度", Cadence::yearly},      {"长期", Cadence::long_term}, {"阶段", Cadence::by_stage},
                                   {"逐段", Cadence::by_stage},    {"及时", Cadence::at_once},   {"实时", Cadence::at_once},
                                   {"即时", Cadence::at_once},     {"随时", Cadence::at_once},   {"立即", Cadence::at_once}};
    for (auto const& one : all)
        if (words.find(one.word) != std::string::npos) return one.cadence;
    return Cadence::none;
}

std::vector<std::string> marked_parts(std::string text) {
    for (std::string_view mark : {"☑", "√", "✓", "●"}) replace_all(text, mark, "■");
    for (std::string_view mark : {"☐", "○"}) replace_all(text, mark, "□");
    replace_all(text, "■", "\n+"), replace_all(text, "□", "\n-");
    std::vector<std::string> parts;
    for (auto const& line : text::split(text, '\n'))
        if (line[0] == '+') parts.push_back(text::trim(line.substr(1)));
    return parts;
}

std::vector<std::string> plain_parts(std::string text) {
    for (std::string_view mark : {"；", "、", "\n"}) replace_all(text, mark, ";");
    return text::split(text, ';');
}

}  // namespace

Timing timing_of(std::string const& typed) {
    auto words = text::one_line(typed);
    replace_all(words, " ", "");
    Timing timing;
    take_display(words, timing);
    if (take_day_of_year(words, timing)) return timing;
    take_limit(words, timing);
    timing.cadence = cadence_of(words);
    if (timing.cadence == Cadence::none && timing.limit_number) timing.cadence = Cadence::at_once;
    return timing;
}

void fill_timing(Item& item) {
    auto timing = timing_of(item.time_limit);
    bool says_limit = item.limit_number || !item.limit_unit.empty();
    if (item.cadence == Cadence::none) {
        item.cadence = timing.cadence;
        if (!says_limit) item.counted = timing.counted;
    }
    if (!says_limit) item.limit_number = timing.limit_number, item.limit_unit = timing.limit_unit;
    if (!item.display_number && item.display_unit.empty())
        item.display_number = timing.display_number, item.display_unit = timing.display_unit;
}

std::vector<Carrier> const& carriers() {
    static auto const all = [] {
        std::vector<Carrier> rows;
        for (auto const& row : law::packed_rows("law/carriers.json"))
            rows.push_back({json::text(row, "name"), row.at("standard").as_bool()});
        return rows;
    }();
    return all;
}

std::string tidy_carriers(std::string const& typed) {
    bool marked = typed.find("■") != std::string::npos || typed.find("□") != std::string::npos || typed.find("☑") != std::string::npos ||
                  typed.find("☐") != std::string::npos || typed.find("√") != std::string::npos;
    std::vector<std::string> names;
    for (auto name : marked ? marked_parts(typed) : plain_parts(typed)) {
        while (name.ends_with('_') || name.ends_with("；") || name.ends_with(';') || name.ends_with("、"))
            name.resize(name.size() - (name.ends_with('_') || name.ends_with(';') ? 1 : 3));
        name = text::one_line(name);
        if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    return text::join(names, ";");
}

bool is_ticked(std::string const& cell) {
    auto mark = text::one_line(cell);
    for (std::string_view tick : {"√", "✓", "✔", "■", "☑", "●", "是", "y", "Y", "1", "V", "v"})
        if (mark == tick) return true;
    return false;
}

}  // namespace mingtang::catalogue
