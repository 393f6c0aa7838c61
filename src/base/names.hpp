#pragma once
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace mingtang {

/// An enumeration whose enumerators are stored, sent and shown in code as text. Specialise with
/// `static constexpr std::array<std::string_view, N> names` in the order of the enumerators (which count from 0).
template <class E>
struct EnumNames;

template <class E>
concept Named = requires {
    EnumNames<E>::names;
};

template <Named E>
constexpr std::string_view to_text(E value) {
    return EnumNames<E>::names[static_cast<std::size_t>(value)];
}

template <Named E>
constexpr std::optional<E> from_text(std::string_view text) {
    auto const& names = EnumNames<E>::names;
    auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end()) return {};
    return static_cast<E>(found - names.begin());
}

}  // namespace mingtang
