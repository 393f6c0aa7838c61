#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace mingtang::law {

struct Article {
    int number = 0;
    /// What it demands, in our words; `words` are the exact words of the statute, empty where they have not been checked against it.
    std::string rule, words;
};

/// A law or document of law/articles/<id>.json, for the page /law/<id>.
struct Statute {
    std::string id, title;
    /// Number of the order or document, first day in force, where the text was read; empty where not known.
    std::string issued, in_force, source;
    std::vector<Article> articles;
};

/// In order of id.
std::vector<Statute> const& statutes();
/// Null when there is none.
Statute const* find_statute(std::string_view id);
Article const* find_article(Statute const& statute, int number);

}  // namespace mingtang::law
