#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/names.hpp"

namespace mingtang::translog {

enum class Type { publish, revise, withdraw, archive };

/// One entry of the log (docs/formats/publication-log.md): what happened to a document, with hashes of what the public could read. Hashes
/// are SHA-256 as hexadecimal digits. Never content, never a name of a person.
struct Entry {
    Type type = Type::publish;
    Id document = 0;  // of the address /disclosure/ID
    int edition = 1;
    std::string index_number, unit, catalogue_item;
    Date published_on;
    Instant time;
    std::string title_sha256;
    std::string html_sha256;  // of the member `html` of the JSON API
    std::string text_sha256;  // of `visible_characters` of the same, which can be read off the page
    std::vector<std::string> attachments;
    std::string previous;  // of the entry before of the same document; empty: the first
    bool is_live() const { return type != Type::withdraw; }
    bool operator==(Entry const&) const = default;
};

/// Canonical JSON. Throws std::logic_error for what cannot stand in it.
std::string text_of(Entry const& entry);
/// Nothing unless `text` is exactly what `text_of` writes.
std::optional<Entry> parse_entry(std::string_view text);
/// An entry as this site stored it: read without the check of its form, which the walk over the log makes.
std::optional<Entry> stored_entry(std::string_view text);

/// All text of a piece of HTML without white space: what stays the same however a page is laid out.
std::string visible_characters(std::string_view html);

}  // namespace mingtang::translog

template <>
struct mingtang::EnumNames<mingtang::translog::Type> {
    static constexpr std::array<std::string_view, 4> names{"publish", "revise", "withdraw", "archive"};
};
