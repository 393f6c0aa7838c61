#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

/// Ed25519 keys. What may stand in a note as the name of a key: no blank, no `+`, not empty, UTF-8.
bool is_key_name(std::string_view name);

class VerifierKey {
  public:
    VerifierKey(std::string name, std::string public_key);
    /// `name+hex key id+base64(0x01 || public key)`; nothing when it is another kind of key or the id does not fit.
    static std::optional<VerifierKey> parse(std::string_view vkey);
    std::string text() const;
    std::string const& name() const { return name_; }
    std::string const& key_id() const { return key_id_; }
    std::string const& public_key() const { return public_key_; }
    bool verifies(std::string_view text, std::string_view signature) const;
    bool operator==(VerifierKey const& other) const { return name_ == other.name_ && public_key_ == other.public_key_; }

  private:
    std::string name_, public_key_, key_id_;
};

class SigningKey {
  public:
    static SigningKey generate(std::string const& name);
    /// `PRIVATE+KEY+name+hex key id+base64(0x01 || seed)`.
    static std::optional<SigningKey> parse(std::string_view text);
    std::string secret_text() const;
    VerifierKey const& verifier() const { return verifier_; }
    Signature sign(std::string_view text) const;

  private:
    SigningKey(std::string const& name, std::string seed);
    std::string seed_;
    VerifierKey verifier_;
};

/// How many of `keys` signed the note; -1 when a line of one of them does not hold: then the whole note is worth nothing.
int verified_by(Note const& note, std::vector<VerifierKey> const& keys);

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
