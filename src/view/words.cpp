#include <map>
#include <mutex>

#include "base/json.hpp"
#include "base/resource.hpp"
#include "base/words.hpp"
#include "view/view.hpp"

namespace mingtang::view {
namespace {

/// code → sentence of every module's refusals.json.
std::map<std::string, std::string, std::less<>> const& sentences() {
    static auto const table = [] {
        std::map<std::string, std::string, std::less<>> all;
        for (auto const& path : resources("src/", "/refusals.json")) {
            auto parsed = boost::json::parse(*resource(path));
            for (auto const& [code, words] : parsed.as_object()) all.emplace(code, words.as_string());
        }
        return all;
    }();
    return table;
}

/// 第二十六条: numbers below 1,000 as statutes write them; anything else as it stands.
std::string han_number(std::string_view digits) {
    static constexpr std::string_view han[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    int value = 0;
    for (char c : digits) {
        if (c < '0' || c > '9' || digits.size() > 3) return std::string(digits);
        value = value * 10 + (c - '0');
    }
    if (value == 0) return std::string(digits);
    std::string out;
    if (value >= 100) out.append(han[value / 100]).append("百");
    if (value >= 100 && value % 100 != 0 && value % 100 < 10) out += "零";
    if (value % 100 >= 10) {
        if (value % 100 >= 20 || value >= 100) out += han[value / 10 % 10];
        out += "十";
    }
    if (value % 10 != 0) out += han[value % 10];
    return out;
}

/// Whether the parts of this article that people cite are its numbered points (项) and not its paragraphs (款).
bool has_points(json::object const& names, std::string_view article) {
    auto const* listed = names.if_contains("points");
    if (listed == nullptr || !listed->is_array()) return false;
    for (auto const& name : listed->get_array())
        if (name.is_string() && std::string_view(name.get_string()) == article) return true;
    return false;
}

json::object const& manifest() {
    static json::object const table = [] {
        auto text = resource("web/dist/manifest.json");
        return text ? boost::json::parse(*text).as_object() : json::object();
    }();
    return table;
}

std::string_view type_of(std::string_view name) {
    static constexpr std::pair<std::string_view, std::string_view> types[] = {{".css", "text/css; charset=utf-8"},
                                                                              {".js", "text/javascript; charset=utf-8"},
                                                                              {".svg", "image/svg+xml"},
                                                                              {".png", "image/png"},
                                                                              {".woff2", "font/woff2"},
                                                                              {".ico", "image/x-icon"},
                                                                              {".json", "application/json"}};
    for (auto [suffix, type] : types)
        if (name.ends_with(suffix)) return type;
    return "application/octet-stream";
}

}  // namespace

std::string sentence(Refusal const& refusal) {
    auto const& table = sentences();
    auto found = table.find(refusal.code);
    if (found != table.end()) return filled(found->second, refusal.details);
    auto general = table.find("view.sentence.unknown");
    return general == table.end() ? refusal.code : filled(general->second, {{"code", refusal.code}});
}

Citation citation(std::string_view article) {
    if (article.empty()) return {};
    static json::object const names = [] {
        auto text = resource("law/citations.json");
        return text ? boost::json::parse(*text).as_object() : json::object();
    }();
    auto colon = article.find(':');
    auto law = json::text(names, article.substr(0, colon));
    if (law.empty()) return {std::string(article), ""};
    if (colon == std::string_view::npos) return {law, "/law/" + std::string(article)};
    auto rest = article.substr(colon + 1);
    auto dot = rest.find('.');
    auto number = rest.substr(0, dot);
    auto item = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
    auto form = item.empty() ? "article" : has_points(names, article.substr(0, colon + 1 + number.size())) ? "point" : "item";
    auto words = filled(json::text(names, form), {{"law", law}, {"number", han_number(number)}, {"item", han_number(item)}});
    return {words, "/law/" + std::string(article.substr(0, colon)) + "#a" + std::string(rest.substr(0, dot))};
}

std::string asset_url(std::string_view name) {
    auto hashed = json::text(manifest(), name);
    return hashed.empty() ? std::string() : "/assets/" + hashed;
}

std::optional<Asset> asset(std::string_view hashed_name) {
    for (auto const& [_, hashed] : manifest()) {
        if (std::string_view(hashed.as_string()) != hashed_name) continue;
        auto content = resource("web/dist/" + std::string(hashed_name));
        if (!content) return {};
        return Asset{type_of(hashed_name), std::move(*content)};
    }
    return {};
}

}  // namespace mingtang::view
