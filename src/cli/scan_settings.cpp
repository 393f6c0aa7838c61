#include "cli/scan_settings.hpp"

#include "app/parts.hpp"
#include "organ/store.hpp"

namespace mingtang::cli {

scan::Settings scan_settings(app::Config const& config) {
    auto settings = scan::Settings::packed();
    settings.today = SystemClock().today();
    bool site = !config.database.empty() || std::filesystem::exists(config.data / "mingtang.db");
    if (!site) return settings;
    app::Store store(config);
    auto tx = store.database().read();
    for (auto const& unit : organ::store::all_units(tx))
        for (auto const& value : {unit.telephone, unit.fax, unit.address, unit.email})
            if (!value.empty()) settings.published.push_back(value);
    return settings;
}

}  // namespace mingtang::cli
