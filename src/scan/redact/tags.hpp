#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace mingtang::scan {

/// One piece of XML or HTML as it stands in the file.
struct Token {
    enum class Kind { start, end, empty, text, comment, cdata, other };
    Kind kind = Kind::text;
    std::size_t begin = 0, end = 0;  ///< bytes, its marks (`<`, `-->` …) among them
    std::string_view name;           ///< of a tag, with its prefix

    std::string_view local() const { return name.substr(name.find(':') + 1); }
};

/// Goes through the pieces of a file without judging it: whatever is no tag is text. In HTML what stands in script and style is text.
class Tags {
  public:
    Tags(std::string_view bytes, bool html) : bytes_(bytes), html_(html) {}
    std::optional<Token> next();

  private:
    Token tag();
    std::size_t end_of_tag(std::size_t from) const;

    std::string_view bytes_;
    bool html_;
    std::size_t at_ = 0;
    std::string_view raw_;  // the element whose content is no markup
};

/// A value of an attribute, without its quotes.
struct AttributeAt {
    std::string_view name;
    std::size_t begin = 0, end = 0;
    std::string_view local() const { return name.substr(name.find(':') + 1); }
};

/// The attributes of the tag at `begin` to `end`, one after another.
class Attributes {
  public:
    Attributes(std::string_view bytes, Token const& tag);
    std::optional<AttributeAt> next();

  private:
    std::string_view bytes_;
    std::size_t at_, end_;
};

/// The raw value of the attribute; empty where it is not there.
std::string_view attribute_of(std::string_view bytes, Token const& tag, std::string_view local_name);

}  // namespace mingtang::scan
