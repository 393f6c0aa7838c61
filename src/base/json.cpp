#include "base/json.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"

namespace mingtang::json {
namespace {

std::u16string utf16(std::string_view utf8) {
    std::u16string out;
    for (std::size_t at = 0; at < utf8.size();) {
        auto c = text::next(utf8, at);
        if (c < 0x10000) {
            out += char16_t(c);
        } else {
            out += {char16_t(0xD800 + ((c - 0x10000) >> 10)), char16_t(0xDC00 + ((c - 0x10000) & 0x3FF))};
        }
    }
    return out;
}

void write(std::string& out, value const& of);

void write(std::string& out, object const& of) {
    std::vector<std::pair<std::u16string, object::const_iterator>> order;
    for (auto it = of.begin(); it != of.end(); ++it) order.emplace_back(utf16(it->key()), it);
    std::sort(order.begin(), order.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
    out += '{';
    for (bool first = true; auto const& [_, it] : order) {
        if (!std::exchange(first, false)) out += ',';
        out += serialize(value(it->key()));
        out += ':';
        write(out, it->value());
    }
    out += '}';
}

void write(std::string& out, value const& of) {
    if (of.is_object()) return write(out, of.get_object());
    if (!of.is_array()) {
        out += serialize(of);
        return;
    }
    out += '[';
    for (bool first = true; auto const& item : of.get_array()) {
        if (!std::exchange(first, false)) out += ',';
        write(out, item);
    }
    out += ']';
}

}  // namespace

std::string text(object const& from, std::string_view key, std::string_view fallback) {
    auto found = from.if_contains(key);
    return found && found->is_string() ? std::string(found->get_string()) : std::string(fallback);
}

std::int64_t number(object const& from, std::string_view key, std::int64_t fallback) {
    auto found = from.if_contains(key);
    if (!found) return fallback;
    if (found->is_int64()) return found->get_int64();
    if (found->is_uint64()) return std::int64_t(found->get_uint64());
    return fallback;
}

std::string canonical(value const& of) {
    std::string out;
    write(out, of);
    return out;
}

}  // namespace mingtang::json
