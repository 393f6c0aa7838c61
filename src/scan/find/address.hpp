#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "scan/find/look.hpp"

namespace mingtang::scan {

/// Home addresses down to the door. An address is a chain of names of places, each with the word for its kind, from large to small, and
/// numbers of doors at its end; it is read backwards from the first door.
///
/// Likely behind a word for where people live, or where the chain names a division or township, a street or village, and a door; possible
/// for a shorter chain that is all its clause says. None behind the label of an office's place, before a word for a public place, and for
/// addresses that the unit publishes.
class Addresses {
  public:
    explicit Addresses(Settings const& settings);

    /// `doors` are ends of a number and a word for a door, in order.
    void find(Look const& look, std::vector<std::size_t> const& doors, std::vector<Found>& out) const;

  private:
    struct Clause;
    struct Suffix {
        Level level;
        std::size_t size;
    };
    struct Chain {
        std::size_t begin;
        std::set<Level> levels;
    };

    std::optional<Found> found_at(Look const& look, std::size_t door_end, std::size_t least, std::size_t& read_to) const;
    std::size_t number_begin(std::u32string_view text, std::size_t door_end) const;
    std::optional<Suffix> suffix_of(std::u32string_view text) const;
    std::optional<Chain> chain_before(std::u32string_view text, std::size_t least) const;
    std::optional<std::size_t> previous_place(std::u32string_view text, std::size_t name_end, std::size_t least, Level level) const;
    std::size_t name_begin(std::u32string_view text, std::size_t end, std::size_t least) const;
    std::size_t province_size(std::u32string_view text) const;
    std::size_t doors_end(std::u32string_view text, std::size_t from) const;
    std::size_t door_end(std::u32string_view text, std::size_t from, bool first) const;
    std::size_t building_end(std::u32string_view text, std::size_t from) const;
    std::optional<Certainty> certainty(Look const& look, Clause const& clause, Chain const& chain, std::size_t end) const;
    bool is_published(std::string_view value) const;

    std::map<std::u32string, Level, std::less<>> suffixes_;
    std::map<std::u32string, bool, std::less<>> doors_;  ///< true: may be the first
    std::vector<std::u32string> provinces_;
    std::u32string cut_;
    std::vector<std::string> published_;
};

}  // namespace mingtang::scan
