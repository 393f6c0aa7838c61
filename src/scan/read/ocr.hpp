#pragma once
#include <string>
#include <string_view>

#include "scan/read/intake.hpp"

namespace mingtang::scan {

/// The text on a picture by tesseract, where it is installed with simplified Chinese; otherwise, and where it fails, `unreadable` with
/// `reason`. Recognised text is as good as the recognition: it is a help, not a proof.
void read_picture(std::string_view picture, std::string const& place, std::string_view reason, Intake& to);

}  // namespace mingtang::scan
