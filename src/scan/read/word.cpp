// docx: paragraphs and tables of the text, headers, footers, notes and comments; what is hidden and what was tracked.
#include <map>
#include <set>

#include "scan/read/cells.hpp"
#include "scan/read/package.hpp"

namespace mingtang::scan {
namespace {

constexpr int max_depth = 200;

class Word {
  public:
    Word(Intake& to, HiddenStyles hidden) : to_(to), hidden_styles_(std::move(hidden)) {}

    /// A part of the document; `label` names its paragraphs, `why` says why its text is hidden, if it is.
    void story(pugi::xml_node root, std::string label, std::string_view why) {
        label_ = std::move(label), why_ = why, number_ = 0;
        blocks(root, 0);
    }

  private:
    struct Place {
        std::string name;
        bool in_cell = false;
        std::string* cell_text = nullptr;
    };
    /// What the runs of one paragraph say: in plain sight, and by reason of hiding.
    using Runs = std::map<std::string, std::string, std::less<>>;

    void blocks(pugi::xml_node parent, int depth) {
        if (depth > max_depth) return to_.unreadable("too_deep");
        for (auto node : parent.children()) {
            auto name = local(node);
            if (name == "p")
                paragraph(node, depth);
            else if (name == "tbl")
                table(node, depth);
            else if (name == "sdt" || name == "sdtContent" || name == "ins" || name == "del" || name == "moveTo" || name == "moveFrom" ||
                     name == "customXml" || name == "smartTag")
                blocks(node, depth + 1);
        }
    }

    std::string next_place() { return label_ + (label_.empty() ? "" : " ") + "paragraph " + std::to_string(++number_); }

    void paragraph(pugi::xml_node node, int depth) {
        auto place = next_place();
        Runs found;
        auto properties = child(node, "pPr");
        bool hidden = hidden_styles_.contains(value(child(properties, "pStyle"), "val"));
        runs(node, hidden ? "hidden_text" : "", found, depth);
        deliver(place, found);
        if (!found[""].empty()) before_ = found[""];
    }

    void deliver(std::string const& place, Runs const& found) {
        for (auto const& [why, text] : found) {
            auto reason = why.empty() ? std::string(why_) : why;
            if (reason.empty())
                to_.text(place, text);
            else if (reason == "field_code")
                to_.text(place, text, reason);
            else
                to_.hidden_text(place, text, reason);
        }
    }

    void runs(pugi::xml_node parent, std::string const& why, Runs& found, int depth) {
        if (depth > max_depth) return to_.unreadable("too_deep");
        for (auto node : parent.children()) {
            auto name = local(node);
            if (name == "r")
                run(node, why, found, depth);
            else if (name == "del" || name == "moveFrom")
                runs(node, "tracked_deletion", found, depth + 1);
            else if (name == "ins" || name == "moveTo")
                inserted(node, why, found, depth);
            else if (name == "AlternateContent")
                runs(child(node, "Choice") ? child(node, "Choice") : child(node, "Fallback"), why, found, depth + 1);
            else if (name == "txbxContent")
                boxes_in(node, depth);
            else if (name == "t" && local(parent) != "r")
                found[why] += node.text().get();
            else if (name != "pPr" && name != "rPr")
                runs(node, why, found, depth + 1);
        }
    }

    void inserted(pugi::xml_node node, std::string const& why, Runs& found, int depth) {
        runs(node, why, found, depth + 1);
        to_.hidden(label_ + (label_.empty() ? "" : " ") + "paragraph " + std::to_string(number_), "tracked_insertion", Certainty::possible);
    }

    void run(pugi::xml_node node, std::string const& outer, Runs& found, int depth) {
        std::string own(why_hidden(child(node, "rPr"), hidden_styles_, in_table_));
        auto why = outer.empty() ? own : outer;
        for (auto part : node.children()) {
            auto name = local(part);
            if (name == "t")
                found[why] += part.text().get();
            else if (name == "delText")
                found["tracked_deletion"] += part.text().get();
            else if (name == "instrText" || name == "delInstrText")
                found["field_code"] += part.text().get();
            else if (name == "tab")
                found[why] += '\t';
            else if (name == "br" || name == "cr")
                found[why] += '\n';
            else if (name == "noBreakHyphen")
                found[why] += '-';
            else if (name == "sym" || name == "rPr")
                continue;
            else if (name == "AlternateContent")
                runs(child(part, "Choice") ? child(part, "Choice") : child(part, "Fallback"), why, found, depth + 1);
            else if (part.first_child())
                runs(part, why, found, depth + 1);
            if (name == "drawing" || name == "pict" || name == "AlternateContent") described(part);
        }
    }

    /// The description of a picture is text that nobody sees.
    void described(pugi::xml_node node) {
        each(node, "docPr",
             [&](pugi::xml_node about) { to_.text("paragraph " + std::to_string(number_), value(about, "descr"), "picture_description"); });
        each(node, "t", [&](pugi::xml_node text) {
            if (!std::string_view(text.name()).starts_with("w:")) to_.text("paragraph " + std::to_string(number_), text.text().get());
        });
    }

    void boxes_in(pugi::xml_node node, int depth) {
        auto before = before_;
        blocks(node, depth + 1);
        before_ = before;
    }

    void table(pugi::xml_node node, int depth) {
        auto const number = ++tables_;
        Table table{.caption = before_};
        bool outer = in_table_;
        in_table_ = true;
        each_row(node, depth, [&](pugi::xml_node row) {
            auto& cells = table.rows.emplace_back();
            row_of(row, number, table.rows.size(), cells, depth);
        });
        in_table_ = outer;
        to_.table(std::move(table));
    }

