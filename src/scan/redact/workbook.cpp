// xlsx: hidden sheets, rows, columns and cells emptied, caches of other data taken out, formulas fixed to what they gave, numbers that are
// values made text.
#include <charconv>

#include "scan/read/cells.hpp"
#include "scan/redact/cells.hpp"
#include "scan/redact/markup.hpp"
#include "scan/redact/parts.hpp"
#include "scan/redact/tags.hpp"

namespace mingtang::scan {
namespace {

bool is_constant(std::string_view formula) { return formula.find('"') != formula.npos || formula.find('!') == formula.npos; }

class Workbook {
  public:
    Workbook(Bundle& bundle, std::string main, Task const& task) : bundle_(bundle), main_(std::move(main)), task_(task) {}

    Done rewrite() {
        if (auto done = read_workbook(); !done) return done;
        for (auto const& sheet : sheets_)
            if (auto done = rewrite_sheet(sheet); !done) return done;
        for (auto step : {&Workbook::empty_strings, &Workbook::caches, &Workbook::names, &Workbook::formula_order})
            if (auto done = (this->*step)(); !done) return done;
        return {};
    }

  private:
    struct Sheet {
        std::string name, part;
        bool emptied = false;
    };

    bool empties_cells() const {
        for (auto reason : {"hidden_sheet", "very_hidden_sheet", "hidden_row", "hidden_column", "hidden_format", "under_merged_cell"})
            if (task_.asks(reason)) return true;
        return false;
    }
    bool freezes() const { return !task_.sought().empty() || empties_cells() || task_.asks("external_link") || task_.asks("pivot_cache"); }

    Done read_workbook() {
        auto relations = relations_of(bundle_, main_);
        if (!relations) return relations.error();
        auto done = edit_part(bundle_, main_, [&](pugi::xml_node root) {
            for (auto node : child(root, "sheets").children()) {
                auto same = [&](Relation const& relation) {
                    return relation.id == node.attribute("r:id").value() || relation.id == value(node, "id");
                };
                auto found = std::find_if(relations->begin(), relations->end(), same);
                if (found == relations->end()) continue;
                Sheet sheet{std::string(value(node, "name")), found->target};
                for (auto reason : {"hidden_sheet", "very_hidden_sheet"})
                    if (task_.places(reason).contains(sheet.name)) sheet.emptied = true;
                sheets_.push_back(std::move(sheet));
            }
            return false;
        });
        return done ? read_formats() : done;
    }

    Done read_formats() {
        auto part = related_part(bundle_, main_, "/styles");
        if (!part) return part.error();
        return edit_part(bundle_, *part, [&](pugi::xml_node root) {
            std::map<std::string, std::string, std::less<>> own;
            for (auto format : child(root, "numFmts").children()) own[std::string(value(format, "numFmtId"))] = value(format, "formatCode");
            for (auto format : child(root, "cellXfs").children()) {
                auto found = own.find(value(format, "numFmtId"));
                formats_.push_back(found == own.end() ? "" : found->second);
            }
            return false;
        });
    }

    Done rewrite_sheet(Sheet const& sheet) {
        auto entry = bundle_.find(sheet.part);
        if (!entry) return {};
        auto content = bundle_.content(*entry);
        if (!content) return content.error();
        if (sheet.emptied) {
            bundle_.replace(*entry, emptied(*content));
            return remove_relations(bundle_, sheet.part, [](auto const&) { return true; });
        }
        auto work = work_of(sheet);
        auto done = with_cells_done(*content, work, strings_);
        if (done != *content) bundle_.replace(*entry, std::move(done));
        if (auto cleaned = comments(sheet); !cleaned) return cleaned;
        if (!work.empties()) return {};
        return remove_relations(bundle_, sheet.part, [](Relation const& relation) { return relation.type.ends_with("/table"); });
    }

