#pragma once
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mingtang::markup {

struct Token {
    enum class Kind { text, start, end, comment };
    Kind kind = Kind::text;
    /// The name of a tag in lower case, or the text as it stood.
    std::string name;
    /// The first hundred, names in lower case, values as they stood, the first of each name.
    std::vector<std::pair<std::string, std::string>> attributes;

    bool has(std::string_view attribute) const;
    std::string_view attribute(std::string_view name) const;
};

/// Parts HTML into tags and text the way the HTML standard's tokeniser does, in one pass. A tag that never ends is text.
class Tokens {
  public:
    explicit Tokens(std::string_view html) : html_(html) {}
    bool next(Token& token);
    /// Moves past `</name…>`. Where it never comes, a raw element takes the rest with it, another only its own tag.
    void skip_past_end_of(std::string_view name, bool raw);

  private:
    void read_text(Token& token);
    bool read_comment(Token& token);
    bool read_tag(Token& token);
    void read_attribute(Token& token, std::size_t& at) const;
    bool starts(std::string_view text) const { return html_.substr(at_).starts_with(text); }

    std::string_view html_;
    std::size_t at_ = 0;
    std::set<std::string, std::less<>> never_ended_;
};

}  // namespace mingtang::markup
