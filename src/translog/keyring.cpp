#include "translog/keyring.hpp"

#include <stdexcept>

#include "translog/durable.hpp"
#include "translog/encoding.hpp"

namespace mingtang::translog {
namespace fs = std::filesystem;

std::vector<SigningKey> Keyring::keys() const {
    std::vector<SigningKey> keys;
    auto content = read_file(key_file());
    std::string_view rest = content;
    while (auto line = take_until(rest, "\n")) {
        auto key = SigningKey::parse(*line);
        if (!key) throw std::runtime_error(key_file().string() + " does not hold a key of the log");
        keys.push_back(std::move(*key));
    }
    return keys;
}

void Keyring::save(std::vector<SigningKey> const& keys) const {
    std::string content;
    for (auto const& key : keys) content += key.secret_text() + "\n";
    replace_file(key_file(), content);
}

std::string Keyring::last_signed() const { return read_file(folder_ / "signed"); }

void Keyring::remember_signed(std::string const& note) const { replace_file(folder_ / "signed", note); }

bool Keyring::is_private() const {
    return (fs::status(key_file()).permissions() & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none;
}

}  // namespace mingtang::translog
