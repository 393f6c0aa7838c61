#include "scan/read/intake.hpp"
namespace mingtang::scan {
void read_pdf(std::string_view, Intake& to) { to.unreadable("no_reader"); }
}  // namespace mingtang::scan
