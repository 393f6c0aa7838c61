#pragma once
#include "scan/find/address.hpp"
#include "scan/find/look.hpp"
#include "scan/find/pattern_set.hpp"

namespace mingtang::scan {

/// All detectors over one set of patterns.
class Seeker {
  public:
    /// `settings` must outlive it.
    explicit Seeker(Settings const& settings);

    /// Values in a folded text, in order and without overlaps; `heading` are the words of the column that it stands in.
    std::vector<Found> find(std::string_view folded, Words heading) const;
    /// Which kinds of words the text holds.
    Words words(std::string_view folded) const;

  private:
    struct Literal {
        Word word;
        std::size_t size;
    };
    std::vector<std::string> expressions();

    Settings const& settings_;
    std::vector<Literal> literals_;  ///< by pattern, behind the anchors
    PatternSet patterns_;
    Addresses addresses_;
};

}  // namespace mingtang::scan
