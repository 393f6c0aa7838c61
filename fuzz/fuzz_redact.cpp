// Whatever a file holds and whatever is asked: it gives a new file or a refusal, and in plain text and markup the value is gone.
#include <cstdlib>
#include <string_view>

#include "scan/read/format.hpp"
#include "scan/redact/rewrite.hpp"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size) {
    using namespace mingtang::scan;
    Limits limits;
    limits.others = false;
    limits.unpacked_bytes = 8u << 20;
    limits.entries = 500;
    limits.pages = 20;
    std::string_view const file(reinterpret_cast<char const*>(bytes), size);
    Order order{{{folded_text("13800138000"), "138****8000"}, {folded_text("明堂县城关镇解放路1号"), "明堂县城关镇"}},
                {},
                {"page 1", "properties"}};
    for (auto const* reason : {"hidden_sheet", "hidden_row", "hidden_column", "comment", "tracked_deletion", "tracked_insertion",
                               "hidden_text", "notes", "hidden_slide", "author", "embedded_file", "html_comment", "hidden_element",
                               "hidden_field", "pivot_cache", "external_link", "defined_name", "under_box", "annotation"})
        if (size > 0 && bytes[size - 1] % 2 == 0) order.hidden.insert({"page 1", reason});
    auto made = rewrite(file, "file", order, limits);
    SoughtSet const sought(order.values);
    if (made && format_of(file) == Format::plain && sought.occurs(std::string_view(made->bytes))) std::abort();
    auto again = rewritten_from_wire(to_wire(made));
    if (!again || again->has_value() != made.has_value()) std::abort();
    return 0;
}
