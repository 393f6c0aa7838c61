#include "law/packed.hpp"

#include <stdexcept>

#include "base/resource.hpp"

namespace mingtang::law {
namespace {

json::value parsed(std::string const& path) {
    auto text = resource(path);
    boost::system::error_code failed;
    auto value = text ? boost::json::parse(*text, failed) : json::value();
    if (failed || value.is_null()) throw std::logic_error(path + " is missing or no JSON");
    return value;
}

std::vector<json::object> rows_of(json::value const* array, std::string const& path) {
    if (array == nullptr || !array->is_array()) throw std::logic_error(path + " is not an array of JSON objects");
    std::vector<json::object> rows;
    for (auto const& row : array->get_array()) {
        if (!row.is_object()) throw std::logic_error(path + " has a row that is not an object");
        rows.push_back(row.get_object());
    }
    return rows;
}

}  // namespace

std::vector<json::object> packed_rows(std::string const& path) {
    auto value = parsed(path);
    return rows_of(&value, path);
}

std::vector<json::object> packed_rows(std::string const& path, std::string_view member) {
    auto value = parsed(path);
    return rows_of(value.is_object() ? value.get_object().if_contains(member) : nullptr, path + " " + std::string(member));
}

}  // namespace mingtang::law
