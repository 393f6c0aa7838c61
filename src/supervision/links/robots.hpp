#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mingtang::supervision::links {

/// What a site's robots.txt says to one program, by RFC 9309: the groups that name its product token (letters, `-` and `_`, any case), all
/// of them together; where none does, those for `*`; where there are none either, everything is allowed. The longest rule that fits
/// decides, `Allow` among equals; `*` stands for anything, `$` for the end. Read are 500 KiB.
class Robots {
  public:
    Robots(std::string_view text, std::string_view token);
    /// `path` with its query. /robots.txt itself is always allowed.
    bool allows(std::string_view path) const;
    /// Seconds between two requests, where it asks for some (Crawl-delay, which the RFC leaves to custom).
    int delay_seconds() const { return delay_; }

  private:
    struct Rule {
        std::string pattern;
        bool allow = false;
    };
    std::vector<Rule> rules_;
    int delay_ = 0;
};

}  // namespace mingtang::supervision::links
