#include "base/digest.hpp"

#include <openssl/evp.h>
#include <openssl/sha.h>
#include <sodium.h>

#include <fstream>
#include <memory>
#include <stdexcept>
#include <vector>

namespace mingtang {

std::string hex(std::string_view bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (unsigned char c : bytes) out += {digits[c >> 4], digits[c & 15]};
    return out;
}

std::string sha256(std::string_view bytes) {
    unsigned char out[SHA256_DIGEST_LENGTH];  // OpenSSL's uses the processor's own instructions
    SHA256(reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(), out);
    return hex({reinterpret_cast<char const*>(out), sizeof out});
}

std::string sha256_of_file(std::filesystem::path const& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + file.string());
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> state(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    if (!state || EVP_DigestInit_ex(state.get(), EVP_sha256(), nullptr) != 1) throw std::runtime_error("no SHA-256");
    std::vector<char> block(1 << 16);
    while (in.read(block.data(), std::streamsize(block.size())) || in.gcount() > 0)
        EVP_DigestUpdate(state.get(), block.data(), std::size_t(in.gcount()));
    unsigned char out[SHA256_DIGEST_LENGTH];
    EVP_DigestFinal_ex(state.get(), out, nullptr);
    return hex({reinterpret_cast<char const*>(out), sizeof out});
}

std::string random_token(std::size_t bytes) {
    std::string raw(bytes, '\0');
    randombytes_buf(raw.data(), raw.size());
    return hex(raw);
}

bool same_secret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace mingtang
