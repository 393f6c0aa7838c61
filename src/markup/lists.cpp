#include <charconv>

#include "markup/flow.hpp"

namespace mingtang::markup {
namespace {

bool is_list(Node const& node) { return node.tag == "ul" || node.tag == "ol"; }

/// What stands in a list outside of its items: lists belong to the item before, anything else is an item of its own.
void add_stray(std::vector<Node>& items, Flow& stray) {
    if (stray.empty()) return;
    auto content = stray.take_tight();
    if (content.empty()) return;
    bool only_lists = std::all_of(content.begin(), content.end(), is_list);
    if (!only_lists || items.empty()) return items.push_back(element("li", std::move(content)));
    for (auto& list : content) items.back().children.push_back(std::move(list));
}

std::string start_of(GumboNode const& node) {
    auto text = attribute_of(node, "start");
    int number = 0;
    auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    bool read = failed == std::errc() && end == text.data() + text.size();
    return read && number > 1 && number < 10000 ? std::to_string(number) : std::string();
}

void collect_definitions(GumboNode const& node, Walk& walk, std::vector<Node>& items) {
    for (auto const* child : children_of(node)) {
        auto name = name_of(*child);
        if (name == "div") {
            collect_definitions(*child, walk, items);
        } else if (name == "dt") {
            Flow line(walk, Flow::Mode::line);
            line.add_children(*child);
            if (auto content = line.take_line(); !content.empty()) items.push_back(element("dt", std::move(content)));
        } else {
            Flow flow(walk);
            if (name == "dd") {
                flow.add_children(*child);
            } else {
                flow.add(*child);
            }
            auto content = flow.take_tight();
            if (name == "dd" || !content.empty()) items.push_back(element("dd", std::move(content)));
        }
    }
}

}  // namespace

std::vector<Node> list_of(GumboNode const& node, std::string_view tag, Walk& walk) {
    std::vector<Node> items;
    Flow stray(walk);
    for (auto const* child : children_of(node)) {
        if (name_of(*child) != "li") {
            stray.add(*child);
            continue;
        }
        add_stray(items, stray);
        Flow flow(walk);
        flow.add_children(*child);
        if (auto content = flow.take_tight(); !content.empty()) items.push_back(element("li", std::move(content)));
    }
    add_stray(items, stray);
    if (items.empty()) return {};
    auto list = element(tag, std::move(items));
    if (auto start = start_of(node); tag == "ol" && !start.empty()) list.set("start", start);
    return {std::move(list)};
}

std::vector<Node> definitions_of(GumboNode const& node, Walk& walk) {
    std::vector<Node> found, items;
    collect_definitions(node, walk, found);
    for (auto& item : found) {
        if (item.tag == "dd" && items.empty()) items.push_back(element("dt"));
        items.push_back(std::move(item));
    }
    if (!items.empty() && items.back().tag == "dt") items.push_back(element("dd"));
    auto list = element("dl", std::move(items));
    if (is_empty(list)) return {};
    return {std::move(list)};
}

std::vector<Node> figure_of(GumboNode const& node, Walk& walk) {
    Flow flow(walk), caption(walk, Flow::Mode::line);
    for (auto const* child : children_of(node)) {
        if (name_of(*child) == "figcaption") {
            caption.add(*child);
        } else {
            flow.add(*child);
        }
    }
    auto content = flow.take_tight();
    auto words = caption.take_line();
    if (content.empty() && words.empty()) return {};
    if (content.empty()) return {element("p", std::move(words))};
    if (!words.empty()) content.push_back(element("figcaption", std::move(words)));
    return {element("figure", std::move(content))};
}

}  // namespace mingtang::markup
