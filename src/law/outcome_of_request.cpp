#include "law/outcome_of_request.hpp"

#include <stdexcept>

#include "base/json.hpp"
#include "base/resource.hpp"
#include "law/ground.hpp"
#include "law/period.hpp"

namespace mingtang::law {
namespace {

json::object const& packed() {
    static auto const all = boost::json::parse(resource("law/outcomes.json").value()).as_object();
    return all;
}

std::vector<RequestOutcome> load() {
    std::vector<RequestOutcome> rows;
    for (auto const& one : packed().at("outcomes").as_array()) {
        auto const& row = one.as_object();
        auto remedy = from_text<Remedy>(json::text(row, "remedy"));
        if (!remedy) throw std::logic_error("law/outcomes.json has an unknown remedy");
        rows.push_back({json::text(row, "code"), json::text(row, "name"), json::text(row, "article"), *remedy, json::text(row, "grounds")});
    }
    return rows;
}

}  // namespace

std::vector<RequestOutcome> const& request_outcomes() {
    static auto const rows = load();
    return rows;
}

RequestOutcome const* find_request_outcome(std::string_view code) {
    for (auto const& row : request_outcomes())
        if (row.code == code) return &row;
    return nullptr;
}

RequestOutcome const* refusal_for_ground(std::string_view ground) {
    auto const* found = find_ground(ground);
    if (found == nullptr) return nullptr;
    for (auto const& row : request_outcomes())
        if (row.grounds == found->report_row) return &row;
    return nullptr;
}

RemedyDates remedy_dates(RequestOutcome const& outcome, Date told_on, Calendar const& calendar) {
    RemedyDates dates{.remedy = outcome.remedy};
    if (outcome.remedy == Remedy::none) return dates;
    dates.review_until = due(told_on, find_clock("administrative_review")->period, calendar);
    if (outcome.remedy == Remedy::review_or_court) dates.lawsuit_until = due(told_on, find_clock("lawsuit")->period, calendar);
    return dates;
}

std::string remedy_words(RequestOutcome const& outcome, std::string_view review_organ) {
    constexpr std::string_view slot = "{review_organ}";
    auto words = json::text(packed().at("remedies").as_object(), to_text(outcome.remedy));
    if (auto at = words.find(slot); at != std::string::npos) words.replace(at, slot.size(), review_organ);
    return words;
}

}  // namespace mingtang::law
