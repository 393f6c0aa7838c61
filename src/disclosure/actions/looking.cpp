// When an edition is looked through, and what is kept of it.
#include "base/text.hpp"
#include "disclosure/actions/common.hpp"
#include "disclosure/findings.hpp"
#include "disclosure/words.hpp"
#include "scan/words.hpp"

namespace mingtang::disclosure {
namespace {

/// More of one kind in one attachment are counted, not kept one by one: nobody reads them, and the group is dealt with as a whole.
constexpr int kept_of_a_kind = 5000;

/// Of the same value in the text, or in an attachment of that name, in any edition.
std::string key_of(Finding const& f) {
    return std::string(f.part == Part::attachment ? "attachment" : "text") + '\n' + f.file_name + '\n' + std::string(to_text(f.kind)) +
           '\n' + f.value_digest;
}

/// What this edition's findings were, and the exceptions of the edition that it revises.
class Former {
  public:
    Former(Context& in, Edition const& edition, std::set<Id> const& known) : known_(known), all_(store::findings_of(in.tx, edition.id)) {
        if (edition.number > 1) inherit(in, edition);
        for (auto const& finding : all_) by_key_.emplace(key_of(finding), &finding);
    }
    /// The row of the same value at the same place.
    Finding const* same(Finding const& found) {
        auto [from, to] = by_key_.equal_range(key_of(found));
        for (auto at = from; at != to; ++at) {
            auto const& former = *at->second;
            bool lives = former.state == FindingState::open || former.state == FindingState::excepted;
            if (former.edition_id == found.edition_id && former.part == found.part && former.attachment_id == found.attachment_id &&
                former.place == found.place && former.start_at == found.start_at && former.certainty == found.certainty && lives &&
                used_.insert(former.id).second)
                return &former;
        }
        return nullptr;
    }
    Finding const* exception(Finding const& found) const {
        auto [from, to] = by_key_.equal_range(key_of(found));
        for (auto at = from; at != to; ++at)
            if (at->second->state == FindingState::excepted) return at->second;
        return nullptr;
    }
    /// Findings in attachments that are not looked through again.
    std::vector<Finding const*> of_known() const {
        std::vector<Finding const*> found;
        for (auto const& finding : all_)
            if (finding.attachment_id != 0 && known_.contains(finding.attachment_id) && finding.state != FindingState::masked)
                found.push_back(&finding);
        return found;
    }

