#include "cli/settings_file.hpp"

#include <toml++/toml.h>
#include <algorithm>

#include "base/text.hpp"

namespace mingtang::cli {
namespace {

Refusal at_line(std::string const& code, toml::source_region const& place, std::string const& name = "") {
    return {code, "", {{"line", std::to_string(place.begin.line)}, {"name", text::shorten(text::one_line(name), 60)}}};
}

std::optional<std::string> value_of(toml::node const& node) {
    if (auto const* words = node.as_string()) return words->get();
    if (auto const* number = node.as_integer()) return std::to_string(number->get());
    if (auto const* flag = node.as_boolean()) return flag->get() ? "true" : "false";
    return {};
}

Outcome<std::vector<std::string>> values_of(toml::node const& node, std::string const& name) {
    std::vector<std::string> values;
    auto add = [&](toml::node const& one) -> Done {
        auto value = value_of(one);
        if (!value) return at_line("cli.settings.kind", one.source(), name);
        if (text::trim(*value).empty()) return at_line("cli.settings.empty", one.source(), name);
        values.push_back(*value);
        return {};
    };
    if (auto const* list = node.as_array()) {
        for (auto const& one : *list)
            if (auto added = add(one); !added) return added.error();
    } else if (auto added = add(node); !added) {
        return added.error();
    }
    return values;
}

}  // namespace

Outcome<std::vector<SettingLine>> read_settings(std::string_view bytes, std::vector<std::string> const& known) {
    if (!text::is_utf8(bytes)) return Refusal{"cli.settings.bytes"};
    toml::table table;
    try {
        table = toml::parse(bytes);
    } catch (toml::parse_error const& error) {
        return at_line("cli.settings.malformed", error.source());
    }
    std::vector<SettingLine> lines;
    for (auto const& [key, node] : table) {
        std::string name(key.str());
        if (node.is_table()) return at_line("cli.settings.group", node.source(), name);
        if (std::find(known.begin(), known.end(), name) == known.end()) return at_line("cli.settings.unknown", key.source(), name);
        auto values = values_of(node, name);
        if (!values) return values.error();
        if (!values->empty()) lines.push_back({name, *values});
    }
    return lines;
}

}  // namespace mingtang::cli
