// Whatever goes in: what comes out is clean, stays as it is when cleaned again, and every reader of it copes.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "markup/markup.hpp"
#include "markup/tokens.hpp"

namespace {

using namespace mingtang;

void require(bool holds, char const* what, std::string const& html) {
    if (holds) return;
    std::fprintf(stderr, "%s\n%s\n", what, html.c_str());
    std::abort();
}

void require_clean(std::string const& html) {
    require(html.find("<script") == std::string::npos, "a script", html);
    require(text::is_utf8(html), "broken UTF-8", html);
    markup::Tokens tokens(html);
    for (markup::Token token; tokens.next(token);) {
        require(token.kind != markup::Token::Kind::comment, "a comment", html);
        for (auto const& [name, value] : token.attributes) {
            require(!name.starts_with("on") && name != "style" && name != "id", "a forbidden attribute", html);
            require(value.find("script:") == std::string::npos || value.starts_with("http") || (name != "href" && name != "src") ||
                        value.find_first_of("/?#") < value.find(':'),
                    "a script address", html);
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size) {
    std::string_view html(reinterpret_cast<char const*>(bytes), size);
    auto once = markup::sanitise(html).html;
    require_clean(once);
    auto twice = markup::sanitise(once).html;
    require(once == twice, "not the same when cleaned again", once + "\n----\n" + twice);
    require_clean(markup::from_markdown(html));
    auto text = markup::from_text(html);
    require_clean(text);
    markup::to_text(once);
    markup::summary(once, 80);
    require(markup::outline(once).size() == markup::outline(markup::for_display(once, "t")).size(), "headings", once);
    auto comparison = markup::compare(once, text);
    require(markup::compare(once, once).equal, "not equal to itself", once);
    require_clean(comparison.html);
    return 0;
}
