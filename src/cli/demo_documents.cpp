#include <algorithm>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "catalogue/store.hpp"
#include "cli/demo_county.hpp"
#include "cli/words.hpp"
#include "disclosure/actions.hpp"
#include "disclosure/store.hpp"
#include "law/ground.hpp"
#include "markup/markup.hpp"
#include "organ/units.hpp"

namespace mingtang::cli::demo {
namespace {

namespace actions = mingtang::disclosure;
using actions::DraftForm;
using actions::ImportedDocument;

Date day(json::object const& row, std::string_view key) { return Date::parse(text(row, key)).value_or(Date()); }

std::string item_id(organ::Context& in, Id unit_id, std::string const& code) {
    auto found = catalogue::store::item_by_code(in.tx, unit_id, code);
    if (!found) found = catalogue::store::item_by_code(in.tx, 0, code);
    return found ? std::to_string(found->id) : "";
}

/// The demo names the article; the record names a ground of law/grounds.json.
std::string ground_of(std::string const& article) {
    for (auto const& ground : law::grounds())
        if (ground.code == article || ground.article == article) return ground.code;
    return article;
}

DraftForm form_of(organ::Context& in, organ::Unit const& unit, json::object const& row) {
    auto source_kind = text(row, "source_kind");
    auto source_name = text(row, "source_name");
    if (source_name.empty() && source_kind != "made") source_name = words("demo.source." + source_kind);
    return {.title = text(row, "title"),
            .document_number = text(row, "document_number"),
            .kind = text(row, "kind"),
            .catalogue_item_id = item_id(in, unit.id, text(row, "catalogue_item")),
            .source_kind = source_kind,
            .source_name = source_name,
            .produced_on = text(row, "produced_on"),
            .keywords = text::join(texts(row, "keywords"), "、"),
            .summary = text(row, "summary"),
            .validity = text(row, "validity"),
            .scope = text(row, "scope"),
            .way = text(row, "way"),
            .ground = ground_of(text(row, "withheld_ground")),
            .review_again_on = text(row, "review_again_on"),
            .subjects = texts(row, "subjects"),
            .body = text(row, "body")};
}

std::vector<actions::IncomingFile> files_of(County const& county, json::object const& row) {
    std::vector<actions::IncomingFile> files;
    for (auto const& one : list(row, "attachments"))
        files.push_back({.name = text(one.as_object(), "name"), .content_type = "", .path = county.folder / text(one.as_object(), "path")});
    return files;
}

struct Loading {
    County const& county;
    std::map<std::string, Id> ids;  // by the id of the file
    std::map<std::string, std::string> index_numbers;
};

/// An earlier edition: the document as it is now, with the title, text and day of then.
json::object as_it_was(json::object row, json::object const& before, bool keeps_files) {
    row["title"] = before.at("title");
    row["body"] = before.at("body");
    row["published_on"] = before.at("published_on");
    if (auto then = text(before, "published_on"); text(row, "produced_on") > then) row["produced_on"] = then;
    if (!keeps_files) row["attachments"] = json::array();
    return row;
}

void add_edition(organ::Context& in, Loading& loading, json::object const& row, std::string const& reason) {
    auto id = text(row, "id");
    auto const& unit = loading.county.units.at(text(row, "unit"));
    auto then = at(in, morning(day(row, "published_on")), in.actor);
    ImportedDocument document{.source_id = id,
                              .source_url = "",
                              .source_digest = sha256(json::canonical(row)),
                              .form = form_of(then, unit, row),
                              .published_on = day(row, "published_on"),
                              .files = files_of(loading.county, row),
                              .secrecy_basis = reason};
    if (auto interprets = text(row, "interprets"); !interprets.empty()) document.form.interprets = loading.index_numbers[interprets];
    Id made = 0;
    good(actions::import_document(then, unit.id, document, true, &made), id);
    loading.ids[id] = made;
    loading.index_numbers[id] = actions::store::disclosure(in.tx, made)->index_number;
}

using Deed = std::pair<Instant, std::function<void()>>;

void plan_document(organ::Context& in, Loading& loading, json::object const& row, std::vector<Deed>& deeds) {
    auto reason = words("demo.basis");
    for (auto const& one : list(row, "editions")) {
        auto then = as_it_was(row, one.as_object(), false);
        deeds.emplace_back(morning(day(then, "published_on")), [&in, &loading, then, reason] { add_edition(in, loading, then, reason); });
        reason = text(one.as_object(), "reason");
    }
    // What explains a document comes after it on the same day.
    int hour = text(row, "interprets").empty() ? 0 : 1;
    deeds.emplace_back(morning(day(row, "published_on"), hour), [&in, &loading, row, reason] { add_edition(in, loading, row, reason); });
    auto const* withdrawn = row.if_contains("withdrawn");
    if (withdrawn == nullptr || !withdrawn->is_object()) return;
    auto const& why = withdrawn->get_object();
    auto when = morning(day(why, "on"), 5);
    deeds.emplace_back(when, [&in, &loading, when, id = text(row, "id"), reason = text(why, "reason")] {
        auto then = at(in, when, in.actor);
        good(actions::withdraw(then, loading.ids.at(id), reason), id);
    });
}

void plan_mergers(organ::Context& in, County const& county, std::vector<Deed>& deeds) {
    for (auto const& row : rows(county.folder / "units.jsonl")) {
        auto into = text(row, "merged_into");
        if (into.empty()) continue;
        auto when = morning(day(row, "merged_on"), -1);
        deeds.emplace_back(when, [&in, &county, when, code = text(row, "code"), into] {
            auto then = at(in, when, in.actor);
            good(organ::merge_units(then, county.units.at(code).id, county.units.at(into).id), "unit " + code);
        });
    }
}

organ::Actor const& holder(County const& county, organ::Role role, Id unit_id) {
    for (auto const& [_, actor] : county.people)
        if (actor.has(role, unit_id)) return actor;
    throw Malformed("nobody holds " + std::string(to_text(role)));
}

/// Moves a new draft on until it stands where the file says, an hour a step.
class DraftOnItsWay {
  public:
    DraftOnItsWay(organ::Context& in, County const& county, json::object const& row)
        : in_(in),
          county_(county),
          row_(row),
          unit_(county.units.at(text(row, "unit"))),
          author_(county.people.at(text(row, "filer"))),
          now_(morning(day(row, "produced_on"), -1)) {}

