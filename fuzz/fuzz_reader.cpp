// Whatever a file holds: it gives a reading within its limits, and the reading goes through the pipe as it is.
#include <cstdlib>
#include <string_view>

#include "base/text.hpp"
#include "scan/read/read.hpp"
#include "scan/read/wire.hpp"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size) {
    using namespace mingtang::scan;
    Limits limits;
    limits.others = false;
    limits.unpacked_bytes = 8u << 20;
    limits.text_bytes = 8u << 20;
    limits.cells = 100'000;
    limits.entries = 500;
    limits.pages = 20;
    auto reading = read({reinterpret_cast<char const*>(bytes), size}, "file.csv", limits);
    for (auto const& passage : reading.passages)
        if (!mingtang::text::is_utf8(passage.text) || passage.text.empty()) std::abort();
    auto again = from_wire(to_wire(reading));
    if (!again || to_wire(*again) != to_wire(reading)) std::abort();
    return 0;
}
