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
    std::string name;  ///< the file's name, values in it masked too; its ending changes where the format does (`名册.doc` → `名册.docx`)
    std::string content_type;
    std::vector<Finding> remaining;  ///< what a new look through the new file finds: what was not asked for, never what was
};

/// A new rendition of the file in which each of the findings is masked in the official form or, where text cannot be rewritten in place,
/// painted over and its text taken out. A value goes wherever it stands in the file, also where it was not found or is written in another
/// way. Hidden things named by the findings (sheets, rows, comments, tracked changes, properties, earlier saves, attachments, positions of
/// photographs) are removed; docs/formats/redaction.md says how far for each format. Done in child processes under the same limits as
/// reading; slow, no transaction should be open.
///
/// It proves itself: the new file is read and looked through again, its parts are unpacked and searched as bytes, and it is refused if any
/// value or hidden thing that was asked for is still there.
/// `findings` are of the file as it is, place and offsets as `Detector` and `read_in_child` give them. Refusals:
/// `scan.redact.nothing` (no findings), `scan.redact.moved` (the file does not hold what a finding says), `scan.redact.secrecy_mark` (never
/// masked), `scan.redact.unsupported` {reason} (a format or a hidden thing that cannot be redacted), `scan.redact.failed` {reason},
/// `scan.redact.still_there` {place}.
Outcome<Redacted> redact_in_child(std::string_view bytes, std::string_view name, std::vector<Finding> const& findings,
                                  Settings const& settings, Limits const& limits = {}, std::string_view program = this_program);

}  // namespace mingtang::scan
