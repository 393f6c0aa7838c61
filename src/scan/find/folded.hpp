#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mingtang::scan {

/// A text as the patterns see it: one character for each of the original's, full width as ASCII, dashes as `-`, Traditional characters of
/// the words looked for as Simplified, blanks and invisible characters as one blank, broken bytes as U+FFFD. Well-formed UTF-8.
class Folding {
  public:
    /// `pairs`: a Traditional character, then its Simplified one, and so on.
    explicit Folding(std::string_view pairs);
    std::string fold(std::string_view text) const;

  private:
    char32_t fold(char32_t c) const;
    void fold_at(std::string_view text, std::size_t& at, std::string& out) const;

    static constexpr char32_t first_han = 0x4E00, last_han = 0x9FFF;
    std::array<char16_t, last_han - first_han + 1> simplified_{};
};

/// Characters in well-formed UTF-8, fast.
std::size_t count_characters(std::string_view utf8);

}  // namespace mingtang::scan
