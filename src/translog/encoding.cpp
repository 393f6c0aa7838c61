#include "translog/encoding.hpp"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <charconv>

namespace mingtang::translog {

std::string base64(std::string_view bytes) {
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    auto size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), reinterpret_cast<unsigned char const*>(bytes.data()),
                                int(bytes.size()));
    text.resize(std::size_t(size));
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    if (text.size() % 4 != 0) return {};
    std::string bytes(text.size() / 4 * 3, '\0');
    auto size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()), reinterpret_cast<unsigned char const*>(text.data()),
                                int(text.size()));
    if (size < 0) return {};
    bytes.resize(std::size_t(size));
    for (int pad = 0; pad < 2 && text.ends_with('='); ++pad) bytes.pop_back(), text.remove_suffix(1);
    // OpenSSL takes blanks around and stray bits at the end: only the one spelling is good.
    auto again = base64(bytes);
    if (std::string_view(again).substr(0, text.size()) != text) return {};
    return bytes;
}

std::optional<std::string> from_hex(std::string_view digits) {
    if (digits.size() % 2 != 0) return {};
    auto value = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; };
    std::string bytes;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        int high = value(digits[i]), low = value(digits[i + 1]);
        if (high < 0 || low < 0) return {};
        bytes += char(high * 16 + low);
    }
    return bytes;
}

std::optional<std::int64_t> from_decimal(std::string_view digits) {
    if (digits.empty() || digits.front() < '0' || digits.front() > '9' || (digits.front() == '0' && digits.size() > 1)) return {};
    std::int64_t number = 0;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size()) return {};
    return number;
}

std::string digest(std::string_view bytes) {
    unsigned char out[SHA256_DIGEST_LENGTH];
    SHA256(reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(), out);
    return {reinterpret_cast<char const*>(out), sizeof out};
}

std::optional<std::string_view> take_until(std::string_view& rest, std::string_view mark) {
    auto at = rest.find(mark);
    if (at == rest.npos) return {};
    auto part = rest.substr(0, at);
    rest.remove_prefix(at + mark.size());
    return part;
}

}  // namespace mingtang::translog