    /// A sheet must have its element of data.
    static std::string emptied(std::string const& content) {
        Tags tags(content, false);
        while (auto token = tags.next()) {
            if (token->kind != Token::Kind::start) continue;
            auto prefix = std::string(token->name.substr(0, token->name.size() - token->local().size()));
            return content.substr(0, token->end) + "<" + prefix + "sheetData/></" + std::string(token->name) + ">";
        }
        return content;
    }

    SheetWork work_of(Sheet const& sheet) const {
        SheetWork work{.freeze = freezes(), .formats = &formats_, .sought = &task_.sought()};
        for (auto const& one : task_.hidden()) {
            auto prefix = sheet.name + "!";
            if (!one.place.starts_with(prefix)) continue;
            auto range = std::string_view(one.place).substr(prefix.size());
            auto colon = range.find(':');
            auto first = range.substr(0, colon), last = colon == range.npos ? first : range.substr(colon + 1);
            if (one.reason == "hidden_row")
                work.rows.emplace_back(number_of(first), number_of(last));
            else if (one.reason == "hidden_column")
                work.columns.emplace_back(column_of(first), column_of(last));
            else if (one.reason == "hidden_format" || one.reason == "under_merged_cell")
                work.cells.emplace(range);
        }
        return work;
    }
    static std::size_t number_of(std::string_view text) {
        std::size_t number = 0;
        std::from_chars(text.data(), text.data() + text.size(), number);
        return number;
    }
    static std::size_t column_of(std::string_view letters) {
        auto at = cell_at(std::string(letters) + "1");
        return at ? at->column : std::size_t(-1);
    }

    /// The note's frame stays, its words go.
    Done comments(Sheet const& sheet) {
        std::set<std::string> cells;
        for (auto const& place : task_.places("comment"))
            if (place.starts_with(sheet.name + "!")) cells.insert(place.substr(sheet.name.size() + 1));
        if (cells.empty()) return {};
        auto relations = relations_of(bundle_, sheet.part);
        if (!relations) return relations.error();
        for (auto const& relation : *relations) {
            if (!relation.type.ends_with("/comments") && !relation.type.ends_with("/threadedComment")) continue;
            auto done = edit_part(bundle_, relation.target, [&](pugi::xml_node root) { return empty_comments(root, cells); });
            if (!done) return done;
        }
        return {};
    }
    static bool empty_comments(pugi::xml_node root, std::set<std::string> const& cells) {
        std::size_t gone = 0, all = 0;
        auto see = [&](pugi::xml_node node) {
            ++all;
            if (!cells.contains(std::string(value(node, "ref")))) return;
            ++gone;
            std::string_view name = node.name();
            auto prefix = std::string(name.substr(0, name.size() - local(node).size()));
            while (auto inner = node.first_child()) node.remove_child(inner);
            node.append_child((prefix + "text").c_str());
        };
        each(root, "comment", see);
        each(root, "threadedComment", see);
        if (gone == all) each(root, "author", [](pugi::xml_node author) { author.text().set(""); });
        return gone > 0;
    }

    /// Strings that only emptied cells showed.
    Done empty_strings() {
        if (!empties_cells()) return {};
        auto part = related_part(bundle_, main_, "/sharedStrings");
        if (!part) return part.error();
        return edit_part(bundle_, *part, [&](pugi::xml_node root) {
            std::size_t number = 0;
            bool any = false;
            for (auto node : root.children()) {
                if (local(node) != "si" || strings_.contains(number++)) continue;
                any = true;
                auto prefix = std::string(node.name()).substr(0, std::string_view(node.name()).size() - 2);
                while (auto inner = node.first_child()) node.remove_child(inner);
                node.append_child((prefix + "t").c_str());
            }
            return any;
        });
    }

