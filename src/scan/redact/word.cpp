// docx: comments, tracked changes and text that nobody sees, taken out of all stories.
#include "scan/redact/parts.hpp"

namespace mingtang::scan {
namespace {

/// Why the text of the run is not seen, as the reader says it.
std::string_view why_run_is_hidden(pugi::xml_node run, HiddenStyles const& styles) {
    pugi::xml_node paragraph;
    bool in_table = false;
    for (auto above = run.parent(); above; above = above.parent()) {
        if (!paragraph && local(above) == "p") paragraph = above;
        in_table = in_table || local(above) == "tbl";
    }
    auto properties = child(run, "rPr");
    if (auto why = why_hidden(properties, styles, in_table); !why.empty()) return why;
    bool hidden = !child(properties, "vanish") && styles.contains(value(child(child(paragraph, "pPr"), "pStyle"), "val"));
    return hidden ? "hidden_text" : std::string_view();
}

std::size_t remove_hidden_runs(pugi::xml_node root, HiddenStyles const& styles, Task const& task) {
    std::vector<pugi::xml_node> runs;
    each(root, "r", [&](pugi::xml_node run) {
        if (auto why = why_run_is_hidden(run, styles); !why.empty() && task.asks(why)) runs.push_back(run);
    });
    // What makes a field must stay, or the fields around it fall apart.
    for (auto run : runs) remove_elements(run, {"t", "delText", "tab", "br", "cr", "drawing", "pict", "object", "sym", "AlternateContent"});
    return runs.size();
}

std::size_t accept_deletions(pugi::xml_node root) {
    auto gone = remove_elements(root, [](pugi::xml_node node) { return local(node) == "tr" && child(child(node, "trPr"), "del"); });
    return gone + remove_elements(root, {"del", "moveFrom", "moveFromRangeStart", "moveFromRangeEnd", "delText", "delInstrText"});
}

std::size_t accept_insertions(pugi::xml_node root) {
    auto gone = remove_elements(root, [](pugi::xml_node node) {
        auto parent = local(node.parent());
        bool mark = local(node) == "ins" || local(node) == "moveTo";
        return (mark && (parent == "rPr" || parent == "trPr")) || local(node) == "moveToRangeStart" || local(node) == "moveToRangeEnd";
    });
    return gone + unwrap_elements(root, {"ins", "moveTo"});
}

bool clean_story(pugi::xml_node root, HiddenStyles const& styles, Task const& task) {
    std::size_t gone = 0;
    if (task.asks("comment")) gone += remove_elements(root, {"commentRangeStart", "commentRangeEnd", "commentReference"});
    if (task.asks("tracked_deletion")) gone += accept_deletions(root);
    if (task.asks("tracked_insertion")) gone += accept_insertions(root);
    if (task.asks("hidden_row"))
        gone += remove_elements(root, [](pugi::xml_node node) { return local(node) == "tr" && child(child(node, "trPr"), "hidden"); });
    return gone + remove_hidden_runs(root, styles, task) > 0;
}

bool remove_children(pugi::xml_node root) {
    bool any = false;
    while (auto inner = root.first_child()) any = root.remove_child(inner);
    return any;
}

}  // namespace

Done clean_word(Bundle& bundle, std::string const& main, Task const& task) {
    HiddenStyles styles;
    auto part = related_part(bundle, main, "/styles");
    if (!part) return part.error();
    auto read = edit_part(bundle, *part, [&](pugi::xml_node root) {
        styles = hidden_styles(root);
        return false;
    });
    if (!read) return read.error();
    auto relations = relations_of(bundle, main);
    if (!relations) return relations.error();
    relations->push_back({"", "/main", main, false});
    for (auto const& relation : *relations) {
        auto is = [&](std::string_view kind) { return relation.type.ends_with(kind) && !relation.external; };
        Done done;
        if (is("/main") || is("/header") || is("/footer") || is("/footnotes") || is("/endnotes"))
            done = edit_part(bundle, relation.target, [&](pugi::xml_node root) { return clean_story(root, styles, task); });
        bool comments = is("/comments") || is("/commentsExtended") || is("/commentsIds") || is("/commentsExtensible") || is("/people");
        if (comments && task.asks("comment")) done = edit_part(bundle, relation.target, remove_children);
        if (!done) return done;
    }
    return {};
}

}  // namespace mingtang::scan
