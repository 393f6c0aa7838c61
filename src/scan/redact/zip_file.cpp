// Zip files: office documents by their main part, OpenDocument, anything else as an archive of files.
#include "scan/read/encoding.hpp"
#include "scan/read/format.hpp"
#include "scan/redact/bundle.hpp"
#include "scan/redact/markup.hpp"
#include "scan/redact/parts.hpp"

namespace mingtang::scan {
namespace {

constexpr std::string_view wide_star = "\xEF\xBC\x8A";  // no name of a file or a sheet may hold `*`

/// What is asked of this file itself must be known; what is asked of files inside it is theirs.
Done knows(Bundle const& bundle, Task const& task, std::set<std::string_view> const& reasons) {
    for (auto const& one : task.hidden()) {
        bool inner = false;
        for (std::size_t i = 0; i < bundle.size() && !inner; ++i) inner = one.place.starts_with(bundle.name(i) + "/");
        if (!inner && !reasons.contains(one.reason)) return unsupported(one.reason);
    }
    return {};
}

/// A file inside this one: taken out where that is asked for or where it holds something that cannot be masked in it.
Outcome<Rewritten> inner_file(std::string const& name, std::string const& content, Task const& task) {
    auto inner = task.within(name);
    auto format = format_of(content);
    bool costly = format == Format::pdf || format == Format::ole || format == Format::rtf || format == Format::image ||
                  format == Format::archive || format == Format::binary;
    if (content.empty() || (costly && !inner.touches_anything())) return Rewritten{content, {}};
    return rewrite_any(content, name, inner);
}

Outcome<Rewritten> rewrite_files(Bundle& bundle, Task const& task) {
    if (auto known = knows(bundle, task, {}); !known) return known.error();
    for (std::size_t i = 0; i < bundle.size(); ++i) {
        auto const name = bundle.name(i);
        auto masked_name = task.sought().masked(name, wide_star);
        if (!name.ends_with('/')) {
            auto content = bundle.content(i);
            if (!content) return content.error();
            auto made = inner_file(name, *content, task);
            if (!made) return made.error();
            if (made->bytes != *content) bundle.replace(i, std::move(made->bytes));
            if (!made->ending.empty()) masked_name = masked_name.substr(0, masked_name.rfind('.')) + "." + made->ending;
        }
        if (masked_name != name) bundle.rename(i, masked_name);
    }
    auto saved = bundle.saved();
    if (!saved) return saved.error();
    return Rewritten{std::move(*saved), {}};
}

bool is_markup(std::string const& name, std::string const& content) {
    if (name.ends_with(".xml") || name.ends_with(".rels") || name.ends_with(".vml") || name.ends_with(".rdf")) return true;
    return format_of(content) == Format::xml;
}

Outcome<std::string> masked_xml(std::string const& content, Task const& task) {
    auto encoding = encoding_of(content);
    if (encoding == Encoding::utf8) return masked_markup(content, Markup::xml, task.sought());
    auto text = decoded(content);
    if (!text) return failed("damaged");
    auto back = encoded(masked_markup(*text, Markup::xml, task.sought()), encoding);
    if (!back) return failed("encoding");
    bool wide = encoding == Encoding::utf16le || encoding == Encoding::utf16be;
    return (wide ? content.substr(0, 2) : std::string()) + *back;
}

/// Sheets whose name was masked.
Done rename_sheets(Bundle& bundle, std::string const& main) {
    std::set<std::string> names;
    auto done = edit_part(bundle, main, [&](pugi::xml_node root) {
        for (auto sheet : child(root, "sheets").children())
            if (auto name = value(sheet, "name"); name.find('*') != name.npos) names.emplace(name);
        return false;
    });
    if (!done || names.empty()) return done;
    for (std::size_t i = 0; i < bundle.size(); ++i) {
        if (bundle.is_removed(i) || !bundle.name(i).ends_with(".xml")) continue;
        auto content = bundle.content(i);
        if (!content) return content.error();
        auto before = *content;
        for (auto const& name : names) {
            std::string wide;
            for (char c : name) c == '*' ? void(wide += wide_star) : void(wide += c);
            auto from = as_xml(name), to = as_xml(wide);
            for (auto at = content->find(from); at != content->npos; at = content->find(from, at + to.size()))
                content->replace(at, from.size(), to);
        }
        if (*content != before) bundle.replace(i, std::move(*content));
    }
    return {};
}

Done remove_embedded(Bundle& bundle, Task const& task) {
    for (auto const& place : task.places("embedded_file"))
        if (auto entry = bundle.find(place)) bundle.replace(*entry, {});
    return {};
}

Outcome<Rewritten> rewrite_office(Bundle& bundle, std::string const& main, Task const& task) {
    static std::set<std::string_view> const reasons{"hidden_sheet",  "very_hidden_sheet", "hidden_row",       "hidden_column",
                                                    "hidden_format", "under_merged_cell", "pivot_cache",      "external_link",
                                                    "defined_name",  "comment",           "tracked_deletion", "tracked_insertion",
                                                    "hidden_text",   "white_text",        "tiny_text",        "notes",
                                                    "hidden_slide",  "hidden_shape",      "embedded_file",    "author"};
    if (auto known = knows(bundle, task, reasons); !known) return known.error();
    auto before = reachable_parts(bundle);
    if (!before) return before.error();
    std::string kind;
    auto done = edit_part(bundle, main, [&](pugi::xml_node root) { return kind = local(root), false; });
    if (!done) return done.error();
    if (kind == "document")
        done = clean_word(bundle, main, task);
    else if (kind == "workbook")
        done = rewrite_workbook(bundle, main, task);
    else if (kind == "presentation")
        done = clean_slides(bundle, main, task);
    else
        return unsupported("no_reader");
    for (auto step : {remove_embedded, clean_properties, mask_parts}) {
        if (!done) return done.error();
        done = step(bundle, task);
    }
    if (done && kind == "workbook") done = rename_sheets(bundle, main);
    // The picture of the first page shows it as it was.
    if (done) done = remove_relations(bundle, "", [](Relation const& relation) { return relation.type.ends_with("/thumbnail"); });
    if (done) done = remove_unreachable(bundle, *before);
    if (!done) return done.error();
    auto saved = bundle.saved();
    if (!saved) return saved.error();
    return Rewritten{std::move(*saved), {}};
}

Outcome<Rewritten> rewrite_open_document(Bundle& bundle, Task const& task) {
    if (auto known = knows(bundle, task, {}); !known) return known.error();
    for (std::size_t i = 0; i < bundle.size(); ++i)
        if (bundle.name(i).starts_with("Thumbnails/") && !bundle.name(i).ends_with('/')) bundle.remove(i);
    auto done = edit_part(bundle, "META-INF/manifest.xml", [](pugi::xml_node root) {
        return remove_elements(root, [](pugi::xml_node node) { return value(node, "full-path").starts_with("Thumbnails/"); }) > 0;
    });
    if (done) done = mask_parts(bundle, task);
    if (!done) return done.error();
    auto saved = bundle.saved();
    if (!saved) return saved.error();
    return Rewritten{std::move(*saved), {}};
}

}  // namespace

Done clean_properties(Bundle& bundle, Task const& task) {
    if (!task.asks("author")) return {};
    for (auto const* part : {"docProps/core.xml", "docProps/app.xml"}) {
        auto done = edit_part(bundle, part, [](pugi::xml_node root) {
            bool any = false;
            for (auto node : root.children()) {
                auto key = local(node);
                if (key != "creator" && key != "lastModifiedBy" && key != "Manager") continue;
                any = true;
                node.text().set("");
            }
            return any;
        });
        if (!done) return done;
    }
    return {};
}

Done mask_parts(Bundle& bundle, Task const& task) {
    for (std::size_t i = 0; i < bundle.size(); ++i) {
        auto const name = bundle.name(i);
        if (bundle.is_removed(i) || name.ends_with('/')) continue;
        auto content = bundle.content(i);
        if (!content) return content.error();
        if (is_markup(name, *content)) {
            auto masked = masked_xml(*content, task);
            if (!masked) return masked.error();
            if (*masked != *content) bundle.replace(i, std::move(*masked));
        } else {
            auto made = inner_file(name, *content, task);
            // What cannot be masked inside of a document is taken out of it.
            if (!made && made.error().code != "scan.redact.unsupported") return made.error();
            if (!made || !made->ending.empty())
                bundle.replace(i, {});
            else if (made->bytes != *content)
                bundle.replace(i, std::move(made->bytes));
        }
        if (auto masked_name = task.sought().masked(name); masked_name != name) bundle.rename(i, masked_name);
    }
    return {};
}

Outcome<Rewritten> rewrite_zip(std::string_view bytes, Task const& task) {
    Bundle bundle(bytes, task.spent(), task.limits());
    if (!bundle.is_open()) return failed("damaged");
    if (task.spent().entries > task.limits().entries) return failed("bomb");
    if (bundle.find("OFD.xml")) return unsupported("ofd");
    if (bundle.find("content.xml") && bundle.find("META-INF/manifest.xml")) return rewrite_open_document(bundle, task);
    auto main = related_part(bundle, "", "/officeDocument");
    if (!main) return main.error();
    for (auto const* usual : {"word/document.xml", "xl/workbook.xml", "ppt/presentation.xml"})
        if (main->empty() && bundle.find(usual)) *main = usual;
    if (!bundle.find(*main)) return rewrite_files(bundle, task);
    if (main->ends_with(".bin")) return unsupported("xlsb");
    return rewrite_office(bundle, *main, task);
}

}  // namespace mingtang::scan
