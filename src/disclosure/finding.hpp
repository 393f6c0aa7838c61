#pragma once
#include "disclosure/disclosure.hpp"
#include "scan/finding.hpp"

namespace mingtang::disclosure {

/// Where in an edition a finding stands.
enum class Part { title, summary, keywords, body, attachment };
/// `gone`: a later look did not find it any more, or its content was replaced.
enum class FindingState { open, masked, excepted, gone };
/// Why an edition was looked through.
enum class Occasion { file, publish, revise, mask };

/// Personal data or a secret that a look found in an edition. The value itself is never stored: `value_digest` is its keyed hash, by which
/// an exception holds for the same value in later looks; `masked`, `before_value` and `after_value` are what people see of it.
struct Finding {
    Id id = 0;
    Id edition_id = 0;
    Id scan_id = 0;  // the last look that found it
    Part part = Part::body;
    Id attachment_id = 0;   // 0: in the text
    std::string file_name;  // of the attachment, which may be gone
    scan::Kind kind = scan::Kind::unreadable;
    scan::Certainty certainty = scan::Certainty::possible;
    std::string place;       // scan::Passage::place
    std::string hidden;      // why the file's reader does not see it; empty in plain sight
    long long start_at = 0;  // characters, as scan::Finding
    long long end_at = 0;
    std::string masked;
    std::string before_value;
    std::string after_value;
    std::string value_digest;
    FindingState state = FindingState::open;
    std::string reason;  // of the exception
    Id person_id = 0;    // who masked or excepted it
    std::string person_name;
    Instant at;
    template <class V>
    static void columns(V&& v, storage::OneOf<Finding> auto& r) {
        v("id", r.id), v("edition_id", r.edition_id), v("scan_id", r.scan_id), v("part", r.part), v("attachment_id", r.attachment_id),
            v("file_name", r.file_name), v("kind", r.kind), v("certainty", r.certainty), v("place", r.place), v("hidden", r.hidden),
            v("start_at", r.start_at), v("end_at", r.end_at), v("masked", r.masked), v("before_value", r.before_value),
            v("after_value", r.after_value), v("value_digest", r.value_digest), v("state", r.state), v("reason", r.reason),
            v("person_id", r.person_id), v("person_name", r.person_name), v("at", r.at);
    }
};

/// One look through an edition.
struct Scan {
    Id id = 0;
    Id edition_id = 0;
    std::string digest;   // Edition::digest of the content looked through
    std::string version;  // of what was looked for
    Occasion occasion = Occasion::file;
    Instant at;
    int certain = 0;
    int likely = 0;
    int possible = 0;
    int unreadable = 0;  // of these, what could not be read
    long long milliseconds = 0;
    std::string missing;      // why something could not be read, `,` between
    std::string attachments;  // ids that were looked through: ",12,13,"
    template <class V>
    static void columns(V&& v, storage::OneOf<Scan> auto& r) {
        v("id", r.id), v("edition_id", r.edition_id), v("digest", r.digest), v("version", r.version), v("occasion", r.occasion),
            v("at", r.at), v("certain", r.certain), v("likely", r.likely), v("possible", r.possible), v("unreadable", r.unreadable),
            v("milliseconds", r.milliseconds), v("missing", r.missing), v("attachments", r.attachments);
    }
    int total() const { return certain + likely + possible; }
};

/// Findings of one kind in one place of the edition, to be dealt with together.
struct FindingGroup {
    Part part = Part::body;
    Id attachment_id = 0;
    std::string file_name;
    scan::Kind kind = scan::Kind::unreadable;
    scan::Certainty certainty = scan::Certainty::possible;
    long long open = 0, masked = 0, excepted = 0;
};

}  // namespace mingtang::disclosure

template <>
struct mingtang::EnumNames<mingtang::disclosure::Part> {
    static constexpr std::array<std::string_view, 5> names{"title", "summary", "keywords", "body", "attachment"};
};
template <>
struct mingtang::EnumNames<mingtang::disclosure::FindingState> {
    static constexpr std::array<std::string_view, 4> names{"open", "masked", "excepted", "gone"};
};
template <>
struct mingtang::EnumNames<mingtang::disclosure::Occasion> {
    static constexpr std::array<std::string_view, 4> names{"file", "publish", "revise", "mask"};
};
