#include "markup/tidy.hpp"

#include <algorithm>
#include <initializer_list>
#include <set>

#include "markup/tags.hpp"
#include "markup/tokens.hpp"

namespace mingtang::markup {
namespace {

struct Open {
    std::string name;
    std::string closing;
};

bool among(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

void attribute(std::string& out, std::string_view name, std::string_view value) {
    out.append(" ").append(name).append("=\"");
    for (char c : value) {
        if (c == '"') {
            out += "&quot;";
        } else {
            out += c;
        }
    }
    out += '"';
}

class Tidy {
  public:
    Tidy(std::string_view html, std::size_t deepest, std::vector<std::string>& dropped)
        : tokens_(html), deepest_(deepest), dropped_(dropped) {}

    std::string run() {
        for (Token token; tokens_.next(token);) {
            switch (token.kind) {
                case Token::Kind::text:
                    text(token.name);
                    break;
                case Token::Kind::start:
                    start(token);
                    break;
                case Token::Kind::end:
                    end(token.name);
                    break;
                case Token::Kind::comment:
                    note(dropped_, "comment");
                    break;
            }
        }
        pop_to(0);
        return std::move(out_);
    }

  private:
    void text(std::string_view text) {
        for (char c : text) {
            if (c == '<') {
                out_ += "&lt;";
            } else {
                out_ += c;
            }
        }
    }

    void start(Token const& token) {
        auto tag = tag_of(token.name);
        note_attributes(token);
        switch (tag.fate) {
            case Fate::unknown:
                note(dropped_, token.name.substr(0, 32));
                break;
            case Fate::unwrap:
                break;
            case Fate::single:
                note(dropped_, token.name);
                break;
            case Fate::gone:
            case Fate::raw_gone:
                note(dropped_, token.name);
                tokens_.skip_past_end_of(token.name, tag.fate == Fate::raw_gone);
                break;
            case Fate::wrapper:
                wrapper(token);
                break;
            case Fate::container:
                container(token, tag.becomes);
                break;
            case Fate::keep:
                keep(token, tag.becomes);
                break;
        }
    }

    void note_attributes(Token const& token) {
        for (auto const& [name, _] : token.attributes)
            if (name.starts_with("on") && name.size() > 2) note(dropped_, name.substr(0, 32));
    }

    /// <span style="font-weight:bold">, as office programs write it.
    void wrapper(Token const& token) {
        if (stack_.size() >= deepest_) return;
        auto style = token.attribute("style");
        auto weight = style_value(style, "font-weight");
        std::string opening, closing;
        auto wrap = [&](std::string name) {
            opening += "<" + name + ">";
            closing = "</" + name + ">" + closing;
        };
        if (among(weight, {"bold", "bolder", "600", "700", "800", "900"})) wrap("strong");
        if (style_value(style, "font-style") == "italic") wrap("em");
        auto line = style_value(style, "text-decoration");
        if (line.starts_with("underline")) wrap("u");
        if (line.starts_with("line-through")) wrap("s");
        auto raised = style_value(style, "vertical-align");
        if (raised == "super") wrap("sup");
        if (raised == "sub") wrap("sub");
        out_ += opening;
        stack_.push_back({token.name, closing});
    }

    void container(Token const& token, std::string_view name) {
        close_paragraph();
        if (stack_.size() >= deepest_) return;
        auto wish = name == "center" ? std::string("align-center")
                                     : alignment(token.attribute("class"), token.attribute("align"), token.attribute("style"));
        out_ += "<div";
        if (!wish.empty()) attribute(out_, "class", wish);
        out_ += '>';
        stack_.push_back({std::string(name), "</div>"});
    }

    void keep(Token const& token, std::string_view name) {
        bool single = among(name, {"br", "hr", "img"});
        if (!single && stack_.size() >= deepest_) return;
        make_room(name);
        // <b style="font-weight:normal"> wraps whole documents pasted from some editors.
        bool idle = among(name, {"b", "strong"}) && among(style_value(token.attribute("style"), "font-weight"), {"normal", "400"});
        if (!idle) out_.append("<").append(name), attributes(token, name), out_ += '>';
        if (!single) stack_.push_back({std::string(name), idle ? "" : "</" + std::string(name) + ">"});
    }

    void attributes(Token const& token, std::string_view name) {
        auto copy = [&](std::string_view key) {
            if (token.has(key)) attribute(out_, key, token.attribute(key));
        };
        if (name == "a") copy("href"), copy("title");
        if (name == "img") copy("src"), copy("alt");
        if (name == "meter") copy("value"), copy("max");
        if (among(name, {"td", "th"})) copy("colspan"), copy("rowspan"), copy("scope");
        if (name == "ol") copy("start");
        if (name == "p" || name == "td" || name == "th" || (name.size() == 2 && name[0] == 'h' && name != "hr")) {
            auto wish = alignment(token.attribute("class"), token.attribute("align"), token.attribute("style"));
            if (!wish.empty()) attribute(out_, "class", wish);
        }
    }

    /// Ends what the start of `name` ends by the rules of HTML.
    void make_room(std::string_view name) {
        if (name == "li") close(within({"ul", "ol", "table", "td", "th", "blockquote"}, {"li"}));
        if (name == "dt" || name == "dd") close(within({"dl", "table", "td", "th", "blockquote"}, {"dt", "dd"}));
        if (name == "td" || name == "th") close(within({"tr", "table"}, {"td", "th", "caption"}));
        if (name == "tr") close(within({"table"}, {"tr", "caption"}));
        if (among(name, {"thead", "tbody", "tfoot", "caption"})) close(within({"table"}, {"thead", "tbody", "tfoot", "caption", "tr"}));
        if (name == "a") close(within({"table", "td", "th"}, {"a"}));
        if (is_block(name)) close_paragraph();
        if (name.size() == 2 && name[0] == 'h' && name != "hr" && !stack_.empty() && tag_of(stack_.back().name).fate == Fate::keep &&
            stack_.back().name[0] == 'h' && stack_.back().name.size() == 2)
            pop_to(stack_.size() - 1);
    }

    void close_paragraph() { close(within({"table", "caption", "td", "th"}, {"p"})); }

    void end(std::string_view name) {
        auto tag = tag_of(name);
        auto called = tag.fate == Fate::keep ? tag.becomes : name;
        if (called == "br") return keep(Token{Token::Kind::start, "br", {}}, "br");
        if (among(called, {"table"})) return close(within({}, {"table"}));
        if (among(called, {"thead", "tbody", "tfoot", "tr", "td", "th", "caption"})) return close(within({"table"}, {called}));
        close(within({"table", "td", "th", "caption"}, {called}));
    }

    static constexpr std::size_t none = std::size_t(-1);

    /// The place of the outermost element of `names` above the innermost of `walls`.
    std::size_t within(std::initializer_list<std::string_view> walls, std::initializer_list<std::string_view> names) const {
        std::size_t found = none;
        for (std::size_t i = stack_.size(); i-- > 0;) {
            if (among(stack_[i].name, names)) {
                found = i;
                if (walls.size() == 0 || !among(stack_[i].name, {"tr", "caption", "thead", "tbody", "tfoot"})) break;
            }
            if (among(stack_[i].name, walls)) break;
        }
        return found;
    }

    void close(std::size_t place) {
        if (place != none) pop_to(place);
    }

    void pop_to(std::size_t size) {
        while (stack_.size() > size) {
            out_ += stack_.back().closing;
            stack_.pop_back();
        }
    }

    Tokens tokens_;
    std::size_t deepest_;
    std::vector<std::string>& dropped_;
    std::vector<Open> stack_;
    std::string out_;
};

}  // namespace

void note(std::vector<std::string>& dropped, std::string_view name) {
    if (dropped.size() < 50 && std::find(dropped.begin(), dropped.end(), name) == dropped.end()) dropped.emplace_back(name);
}

std::string tidy(std::string_view html, std::size_t deepest, std::vector<std::string>& dropped) {
    return Tidy(html, deepest, dropped).run();
}

}  // namespace mingtang::markup
