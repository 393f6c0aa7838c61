#include <algorithm>
#include <iterator>
#include <map>

#include "base/text.hpp"
#include "markup/inlines.hpp"
#include "markup/markup.hpp"
#include "markup/myers.hpp"
#include "markup/node.hpp"

namespace mingtang::markup {
namespace {

constexpr int most_block_edits = 1000;
constexpr int most_word_edits = 600;
/// A stretch of fewer kept characters between two changes is shown as changed too: single kept characters make a change unreadable.
constexpr std::size_t shortest_kept = 2;
/// Two lines that share less than this part of their characters are no two states of one line.
constexpr std::size_t least_common_percent = 30;

struct Words {
    std::vector<Run> runs;
    std::vector<std::string> keys;
};

bool is_word_character(char32_t c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xC0 && c < 0x2000);
}

/// A table, a list and a row are compared by their parts; everything else as a line.
bool has_parts(Node const& node) {
    return node.tag == "ul" || node.tag == "ol" || node.tag == "dl" || node.tag == "table" || node.tag == "thead" || node.tag == "tbody" ||
           node.tag == "tfoot" || node.tag == "tr" || node.tag == "blockquote" || node.tag == "#root";
}

bool holds_line(Node const& node) {
    return !node.tag.empty() && std::all_of(node.children.begin(), node.children.end(), [](Node const& c) { return is_inline(c.tag); });
}

class Compare {
  public:
    Node run(Node const& before, Node const& after) {
        auto root = element("#root");
        parts(before, after, root);
        return root;
    }
    int inserted = 0, deleted = 0;

  private:
    void parts(Node const& before, Node const& after, Node& out) {
        auto old_keys = keys(before), new_keys = keys(after);
        auto edits = shortest_edits(
            old_keys.size(), new_keys.size(), [&](auto i, auto j) { return old_keys[i] == new_keys[j]; }, most_block_edits);
        for (std::size_t at = 0; at < edits.size();) {
            if (edits[at].kind == Edit::Kind::keep) {
                out.children.push_back(after.children[edits[at++].new_at]);
                continue;
            }
            std::vector<Node const*> gone, come;
            for (; at < edits.size() && edits[at].kind != Edit::Kind::keep; ++at) {
                if (edits[at].kind == Edit::Kind::take_out) gone.push_back(&before.children[edits[at].old_at]);
                if (edits[at].kind == Edit::Kind::put_in) come.push_back(&after.children[edits[at].new_at]);
            }
            changed(gone, come, out);
        }
    }

    static std::vector<std::string> keys(Node const& node) {
        std::vector<std::string> out;
        for (auto const& child : node.children) out.push_back(serialise(child));
        return out;
    }

    /// Pairs what went with what came in order; a pair that has little in common is shown one after the other.
    void changed(std::vector<Node const*> const& gone, std::vector<Node const*> const& come, Node& out) {
        std::size_t next = 0;
        for (auto const* old_part : gone) {
            auto partner = next;
            while (partner < come.size() && partner < next + 8 && !are_akin(*old_part, *come[partner])) ++partner;
            if (partner >= come.size() || partner >= next + 8) {
                out.children.push_back(marked(*old_part, "del"));
                continue;
            }
            for (; next < partner; ++next) out.children.push_back(marked(*come[next], "ins"));
            out.children.push_back(pair(*old_part, *come[next++]));
        }
        for (; next < come.size(); ++next) out.children.push_back(marked(*come[next], "ins"));
    }

    bool are_akin(Node const& before, Node const& after) {
        if (before.tag != after.tag) return false;
        // A cell taken out beside a cell put in would shift its row.
        if (before.tag == "td" || before.tag == "th") return true;
        if (has_parts(before) && before.tag != "tr") return true;
        auto old_words = words(before), new_words = words(after);
        auto least = std::min(old_words.keys.size(), new_words.keys.size());
        std::sort(old_words.keys.begin(), old_words.keys.end());
        std::sort(new_words.keys.begin(), new_words.keys.end());
        std::vector<std::string> common;
        std::set_intersection(old_words.keys.begin(), old_words.keys.end(), new_words.keys.begin(), new_words.keys.end(),
                              std::back_inserter(common));
        return common.size() * 100 >= least_common_percent * std::max<std::size_t>(least, 1);
    }

    Node pair(Node const& before, Node const& after) {
        auto out = after;
        out.children.clear();
        if (has_parts(after)) {
            parts(before, after, out);
        } else if (holds_line(before) && holds_line(after)) {
            out.children = line(before, after);
        } else {
            parts(wrapped(before), wrapped(after), out);
        }
        return out;
    }

    /// An item or cell that holds text and then blocks: its text as one part.
    static Node wrapped(Node const& node) {
        auto out = element(node.tag);
        auto text = element("p");
        for (auto const& child : node.children) (is_inline(child.tag) ? text.children : out.children).push_back(child);
        if (!text.children.empty()) out.children.insert(out.children.begin(), std::move(text));
        return out;
    }

    Node marked(Node const& node, std::string_view tag) {
        auto out = node;
        mark(out, tag);
        ++(tag == "ins" ? inserted : deleted);
        return out;
    }

