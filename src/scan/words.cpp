#include "scan/words.hpp"

#include "base/json.hpp"
#include "base/resource.hpp"

namespace mingtang::scan {
namespace {

std::string word(std::string_view group, std::string_view name) {
    static json::object const all = boost::json::parse(resource("src/scan/words.json").value()).as_object();
    return json::text(all.at(group).as_object(), name, name);
}

std::string numbered(std::string_view name, std::string_view number) {
    constexpr std::string_view slot = "{number}";
    auto said = word("place", name);
    if (auto at = said.find(slot); at != std::string::npos) said.replace(at, slot.size(), number);
    return said;
}

}  // namespace

std::string in_words(Kind kind) { return word("kind", to_text(kind)); }
std::string in_words(Certainty certainty) { return word("certainty", to_text(certainty)); }
std::string reason_in_words(std::string_view reason) { return word("reason", reason); }

std::string place_in_words(std::string place) {
    constexpr std::string_view names[] = {"line",   "paragraph", "page",     "slide",   "table",  "comment",
                                          "header", "footer",    "footnote", "endnote", "element"};
    for (auto name : names) {
        auto mark = std::string(name) + " ";
        for (std::size_t at = 0; (at = place.find(mark, at)) != std::string::npos;) {
            auto end = std::min(place.find_first_not_of("0123456789", at + mark.size()), place.size());
            bool whole = end > at + mark.size() && (at == 0 || place[at - 1] == ' ' || place[at - 1] == '/');
            if (!whole) {
                at += mark.size();
                continue;
            }
            auto said = numbered(name, std::string_view(place).substr(at + mark.size(), end - at - mark.size()));
            place.replace(at, end - at, said);
            at += said.size();
        }
    }
    if (place == "properties" || place.ends_with("/properties")) place.replace(place.size() - 10, 10, word("place", "properties"));
    return place;
}

std::string value_in_words(Kind kind, std::string const& masked) {
    bool reason = kind == Kind::hidden_content || kind == Kind::unreadable;
    return reason ? reason_in_words(masked) : masked;
}

}  // namespace mingtang::scan
