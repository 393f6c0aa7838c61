#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "supervision/checks/check.hpp"

/// How a sample is drawn (docs/formats/spot-check.md): whoever has the list and the seed draws the same sample.
namespace mingtang::supervision::checks {

struct Member {
    Kind kind = Kind::unit;
    Id unit_id = 0;
    Id id = 0;  // of the record or entry; of a unit its own
    bool operator==(Member const&) const = default;
};

/// The list from which is drawn: a heading, then one line for each member (`unit 3`, `record 3 12`, `entry 3 7`), each once, in the order
/// of their bytes.
std::string population_text(std::vector<Member> const& members);

struct Wanted {
    int units = 0, records = 0, entries = 0;  // units in all; records and entries of each unit drawn
};
/// Lines go by the hexadecimal SHA-256 of the seed, a line feed and the line. The first units are drawn; after each of them come the first
/// of its records, then of its entries. Less where there are not so many. Throws std::invalid_argument for a text that is no such list.
std::vector<Member> draw(std::string_view population, std::string_view seed, Wanted const& wanted);

}  // namespace mingtang::supervision::checks
