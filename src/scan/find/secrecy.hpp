#pragma once
#include "scan/find/look.hpp"

namespace mingtang::scan {

/// Marks of secrecy and of internal use, told apart from texts that speak of them: a mark stands alone in its line or its brackets.
///
/// Certain: a grade with its star, alone in its line. Likely: such a mark within a line, a grade or words for internal use alone in their
/// line or brackets, a grade behind the label for it. Possible: a mark that is quoted, a grade alone in brackets, several words for
/// internal use in one short line.
void find_secrecy_marks(Look const& look, std::vector<Found>& out);

}  // namespace mingtang::scan
