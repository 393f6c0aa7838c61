#pragma once
#include <optional>

#include "scan/find/look.hpp"

namespace mingtang::scan {

/// A passport or travel permit whose letters and first seven digits end at `end`: likely behind its label, possible for the forms of the
/// ordinary passport without one, none behind the label of another number.
std::optional<Found> passport_at(Look const& look, std::size_t end);

/// A vehicle plate whose province, letter and next three characters end at `end`. Five characters behind the letter, six for new energy;
/// behind a word for vehicles also five letters.
std::optional<Found> plate_at(Look const& look, std::size_t end);

/// An e-mail address with its @ before `end`. Those of public bodies and those the unit publishes are none; possible behind the label of
/// an office.
std::optional<Found> email_at(Look const& look, std::size_t end);

}  // namespace mingtang::scan
