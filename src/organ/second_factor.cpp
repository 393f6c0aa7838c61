#include "organ/second_factor.hpp"

#include <liboath/oath.h>
#include <qrencode.h>
#include <sodium.h>

#include <array>
#include <charconv>
#include <memory>
#include <stdexcept>

#include "base/digest.hpp"
#include "base/text.hpp"

namespace mingtang::organ {
namespace {

constexpr int step_seconds = 30;
constexpr int digits = 6;
constexpr int quiet_zone = 4;

unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string random_bytes(std::size_t count) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

std::string code_of(std::string_view secret, std::int64_t step) {
    std::array<char, digits + 1> code{};
    if (oath_hotp_generate(secret.data(), secret.size(), static_cast<std::uint64_t>(step), digits, false, OATH_HOTP_DYNAMIC_TRUNCATION,
                           code.data()) != OATH_OK)
        throw std::runtime_error("liboath makes no code");
    return code.data();
}

std::string only_digits(std::string_view typed) {
    std::string code;
    for (char c : typed)
        if (c >= '0' && c <= '9')
            code += c;
        else if (c != ' ' && c != '-')
            return {};
    return code;
}

/// A key of its own for each purpose, so that sealed texts cannot change places.
std::string key_for(std::string_view key, std::string_view purpose) {
    std::string derived(crypto_secretbox_KEYBYTES, '\0');
    auto place = "mingtang seal 1 " + std::string(purpose);
    crypto_generichash(bytes_of(derived), derived.size(), bytes_of(place), place.size(), bytes_of(key), key.size());
    return derived;
}

}  // namespace

std::string new_factor_secret() { return random_bytes(20); }

std::string base32(std::string_view bytes) {
    char* out = nullptr;
    std::size_t size = 0;
    if (oath_base32_encode(bytes.data(), bytes.size(), &out, &size) != OATH_OK) throw std::runtime_error("liboath does not encode");
    std::string text(out, size);
    std::free(out);
    return text;
}

std::string otpauth_address(std::string_view issuer, std::string_view login, std::string_view secret) {
    // The issuer stands once, though its name could stand before the login too: Chinese is long in percent escapes and the code must stay
    // coarse.
    return "otpauth://totp/" + text::percent_encode(login) + "?secret=" + base32(secret) + "&issuer=" + text::percent_encode(issuer);
}

std::optional<std::int64_t> step_of_code(std::string_view secret, std::string_view code, Instant now, std::int64_t after) {
    auto typed = only_digits(code);
    if (typed.size() != digits) return {};
    auto present = now.ms() / 1000 / step_seconds;
    for (auto step = present - 1; step <= present + 1; ++step)
        if (step > after && step >= 0 && same_secret(code_of(secret, step), typed)) return step;
    return {};
}

std::string seal(std::string_view key, std::string_view purpose, std::string_view text) {
    auto derived = key_for(key, purpose);
    auto nonce = random_bytes(crypto_secretbox_NONCEBYTES);
    std::string box(text.size() + crypto_secretbox_MACBYTES, '\0');
    crypto_secretbox_easy(bytes_of(box), bytes_of(text), text.size(), bytes_of(nonce), bytes_of(derived));
    return hex(nonce + box);
}

std::optional<std::string> unseal(std::string_view key, std::string_view purpose, std::string_view sealed) {
    std::string raw(sealed.size() / 2, '\0');
    std::size_t size = 0;
    if (sodium_hex2bin(bytes_of(raw), raw.size(), sealed.data(), sealed.size(), nullptr, &size, nullptr) != 0 || size != raw.size())
        return {};
    if (size < crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES) return {};
    auto derived = key_for(key, purpose);
    auto box = std::string_view(raw).substr(crypto_secretbox_NONCEBYTES);
    std::string text(box.size() - crypto_secretbox_MACBYTES, '\0');
    if (crypto_secretbox_open_easy(bytes_of(text), bytes_of(box), box.size(), bytes_of(raw), bytes_of(derived)) != 0) return {};
    return text;
}

std::string keyed_hash(std::string_view key, std::string_view purpose, std::string_view text) {
    std::string hash(32, '\0'), hashed = "mingtang " + std::string(purpose) + '\0' + std::string(text);
    crypto_generichash(bytes_of(hash), hash.size(), bytes_of(hashed), hashed.size(), bytes_of(key),
                       std::min<std::size_t>(key.size(), crypto_generichash_KEYBYTES_MAX));
    return hex(hash);
}

std::string spelt_code(std::string_view hex_digits) {
    static constexpr std::string_view alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    std::string code;
    for (std::size_t i = 0; i < 12; ++i) {
        if (i != 0 && i % 4 == 0) code += '-';
        unsigned value = 0;
        std::from_chars(hex_digits.data() + 4 * i, hex_digits.data() + 4 * i + 4, value, 16);
        code += alphabet[value % alphabet.size()];
    }
    return code;
}

std::string new_code() { return spelt_code(hex(random_bytes(24))); }

std::string plain_code(std::string_view typed) {
    std::string plain;
    for (char c : typed)
        if (std::isalnum(static_cast<unsigned char>(c))) plain += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return plain;
}

std::vector<std::string> new_recovery_codes() {
    std::vector<std::string> codes(10);
    for (auto& code : codes)
        for (char c : new_code()) code += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return codes;
}

std::string hash_of_recovery_code(std::string_view typed) {
    std::string code;
    for (char c : typed)
        if (c != '-' && c != ' ') code += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return sha256("mingtang recovery code 1 " + code);
}

QrPicture qr_picture(std::string const& text) {
    std::unique_ptr<QRcode, decltype(&QRcode_free)> code(QRcode_encodeString(text.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), &QRcode_free);
    if (!code) throw std::runtime_error("text does not fit a QR code");
    QrPicture picture{.size = code->width + 2 * quiet_zone};
    for (int y = 0; y < code->width; ++y)
        for (int x = 0; x < code->width; ++x)
            if (code->data[y * code->width + x] & 1)
                picture.path += "M" + std::to_string(x + quiet_zone) + " " + std::to_string(y + quiet_zone) + "h1v1h-1z";
    return picture;
}

}  // namespace mingtang::organ
