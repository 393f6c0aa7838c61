#include "scan/redact/rewrite.hpp"
namespace mingtang::scan {
Outcome<Rewritten> rewrite_pdf(std::string_view, Task const&) { return unsupported("pdf"); }
}  // namespace mingtang::scan
