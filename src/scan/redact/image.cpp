#include "scan/redact/rewrite.hpp"
namespace mingtang::scan {
Outcome<Rewritten> rewrite_image(std::string_view, Task const&) { return unsupported("image"); }
}  // namespace mingtang::scan
