#include "markup/inlines.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace mingtang::markup {
namespace {

constexpr std::string_view hard_blanks[] = {" ", "\u00A0", "\u3000"};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

bool is_unwanted(char32_t c) {
    if ((c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0)) return true;
    if (c == 0x200B || c == 0x2060 || c == 0xFEFF || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) return true;
    return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

bool drop_first(std::string& text) {
    for (auto blank : hard_blanks)
        if (text.starts_with(blank)) return text.erase(0, blank.size()), true;
    return false;
}

bool drop_last(std::string& text) {
    for (auto blank : hard_blanks)
        if (text.ends_with(blank)) return text.resize(text.size() - blank.size()), true;
    return false;
}

void collapse(std::vector<Run>& runs) {
    bool blank = true;
    for (auto& run : runs) {
        if (run.kind != Run::Kind::text) {
            blank = run.kind == Run::Kind::line_break;
            continue;
        }
        std::string out;
        for (char c : run.text) {
            if (!is_space(c)) out += c;
            if (is_space(c) && !blank) out += ' ';
            blank = is_space(c);
        }
        run.text = std::move(out);
    }
}

/// Takes hard blanks from texts in the given direction until something else stands there; a break begins anew.
template <class Iterator, class Drop>
void trim(Iterator from, Iterator to, Drop drop) {
    bool at_edge = true;
    for (auto run = from; run != to; ++run) {
        if (run->kind != Run::Kind::text) {
            at_edge = run->kind == Run::Kind::line_break;
            continue;
        }
        while (at_edge && drop(run->text)) {
        }
        if (!run->text.empty()) at_edge = false;
    }
}

std::vector<Node> nest(std::vector<Run> const& runs, std::vector<Wrapper> const& wrappers, std::size_t from, std::size_t to,
                       std::size_t level) {
    std::vector<Node> nodes;
    while (from < to) {
        auto const& run = runs[from];
        if (run.around.size() > level) {
            auto id = run.around[level];
            auto end = from;
            while (end < to && runs[end].around.size() > level && runs[end].around[level] == id) ++end;
            auto node = wrappers[id].shell;
            node.children = nest(runs, wrappers, from, end, level + 1);
            nodes.push_back(std::move(node));
            from = end;
            continue;
        }
        if (run.kind == Run::Kind::line_break) {
            nodes.push_back(element("br"));
        } else if (run.kind == Run::Kind::picture) {
            nodes.push_back(run.picture);
        } else if (!nodes.empty() && nodes.back().is_text()) {
            nodes.back().text += run.text;
        } else {
            nodes.push_back(text_node(run.text));
        }
        ++from;
    }
    return nodes;
}

}  // namespace

std::string clean_text(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        auto from = at;
        auto c = text::next(text, at);
        if (c == 0x2028 || c == 0x2029) {
            out += '\n';
        } else if (c == 0xFFFD) {
            out += "\uFFFD";
        } else if (!is_unwanted(c)) {
            out += text.substr(from, at - from);
        }
    }
    return out;
}

std::vector<std::vector<Run>> tidy_lines(std::vector<Run> runs) {
    collapse(runs);
    trim(runs.begin(), runs.end(), drop_first);
    trim(runs.rbegin(), runs.rend(), drop_last);
    std::erase_if(runs, [](Run const& run) { return run.kind == Run::Kind::text && run.text.empty(); });
    std::vector<std::vector<Run>> parts;
    bool fresh = true;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        bool is_break = runs[i].kind == Run::Kind::line_break;
        bool next_is_break = i + 1 < runs.size() && runs[i + 1].kind == Run::Kind::line_break;
        if (is_break && (fresh || next_is_break || i + 1 == runs.size())) {
            fresh = true;
            continue;
        }
        if (std::exchange(fresh, false)) parts.emplace_back();
        parts.back().push_back(std::move(runs[i]));
    }
    return parts;
}

std::vector<Node> nest(std::vector<Run> const& runs, std::vector<Wrapper> const& wrappers) {
    return nest(runs, wrappers, 0, runs.size(), 0);
}

}  // namespace mingtang::markup
