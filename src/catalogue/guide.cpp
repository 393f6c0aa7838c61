#include "catalogue/guide.hpp"

namespace mingtang::catalogue {

std::vector<std::string> missing_of_guide(organ::Unit const& unit, std::size_t open_entries) {
    std::vector<std::string> missing;
    auto need = [&](char const* name, bool there) {
        if (!there) missing.emplace_back(name);
    };
    need("catalogue", open_entries > 0);
    need("address", !unit.address.empty());
    need("hours", !unit.hours.empty());
    need("telephone", !unit.telephone.empty());
    need("fax", !unit.fax.empty());
    need("online", !unit.email.empty() || !unit.website.empty());
    return missing;
}

}  // namespace mingtang::catalogue