    /// Numbers in a cache cannot be masked: a cache that holds a value goes as a whole. What its table shows stays in the cells.
    Outcome<bool> holds_value(std::string_view kind) {
        auto relations = relations_of(bundle_, main_);
        if (!relations) return relations.error();
        for (auto const& relation : *relations) {
            if (!relation.type.ends_with(kind)) continue;
            auto records = related_part(bundle_, relation.target, "/pivotCacheRecords");
            if (!records) return records.error();
            for (auto const& part : {relation.target, *records}) {
                auto entry = bundle_.find(part);
                if (!entry) continue;
                auto content = bundle_.content(*entry);
                if (!content) return content.error();
                if (masked_markup(*content, Markup::xml, task_.sought()) != *content || holds_number(*content)) return true;
            }
        }
        return false;
    }
    bool holds_number(std::string const& content) const {
        Tags tags(content, false);
        while (auto token = tags.next()) {
            bool opens = token->kind == Token::Kind::start || token->kind == Token::Kind::empty;
            if (opens && task_.sought().occurs(as_typed(attribute_of(content, *token, "v")))) return true;
            if (token->kind == Token::Kind::text && token->end - token->begin < 40 &&
                task_.sought().occurs(as_typed(std::string_view(content).substr(token->begin, token->end - token->begin))))
                return true;
        }
        return false;
    }

    Done caches() {
        auto pivots = holds_value("/pivotCacheDefinition"), links = holds_value("/externalLink");
        if (!pivots) return pivots.error();
        if (!links) return links.error();
        remove_pivots_ = *pivots || task_.asks("pivot_cache");
        remove_links_ = *links || task_.asks("external_link");
        if (!remove_pivots_ && !remove_links_) return {};
        for (auto const& sheet : sheets_)
            if (remove_pivots_)
                if (auto done =
                        remove_relations(bundle_, sheet.part, [](auto const& relation) { return relation.type.ends_with("/pivotTable"); });
                    !done)
                    return done;
        auto done = remove_relations(bundle_, main_, [&](Relation const& relation) {
            auto is = [&](std::string_view kind) { return relation.type.ends_with(kind); };
            return (remove_pivots_ && (is("/pivotCacheDefinition") || is("/slicerCache") || is("/timelineCache"))) ||
                   (remove_links_ && is("/externalLink"));
        });
        if (!done) return done;
        return edit_part(bundle_, main_, [&](pugi::xml_node root) {
            if (remove_pivots_) remove_elements(root, {"pivotCaches", "slicerCaches", "timelineCacheRefs"});
            if (remove_links_) remove_elements(root, {"externalReferences"});
            return true;
        });
    }

    Done names() {
        bool asked = task_.asks("defined_name");
        if (!asked && !remove_links_) return {};
        return edit_part(bundle_, main_, [&](pugi::xml_node root) {
            auto all = child(root, "definedNames");
            auto gone = remove_elements(all, [&](pugi::xml_node name) {
                std::string_view text = name.text().get(), key = value(name, "name");
                if (key.starts_with("_xlnm.")) return false;
                if (remove_links_ && text.find('[') != text.npos) return true;
                bool hidden = !value(name, "hidden").empty() && is_on(value(name, "hidden")) && !key.starts_with("_");
                return asked && (hidden || (is_constant(text) && !text.empty()));
            });
            if (all && !all.first_child()) root.remove_child(all);
            return gone > 0;
        });
    }

    /// The order of calculation names cells that have no formula any more.
    Done formula_order() {
        if (!freezes()) return {};
        return remove_relations(bundle_, main_, [](Relation const& relation) { return relation.type.ends_with("/calcChain"); });
    }

    Bundle& bundle_;
    std::string main_;
    Task const& task_;
    std::vector<Sheet> sheets_;
    std::vector<std::string> formats_;
    std::set<std::size_t> strings_;
    bool remove_pivots_ = false, remove_links_ = false;
};

}  // namespace

Done rewrite_workbook(Bundle& bundle, std::string const& main, Task const& task) { return Workbook(bundle, main, task).rewrite(); }

}  // namespace mingtang::scan
