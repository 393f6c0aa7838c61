#pragma once
#include "catalogue/item.hpp"

/// What standard catalogues write in words, as values: time limits, channels, marks.
namespace mingtang::catalogue {

/// `信息形成或者变更之日起20个工作日内，公示7个工作日`: limit, cadence and display period as far as the words tell.
struct Timing {
    int limit_number = 0;
    std::string limit_unit;
    Cadence cadence = Cadence::none;
    Counted counted = Counted::within;
    int display_number = 0;
    std::string display_unit;
    bool operator==(Timing const&) const = default;
};
/// Reads digits and Chinese numbers up to 99, `每年3月31日前`, and the words of cadence. A limit without a cadence is "at once": it runs
/// for each piece of information.
Timing timing_of(std::string const& words);
/// Puts it into the fields of the item that say nothing yet.
void fill_timing(Item& item);

/// 公开渠道和载体: one of the thirteen that the standard catalogues offer, or another (law/carriers.json).
struct Carrier {
    std::string name;
    bool standard = true;
};
std::vector<Carrier> const& carriers();
/// Names parted by `;`: of `■政府网站 □政府公报 ■公开查阅点` those that are marked; else what `;`, `；`, `、` or line ends part.
std::string tidy_carriers(std::string const& typed);

/// True for a cell that ticks a column: `√`, `✓`, `■`, `☑`, `是`, `y`, `1`.
bool is_ticked(std::string const& cell);

}  // namespace mingtang::catalogue
