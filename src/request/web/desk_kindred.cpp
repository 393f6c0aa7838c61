#include "request/web/desk_kindred.hpp"

#include "base/similar.hpp"
#include "base/text.hpp"
#include "request/store.hpp"

namespace mingtang::request::web {
namespace {

constexpr int compared = 400;
constexpr int days_back = 730;
constexpr std::size_t shown_at_most = 12;

bool is_same_month(Date a, Date b) { return a.year() == b.year() && a.month() == b.month(); }

}  // namespace

Kindred kindred_of(Context& in, Opened const& opened) {
    auto const& own = opened.request;
    Kindred found;
    std::set<std::string> askers{own.applicant_key};
    for (auto& other : store::of_unit_since(in.tx, own.unit_id, own.received_on - days_back, compared)) {
        if (other.id == own.id) continue;
        Kin kin{.request = other, .same_applicant = !own.applicant_key.empty() && other.applicant_key == own.applicant_key};
        auto words = other.erased_at ? "" : description_of(in, other);
        kin.likeness = similarity(opened.description, words);
        found.of_applicant += kin.same_applicant;
        found.this_month += kin.same_applicant && is_same_month(other.received_on, own.received_on);
        if (kin.likeness >= same_wish && !other.applicant_key.empty()) askers.insert(other.applicant_key);
        if (!kin.same_applicant && kin.likeness < worth_showing) continue;
        kin.words = text::shorten(text::one_line(words), 120);
        found.shown.push_back(std::move(kin));
    }
    std::stable_sort(found.shown.begin(), found.shown.end(), [](Kin const& a, Kin const& b) { return a.likeness > b.likeness; });
    if (found.shown.size() > shown_at_most) found.shown.resize(shown_at_most);
    long long read = 0;
    for (auto& kin : found.shown) {
        if (!may_read(in, kin.request)) kin.words.clear();
        read += !kin.words.empty();
    }
    if (read > 0) in.write("request.listed", own.subject(), own.unit_id, {{"cases", read}});
    found.askers = own.applicant_key.empty() ? 0 : int(askers.size());
    return found;
}

}  // namespace mingtang::request::web
