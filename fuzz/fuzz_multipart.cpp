// A body read in pieces gives the same as read at once; names of files are safe. First byte: size of the pieces.
#include <cstdlib>

#include "base/text.hpp"
#include "http/multipart.hpp"
#include "http/target.hpp"

using namespace mingtang::http;

namespace {

struct Read {
    std::string all;
    bool whole = false, malformed = false;
};

Read read(std::string_view body, std::size_t step) {
    Read out;
    auto part = [&](PartHead const& head) {
        out.all += "\n[" + head.name + "|" + head.file_name.value_or("-") + "|" + head.content_type + "]";
        return true;
    };
    auto data = [&](std::string_view bytes) {
        out.all += bytes;
        return true;
    };
    Multipart reader("B", {part, data});
    for (std::size_t at = 0; at < body.size() && !out.malformed; at += step)
        out.malformed = reader.feed(body.substr(at, step)) == Multipart::Result::malformed;
    out.whole = reader.whole();
    return out;
}

void check_name(std::string_view sent) {
    if (!is_plain_text(sent)) return;
    auto name = clean_file_name(sent);
    if (name.empty() || name == ".." || name.find('/') != name.npos || mingtang::text::length(name) > 200) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    if (size == 0) return 0;
    std::string_view body(reinterpret_cast<char const*>(data + 1), size - 1);
    auto pieces = read(body, data[0] % 32 + 1u), once = read(body, body.size() + 1);
    bool same_end = pieces.whole == once.whole && pieces.malformed == once.malformed;
    if (!same_end || (once.whole && pieces.all != once.all)) std::abort();
    Multipart::boundary_of(body);
    check_name(body);
    return 0;
}
