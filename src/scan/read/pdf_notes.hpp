#pragma once
#include "scan/read/intake.hpp"

class QPDF;

namespace mingtang::scan {

/// Annotations of all pages: notes, boxes drawn as annotations, redactions that were marked and never carried out, form fields, attached
/// files.
void read_annotations(QPDF& document, Intake& to);

}  // namespace mingtang::scan
