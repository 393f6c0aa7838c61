#include "law/article.hpp"

#include <stdexcept>

#include "base/json.hpp"
#include "base/resource.hpp"

namespace mingtang::law {
namespace {

Statute read(std::string const& path) {
    boost::system::error_code failed;
    auto parsed = boost::json::parse(*resource(path), failed);
    auto const* articles = !failed && parsed.is_object() ? parsed.get_object().if_contains("articles") : nullptr;
    if (articles == nullptr || !articles->is_array()) throw std::logic_error(path + " has no articles");
    auto const& top = parsed.get_object();
    Statute statute{json::text(top, "id"),       json::text(top, "title"),  json::text(top, "issued"),
                    json::text(top, "in_force"), json::text(top, "source"), {}};
    for (auto const& row : articles->get_array()) {
        auto const& article = row.as_object();
        statute.articles.push_back({int(json::number(article, "number")), json::text(article, "rule"), json::text(article, "words")});
    }
    return statute;
}

}  // namespace

std::vector<Statute> const& statutes() {
    static auto const all = [] {
        std::vector<Statute> read_ones;
        for (auto const& path : resources("law/articles/", ".json")) read_ones.push_back(read(path));
        return read_ones;
    }();
    return all;
}

Statute const* find_statute(std::string_view id) {
    for (auto const& statute : statutes())
        if (statute.id == id) return &statute;
    return nullptr;
}

Article const* find_article(Statute const& statute, int number) {
    for (auto const& article : statute.articles)
        if (article.number == number) return &article;
    return nullptr;
}

}  // namespace mingtang::law