    template <class Work>
    void each_row(pugi::xml_node parent, int depth, Work work) {
        if (depth > max_depth) return to_.unreadable("too_deep");
        for (auto node : parent.children()) {
            if (local(node) == "tr")
                work(node);
            else if (local(node) == "sdt" || local(node) == "sdtContent" || local(node) == "ins" || local(node) == "del" ||
                     local(node) == "customXml")
                each_row(node, depth + 1, work);
        }
    }

    void row_of(pugi::xml_node node, int number, std::size_t row, std::vector<Cell>& cells, int depth) {
        if (depth > max_depth) return to_.unreadable("too_deep");
        auto properties = child(node, "trPr");
        bool vanished = child(properties, "hidden") || child(properties, "del");
        for (auto one : node.children()) {
            if (local(one) == "sdt" || local(one) == "sdtContent" || local(one) == "customXml") row_of(one, number, row, cells, depth + 1);
            if (local(one) != "tc") continue;
            auto place = (label_.empty() ? "" : label_ + " ") + "table " + std::to_string(number) + "!" + cell_name(cells.size(), row);
            cell(one, place, vanished ? "hidden_row" : "", cells, depth);
            auto span = std::min(value(child(child(one, "tcPr"), "gridSpan"), "val").size() < 4
                                     ? std::atoi(std::string(value(child(child(one, "tcPr"), "gridSpan"), "val")).c_str())
                                     : 1,
                                 100);
            for (int i = 1; i < span; ++i) cells.push_back({});
        }
    }

    void cell(pugi::xml_node node, std::string const& place, std::string const& why, std::vector<Cell>& cells, int depth) {
        Runs found;
        cell_text(node, why, found, depth);
        auto reason = why.empty() ? std::string(why_) : why;
        auto plain = found.find(why);
        cells.push_back(to_.cell(place, plain == found.end() ? "" : plain->second, reason));
        if (plain != found.end() && !reason.empty() && !is_blank(plain->second)) to_.hidden(place, reason);
        if (plain != found.end()) found.erase(plain);
        deliver(place, found);
    }

    void cell_text(pugi::xml_node node, std::string const& why, Runs& found, int depth) {
        if (depth > max_depth) return to_.unreadable("too_deep");
        bool first = true;
        for (auto part : node.children()) {
            auto name = local(part);
            if (name == "p") {
                if (!first) found[why] += '\n';
                first = false;
                bool hidden = hidden_styles_.contains(value(child(child(part, "pPr"), "pStyle"), "val"));
                runs(part, hidden && why.empty() ? "hidden_text" : why, found, depth + 1);
            } else if (name == "tbl") {
                table(part, depth + 1);
            } else if (name != "tcPr") {
                cell_text(part, why, found, depth + 1);
            }
        }
    }

    Intake& to_;
    HiddenStyles hidden_styles_;
    std::string label_, before_;
    std::string_view why_;
    int number_ = 0, tables_ = 0;
    bool in_table_ = false;
};

void read_notes(Package& package, std::string const& part, std::string const& name, std::string_view why, Word& word, Intake& to) {
    auto document = package.xml(part);
    int number = 0;
    for (auto note : document->document_element().children()) {
        if (value(note, "type") == "separator" || value(note, "type") == "continuationSeparator") continue;
        auto label = name + " " + std::to_string(++number);
        word.story(note, label, why);
        if (!why.empty()) to.text(label, value(note, "author"), "author");
    }
}

}  // namespace

HiddenStyles hidden_styles(pugi::xml_node styles) {
    std::map<std::string, std::string> base;
    HiddenStyles hidden;
    for (auto style : styles.children()) {
        if (local(style) != "style") continue;
        std::string id(value(style, "styleId"));
        base[id] = value(child(style, "basedOn"), "val");
        auto vanish = child(child(style, "rPr"), "vanish");
        if (vanish && is_on(value(vanish, "val"))) hidden.insert(id);
    }
    for (int round = 0; round < 10; ++round)
        for (auto const& [id, from] : base)
            if (hidden.contains(from)) hidden.insert(id);
    return hidden;
}

std::string_view why_hidden(pugi::xml_node properties, HiddenStyles const& styles, bool in_table) {
    if (auto vanish = child(properties, "vanish")) return is_on(value(vanish, "val")) ? "hidden_text" : "";
    if (styles.contains(value(child(properties, "rStyle"), "val"))) return "hidden_text";
    bool white = value(child(properties, "color"), "val") == "FFFFFF" && !child(properties, "shd") && !child(properties, "highlight");
    if (white && !in_table) return "white_text";
    auto size = value(child(properties, "sz"), "val");
    return size == "1" || size == "2" || size == "3" ? "tiny_text" : "";
}

void read_word(Package& package, std::string const& main, Intake& to) {
    auto styles = package.related(main, "/styles");
    Word word(to, hidden_styles(package.xml(styles)->document_element()));
    auto document = package.xml(main);
    for (auto node : document->document_element().children())
        if (local(node) == "body") word.story(node, "", "");
    int headers = 0, footers = 0;
    for (auto const& relation : package.relations(main)) {
        auto is = [&](std::string_view kind) { return relation.type.ends_with(kind) && !relation.external; };
        if (is("/header"))
            word.story(package.xml(relation.target)->document_element(), "header " + std::to_string(++headers), "");
        else if (is("/footer"))
            word.story(package.xml(relation.target)->document_element(), "footer " + std::to_string(++footers), "");
        else if (is("/footnotes"))
            read_notes(package, relation.target, "footnote", "", word, to);
        else if (is("/endnotes"))
            read_notes(package, relation.target, "endnote", "", word, to);
        else if (is("/comments"))
            read_notes(package, relation.target, "comment", "comment", word, to);
        else if (relation.external)
            to.text("links", relation.target, "link");
    }
}

}  // namespace mingtang::scan
