#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace mingtang::translog {

/// A signed note (C2SP signed-note v1): text that ends with a line feed, an empty line, signature lines.
struct Signature {
    std::string name;
    std::string key_id;  // 4 bytes
    std::string bytes;   // after the key id
};
struct Note {
    std::string text;
    std::vector<Signature> signatures;
    std::string serialised() const;
};
/// Nothing when it is no signed note: control characters, no line of a signature, a broken one, more than 64.
std::optional<Note> parse_note(std::string_view bytes);

/// Its line at the end of a note, with the line feed.
std::string line_of(Signature const& signature);

/// Ed25519 keys. `log` signs the text of a note; `witness` signs a checkpoint's text together with the time (C2SP tlog-cosignature). The
/// numbers are those of the format.
enum class KeyKind : char { log = 1, witness = 4 };

/// What may stand in a note as the name of a key: no blank, no `+`, not empty, UTF-8.
bool is_key_name(std::string_view name);

class VerifierKey {
  public:
    VerifierKey(std::string name, std::string public_key, KeyKind kind = KeyKind::log);
    /// `name+hex key id+base64(kind || public key)`; nothing when it is another kind of key or the id does not fit.
    static std::optional<VerifierKey> parse(std::string_view vkey, KeyKind kind = KeyKind::log);
    std::string text() const;
    std::string const& name() const { return name_; }
    std::string const& key_id() const { return key_id_; }
    std::string const& public_key() const { return public_key_; }
    /// `signature`: what stands behind the key id.
    bool verifies(std::string_view text, std::string_view signature) const;
    bool operator==(VerifierKey const& other) const {
        return name_ == other.name_ && public_key_ == other.public_key_ && kind_ == other.kind_;
    }

  private:
    std::string name_, public_key_, key_id_;
    KeyKind kind_;
};

class SigningKey {
  public:
    static SigningKey generate(std::string const& name, KeyKind kind = KeyKind::log);
    /// `PRIVATE+KEY+name+hex key id+base64(kind || seed)`.
    static std::optional<SigningKey> parse(std::string_view text, KeyKind kind = KeyKind::log);
    std::string secret_text() const;
    VerifierKey const& verifier() const { return verifier_; }
    /// For keys of a log.
    Signature sign(std::string_view text) const;
    /// For keys of a witness: that it saw the checkpoint at that second.
    Signature cosign(std::string_view text, Instant at) const;

  private:
    SigningKey(std::string const& name, std::string seed, KeyKind kind);
    std::string seed_;
    KeyKind kind_;
    VerifierKey verifier_;
};

/// How many of `keys` signed the note; -1 when a line of one of them does not hold: then the whole note is worth nothing.
int verified_by(Note const& note, std::vector<VerifierKey> const& keys);

/// When the witness signed this checkpoint; nothing when it did not, or one of its lines does not hold.
std::optional<Instant> cosigned_at(Note const& note, VerifierKey const& witness);

/// The text of a log's signed note.
struct Checkpoint {
    std::string origin;
    std::int64_t size = 0;
    std::string root;  // 32 bytes
    std::string text() const;
    static std::optional<Checkpoint> parse(std::string_view text);
    bool operator==(Checkpoint const&) const = default;
};

/// A `.tlog-proof` file: proves by itself, offline, that an entry stands in the log.
struct ProofFile {
    std::int64_t index = 0;
    std::vector<std::string> proof;
    std::string checkpoint;  // signed note
    std::string extra;
    std::string text() const;
    static std::optional<ProofFile> parse(std::string_view text);
};

}  // namespace mingtang::translog
