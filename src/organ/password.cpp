#include "organ/password.hpp"

#include <sodium.h>

#include <mutex>
#include <semaphore>
#include <stdexcept>

namespace mingtang::organ {
namespace {

/// Each costs 64 MiB and a tenth of a second: a flood of sign-ins must not take the whole machine.
class Turn {
  public:
    Turn() { places().acquire(); }
    ~Turn() { places().release(); }
    Turn(Turn const&) = delete;

  private:
    static std::counting_semaphore<2>& places() {
        static std::counting_semaphore<2> two(2);
        return two;
    }
};

std::string hash_now(std::string_view password) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
    std::string hash(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        throw std::runtime_error("no memory to hash a password");
    hash.resize(hash.find('\0'));
    return hash;
}

std::string const& nobodys_hash() {
    static auto const hash = hash_now("nobody has this password");
    return hash;
}

}  // namespace

std::string hash_password(std::string_view password) {
    Turn turn;
    return hash_now(password);
}

bool is_password(std::string const& hash, std::string_view password) {
    Turn turn;
    auto const& nobody = nobodys_hash();
    auto const& against = hash.empty() ? nobody : hash;
    bool right = crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
    return right && !hash.empty();
}

std::string one_time_password() {
    static constexpr std::string_view alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
    std::string password;
    for (int i = 0; i < 16; ++i) {
        if (i > 0 && i % 4 == 0) password += '-';
        password += alphabet[randombytes_uniform(alphabet.size())];
    }
    return password;
}

}  // namespace mingtang::organ
