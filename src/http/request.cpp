#include "http/request.hpp"

#include <charconv>
#include <stdexcept>

#include "base/text.hpp"

namespace mingtang::http {
namespace {

std::string const no_text;

}  // namespace

std::string_view name_of(Method method) {
    static constexpr std::string_view names[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "OTHER"};
    return names[static_cast<std::size_t>(method)];
}

std::string const& Fields::operator[](std::string_view name) const {
    for (auto const& [key, value] : rows_)
        if (key == name) return value;
    return no_text;
}

bool Fields::has(std::string_view name) const {
    return std::any_of(rows_.begin(), rows_.end(), [&](auto const& row) { return row.first == name; });
}

std::vector<std::string> Fields::all(std::string_view name) const {
    std::vector<std::string> values;
    for (auto const& [key, value] : rows_)
        if (key == name) values.push_back(value);
    return values;
}

std::string const& Request::param(std::string_view name) const {
    for (auto const& [key, value] : params)
        if (key == name) return value;
    throw std::logic_error("the route of " + path + " has no part {" + std::string(name) + "}");
}

std::optional<std::int64_t> Request::id_param(std::string_view name) const {
    auto const& digits = param(name);
    std::int64_t number = 0;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size() || number <= 0 || digits[0] == '0') return {};
    return number;
}

bool Request::wants_json() const {
    auto const& accept = headers["accept"];
    auto json = accept.find("application/json");
    return json != std::string::npos && json < accept.find("text/html");
}

}  // namespace mingtang::http
