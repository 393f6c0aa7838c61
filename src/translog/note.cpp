#include "translog/note.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "translog/ed25519.hpp"
#include "translog/encoding.hpp"

namespace mingtang::translog {
namespace {

constexpr std::string_view dash = "\u2014 ";
constexpr char ed25519_type = 1;
constexpr std::size_t most_signatures = 64;
constexpr std::string_view proof_head = "c2sp.org/tlog-proof@v1\n";

std::string key_id_of(std::string const& name, std::string const& public_key) {
    return digest(name + "\n" + ed25519_type + public_key).substr(0, 4);
}

bool has_controls(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](unsigned char c) { return (c < 0x20 && c != '\n') || c == 0x7F; });
}

std::optional<Signature> parse_signature(std::string_view line) {
    if (!line.starts_with(dash)) return {};
    line.remove_prefix(dash.size());
    auto name = take_until(line, " ");
    auto bytes = from_base64(line);
    if (!name || !is_key_name(*name) || !bytes || bytes->size() < 5) return {};
    return Signature{std::string(*name), bytes->substr(0, 4), bytes->substr(4)};
}

/// Base64 of a type byte and 32 bytes, behind name and id.
std::optional<std::string> key_bytes(std::string_view text) {
    auto bytes = from_base64(text);
    if (!bytes || bytes->size() != 33 || bytes->front() != ed25519_type) return {};
    return bytes->substr(1);
}

}  // namespace

bool is_key_name(std::string_view name) {
    return !name.empty() && text::is_utf8(name) && !has_controls(name) && name.find_first_of(" +\n") == name.npos &&
           text::one_line(name) == name;
}

std::string Note::serialised() const {
    auto out = text + "\n";
    for (auto const& one : signatures) out.append(dash).append(one.name).append(" ").append(base64(one.key_id + one.bytes)).append("\n");
    return out;
}

std::optional<Note> parse_note(std::string_view bytes) {
    auto end = bytes.rfind("\n\n");
    if (end == bytes.npos || !bytes.ends_with('\n') || !text::is_utf8(bytes) || has_controls(bytes)) return {};
    Note note{.text = std::string(bytes.substr(0, end + 1))};
    auto rest = bytes.substr(end + 2);
    while (auto line = take_until(rest, "\n")) {
        auto signature = parse_signature(*line);
        if (!signature || note.signatures.size() == most_signatures) return {};
        note.signatures.push_back(std::move(*signature));
    }
    if (note.signatures.empty()) return {};
    return note;
}

VerifierKey::VerifierKey(std::string name, std::string public_key)
    : name_(std::move(name)), public_key_(std::move(public_key)), key_id_(key_id_of(name_, public_key_)) {}

std::optional<VerifierKey> VerifierKey::parse(std::string_view vkey) {
    auto name = take_until(vkey, "+");
    auto id = name ? take_until(vkey, "+") : std::nullopt;
    auto bytes = id ? key_bytes(vkey) : std::nullopt;
    if (!bytes || !is_key_name(*name)) return {};
    VerifierKey key{std::string(*name), *bytes};
    if (hex(key.key_id_) != *id) return {};
    return key;
}

std::string VerifierKey::text() const { return name_ + "+" + hex(key_id_) + "+" + base64(std::string(1, ed25519_type) + public_key_); }

bool VerifierKey::verifies(std::string_view text, std::string_view signature) const {
    return ed25519::verifies(public_key_, text, signature);
}

SigningKey::SigningKey(std::string const& name, std::string seed) : seed_(std::move(seed)), verifier_(name, ed25519::public_key(seed_)) {}

SigningKey SigningKey::generate(std::string const& name) { return {name, ed25519::new_seed()}; }

std::optional<SigningKey> SigningKey::parse(std::string_view text) {
    constexpr std::string_view head = "PRIVATE+KEY+";
    if (!text.starts_with(head)) return {};
    text.remove_prefix(head.size());
    auto name = take_until(text, "+");
    auto id = name ? take_until(text, "+") : std::nullopt;
    auto seed = id ? key_bytes(text) : std::nullopt;
    if (!seed || !is_key_name(*name)) return {};
    SigningKey key{std::string(*name), *seed};
    if (hex(key.verifier_.key_id()) != *id) return {};
    return key;
}

std::string SigningKey::secret_text() const {
    return "PRIVATE+KEY+" + verifier_.name() + "+" + hex(verifier_.key_id()) + "+" + base64(std::string(1, ed25519_type) + seed_);
}

Signature SigningKey::sign(std::string_view text) const { return {verifier_.name(), verifier_.key_id(), ed25519::sign(seed_, text)}; }

int verified_by(Note const& note, std::vector<VerifierKey> const& keys) {
    int good = 0;
    for (auto const& key : keys) {
        bool signed_it = false;
        for (auto const& one : note.signatures) {
            if (one.name != key.name() || one.key_id != key.key_id()) continue;
            if (!key.verifies(note.text, one.bytes)) return -1;
            signed_it = true;
        }
        good += signed_it;
    }
    return good;
}

std::string Checkpoint::text() const { return origin + "\n" + std::to_string(size) + "\n" + base64(root) + "\n"; }

std::optional<Checkpoint> Checkpoint::parse(std::string_view text) {
    auto origin = take_until(text, "\n");
    auto size = origin ? take_until(text, "\n") : std::nullopt;
    auto root = size ? take_until(text, "\n") : std::nullopt;
    if (!root || origin->empty()) return {};
    auto number = from_decimal(*size);
    auto hash = from_base64(*root);
    if (!number || !hash || hash->size() != 32) return {};
    while (!text.empty()) {  // lines of extensions, none of them empty
        auto line = take_until(text, "\n");
        if (!line || line->empty()) return {};
    }
    return Checkpoint{std::string(*origin), *number, *hash};
}

std::string ProofFile::text() const {
    std::string out(proof_head);
    if (!extra.empty()) out += "extra " + base64(extra) + "\n";
    out += "index " + std::to_string(index) + "\n";
    for (auto const& hash : proof) out += base64(hash) + "\n";
    return out + "\n" + checkpoint;
}

std::optional<ProofFile> ProofFile::parse(std::string_view text) {
    if (!text.starts_with(proof_head)) return {};
    text.remove_prefix(proof_head.size());
    ProofFile file;
    auto line = take_until(text, "\n");
    if (line && line->starts_with("extra ")) {
        auto extra = from_base64(line->substr(6));
        if (!extra) return {};
        file.extra = *extra;
        line = take_until(text, "\n");
    }
    if (!line || !line->starts_with("index ")) return {};
    auto index = from_decimal(line->substr(6));
    if (!index) return {};
    file.index = *index;
    while ((line = take_until(text, "\n")) && !line->empty()) {
        auto hash = from_base64(*line);
        if (!hash || hash->size() != 32 || file.proof.size() == 63) return {};
        file.proof.push_back(std::move(*hash));
    }
    if (!line || text.empty()) return {};
    file.checkpoint = std::string(text);
    return file;
}

}  // namespace mingtang::translog