    void walk() {
        auto id = text(row_, "id");
        auto state = text(row_, "state");
        bool emergency = row_.if_contains("emergency") && row_.at("emergency").is_bool() && row_.at("emergency").get_bool();
        auto drafted = as(author_);
        edition_ = good(actions::start(drafted, unit_.id, form_of(drafted, unit_, row_)), id).id;
        for (auto const& file : files_of(county_, row_)) good(actions::attach(drafted, edition_, file), id);
        if (state == "draft") return;
        auto filed = as(author_);
        good(emergency ? actions::file_emergency(filed, edition_, "") : actions::file(filed, edition_, ""), id);
        if (state == "in_review" || emergency) return;
        auto reviewed = as(holder(county_, organ::Role::reviewer, unit_.id));
        if (state == "returned") {
            good(actions::send_back(reviewed, edition_, text(row_, "remark")), id);
            return;
        }
        good(actions::pass(reviewed, edition_, ""), id);
        if (state == "in_secrecy_review") return;
        auto cleared = as(holder(county_, organ::Role::secrecy_reviewer, unit_.id));
        good(actions::review_secrecy(cleared, edition_, {.checked = words("demo.checked"), .basis = words("demo.review_basis")}), id);
        if (state == "in_recheck") return;
        auto scheduled = as(holder(county_, organ::Role::office, unit_.id));
        good(actions::schedule(scheduled, edition_, Instant::parse(text(row_, "scheduled_at")).value_or(Instant())), id);
    }

  private:
    organ::Context as(organ::Actor const& actor) { return at(in_, now_ = now_ + std::chrono::hours(1), actor); }
    organ::Context& in_;
    County const& county_;
    json::object const& row_;
    organ::Unit const& unit_;
    organ::Actor const& author_;
    Instant now_;
    Id edition_ = 0;
};

}  // namespace

int load_documents(organ::Context& in, County const& county) {
    Loading loading{.county = county};
    std::vector<Deed> deeds;
    auto documents = rows(county.folder / "documents.jsonl");
    for (auto const& row : documents) plan_document(in, loading, row, deeds);
    plan_mergers(in, county, deeds);
    std::stable_sort(deeds.begin(), deeds.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
    for (auto const& [_, deed] : deeds) deed();
    return static_cast<int>(documents.size());
}

int load_drafts(organ::Context& in, County const& county) {
    auto drafts = rows(county.folder / "drafts.jsonl");
    std::stable_sort(drafts.begin(), drafts.end(),
                     [](auto const& a, auto const& b) { return text(a, "produced_on") < text(b, "produced_on"); });
    for (auto const& row : drafts) DraftOnItsWay(in, county, row).walk();
    return static_cast<int>(drafts.size());
}

}  // namespace mingtang::cli::demo
