#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.hpp"

namespace mingtang::markup {

/// What is read of one document's HTML, Markdown or text at most; anything beyond is cut off and reported as `too_large`.
inline constexpr std::size_t max_input = 4u << 20;
/// How deeply elements stand inside each other at most; deeper ones give up their tags and keep their text.
inline constexpr int max_depth = 100;

struct Sanitised {
    std::string html;
    /// What was taken out, each name once in order of appearance: `script`, `onclick`, `a[href]`, `img`, `comment`, `too_large` …
    std::vector<std::string> dropped;
};

/// HTML of unknown origin as a body fragment that is safe and valid: an allow-list over the parsed tree, p h2–h6 lists tables figures
/// quotes, links to http, https, mailto, relative addresses and #, images from /files/ only, alignment as classes, headings that skip no
/// level. Never throws for bad
/// input, takes linear time and bounded depth, and is idempotent: sanitise(sanitise(x).html).html == sanitise(x).html.
Sanitised sanitise(std::string_view html);

/// Refuses `markup.accept.too_large` {megabytes} and `markup.accept.not_utf8`, for forms and imports that must not lose text unasked.
Done accept(std::string_view input);

/// GitHub's Markdown with tables; h1 becomes h2. Sanitised.
std::string from_markdown(std::string_view text);
/// Plain text: blank lines or indents (　　) part paragraphs, other line ends become breaks; short lines `一、…` and `（一）…` without a
/// full stop become headings. Sanitised.
std::string from_text(std::string_view text);

/// The text: blocks end with a line feed, cells are parted by tabs. For search, summaries and digests.
std::string to_text(std::string_view html);
/// One line of at most `characters` characters (and `…`) from the beginning, headings left out where there is other text.
std::string summary(std::string_view html, std::size_t characters);

/// Sanitised HTML as a page shows it: outermost tables in `<div class="table-scroll" tabindex="0" role="region" aria-label="…">` (label,
/// numbered where there are several), images loaded late, headings with the ids that `outline` names.
std::string for_display(std::string_view html, std::string_view table_label);

struct Heading {
    int level = 2;
    std::string id, text;
    bool operator==(Heading const&) const = default;
};
/// The headings in order, with the ids `section-1`, `section-2` … that `for_display` gives them.
std::vector<Heading> outline(std::string_view html);

/// What the page of a document needs of its text, for one parsing: `for_display`, `summary` and `outline`.
struct Shown {
    std::string html, summary;
    std::vector<Heading> outline;
};
Shown shown(std::string_view html, std::string_view table_label, std::size_t summary_characters);

/// Both editions in one sanitised text, what went away in <del>, what came in <ins>: blocks first, then characters (Han) or words within
/// changed blocks. Time is bounded: too different parts are shown as taken out and put in as a whole. `equal` says that nothing differs.
struct Comparison {
    std::string html;
    bool equal = true;
    int inserted = 0, deleted = 0;
};
Comparison compare(std::string_view old_html, std::string_view new_html);

}  // namespace mingtang::markup
