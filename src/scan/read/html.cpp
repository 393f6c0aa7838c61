// HTML: text by blocks, tables, and what a browser does not show: hidden elements, comments, scripts.
#include <gumbo.h>

#include <memory>

#include "base/text.hpp"
#include "scan/read/cells.hpp"
#include "scan/read/hides.hpp"
#include "scan/read/intake.hpp"

namespace mingtang::scan {
namespace {

constexpr std::size_t max_html = 32u << 20;
constexpr int max_depth = 400;

std::string_view attribute(GumboNode const* node, char const* name) {
    auto const* found = gumbo_get_attribute(&node->v.element.attributes, name);
    return found == nullptr ? std::string_view() : std::string_view(found->value);
}

bool is_block(GumboTag tag) {
    switch (tag) {
        case GUMBO_TAG_P:
        case GUMBO_TAG_DIV:
        case GUMBO_TAG_LI:
        case GUMBO_TAG_H1:
        case GUMBO_TAG_H2:
        case GUMBO_TAG_H3:
        case GUMBO_TAG_H4:
        case GUMBO_TAG_H5:
        case GUMBO_TAG_H6:
        case GUMBO_TAG_BR:
        case GUMBO_TAG_HR:
        case GUMBO_TAG_UL:
        case GUMBO_TAG_OL:
        case GUMBO_TAG_DL:
        case GUMBO_TAG_DT:
        case GUMBO_TAG_DD:
        case GUMBO_TAG_TABLE:
        case GUMBO_TAG_TR:
        case GUMBO_TAG_SECTION:
        case GUMBO_TAG_ARTICLE:
        case GUMBO_TAG_HEADER:
        case GUMBO_TAG_FOOTER:
        case GUMBO_TAG_ASIDE:
        case GUMBO_TAG_NAV:
        case GUMBO_TAG_MAIN:
        case GUMBO_TAG_PRE:
        case GUMBO_TAG_BLOCKQUOTE:
        case GUMBO_TAG_TITLE:
        case GUMBO_TAG_OPTION:
        case GUMBO_TAG_TEXTAREA:
        case GUMBO_TAG_CAPTION:
        case GUMBO_TAG_FIGURE:
        case GUMBO_TAG_FIGCAPTION:
        case GUMBO_TAG_FORM:
        case GUMBO_TAG_BODY:
            return true;
        default:
            return false;
    }
}

/// Marks that programs leave (`<!-- 正文 begin -->`) are not worth a finding; what is in them is searched all the same.
bool says_something(std::string_view comment) {
    std::size_t han = 0, digits = 0;
    for (std::size_t at = 0; at < comment.size();) {
        auto c = text::next(comment, at);
        han += c >= 0x3400 && c <= 0x9FFF;
        digits = c >= '0' && c <= '9' ? digits + 1 : 0;
        if (han >= 12 || digits >= 6) return true;
    }
    return false;
}

class Html {
  public:
    explicit Html(Intake& to) : to_(to) {}

    void node(GumboNode const* node, int depth) {
        if (depth > max_depth) return to_.unreadable("too_deep");
        switch (node->type) {
            case GUMBO_NODE_DOCUMENT:
                return children(node->v.document.children, depth);
            case GUMBO_NODE_TEXT:
            case GUMBO_NODE_WHITESPACE:
            case GUMBO_NODE_CDATA:
                return add(node->v.text.text);
            case GUMBO_NODE_COMMENT:
                return comment(node->v.text.text);
            case GUMBO_NODE_ELEMENT:
            case GUMBO_NODE_TEMPLATE:
                return element(node, depth);
        }
    }
    void flush() {
        to_.text(place(), text_);
        text_.clear();
        if (hidden_text_.empty()) return;
        to_.hidden_text(place(), hidden_text_, "hidden_element");
        hidden_text_.clear();
    }

