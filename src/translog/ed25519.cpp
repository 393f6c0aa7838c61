#include "translog/ed25519.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>
#include <stdexcept>

namespace mingtang::translog::ed25519 {
namespace {

struct Freed {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, Freed>;
using Work = std::unique_ptr<EVP_MD_CTX, Freed>;

unsigned char const* bytes(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }
unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

Key key_of(std::string_view seed) {
    Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes(seed), seed.size()));
    if (!key) throw std::logic_error("no Ed25519 key of these bytes");
    return key;
}

}  // namespace

std::string new_seed() {
    std::string seed(32, '\0');
    if (RAND_priv_bytes(bytes(seed), int(seed.size())) != 1) throw std::runtime_error("no random bytes");
    return seed;
}

std::string public_key(std::string_view seed) {
    auto key = key_of(seed);
    std::string raw(32, '\0');
    auto size = raw.size();
    if (EVP_PKEY_get_raw_public_key(key.get(), bytes(raw), &size) != 1 || size != raw.size()) throw std::logic_error("no public key");
    return raw;
}

std::string sign(std::string_view seed, std::string_view message) {
    auto key = key_of(seed);
    Work work(EVP_MD_CTX_new());
    std::string signature(64, '\0');
    auto size = signature.size();
    if (!work || EVP_DigestSignInit(work.get(), nullptr, nullptr, nullptr, key.get()) != 1 ||
        EVP_DigestSign(work.get(), bytes(signature), &size, bytes(message), message.size()) != 1 || size != signature.size())
        throw std::runtime_error("cannot sign");
    return signature;
}

bool verifies(std::string_view public_key, std::string_view message, std::string_view signature) {
    if (public_key.size() != 32 || signature.size() != 64) return false;
    Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes(public_key), public_key.size()));
    Work work(EVP_MD_CTX_new());
    if (!key || !work || EVP_DigestVerifyInit(work.get(), nullptr, nullptr, nullptr, key.get()) != 1) return false;
    return EVP_DigestVerify(work.get(), bytes(signature), signature.size(), bytes(message), message.size()) == 1;
}

}  // namespace mingtang::translog::ed25519
