#include "scan/settings.hpp"

#include <stdexcept>

#include "base/json.hpp"
#include "base/resource.hpp"

namespace mingtang::scan {
namespace {

std::vector<std::string> texts(json::object const& from, std::string_view key) {
    std::vector<std::string> all;
    for (auto const& value : from.at(key).as_array()) all.emplace_back(value.as_string());
    return all;
}

Settings parse(json::object const& from) {
    Settings out;
    for (auto const& [name, form] : from.at("masks").as_object()) {
        auto kind = from_text<Kind>(name);
        if (!kind) throw std::logic_error("law/leaks.json: unknown kind " + std::string(name));
        auto const& numbers = form.as_object();
        out.masks[std::size_t(*kind)] = {std::size_t(json::number(numbers, "front")), std::size_t(json::number(numbers, "back"))};
    }
    out.address_tail = json::text(from.at("masks").as_object().at("address").as_object(), "tail");
    auto const& words = from.at("words").as_object();
    for (std::size_t i = 0; i < word_kinds; ++i) out.words[i] = texts(words, EnumNames<Word>::names[i]);
    auto const& address = from.at("address").as_object();
    for (std::size_t i = 0; i < out.places.size(); ++i) out.places[i] = texts(address, EnumNames<Level>::names[i]);
    out.cut = json::text(address, "cut");
    out.hotlines = texts(from, "hotlines");
    out.official_mail = texts(from, "official_mail");
    out.surnames = json::text(from, "surnames");
    out.double_surnames = texts(from, "double_surnames");
    out.plates = json::text(from, "plates");
    out.plate_ends = json::text(from, "plate_ends");
    out.traditional = json::text(from, "traditional");
    return out;
}

}  // namespace

Settings Settings::packed() {
    auto text = resource("law/leaks.json");
    if (!text) throw std::logic_error("law/leaks.json is missing");
    try {
        return parse(boost::json::parse(*text).as_object());
    } catch (boost::system::system_error const& fault) {
        throw std::logic_error(std::string("law/leaks.json: ") + fault.what());
    }
}

}  // namespace mingtang::scan
