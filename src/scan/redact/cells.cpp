#include "scan/redact/cells.hpp"

#include <algorithm>
#include <charconv>

#include "scan/read/cells.hpp"
#include "scan/redact/markup.hpp"
#include "scan/redact/tags.hpp"

namespace mingtang::scan {
namespace {

std::size_t number_of(std::string_view text, std::size_t fallback) {
    std::size_t number = fallback;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

class Cells {
  public:
    Cells(std::string_view bytes, SheetWork const& work, std::set<std::size_t>& strings) : bytes_(bytes), work_(work), strings_(strings) {}

    std::string done() {
        Tags tags(bytes_, false);
        while (auto token = tags.next()) {
            auto name = token->local();
            bool opens = token->kind == Token::Kind::start || token->kind == Token::Kind::empty;
            if (name == "row" && opens) start_row(*token);
            if (name == "c" && opens) cell(*token, tags);
            if (name == "tableParts" && opens && work_.empties()) leave_out(*token, tags);
        }
        return out_.append(bytes_, copied_);
    }

  private:
    /// What was read of one cell.
    struct Content {
        std::size_t value_from = 0, value_to = 0, end = 0;
        std::vector<std::pair<std::size_t, std::size_t>> formulas;
        bool has_value = false;
    };

    void start_row(Token const& token) {
        row_ = number_of(attribute_of(bytes_, token, "r"), row_ + 1);
        next_column_ = 0;
    }

    void cell(Token const& token, Tags& tags) {
        auto at = cell_at(attribute_of(bytes_, token, "r")).value_or(CellAt{next_column_, row_});
        next_column_ = at.column + 1;
        if (token.kind == Token::Kind::empty) return;
        auto content = read(token, tags);
        if (is_emptied(at)) return write(token, content.end, start_tag(token, {}, true));
        auto type = attribute_of(bytes_, token, "t");
        auto raw = bytes_.substr(content.value_from, content.value_to - content.value_from);
        if (type == "s") strings_.insert(number_of(unescaped(raw), std::size_t(-1)));
        bool number = type.empty() || type == "n";
        if (number && content.has_value && masked_number(token, content, raw)) return;
        if (work_.freeze)
            for (auto [from, to] : content.formulas) copy_to(from), copied_ = to;
    }

    Content read(Token const& cell, Tags& tags) {
        Content content{.end = cell.end};
        std::size_t formula_from = 0;
        while (auto token = tags.next()) {
            auto name = token->local();
            content.end = token->end;
            if (token->kind == Token::Kind::end && name == "c") break;
            if (name == "v" && token->kind == Token::Kind::start) content.value_from = token->end, content.has_value = true;
            if (name == "v" && token->kind == Token::Kind::end) content.value_to = token->begin;
            if (name == "f" && token->kind == Token::Kind::start) formula_from = token->begin;
            if (name == "f" && token->kind == Token::Kind::empty) content.formulas.emplace_back(token->begin, token->end);
            if (name == "f" && token->kind == Token::Kind::end) content.formulas.emplace_back(formula_from, token->end);
        }
        content.value_to = std::max(content.value_to, content.value_from);
        return content;
    }

    bool is_emptied(CellAt at) const {
        auto within = [](auto const& ranges, std::size_t number) {
            return std::any_of(ranges.begin(), ranges.end(), [&](auto const& one) { return number >= one.first && number <= one.second; });
        };
        return within(work_.rows, at.row) || within(work_.columns, at.column) || work_.cells.contains(cell_name(at.column, at.row));
    }

    /// A number is looked at as it is shown; one that is a value can only stay as text.
    bool masked_number(Token const& token, Content const& content, std::string_view raw) {
        auto style = number_of(attribute_of(bytes_, token, "s"), 0);
        auto typed = as_typed(raw);
        auto shown = work_.formats != nullptr && style < work_.formats->size() ? in_format(typed, (*work_.formats)[style]) : typed;
        for (auto const& text : {shown, typed, std::string(raw)}) {
            auto masked = work_.sought->masked(text);
            if (masked == text) continue;
            auto prefix = std::string(token.name.substr(0, token.name.size() - token.local().size()));
            write(token, content.end,
                  start_tag(token, "inlineStr", false) + "<" + prefix + "is><" + prefix + "t>" + as_xml(masked) + "</" + prefix + "t></" +
                      prefix + "is></" + std::string(token.name) + ">");
            return true;
        }
        return false;
    }

    std::string start_tag(Token const& token, std::string_view type, bool empty) const {
        auto tag = "<" + std::string(token.name);
        Attributes all(bytes_, token);
        while (auto one = all.next())
            if (one->name == "r" || one->name == "s")
                tag += " " + std::string(one->name) + "=\"" + std::string(bytes_.substr(one->begin, one->end - one->begin)) + "\"";
        if (!type.empty()) tag += " t=\"" + std::string(type) + "\"";
        return tag + (empty ? "/>" : ">");
    }

    void leave_out(Token const& token, Tags& tags) {
        auto end = token.end;
        while (token.kind == Token::Kind::start) {
            auto inner = tags.next();
            if (!inner) break;
            end = inner->end;
            if (inner->kind == Token::Kind::end && inner->name == token.name) break;
        }
        write(token, end, {});
    }

    void copy_to(std::size_t end) {
        if (end > copied_) out_.append(bytes_, copied_, end - copied_);
        copied_ = std::max(copied_, end);
    }
    void write(Token const& token, std::size_t end, std::string const& instead) {
        copy_to(token.begin);
        out_ += instead;
        copied_ = end;
    }

    std::string_view bytes_;
    SheetWork const& work_;
    std::set<std::size_t>& strings_;
    std::string out_;
    std::size_t copied_ = 0, row_ = 0, next_column_ = 0;
};

}  // namespace

std::string with_cells_done(std::string_view utf8, SheetWork const& work, std::set<std::size_t>& strings) {
    return Cells(utf8, work, strings).done();
}

}  // namespace mingtang::scan
