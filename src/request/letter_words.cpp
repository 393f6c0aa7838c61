#include "request/letter_words.hpp"

#include "base/json.hpp"
#include "base/resource.hpp"

namespace mingtang::request {
namespace {

json::object const& file() {
    static json::object const parsed = boost::json::parse(*resource("src/request/letters.json")).as_object();
    return parsed;
}

LetterWords read_words(json::object const& row) {
    LetterWords words{.title = json::text(row, "title"),
                      .mark = json::text(row, "mark"),
                      .needs = {},
                      .body = json::text(row, "body"),
                      .closing = json::text(row, "closing")};
    for (auto const& place : row.at("needs").as_array()) words.needs.emplace_back(place.as_string());
    return words;
}

std::map<LetterKind, LetterWords> read_all() {
    std::map<LetterKind, LetterWords> all;
    auto const& kinds = file().at("kinds").as_object();
    for (auto name : EnumNames<LetterKind>::names) all[*from_text<LetterKind>(name)] = read_words(kinds.at(name).as_object());
    return all;
}

}  // namespace

LetterWords const& letter_words(LetterKind kind) {
    static auto const all = read_all();
    return all.at(kind);
}

std::string wording(LetterKind kind, std::string const& outcome) {
    if (kind != LetterKind::answer) return letter_words(kind).body;
    auto said = json::text(file().at("answers").as_object(), outcome);
    return json::text(file(), "answer_opening") + (said.empty() ? letter_word("labels", "unwritten") : said);
}

std::string letter_word(std::string_view group, std::string_view name) { return json::text(file().at(group).as_object(), name); }

std::string gap_in(std::string_view body) {
    auto open = body.find("【");
    if (open == std::string_view::npos) return "";
    auto close = body.find("】", open);
    return std::string(body.substr(open, close == std::string_view::npos ? close : close + std::string_view("】").size() - open));
}

std::string day_in_words(Date day) {
    if (!day) return "";
    return std::to_string(day.year()) + "年" + std::to_string(day.month()) + "月" + std::to_string(day.day()) + "日";
}

}  // namespace mingtang::request