  private:
    void children(GumboVector const& all, int depth) {
        for (unsigned i = 0; i < all.length; ++i) node(static_cast<GumboNode const*>(all.data[i]), depth + 1);
    }
    std::string place() { return "paragraph " + std::to_string(paragraph_); }
    void end_block() {
        if (is_blank(text_) && is_blank(hidden_text_)) {
            text_.clear();
            return;
        }
        ++paragraph_;
        flush();
    }
    void add(std::string_view text) {
        for (char c : text) {
            if (c == '\n' || c == '\r' || c == '\t') c = ' ';
            (hiding_ ? hidden_text_ : text_) += c;
        }
    }
    void comment(std::string_view text) {
        bool condition = text.starts_with("[if ") || text.starts_with("[endif");
        to_.text("paragraph " + std::to_string(paragraph_), text, "html_comment");
        bool speaks = says_something(text);
        if (!condition && speaks) to_.hidden("paragraph " + std::to_string(paragraph_), "html_comment", Certainty::possible);
    }
    /// What is only in attributes: tool tips and replacements of pictures are shown, values of hidden fields are not.
    void attributes(GumboNode const* node) {
        auto tag = node->v.element.tag;
        for (auto const* name : {"title", "alt", "placeholder"}) to_.text(place(), attribute(node, name));
        if (tag == GUMBO_TAG_INPUT) {
            auto value = attribute(node, "value");
            if (attribute(node, "type") == "hidden")
                to_.hidden_text(place(), value, "hidden_field", Certainty::possible);
            else
                to_.text(place(), value);
        }
        if (tag == GUMBO_TAG_A && attribute(node, "href").starts_with("mailto:"))
            to_.text(place(), attribute(node, "href").substr(7), "link");
        if (tag == GUMBO_TAG_A && attribute(node, "href").starts_with("tel:")) to_.text(place(), attribute(node, "href").substr(4), "link");
        if (tag == GUMBO_TAG_META) to_.text("properties", attribute(node, "content"), "properties");
        for (unsigned i = 0; i < node->v.element.attributes.length; ++i) {
            auto const* one = static_cast<GumboAttribute const*>(node->v.element.attributes.data[i]);
            if (std::string_view(one->name).starts_with("data-")) to_.text(place(), one->value, "attribute");
        }
    }
    void element(GumboNode const* node, int depth) {
        auto tag = node->v.element.tag;
        if (tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE) return script(node, tag);
        bool hiding = hides(node) || node->type == GUMBO_NODE_TEMPLATE;
        hiding_ += hiding;
        attributes(node);
        if (tag == GUMBO_TAG_TABLE)
            table(node, depth);
        else if (rows_ != nullptr && tag == GUMBO_TAG_TR)
            row(node, depth);
        else if (rows_ != nullptr && (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH))
            cell(node, depth);
        else
            block(node, depth, is_block(tag));
        hiding_ -= hiding;
    }
    void block(GumboNode const* node, int depth, bool is_block) {
        bool alone = is_block && !in_cell_;
        if (is_block && in_cell_) add(" ");
        if (alone) end_block();
        children(node->v.element.children, depth);
        if (alone) end_block();
    }
    void script(GumboNode const* node, GumboTag tag) {
        if (tag == GUMBO_TAG_STYLE) return;
        auto const& all = node->v.element.children;
        for (unsigned i = 0; i < all.length; ++i)
            if (auto const* one = static_cast<GumboNode const*>(all.data[i]); one->type == GUMBO_NODE_TEXT || one->type == GUMBO_NODE_CDATA)
                to_.text(place(), one->v.text.text, "script");
    }
    /// A table within a cell stands for itself, after the one around it.
    void table(GumboNode const* node, int depth) {
        end_block_unless_in_cell();
        auto number = ++tables_;
        Table table;
        auto outer = std::tuple(rows_, number_, in_cell_, text_, hidden_text_);
        rows_ = &table, number_ = number, in_cell_ = false;
        text_.clear(), hidden_text_.clear();
        children(node->v.element.children, depth);
        end_block();
        std::tie(rows_, number_, in_cell_, text_, hidden_text_) = outer;
        to_.table(std::move(table));
    }
    void end_block_unless_in_cell() {
        if (!in_cell_) end_block();
    }
    void row(GumboNode const* node, int depth) {
        rows_->rows.emplace_back();
        children(node->v.element.children, depth);
        if (rows_->rows.back().empty()) rows_->rows.pop_back();
    }
    void cell(GumboNode const* node, int depth) {
        if (rows_->rows.empty()) rows_->rows.emplace_back();
        if (!in_cell_) end_block();
        auto outer = std::tuple(in_cell_, text_, hidden_text_);
        in_cell_ = true;
        text_.clear(), hidden_text_.clear();
        children(node->v.element.children, depth);
        auto name = "table " + std::to_string(number_) + "!" + cell_name(rows_->rows.back().size(), rows_->rows.size());
        bool hidden = is_blank(text_) && !is_blank(hidden_text_);
        rows_->rows.back().push_back(to_.cell(name, text::trim(mended(hidden ? hidden_text_ : text_)), hidden ? "hidden_element" : ""));
        if (!hidden) to_.text(name, hidden_text_, "hidden_element");
        if (!is_blank(hidden_text_)) to_.hidden(name, "hidden_element");
        std::tie(in_cell_, text_, hidden_text_) = outer;
    }

    Intake& to_;
    std::string text_, hidden_text_;
    Table* rows_ = nullptr;
    int number_ = 0, tables_ = 0, paragraph_ = 0, hiding_ = 0;
    bool in_cell_ = false;
};

}  // namespace

void read_html(std::string_view utf8, Intake& to) {
    if (utf8.size() > max_html) to.unreadable("too_large");
    auto whole = mended(utf8.substr(0, max_html));
    auto options = kGumboDefaultOptions;
    auto freed = [&](GumboOutput* output) { gumbo_destroy_output(&options, output); };
    std::unique_ptr<GumboOutput, decltype(freed)> output(gumbo_parse_with_options(&options, whole.data(), whole.size()), freed);
    Html html(to);
    html.node(output->document, 0);
    html.flush();
}

}  // namespace mingtang::scan
