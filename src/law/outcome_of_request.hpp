#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/names.hpp"
#include "law/calendar.hpp"

namespace mingtang::law {

/// What one who is not content may do.
enum class Remedy {
    review_first,     // administrative review, and only after it the court
    review_or_court,  // either
    none
};

/// How an application may end, a row of law/outcomes.json; its code is the row of the annual report that counts it.
struct RequestOutcome {
    std::string code, name;
    /// That the answer rests on; empty where the form of the report knows the case and no article does.
    std::string article;
    Remedy remedy = Remedy::none;
    /// `Ground::report_row` of the grounds that lead to it; empty where none does.
    std::string grounds;
};
std::vector<RequestOutcome> const& request_outcomes();
/// Null when there is none.
RequestOutcome const* find_request_outcome(std::string_view code);
/// The refusal that counts this ground (`trade_secret` → `r3_4_third`); null for an unknown ground.
RequestOutcome const* refusal_for_ground(std::string_view ground);

/// law: arl-2023:23, whoever is refused government information (arts 14 to 16 of the Regulation) asks for review before going to court; so
/// too for the part withheld in a partial answer. law: arl-2023:20, sixty days; law: alp-2017:46, six months: both from the day on which
/// one knew.
struct RemedyDates {
    Remedy remedy = Remedy::none;
    Date review_until;
    Date lawsuit_until;  // none where review comes first
};
RemedyDates remedy_dates(RequestOutcome const& outcome, Date told_on, Calendar const& calendar);

/// The words at the end of the answer; `review_organ` is the government that decides reviews of this organ (arl-2023: for departments of a
/// county the county's government). Empty where there is no remedy.
std::string remedy_words(RequestOutcome const& outcome, std::string_view review_organ);

}  // namespace mingtang::law

template <>
struct mingtang::EnumNames<mingtang::law::Remedy> {
    static constexpr std::array<std::string_view, 3> names{"review_first", "review_or_court", "none"};
};
