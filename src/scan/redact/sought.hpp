#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scan/finding.hpp"

namespace mingtang::scan {

/// A value that must go. `folded` are its letters, digits and Han characters, blanks and dashes left out, wide forms narrow, letters small:
/// in whatever way a text writes it, it is the same value. `mask` is what people may see instead.
struct Sought {
    std::u32string folded;
    std::string mask;
};

/// A character as values are compared; 0 for blanks, dashes and marks without width, which may stand anywhere within a value.
char32_t folded_character(char32_t c);
std::u32string folded_text(std::string_view utf8);

/// What becomes of each character of a text.
class Marks {
  public:
    explicit Marks(std::size_t size) : state_(size, 0) {}
    bool any() const { return any_; }
    bool is_hidden(std::size_t at) const { return state_[at] != 0; }
    /// What stands instead of the character there; meaningful where it is hidden.
    std::string instead(std::size_t at) const;
    void star(std::size_t at);
    void drop(std::size_t at);
    void put(std::size_t at, std::string const& words);

  private:
    std::vector<char> state_;  // 0 stays, '*', '-' goes, '+' replaced by words
    std::map<std::size_t, std::string> words_;
    bool any_ = false;
};

/// Many values looked for at once.
class SoughtSet {
  public:
    explicit SoughtSet(std::vector<Sought> values);

    std::vector<Sought> const& values() const { return values_; }
    bool empty() const { return values_.empty(); }
    /// Each place where one of them stands, those within others too: characters of `text` that belong to it, blanks within left out.
    struct Match {
        std::vector<std::size_t> at;
        std::size_t value;
    };
    std::vector<Match> find(std::u32string_view text) const;
    bool occurs(std::u32string_view text) const;
    bool occurs(std::string_view utf8) const;

    /// Hides what the mask of the value hides; what it leaves open (`138`, `1234`) stays.
    void mark(Match const& match, std::u32string_view text, Marks& marks) const;
    /// `utf8` with every value masked; `star` stands for `*` where that cannot be (names of files and sheets).
    std::string masked(std::string_view utf8, std::string_view star = "*") const;

  private:
    struct Node {
        std::map<char32_t, std::size_t> next;
        std::size_t value = none;
    };
    static constexpr std::size_t none = std::size_t(-1);
    std::string masked_block(std::string_view utf8, std::string_view star) const;
    template <class See>
    void walk(std::u32string_view text, See see) const;

    std::vector<Sought> values_;
    std::vector<std::u32string> folded_masks_;
    std::vector<Node> nodes_{1};
};

}  // namespace mingtang::scan
