#pragma once
#include <functional>
#include <memory>

#include "disclosure/finding.hpp"
#include "organ/context.hpp"
#include "scan/detector.hpp"

/// How an edition is looked through for personal data and secrets. No database here: what is looked at is handed in, so that the slow part
/// (reading attachments in child processes) happens before a transaction begins.
namespace mingtang::disclosure {

/// With what one looks.
struct Lookout {
    std::shared_ptr<scan::Detector const> detector;
    std::string version;  // of words, patterns and readers: a look by another one is made again
    std::string secret;   // key of value digests
    std::string reader;   // program that reads attachments, see scan::read_in_child
    /// Content of an attachment; nothing when it is not stored.
    std::function<std::optional<std::string>(Attachment const&)> content;
};

/// Of what is looked for now.
std::string const& scanner_version();

/// What the units publish of themselves (telephones, addresses, mail) is no finding.
Lookout lookout(organ::Context& in);

struct Material {
    Edition edition;  // as it is filed: with its summary and digest
    std::string html;
    std::vector<Attachment> attachments;
};

/// What was found in text and attachments, before anything of it is stored. `attachment_id` of the findings is that of the material.
struct Looked {
    std::string seen;  // `seen_digest` of the material
    std::string version;
    std::vector<Finding> findings;
    long long milliseconds = 0;
};

/// What was found in files before they were attached, by content and name.
struct FilesAhead {
    std::string version;
    std::map<std::pair<std::string, std::string>, std::vector<Finding>> found;
};

/// Text and attachments as one hash: what is slow to look through.
std::string seen_digest(Material const& material);

/// Reads and looks through text and attachments; attachments in `known` were looked through before by the same version and are left out.
Looked look_through(Material const& material, Lookout const& with, std::set<Id> const& known = {}, FilesAhead const* ahead = nullptr);
/// Where its content is missing, that is the finding.
std::vector<Finding> look_at_file(Attachment const& attachment, Lookout const& with);
/// Title, summary and keywords: fast.
std::vector<Finding> look_at_fields(Edition const& edition, Lookout const& with);

/// A value that was found, for masking it: only in memory.
struct Value {
    scan::Finding finding;
    std::string text;
    std::string digest;
};
/// The reading of a text or an attachment, and all that it holds.
std::vector<Value> values_in_text(std::string const& html, Lookout const& with);
std::vector<Value> values_in_line(std::string const& text, Part part, Lookout const& with);
std::vector<Value> values_in_file(std::string const& bytes, Attachment const& attachment, Lookout const& with);

/// Names a value in an attachment, or in the text (title, summary, keywords and body are one): what is masked or excepted goes by it.
std::string key_of_value(Part part, Id attachment_id, scan::Kind kind, std::string const& digest);

/// Keyed, without the blanks and hyphens in which one number may be written in several ways.
std::string digest_of_value(std::string_view secret, scan::Kind kind, std::string_view value);

}  // namespace mingtang::disclosure
