#include "reports/form.hpp"

#include "base/json.hpp"
#include "base/resource.hpp"

namespace mingtang::reports {
namespace {

std::vector<Entry> entries(json::object const& all, std::string_view name) {
    std::vector<Entry> list;
    for (auto const& one : all.at(name).as_array()) {
        auto const& row = one.as_object();
        list.push_back({json::text(row, "key"), json::text(row, "label"), json::text(row, "part")});
    }
    return list;
}

Form load() {
    auto const all = boost::json::parse(resource("law/annual_report.json").value()).as_object();
    return {.columns = entries(all, "columns"),
            .rows = entries(all, "rows"),
            .disputes = entries(all, "disputes"),
            .results = entries(all, "results")};
}

}  // namespace

Form const& form() {
    static auto const loaded = load();
    return loaded;
}

std::string label_of(std::vector<Entry> const& entries, std::string_view key) {
    for (auto const& entry : entries)
        if (entry.key == key) return entry.label;
    return std::string(key);
}

}  // namespace mingtang::reports
