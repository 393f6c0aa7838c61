#include "cli/general_items.hpp"

#include <algorithm>

#include "catalogue/store.hpp"
#include "cli/words.hpp"

namespace mingtang::cli {
namespace {

constexpr char const* domain_code = "general";
constexpr char const* item_code = "general-other";

}  // namespace

catalogue::Item other_information_item(organ::Context& in) {
    namespace store = catalogue::store;
    if (auto found = store::item_by_code(in.tx, 0, item_code)) return *found;
    auto domains = store::domains(in.tx);
    if (std::none_of(domains.begin(), domains.end(), [](auto const& domain) { return domain.code == domain_code; })) {
        catalogue::Domain domain{.code = domain_code, .name = words("catalogue.general"), .place = 1};
        store::save(in.tx, domain);
    }
    catalogue::Item item{.domain = domain_code,
                         .code = item_code,
                         .level1 = words("catalogue.other"),
                         .level2 = words("catalogue.other"),
                         .content = words("catalogue.other.content"),
                         .basis = words("catalogue.other.basis"),
                         .limit_number = 20,
                         .limit_unit = "working_day",
                         .cadence = catalogue::Cadence::at_once,
                         .place = 999};
    store::save(in.tx, item);
    in.write("catalogue.item_added", "item:" + std::to_string(item.id), 0, {{"code", item.code}});
    return item;
}

catalogue::Item general_item_of(organ::Context& in, Id unit_id) {
    for (auto const& item : catalogue::store::items_of(in.tx, unit_id))
        if (item.domain == domain_code && item.open) return item;
    return other_information_item(in);
}

}  // namespace mingtang::cli