  private:
    void inherit(Context& in, Edition const& edition) {
        for (auto const& other : store::editions_of(in.tx, edition.disclosure_id)) {
            if (other.number >= edition.number || other.state == State::dropped) continue;
            for (auto& finding : store::findings_of(in.tx, other.id))
                if (finding.state == FindingState::excepted) all_.push_back(std::move(finding));
        }
    }
    std::set<Id> const& known_;
    std::vector<Finding> all_;
    std::multimap<std::string, Finding const*> by_key_;
    std::set<Id> used_;
};

void count(Scan& scan, Finding const& finding, std::set<std::string>& missing) {
    ++(finding.certainty == scan::Certainty::certain  ? scan.certain
       : finding.certainty == scan::Certainty::likely ? scan.likely
                                                      : scan.possible);
    if (finding.kind != scan::Kind::unreadable) return;
    ++scan.unreadable;
    missing.insert(finding.masked);
}

void tell_scanned(Context& in, Edition const& edition, Scan const& scan) {
    in.write("disclosure.scanned", subject_of(edition.disclosure_id), edition.unit_id,
             {{"edition_id", edition.id},
              {"scan_id", scan.id},
              {"digest", scan.digest},
              {"version", scan.version},
              {"occasion", to_text(scan.occasion)},
              {"certain", scan.certain},
              {"likely", scan.likely},
              {"possible", scan.possible},
              {"unreadable", scan.unreadable}});
}

/// Attachments never change: those that the same version looked through need no second look.
std::set<Id> known_attachments(storage::Transaction& tx, Material const& material) {
    std::set<Id> known;
    auto last = store::last_scan(tx, material.edition.id);
    if (!last || last->version != scanner_version()) return known;
    for (auto const& attachment : material.attachments)
        if (last->attachments.find("," + std::to_string(attachment.id) + ",") != std::string::npos) known.insert(attachment.id);
    return known;
}

}  // namespace

bool is_looked_through(storage::Transaction& tx, Id edition_id, std::string const& digest) {
    auto last = store::last_scan(tx, edition_id);
    return last && last->digest == digest && last->version == scanner_version();
}

Scan keep_look(Context& in, Material const& material, Looked const& looked, Lookout const& with, Occasion occasion,
               std::set<Id> const& known) {
    auto const& edition = material.edition;
    Former former(in, edition, known);
    auto found = look_at_fields(edition, with);
    found.insert(found.end(), looked.findings.begin(), looked.findings.end());
    Scan scan{.edition_id = edition.id,
              .digest = edition.digest,
              .version = looked.version,
              .occasion = occasion,
              .at = in.now,
              .milliseconds = looked.milliseconds};
    std::set<std::string> missing;
    for (auto& attachment : material.attachments)
        scan.attachments += (scan.attachments.empty() ? "," : "") + std::to_string(attachment.id) + ",";
    for (auto const& finding : found) count(scan, finding, missing);
    auto of_known = former.of_known();
    for (auto const* finding : of_known) count(scan, *finding, missing);
    scan.missing = text::join({missing.begin(), missing.end()}, ",");
    store::insert(in.tx, scan);

    std::vector<Id> again;
    for (auto const* finding : of_known) again.push_back(finding->id);
    std::map<std::tuple<Part, Id, scan::Kind>, int> kept;
    for (auto& finding : found) {
        finding.edition_id = edition.id;
        if (finding.attachment_id < 0) {  // looked through before it was attached: by its place
            auto const& attachment = material.attachments.at(static_cast<std::size_t>(-finding.attachment_id - 1));
            finding.attachment_id = attachment.id;
            finding.file_name = attachment.name;
        }
        if (auto const* same = former.same(finding)) {
            again.push_back(same->id);
            continue;
        }
        if (++kept[{finding.part, finding.attachment_id, finding.kind}] > kept_of_a_kind) continue;
        finding.scan_id = scan.id;
        if (auto const* exception = former.exception(finding)) {
            finding.state = FindingState::excepted;
            finding.reason = exception->reason;
            finding.person_id = exception->person_id;
            finding.person_name = exception->person_name;
            finding.at = exception->at;
        }
        store::insert(in.tx, finding);
    }
    store::found_again(in.tx, again, scan.id);
    store::rest_is_gone(in.tx, edition.id, scan.id);
    if (scan.total() > 0) tell_scanned(in, edition, scan);
    return scan;
}

void look_now(Context& in, Material const& material, Occasion occasion, FilesAhead const* ahead) {
    if (is_looked_through(in.tx, material.edition.id, material.edition.digest)) return;
    auto with = lookout(in);
    auto known = known_attachments(in.tx, material);
    keep_look(in, material, look_through(material, with, known, ahead), with, occasion, known);
}

void scan_ahead(organ::Environment const& env, organ::Actor const& actor, Id edition_id, Occasion occasion) {
    for (int round = 0; round < 3; ++round) {  // somebody may write while we look; in the end the step itself looks
        std::optional<Material> material;
        std::optional<Lookout> with;
        std::set<Id> known;
        organ::look(env, actor, [&](Context& in) {
            auto found = store::edition_for(in.actor, edition_id, in.tx);
            if (!found || found->state >= State::published) return 0;
            material = material_of(in.tx, *found);
            if (is_looked_through(in.tx, edition_id, material->edition.digest)) return material.reset(), 0;
            with = lookout(in);
            known = known_attachments(in.tx, *material);
            return 0;
        });
        if (!material) return;
        auto looked = look_through(*material, *with, known);
        auto kept = organ::act(env, actor, [&](Context& in) -> Done {
            auto found = store::edition_for(in.actor, edition_id, in.tx);
            if (!found) return Refusal{"disclosure.find.not_found"};
            auto now = material_of(in.tx, *found);
            if (now.edition.digest != material->edition.digest || known_attachments(in.tx, now) != known)
                return Refusal{"disclosure.save.conflict"};
            if (is_looked_through(in.tx, edition_id, now.edition.digest)) return {};
            keep_look(in, now, looked, *with, occasion == Occasion::file ? filing_of(now.edition) : occasion, known);
            return {};
        });
        if (kept) return;
    }
}

void scan_scheduled_ahead(organ::Environment const& env) {
    auto actor = organ::Actor::of_system("schedule");
    auto due = organ::look(env, actor, [](Context& in) { return store::scheduled_until(in.tx, in.now); });
    for (auto const& edition : due) scan_ahead(env, actor, edition.id, Occasion::publish);
}

Done has_no_open_find(Context& in, Id edition_id) {
    auto blocking = store::blocking_findings(in.tx, edition_id);
    if (blocking.count == 0) return {};
    return Refusal{"disclosure.publish.certain_find",
                   "ogi-2019:15",
                   {{"count", std::to_string(blocking.count)}, {"where", in_short(blocking.groups)}}};
}

std::vector<FindingGroup> groups_of(std::vector<Finding> const& findings) {
    std::vector<FindingGroup> groups;
    for (auto const& f : findings) {
        auto same = [&](FindingGroup const& g) {
            return g.part == f.part && g.attachment_id == f.attachment_id && g.kind == f.kind && g.certainty == f.certainty;
        };
        auto found = std::find_if(groups.begin(), groups.end(), same);
        if (found == groups.end())
            found = groups.insert(
                groups.end(),
                {.part = f.part, .attachment_id = f.attachment_id, .file_name = f.file_name, .kind = f.kind, .certainty = f.certainty});
        ++(f.state == FindingState::open ? found->open : f.state == FindingState::masked ? found->masked : found->excepted);
    }
    return groups;
}

std::string in_short(std::vector<FindingGroup> const& groups) {
    std::vector<std::string> where;
    for (auto const& group : groups) {
        if (where.size() == 3) {
            where.emplace_back("…");
            break;
        }
        auto place = group.part == Part::attachment ? group.file_name : word("finding_part", group.part);
        where.push_back(place + " " + scan::in_words(group.kind) + " " + std::to_string(group.open + group.masked + group.excepted));
    }
    return text::join(where, word("mark", "between"));
}

}  // namespace mingtang::disclosure