    /// Marks stand inside of lines, where they are allowed in every kind of block.
    static void mark(Node& node, std::string_view tag) {
        std::vector<Node> children;
        for (auto& child : node.children) {
            if (!is_inline(child.tag)) {
                mark(child, tag);
                children.push_back(std::move(child));
            } else if (!children.empty() && children.back().tag == tag) {
                children.back().children.push_back(std::move(child));
            } else {
                children.push_back(element(tag, {std::move(child)}));
            }
        }
        node.children = std::move(children);
    }

    std::vector<Node> line(Node const& before, Node const& after) {
        auto old_words = words(before), new_words = words(after);
        auto edits = shortest_edits(
            old_words.keys.size(), new_words.keys.size(), [&](auto i, auto j) { return old_words.keys[i] == new_words.keys[j]; },
            most_word_edits);
        widen(edits);
        std::vector<Node> out;
        for (std::size_t at = 0; at < edits.size();) {
            bool kept = edits[at].kind == Edit::Kind::keep;
            std::vector<Run> same, gone, come;
            for (; at < edits.size() && (edits[at].kind == Edit::Kind::keep) == kept; ++at) {
                if (kept) same.push_back(new_words.runs[edits[at].new_at]);
                if (edits[at].kind == Edit::Kind::take_out) gone.push_back(old_words.runs[edits[at].old_at]);
                if (edits[at].kind == Edit::Kind::put_in) come.push_back(new_words.runs[edits[at].new_at]);
            }
            append(out, same, "");
            append(out, gone, "del");
            append(out, come, "ins");
        }
        return out;
    }

    void append(std::vector<Node>& out, std::vector<Run> const& runs, std::string_view tag) {
        if (runs.empty()) return;
        auto nodes = nest(runs, shells_);
        if (tag.empty()) {
            std::move(nodes.begin(), nodes.end(), std::back_inserter(out));
            return;
        }
        ++(tag == "ins" ? inserted : deleted);
        out.push_back(element(tag, std::move(nodes)));
    }

    /// Short kept stretches between changes become changes.
    static void widen(std::vector<Edit>& edits) {
        std::vector<Edit> out;
        for (std::size_t at = 0; at < edits.size();) {
            auto end = at;
            while (end < edits.size() && edits[end].kind == Edit::Kind::keep) ++end;
            bool between = at > 0 && end < edits.size() && end > at;
            for (; at < end; ++at) {
                if (between && end - at < shortest_kept) {
                    out.push_back({Edit::Kind::take_out, edits[at].old_at, edits[at].new_at});
                    out.push_back({Edit::Kind::put_in, edits[at].old_at, edits[at].new_at});
                } else {
                    between = false;
                    out.push_back(edits[at]);
                }
            }
            if (at < edits.size()) out.push_back(edits[at++]);
        }
        edits = std::move(out);
    }

    Words words(Node const& node) {
        Words out;
        std::vector<std::size_t> around;
        collect(node, "", around, out);
        return out;
    }

    void collect(Node const& node, std::string const& dress, std::vector<std::size_t>& around, Words& out) {
        for (auto const& child : node.children) {
            if (child.is_text()) {
                collect_words(child.text, dress, around, out);
            } else if (child.tag == "br" || child.tag == "img" || child.tag == "meter") {
                out.runs.push_back({child.tag == "br" ? Run::Kind::line_break : Run::Kind::picture, "", child, around});
                out.keys.push_back(dress + serialise(child));
            } else {
                auto shell = child;
                shell.children.clear();
                auto opening = serialise(shell);
                around.push_back(shell_id(shell, opening));
                collect(child, dress + opening, around, out);
                around.pop_back();
            }
        }
    }

    static void collect_words(std::string_view text, std::string const& dress, std::vector<std::size_t> const& around, Words& out) {
        for (std::size_t at = 0; at < text.size();) {
            auto from = at;
            bool word = is_word_character(text::next(text, at));
            while (word && at < text.size()) {
                auto next = at;
                if (!is_word_character(text::next(text, next))) break;
                at = next;
            }
            auto piece = text.substr(from, at - from);
            out.runs.push_back({Run::Kind::text, std::string(piece), {}, around});
            out.keys.push_back(dress + std::string(piece));
        }
    }

    /// Equal elements share one number, so that what stands side by side in them is written in one.
    std::size_t shell_id(Node const& shell, std::string const& opening) {
        auto [found, fresh] = known_.emplace(opening, shells_.size());
        if (fresh) shells_.push_back({shell, 0});
        return found->second;
    }

    std::map<std::string, std::size_t> known_;
    std::vector<Wrapper> shells_;
};

}  // namespace

Comparison compare(std::string_view old_html, std::string_view new_html) {
    auto before = parse_clean(old_html), after = parse_clean(new_html);
    Compare comparison;
    auto root = comparison.run(before, after);
    order_headings(root);
    return {serialise(root), comparison.inserted + comparison.deleted == 0, comparison.inserted, comparison.deleted};
}

}  // namespace mingtang::markup
