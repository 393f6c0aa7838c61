#include "translog/witness.hpp"

#include "base/digest.hpp"
#include "base/json.hpp"
#include "translog/durable.hpp"
#include "translog/encoding.hpp"
#include "translog/tree.hpp"

namespace mingtang::translog {
namespace {

namespace fs = std::filesystem;

constexpr char const* plain = "text/plain; charset=utf-8";
constexpr std::size_t longest_proof = 63;

struct Asked {
    std::int64_t old_size = 0;
    std::vector<Hash> proof;
    Note note;
    Checkpoint checkpoint;
};

/// `old <size>`, lines of the proof, an empty line, the checkpoint.
std::optional<Asked> parse_request(std::string_view text) {
    Asked asked;
    constexpr std::string_view head = "old ";
    auto line = take_until(text, "\n");
    auto size = line && line->starts_with(head) ? from_decimal(line->substr(head.size())) : std::nullopt;
    if (!size) return {};
    asked.old_size = *size;
    while ((line = take_until(text, "\n")) && !line->empty()) {
        auto hash = from_base64(*line);
        if (!hash || hash->size() != hash_bytes || asked.proof.size() == longest_proof) return {};
        asked.proof.push_back(std::move(*hash));
    }
    auto note = line ? parse_note(text) : std::nullopt;
    auto checkpoint = note ? Checkpoint::parse(note->text) : std::nullopt;
    if (!checkpoint) return {};
    asked.note = std::move(*note), asked.checkpoint = std::move(*checkpoint);
    return asked;
}

std::string read_log_file(fs::path const& file) {
    auto content = read_file(file);
    if (content.empty()) throw std::runtime_error(file.string() + " cannot be read");
    return content;
}

/// A file that is not as it was written is no reason to begin anew: then nothing is signed.
Witness::Log log_of(std::string const& content, fs::path const& file) {
    boost::system::error_code broken;
    auto value = boost::json::parse(content, broken);
    auto bad = [&] { return std::runtime_error(file.string() + " is damaged: nothing is signed for this log"); };
    if (broken || !value.is_object()) throw bad();
    auto const& row = value.get_object();
    auto root = from_base64(json::text(row, "root"));
    Witness::Log log{.origin = json::text(row, "origin"), .keys = {}, .size = json::number(row, "size", -1), .root = root.value_or("")};
    if (log.origin.empty() || log.size < 0 || log.root.size() != hash_bytes) throw bad();
    auto keys = json::text(row, "vkeys");
    std::string_view rest = keys;
    while (auto line = take_until(rest, "\n")) {
        auto key = VerifierKey::parse(*line);
        if (!key) throw bad();
        log.keys.push_back(std::move(*key));
    }
    return log;
}

}  // namespace

Outcome<VerifierKey> Witness::begin(std::string const& name) {
    if (!is_key_name(name) || name.ends_with('/') || name.find("://") != name.npos)
        return Refusal{"translog.witness.name", "", {{"name", name}}};
    FolderLock lock(folder_);
    if (key()) return Refusal{"translog.witness.done_before"};
    auto made = SigningKey::generate(name, KeyKind::witness);
    replace_file(folder_ / "key", made.secret_text() + "\n");
    return made.verifier();
}

std::optional<SigningKey> Witness::key() const {
    auto file = folder_ / "key";
    if (!fs::exists(file)) return {};
    auto content = read_file(file);
    std::string_view rest = content;
    auto line = take_until(rest, "\n");
    auto key = line ? SigningKey::parse(*line, KeyKind::witness) : std::nullopt;
    if (!key) throw std::runtime_error(file.string() + " does not hold a key of a witness");
    return key;
}

void Witness::trust(std::string const& origin, std::vector<VerifierKey> const& keys) {
    FolderLock lock(folder_);
    auto log = find(origin).value_or(Log{.origin = origin, .keys = {}, .size = 0, .root = empty_root()});
    log.keys = keys;
    save(log);
}

std::vector<Witness::Log> Witness::logs() const {
    std::vector<Log> all;
    if (!fs::exists(folder_ / "logs")) return all;
    for (auto const& entry : fs::directory_iterator(folder_ / "logs"))
        if (entry.path().filename().string().size() == 64) all.push_back(log_of(read_log_file(entry.path()), entry.path()));
    std::sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.origin < b.origin; });
    return all;
}

Witness::Answer Witness::add_checkpoint(std::string_view request, Instant now) const {
    auto asked = parse_request(request);
    if (!asked) return {400, plain, "malformed request\n"};
    auto signing = key();
    if (!signing) throw std::runtime_error("this witness has no key");
    auto const& wanted = asked->checkpoint;
    FolderLock lock(folder_);
    auto log = find(wanted.origin);
    if (!log) return {404, plain, "unknown log\n"};
    if (verified_by(asked->note, log->keys) < 1) return {403, plain, "no signature of a trusted key\n"};
    if (asked->old_size > wanted.size) return {400, plain, "the old size is beyond the checkpoint\n"};
    if (asked->old_size != log->size) return {409, "text/x.tlog.size", std::to_string(log->size) + "\n"};
    if (!is_consistent(log->size, log->root, wanted.size, wanted.root, asked->proof))
        return {422, plain, "the checkpoint does not continue what was signed before\n"};
    if (wanted.size != log->size) {
        log->size = wanted.size, log->root = wanted.root;
        save(*log);
    }
    return {200, plain, line_of(signing->cosign(asked->note.text, now))};
}

fs::path Witness::file_of(std::string const& origin) const { return folder_ / "logs" / sha256(origin); }

std::optional<Witness::Log> Witness::find(std::string const& origin) const {
    auto file = file_of(origin);
    if (!fs::exists(file)) return {};
    auto log = log_of(read_log_file(file), file);
    if (log.origin != origin) throw std::runtime_error(file.string() + " belongs to another log");
    return log;
}

void Witness::save(Log const& log) const {
    std::string keys;
    for (auto const& key : log.keys) keys += key.text() + "\n";
    replace_file(
        file_of(log.origin),
        json::serialize(json::object{{"origin", log.origin}, {"root", base64(log.root)}, {"size", log.size}, {"vkeys", keys}}) + "\n");
}

}  // namespace mingtang::translog
