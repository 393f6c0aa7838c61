#include "translog/keyring.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "translog/encoding.hpp"

namespace mingtang::translog {
namespace {

namespace fs = std::filesystem;

std::string read(fs::path const& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void sync(fs::path const& path, int flags) {
    int fd = ::open(path.c_str(), flags | O_CLOEXEC);
    bool good = fd >= 0 && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (!good) throw std::runtime_error("cannot write " + path.string());
}

void replace(fs::path const& file, std::string const& content) {
    fs::create_directories(file.parent_path());
    auto part = file;
    part += "." + std::to_string(::getpid());
    fs::remove(part);
    int fd = ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool good = fd >= 0 && ::write(fd, content.data(), content.size()) == ssize_t(content.size()) && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (!good) throw std::runtime_error("cannot write " + part.string());
    fs::rename(part, file);
    sync(file.parent_path(), O_RDONLY | O_DIRECTORY);
}

}  // namespace

std::vector<SigningKey> Keyring::keys() const {
    std::vector<SigningKey> keys;
    auto content = read(key_file());
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
    replace(key_file(), content);
}

std::string Keyring::last_signed() const { return read(folder_ / "signed"); }

void Keyring::remember_signed(std::string const& note) const { replace(folder_ / "signed", note); }

bool Keyring::is_private() const {
    return (fs::status(key_file()).permissions() & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none;
}

}  // namespace mingtang::translog
