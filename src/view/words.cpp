#include <map>
#include <mutex>

#include "base/json.hpp"
#include "base/resource.hpp"
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

std::string fill(std::string sentence, std::vector<std::pair<std::string, std::string>> const& details) {
    for (auto const& [name, value] : details) {
        auto place = "{" + name + "}";
        for (std::size_t at = 0; (at = sentence.find(place, at)) != std::string::npos; at += value.size()) sentence.replace(at, place.size(), value);
    }
    return sentence;
}

json::object const& manifest() {
    static json::object const table = [] {
        auto text = resource("web/dist/manifest.json");
        return text ? boost::json::parse(*text).as_object() : json::object();
    }();
    return table;
}

std::string_view type_of(std::string_view name) {
    static constexpr std::pair<std::string_view, std::string_view> types[] = {
        {".css", "text/css; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"}, {".svg", "image/svg+xml"}, {".png", "image/png"},
        {".woff2", "font/woff2"},            {".ico", "image/x-icon"},                  {".json", "application/json"}};
    for (auto [suffix, type] : types)
        if (name.ends_with(suffix)) return type;
    return "application/octet-stream";
}

}  // namespace

std::string sentence(Refusal const& refusal) {
    auto const& table = sentences();
    auto found = table.find(refusal.code);
    if (found != table.end()) return fill(found->second, refusal.details);
    auto general = table.find("view.sentence.unknown");
    return general == table.end() ? refusal.code : fill(general->second, {{"code", refusal.code}});
}

Citation citation(std::string_view article) {
    if (article.empty()) return {};
    static json::object const names = [] {
        auto text = resource("law/citations.json");
        return text ? boost::json::parse(*text).as_object() : json::object();
    }();
    auto colon = article.find(':');
    auto law = json::text(names, article.substr(0, colon));
    if (law.empty() || colon == std::string_view::npos) return {std::string(article), ""};
    auto rest = article.substr(colon + 1);
    auto dot = rest.find('.');
    auto words = fill(json::text(names, dot == std::string_view::npos ? "article" : "item"),
                      {{"law", law}, {"number", std::string(rest.substr(0, dot))}, {"item", dot == std::string_view::npos ? "" : std::string(rest.substr(dot + 1))}});
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
