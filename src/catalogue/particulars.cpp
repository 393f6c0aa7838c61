#include "catalogue/particulars.hpp"

#include <algorithm>
#include <map>

namespace mingtang::catalogue {
namespace {

constexpr std::array<std::string_view, 17> order{"level1",     "level2",   "content",  "basis",  "time_limit",     "limit_number",
                                                 "limit_unit", "cadence",  "counted",  "stages", "display_number", "display_unit",
                                                 "subject",    "channels", "audience", "way",    "level"};

/// Calls `each(name, value&)` for what is a particular.
template <class I, class F>
void visit(I& item, F&& each) {
    Item::columns(
        [&](std::string_view name, auto& value) {
            if (std::find(order.begin(), order.end(), name) != order.end()) each(name, value);
        },
        item);
}

template <class T>
std::string text_of(T const& value) {
    auto cell = storage::to_cell(value);
    return std::holds_alternative<std::string>(cell) ? std::get<std::string>(cell) : std::to_string(std::get<long long>(cell));
}

template <class T>
bool put(T& value, std::string const& text) {
    if constexpr (std::is_same_v<T, std::string>) {
        value = text;
    } else if constexpr (Named<T>) {
        auto named = from_text<T>(text);
        if (!named) return false;
        value = *named;
    } else if constexpr (std::is_same_v<T, int>) {
        if (text.empty() || text.size() > 6 || text.find_first_not_of("0123456789") != std::string::npos) return false;
        value = std::stoi(text);
    } else {
        return false;
    }
    return true;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> particulars(Item const& item) {
    std::map<std::string, std::string, std::less<>> found;
    visit(item, [&](std::string_view name, auto const& value) { found[std::string(name)] = text_of(value); });
    std::vector<std::pair<std::string, std::string>> all;
    for (auto name : order)
        if (auto one = found.find(name); one != found.end()) all.emplace_back(*one);
    return all;
}

std::string particulars_json(Item const& item) {
    json::object row;
    for (auto const& [name, value] : particulars(item)) row[name] = value;
    return json::canonical(row);
}

void take_particulars(Item& item, std::string const& text) {
    boost::system::error_code failed;
    auto parsed = boost::json::parse(text, failed);
    if (failed || !parsed.is_object()) return;
    for (auto const& [name, value] : parsed.get_object())
        if (value.is_string()) set_particular(item, name, std::string(value.get_string()));
}

bool set_particular(Item& item, std::string_view name, std::string const& value) {
    bool done = false;
    visit(item, [&](std::string_view one, auto& member) {
        if (one == name) done = put(member, value);
    });
    return done;
}

std::vector<Difference> differences(Item const& before, Item const& after) {
    auto old = particulars(before), now = particulars(after);
    std::vector<Difference> all;
    for (std::size_t i = 0; i < old.size(); ++i)
        if (old[i].second != now[i].second) all.push_back({old[i].first, old[i].second, now[i].second});
    return all;
}

Drift drift(Item const& own, Item const& base, Item const& standard) { return {differences(base, own), differences(base, standard)}; }

}  // namespace mingtang::catalogue
