#include "law/packed.hpp"

#include <stdexcept>

#include "base/resource.hpp"

namespace mingtang::law {

std::vector<json::object> packed_rows(std::string const& path) {
    auto text = resource(path);
    boost::system::error_code failed;
    auto parsed = text ? boost::json::parse(*text, failed) : json::value();
    if (failed || !parsed.is_array()) throw std::logic_error(path + " is not an array of JSON objects");
    std::vector<json::object> rows;
    for (auto const& row : parsed.get_array()) {
        if (!row.is_object()) throw std::logic_error(path + " has a row that is not an object");
        rows.push_back(row.get_object());
    }
    return rows;
}

}  // namespace mingtang::law
