#pragma once
#include <filesystem>
#include <functional>
#include <map>

#include "base/json.hpp"
#include "organ/context.hpp"
#include "organ/unit.hpp"

/// The demo county of the folder demo/: loaded in one transaction, each action on the day that it belongs to.
namespace mingtang::cli::demo {

/// The folder does not hold what demo/README.md describes.
struct Malformed : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The objects of a JSON Lines file; throws Malformed.
std::vector<json::object> rows(std::filesystem::path const& file);
/// The member as text; null is the empty text.
std::string text(json::object const& row, std::string_view key);
std::vector<std::string> texts(json::object const& row, std::string_view key);
json::array const& list(json::object const& row, std::string_view key);

/// The same action on another day, by another person.
organ::Context at(organ::Context& in, Instant now, organ::Actor const& actor);
/// Ten in the morning in Shanghai, and so many hours later.
Instant morning(Date day, int hours = 0);
/// The good outcome; throws Malformed that names `what` and the refusal otherwise.
template <class T>
T good(Outcome<T> outcome, std::string const& what) {
    if (!outcome)
        throw Malformed(what + ": " + outcome.error().code + (outcome.error().field.empty() ? "" : " (" + outcome.error().field + ")"));
    if constexpr (!std::is_void_v<T>) return std::move(*outcome);
}

struct County {
    std::filesystem::path folder;
    std::map<std::string, organ::Unit> units;    // by code
    std::map<std::string, organ::Actor> people;  // by login
};

/// What people did one after the other, whatever affair it belongs to.
struct Deeds {
    organ::Context& in;
    County const& county;
    std::vector<std::pair<Instant, std::function<void()>>> all = {};

    /// The day that many working days from today; never later than now.
    Instant when(std::int64_t offset, int hours) const;
    void plan(Instant when, std::function<void()> deed) { all.emplace_back(when, std::move(deed)); }
    /// Does them in the order of their days; those of one moment as they were planned.
    void carry_out();
};

/// Settings, units with their former names, people and grants, catalogues and subjects.
County load_county(organ::Context& in, std::filesystem::path const& folder, Instant founded);
/// Mergers, documents with their editions and withdrawals, in the order of their days; returns how many disclosures.
int load_documents(organ::Context& in, County const& county);
/// Records in the middle of the workflow, moved there by the people whose turn it was; returns how many.
int load_drafts(organ::Context& in, County const& county);
/// The register of reviews and lawsuits, each case as it stood on its last day; returns how many.
int load_remedies(organ::Context& in, County const& county);
/// The annual reports of the year before, as data; returns how many.
int load_reports(organ::Context& in, County const& county);
/// Failed searches and what was made of them, changes of catalogues with the comments of the public; returns how many proposals.
int load_proposals(organ::Context& in, County const& county);
/// Applications for disclosure, each deed on its working day before today by the person whose turn it was; returns how many.
int load_requests(organ::Context& in, County const& county);
/// Letters to the opinion box, each deed on its working day before today by the person whose turn it was; returns how many.
int load_letters(organ::Context& in, County const& county);
/// An assessment in the middle of being judged; needs the projection of due days. Returns how many units it has.
int load_assessment(organ::Context& in, County const& county);
/// The bulletin of last month, with contests and frozen as far as the working days of this month have come; needs the projection of due
/// days. Returns the month, or nothing where its second working day is still ahead.
std::string load_bulletin(organ::Context& in, County const& county);

}  // namespace mingtang::cli::demo
