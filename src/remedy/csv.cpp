#include "remedy/csv.hpp"

#include "remedy/store.hpp"

namespace mingtang::remedy {
namespace {

std::string cell(std::string_view value) {
    if (value.find_first_of("\",\r\n") == value.npos) return std::string(value);
    std::string quoted = "\"";
    for (char c : value) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + "\"";
}

}  // namespace

std::string csv_of_unit(Context& in, Id unit_id) {
    std::string csv = "\xEF\xBB\xBF";
    auto line = [&](auto&& value_of) {
        for (bool first = true; auto const& field : fields()) csv += (first ? "" : ",") + cell(value_of(field)), first = false;
        csv += "\r\n";
    };
    line([](auto const& field) { return std::string(field.first); });
    for (auto const& one : store::of_unit(in.tx, unit_id)) {
        if (!one.stands()) continue;
        auto form = form_of(in, one);
        line([&](auto const& field) { return form.*field.second; });
    }
    return csv;
}

}  // namespace mingtang::remedy
