#include "http/csrf.hpp"

#include <sodium.h>

#include <array>

#include "base/digest.hpp"

namespace mingtang::http {
namespace {

using Mac = std::array<unsigned char, crypto_auth_hmacsha256_BYTES>;

Mac mac_of(std::string_view session_secret) {
    static constexpr std::string_view purpose = "mingtang form token 1";
    Mac mac;
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, reinterpret_cast<unsigned char const*>(session_secret.data()), session_secret.size());
    crypto_auth_hmacsha256_update(&state, reinterpret_cast<unsigned char const*>(purpose.data()), purpose.size());
    crypto_auth_hmacsha256_final(&state, mac.data());
    return mac;
}

std::string_view view(Mac const& bytes) { return {reinterpret_cast<char const*>(bytes.data()), bytes.size()}; }

}  // namespace

std::string csrf_token(std::string_view session_secret) {
    auto mac = mac_of(session_secret);
    Mac mask;
    randombytes_buf(mask.data(), mask.size());
    for (std::size_t i = 0; i < mac.size(); ++i) mac[i] ^= mask[i];
    return hex(view(mask)) + hex(view(mac));
}

bool csrf_ok(Request const& request, std::string_view session_secret) {
    auto const& field = request.form["csrf_token"];
    auto const& sent = field.empty() ? request.headers["x-csrf-token"] : field;
    Mac mask, masked;
    std::size_t size = 0;
    auto half = mask.size() * 2;
    if (session_secret.empty() || sent.size() != half * 2) return false;
    if (sodium_hex2bin(mask.data(), mask.size(), sent.data(), half, nullptr, &size, nullptr) != 0 || size != mask.size()) return false;
    if (sodium_hex2bin(masked.data(), masked.size(), sent.data() + half, half, nullptr, &size, nullptr) != 0 || size != masked.size())
        return false;
    for (std::size_t i = 0; i < mask.size(); ++i) masked[i] ^= mask[i];
    auto mac = mac_of(session_secret);
    return sodium_memcmp(mac.data(), masked.data(), mac.size()) == 0;
}

}  // namespace mingtang::http
