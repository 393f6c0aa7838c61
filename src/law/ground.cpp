#include "law/ground.hpp"

#include "law/packed.hpp"
#include "law/period.hpp"

namespace mingtang::law {
namespace {

bool flag(json::object const& row, std::string_view key) {
    auto const* found = row.if_contains(key);
    return found != nullptr && found->is_bool() && found->get_bool();
}

}  // namespace

std::vector<Ground> const& grounds() {
    static auto const rows = [] {
        std::vector<Ground> all;
        for (auto const& row : packed_rows("law/grounds.json"))
            all.push_back({json::text(row, "code"), json::text(row, "article"), json::text(row, "report_row"), json::text(row, "name"),
                           json::text(row, "short"), flag(row, "discretionary"), flag(row, "third_party")});
        return all;
    }();
    return rows;
}

Ground const* find_ground(std::string_view code) {
    for (auto const& ground : grounds())
        if (ground.code == code) return &ground;
    return nullptr;
}

Date review_again_due(Date decided_on, int months) { return due(decided_on, {months, Unit::month, "ogi-2019:18"}, Calendar()); }

}  // namespace mingtang::law
