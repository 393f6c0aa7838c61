#pragma once
#include "scan/read/qpdf.hpp"
#include "scan/redact/rewrite.hpp"

namespace mingtang::scan {

/// Strings of all objects (titles, links, properties, notes, values of fields) and streams of metadata with the values masked.
void mask_strings(QPDF& document, SoughtSet const& sought);

/// True where a string of the object holds a value.
bool holds_value(QPDFObjectHandle object, SoughtSet const& sought);

/// Files inside: taken out where that is asked or where they cannot be redacted, redacted where they hold values.
Done clean_attachments(QPDF& document, Task const& task);

/// Whether a place is inside one of the attached files.
bool is_in_attachment(QPDF& document, std::string_view place);

/// The notes of the page that are asked to go: remarks lose their words, what is only a remark goes as a whole.
void clean_annotations(QPDFObjectHandle page, bool remarks, bool hidden_fields);

}  // namespace mingtang::scan
