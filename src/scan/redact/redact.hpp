#pragma once
// A file without the values that were found in it.

#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.hpp"
#include "scan/child.hpp"
#include "scan/finding.hpp"
#include "scan/settings.hpp"

namespace mingtang::scan {

struct Redacted {
  std::string bytes;
  std::string name;               ///< the file's name; its ending changes where the format does (`名册.doc` → `名册.docx`)
  std::string content_type;
  std::vector<Finding> remaining; ///< what the new file still holds of those asked for; never any of them, see below
};

/// A new rendition of the file in which each of the findings is masked in the official form or, where text cannot be rewritten in place,
/// painted over and its text taken out; hidden things named by the findings (sheets, rows, comments, tracked changes, properties, earlier
/// saves, attachments, positions of photographs) are removed. Done in a child process under the same limits as reading.
///
/// It proves itself: the new file is read again, looked through again, and refused (`scan.redact.still_there`) if any value is still there.
/// Refusals: `scan.redact.unsupported` (a format that cannot be rewritten), `scan.redact.failed` (reason), `scan.redact.still_there`.
Outcome<Redacted> redact_in_child(std::string_view bytes, std::string_view name, std::vector<Finding> const& findings, Settings const& settings,
                                  Limits const& limits = {}, std::string_view program = this_program);

}  // namespace mingtang::scan
