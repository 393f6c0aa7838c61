#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mingtang::text {

/// True when `bytes` is well-formed UTF-8 (no surrogates, no overlong forms, at most U+10FFFF).
bool is_utf8(std::string_view bytes);

/// Characters (code points) in well-formed UTF-8.
std::size_t length(std::string_view utf8);

/// The first `count` characters, followed by `…` when something was cut.
std::string shorten(std::string_view utf8, std::size_t count);

/// Without blanks at both ends (ASCII blanks, U+3000, U+00A0, U+FEFF).
std::string trim(std::string_view utf8);

/// One line: controls and line ends become blanks, runs of blanks one, bidi controls and zero-width marks are taken out, ends trimmed.
std::string one_line(std::string_view utf8);

/// True when `utf8` holds a NUL or another C0/C1 control besides tab, line feed and carriage return.
bool has_controls(std::string_view utf8);

/// Parts between `separator`, trimmed, empty ones left out.
std::vector<std::string> split(std::string_view text, char separator);
std::string join(std::vector<std::string> const& parts, std::string_view separator);

/// Decodes one code point at `at` and moves past it; U+FFFD for a broken byte.
char32_t next(std::string_view utf8, std::size_t& at);
void append(std::string& utf8, char32_t code_point);

/// `17 B`, `482 KB`, `1.4 MB`: the size of a file for people.
std::string size_words(long long bytes);

std::string escape_html(std::string_view text);
std::string percent_encode(std::string_view bytes);

}  // namespace mingtang::text
