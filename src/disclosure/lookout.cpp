#include "disclosure/lookout.hpp"

#include "base/digest.hpp"
#include "base/resource.hpp"
#include "base/text.hpp"
#include "organ/store.hpp"
#include "organ/units.hpp"
#include "scan/child.hpp"
#include "scan/mask.hpp"
#include "scan/shared_detector.hpp"

namespace mingtang::disclosure {
namespace {

/// Grows when the readers or the detectors find other things than before.
constexpr std::string_view readers = "1";

/// What stands at a place; hidden text may stand at the same place as what is in sight, so the masked form decides.
class Texts {
  public:
    Texts(scan::Reading const& reading, scan::Settings const& settings) : settings_(settings) {
        for (auto const& passage : reading.passages) texts_.emplace(passage.place, passage.text);
        for (auto const& table : reading.tables)
            for (auto const& row : table.rows)
                for (auto const& cell : row) texts_.emplace(cell.place, cell.text);
    }
    std::string value(scan::Finding const& finding) const {
        std::string first;
        auto [from, to] = texts_.equal_range(finding.place);
        for (auto at = from; at != to; ++at) {
            auto value = cut(at->second, finding.start, finding.end);
            if (value.empty()) continue;
            if (scan::mask(finding.kind, value, settings_) == finding.masked) return value;
            if (first.empty()) first = std::move(value);
        }
        return first;
    }

  private:
    static std::string cut(std::string_view text, std::size_t start, std::size_t end) {
        std::size_t at = 0, from = text.size(), character = 0;
        while (at < text.size() && character < end) {
            if (character == start) from = at;
            (void)text::next(text, at);
            ++character;
        }
        return character < end || from > at ? std::string() : std::string(text.substr(from, at - from));
    }
    scan::Settings const& settings_;
    std::multimap<std::string_view, std::string_view> texts_;
};

bool has_value(scan::Kind kind) { return kind != scan::Kind::hidden_content && kind != scan::Kind::unreadable; }

std::vector<Value> values_of(scan::Reading const& reading, std::string_view content, Lookout const& with) {
    std::vector<Value> values;
    Texts texts(reading, with.detector->settings());
    auto add = [&](scan::Finding finding) {
        auto text = has_value(finding.kind) ? texts.value(finding) : finding.place + "\n" + finding.masked + "\n" + std::string(content);
        auto digest = digest_of_value(with.secret, finding.kind, text);
        values.push_back({std::move(finding), std::move(text), std::move(digest)});
    };
    for (auto const& finding : reading.findings) add(finding);
    for (auto& finding : with.detector->find(reading)) add(std::move(finding));
    return values;
}

Finding record(Value const& value, Part part, Attachment const* attachment) {
    auto const& found = value.finding;
    return {.part = part,
            .attachment_id = attachment ? attachment->id : 0,
            .file_name = attachment ? attachment->name : "",
            .kind = found.kind,
            .certainty = found.certainty,
            .place = text::shorten(found.place, 300),
            .hidden = found.hidden,
            .start_at = static_cast<long long>(found.start),
            .end_at = static_cast<long long>(found.end),
            .masked = text::shorten(found.masked, 200),
            .before_value = found.before,
            .after_value = found.after,
            .value_digest = value.digest};
}

}  // namespace

std::string const& scanner_version() {
    static auto const version = std::string(readers) + "-" + sha256(resource("law/leaks.json").value_or("")).substr(0, 12);
    return version;
}

std::string digest_of_value(std::string_view secret, scan::Kind kind, std::string_view value) {
    std::string plain(to_text(kind));
    plain += '\n';
    for (char c : value)
        if (c != ' ' && c != '-') plain += c;
    return sha256(std::string(secret) + sha256(std::string(secret) + plain));
}

Lookout lookout(organ::Context& in) {
    return {.detector = scan::detector_for(organ::contacts_of(organ::store::all_units(in.tx)), in.today()),
            .version = scanner_version(),
            .secret = std::string(in.secret),
            .reader = std::string(in.reader),
            .content = [blobs = &in.blobs](Attachment const& attachment) { return blobs->content(attachment.sha256); }};
}

std::string seen_digest(Material const& material) {
    std::string all = sha256(material.html);
    for (auto const& attachment : material.attachments) all += attachment.sha256;
    return sha256(all);
}

std::vector<Value> values_in_text(std::string const& html, Lookout const& with) {
    if (html.empty()) return {};
    return values_of(scan::read("<!doctype html><meta charset=\"utf-8\"><body>" + html, "text.html"), "", with);
}

std::vector<Value> values_in_line(std::string const& text, Part part, Lookout const& with) {
    scan::Reading reading;
    if (!text.empty()) reading.passages.push_back({.place = std::string(to_text(part)), .text = text});
    return values_of(reading, "", with);
}

std::vector<Value> values_in_file(std::string const& bytes, Attachment const& attachment, Lookout const& with) {
    return values_of(scan::read_in_child(bytes, attachment.name, {}, with.reader), attachment.sha256, with);
}

std::vector<Finding> look_at_fields(Edition const& edition, Lookout const& with) {
    std::vector<Finding> found;
    for (auto const& [part, text] :
         {std::pair(Part::title, &edition.title), {Part::summary, &edition.summary}, {Part::keywords, &edition.keywords}})
        for (auto const& value : values_in_line(*text, part, with)) found.push_back(record(value, part, nullptr));
    return found;
}

std::vector<Finding> look_at_file(Attachment const& attachment, Lookout const& with) {
    std::vector<Finding> found;
    if (auto bytes = with.content(attachment)) {
        for (auto const& value : values_in_file(*bytes, attachment, with)) found.push_back(record(value, Part::attachment, &attachment));
    } else {
        Value value{.finding = {.kind = scan::Kind::unreadable, .certainty = scan::Certainty::certain, .masked = "missing"}};
        value.digest = digest_of_value(with.secret, scan::Kind::unreadable, attachment.sha256);
        found.push_back(record(value, Part::attachment, &attachment));
    }
    return found;
}

namespace {

std::vector<Finding> found_in(Attachment const& attachment, Lookout const& with, FilesAhead const* ahead) {
    if (ahead == nullptr || ahead->version != with.version) return look_at_file(attachment, with);
    auto found = ahead->found.find({attachment.sha256, attachment.name});
    if (found == ahead->found.end()) return look_at_file(attachment, with);
    auto findings = found->second;
    for (auto& finding : findings) finding.attachment_id = attachment.id;
    return findings;
}

}  // namespace

Looked look_through(Material const& material, Lookout const& with, std::set<Id> const& known, FilesAhead const* ahead) {
    auto begun = std::chrono::steady_clock::now();
    Looked looked{.seen = seen_digest(material), .version = with.version};
    for (auto const& value : values_in_text(material.html, with)) looked.findings.push_back(record(value, Part::body, nullptr));
    for (auto const& attachment : material.attachments) {
        if (known.contains(attachment.id)) continue;
        auto found = found_in(attachment, with, ahead);
        looked.findings.insert(looked.findings.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    }
    looked.milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun).count();
    return looked;
}

std::string key_of_value(Part part, Id attachment_id, scan::Kind kind, std::string const& digest) {
    auto where = part == Part::attachment ? to_text(part) : "text";
    return std::string(where) + '\n' + std::to_string(attachment_id) + '\n' + std::string(to_text(kind)) + '\n' + digest;
}

}  // namespace mingtang::disclosure
