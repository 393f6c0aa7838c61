#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

/// One-time codes of an authenticator (RFC 6238: six digits, SHA-1, 30 seconds) and recovery codes.
namespace mingtang::organ {

/// 20 random bytes.
std::string new_factor_secret();
std::string base32(std::string_view bytes);
/// What the QR code says to the authenticator.
std::string otpauth_address(std::string_view issuer, std::string_view login, std::string_view secret);

/// The step whose code this is, within one step of `now` and later than `after` (the last one taken); nothing otherwise.
std::optional<std::int64_t> step_of_code(std::string_view secret, std::string_view code, Instant now, std::int64_t after);

/// Seals `text` with the site's key for one purpose (`person:12`); opens only for the same.
std::string seal(std::string_view key, std::string_view purpose, std::string_view text);
std::optional<std::string> unseal(std::string_view key, std::string_view purpose, std::string_view sealed);

/// Hex of a hash with the site's key for one purpose: a copy of the database tells nothing of what was hashed.
std::string keyed_hash(std::string_view key, std::string_view purpose, std::string_view text);

/// Twelve characters that are easy to read out, `K3PD-9XMW-T7QA`, spelt from at least 48 hex digits of chance or of a hash.
std::string spelt_code(std::string_view hex_digits);
std::string new_code();
/// A code as typed, without all that does not matter: blanks, hyphens, small letters.
std::string plain_code(std::string_view typed);

/// Ten of the form `k3pd-9xmw-t7qa`; only their hashes are stored.
std::vector<std::string> new_recovery_codes();
/// Of the code as typed: blanks, hyphens and capitals do not matter.
std::string hash_of_recovery_code(std::string_view typed);

/// A QR code as one SVG path in a square of `size` modules with its quiet zone.
struct QrPicture {
    int size = 0;
    std::string path;
};
QrPicture qr_picture(std::string const& text);

}  // namespace mingtang::organ
