#include "scan/read/encoding.hpp"

#include <unicode/ucnv.h>

#include <memory>
#include <vector>

#include "base/text.hpp"

namespace mingtang::scan {
namespace {

std::optional<std::string> converted(std::string_view bytes, char const* from, char const* into = "UTF-8") {
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<UConverter, void (*)(UConverter*)> source(ucnv_open(from, &error), ucnv_close);
    std::unique_ptr<UConverter, void (*)(UConverter*)> target(ucnv_open(into, &error), ucnv_close);
    if (U_FAILURE(error)) return std::nullopt;
    std::string utf8;
    std::vector<char> block(1 << 16);
    std::vector<UChar> pivot(1 << 14);
    UChar *pivot_from = pivot.data(), *pivot_to = pivot.data();
    char const* at = bytes.data();
    char const* const end = at + bytes.size();
    bool first = true;
    for (;;) {
        char* to = block.data();
        error = U_ZERO_ERROR;
        ucnv_convertEx(target.get(), source.get(), &to, to + block.size(), &at, end, pivot.data(), &pivot_from, &pivot_to,
                       pivot.data() + pivot.size(), first, true, &error);
        first = false;
        utf8.append(block.data(), std::size_t(to - block.data()));
        if (error == U_BUFFER_OVERFLOW_ERROR) continue;
        return U_FAILURE(error) ? std::nullopt : std::optional(std::move(utf8));
    }
}

std::size_t broken_in(std::string_view utf8) {
    std::size_t broken = 0;
    for (std::size_t at = 0; (at = utf8.find("\xEF\xBF\xBD", at)) != std::string_view::npos; at += 3) ++broken;
    return broken;
}

/// UTF-8 of which a character was cut or damaged here and there stays UTF-8.
bool is_mostly_utf8(std::string_view bytes) {
    std::size_t good = 0, broken = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        if (static_cast<unsigned char>(bytes[at]) < 0x80) {
            ++at;
            continue;
        }
        text::next(bytes, at) == 0xFFFD ? ++broken : ++good;
    }
    return broken * 20 <= good;
}

}  // namespace

Encoding encoding_of(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE")) return Encoding::utf16le;
    if (bytes.starts_with("\xFE\xFF")) return Encoding::utf16be;
    return text::is_utf8(bytes) || is_mostly_utf8(bytes) ? Encoding::utf8 : Encoding::gb18030;
}

std::optional<std::string> decoded(std::string_view bytes) {
    auto encoding = encoding_of(bytes);
    if (encoding == Encoding::utf16le) return converted(bytes.substr(2), "UTF-16LE");
    if (encoding == Encoding::utf16be) return converted(bytes.substr(2), "UTF-16BE");
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (text::is_utf8(bytes)) return std::string(bytes);
    auto text = converted(bytes, encoding == Encoding::utf8 ? "UTF-8" : "GB18030");
    if (!text || broken_in(*text) * 5 > text->size() / 3 + 5) return std::nullopt;
    return text;
}

std::optional<std::string> encoded(std::string_view utf8, Encoding encoding) {
    switch (encoding) {
        case Encoding::utf8:
            return std::string(utf8);
        case Encoding::utf16le:
            return converted(utf8, "UTF-8", "UTF-16LE");
        case Encoding::utf16be:
            return converted(utf8, "UTF-8", "UTF-16BE");
        case Encoding::gb18030:
            return converted(utf8, "UTF-8", "GB18030");
    }
    return std::nullopt;
}

std::optional<std::string> from_chinese(std::string_view bytes) { return converted(bytes, "GB18030"); }

std::string decoded_name(std::string_view bytes) {
    auto name = decoded(bytes).value_or(std::string());
    if (name.empty())
        for (unsigned char c : bytes) name += c > 0x20 && c < 0x7F ? char(c) : '_';
    return name.empty() ? "_" : name;
}

}  // namespace mingtang::scan
