#include "translog/note.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "translog/ed25519.hpp"
#include "translog/encoding.hpp"

namespace mingtang::translog {
namespace {

constexpr std::string_view dash = "\u2014 ";
constexpr std::size_t time_bytes = 8;
constexpr std::size_t most_signatures = 64;
constexpr std::string_view proof_head = "c2sp.org/tlog-proof@v1\n";

std::string key_id_of(std::string const& name, KeyKind kind, std::string const& public_key) {
    return digest(name + "\n" + char(kind) + public_key).substr(0, 4);
}

/// What a witness signs.
std::string cosigned_text(std::uint64_t seconds, std::string_view text) {
    return "cosignature/v1\ntime " + std::to_string(seconds) + "\n" + std::string(text);
}

std::string big_endian(std::uint64_t number) {
    std::string bytes(time_bytes, '\0');
    for (auto at = bytes.rbegin(); at != bytes.rend(); ++at, number >>= 8) *at = char(number & 0xFF);
    return bytes;
}

std::uint64_t from_big_endian(std::string_view bytes) {
    std::uint64_t number = 0;
    for (unsigned char byte : bytes) number = number << 8 | byte;
    return number;
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
std::optional<std::string> key_bytes(std::string_view text, KeyKind kind) {
    auto bytes = from_base64(text);
    if (!bytes || bytes->size() != 33 || bytes->front() != char(kind)) return {};
    return bytes->substr(1);
}

}  // namespace

bool is_key_name(std::string_view name) {
    return !name.empty() && text::is_utf8(name) && !has_controls(name) && name.find_first_of(" +\n") == name.npos &&
           text::one_line(name) == name;
}

std::string Note::serialised() const {
    auto out = text + "\n";
    for (auto const& one : signatures) out += line_of(one);
    return out;
}

std::string line_of(Signature const& signature) {
    return std::string(dash) + signature.name + " " + base64(signature.key_id + signature.bytes) + "\n";
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

VerifierKey::VerifierKey(std::string name, std::string public_key, KeyKind kind)
    : name_(std::move(name)), public_key_(std::move(public_key)), key_id_(key_id_of(name_, kind, public_key_)), kind_(kind) {}

std::optional<VerifierKey> VerifierKey::parse(std::string_view vkey, KeyKind kind) {
    auto name = take_until(vkey, "+");
    auto id = name ? take_until(vkey, "+") : std::nullopt;
    auto bytes = id ? key_bytes(vkey, kind) : std::nullopt;
    if (!bytes || !is_key_name(*name)) return {};
    VerifierKey key{std::string(*name), *bytes, kind};
    if (hex(key.key_id_) != *id) return {};
    return key;
}

std::string VerifierKey::text() const { return name_ + "+" + hex(key_id_) + "+" + base64(char(kind_) + public_key_); }

bool VerifierKey::verifies(std::string_view text, std::string_view signature) const {
    if (kind_ == KeyKind::log) return ed25519::verifies(public_key_, text, signature);
    if (signature.size() < time_bytes) return false;
    return ed25519::verifies(public_key_, cosigned_text(from_big_endian(signature.substr(0, time_bytes)), text),
                             signature.substr(time_bytes));
}

SigningKey::SigningKey(std::string const& name, std::string seed, KeyKind kind)
    : seed_(std::move(seed)), kind_(kind), verifier_(name, ed25519::public_key(seed_), kind) {}

SigningKey SigningKey::generate(std::string const& name, KeyKind kind) { return {name, ed25519::new_seed(), kind}; }

std::optional<SigningKey> SigningKey::parse(std::string_view text, KeyKind kind) {
    constexpr std::string_view head = "PRIVATE+KEY+";
    if (!text.starts_with(head)) return {};
    text.remove_prefix(head.size());
    auto name = take_until(text, "+");
    auto id = name ? take_until(text, "+") : std::nullopt;
    auto seed = id ? key_bytes(text, kind) : std::nullopt;
    if (!seed || !is_key_name(*name)) return {};
    SigningKey key{std::string(*name), *seed, kind};
    if (hex(key.verifier_.key_id()) != *id) return {};
    return key;
}

std::string SigningKey::secret_text() const {
    return "PRIVATE+KEY+" + verifier_.name() + "+" + hex(verifier_.key_id()) + "+" + base64(char(kind_) + seed_);
}

Signature SigningKey::sign(std::string_view text) const {
    if (kind_ != KeyKind::log) throw std::logic_error("a witness signs with the time");
    return {verifier_.name(), verifier_.key_id(), ed25519::sign(seed_, text)};
}

Signature SigningKey::cosign(std::string_view text, Instant at) const {
    if (kind_ != KeyKind::witness) throw std::logic_error("a log's key does not cosign");
    auto seconds = std::uint64_t(at.ms() / 1000);
    return {verifier_.name(), verifier_.key_id(), big_endian(seconds) + ed25519::sign(seed_, cosigned_text(seconds, text))};
}

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

std::optional<Instant> cosigned_at(Note const& note, VerifierKey const& witness) {
    constexpr std::uint64_t latest = 1ULL << 42;
    if (verified_by(note, {witness}) != 1) return {};
    std::uint64_t newest = 0;
    for (auto const& one : note.signatures)
        if (one.name == witness.name() && one.key_id == witness.key_id())
            newest = std::max(newest, from_big_endian(std::string_view(one.bytes).substr(0, time_bytes)));
    if (newest == 0 || newest > latest) return {};
    return Instant::from_ms(std::int64_t(newest) * 1000);
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
