#include "disclosure/web/secrecy_form.hpp"

#include "base/text.hpp"
#include "disclosure/rules.hpp"
#include "disclosure/web/shown.hpp"
#include "http/request.hpp"

namespace mingtang::disclosure::web {
namespace {

constexpr std::string_view checks[] = {"secret", "trade", "privacy", "stability", "attachments"};

std::string checked_of(http::Fields const& typed) {
    std::vector<std::string> parts;
    for (auto const& value : typed.all("checked"))
        if (std::find(std::begin(checks), std::end(checks), value) != std::end(checks)) parts.push_back(word("checked", value));
    if (auto more = text::trim(typed["checked_more"]); !more.empty()) parts.push_back(more);
    return text::join(parts, "\n");
}

}  // namespace

void show_secrecy_form(view::Data data, http::Fields const& typed, bool with_addressee, bool may_refer, Refusal const* refusal) {
    auto form = data.include("secrecy_fields", "disclosure/secrecy_fields");
    auto ticked = typed.all("checked");
    for (auto check : checks)
        form.section("checks")
            .set("value", check)
            .set("label", word("checked", check))
            .show("chosen", std::find(ticked.begin(), ticked.end(), check) != ticked.end());
    for (auto name : EnumNames<Conclusion>::names) {
        if (name == to_text(Conclusion::referred) && !may_refer) continue;
        form.section("conclusions").set("value", name).set("label", word("conclusion", name)).show("chosen", typed["conclusion"] == name);
    }
    form.set("checked_more", typed["checked_more"]).set("basis", typed["basis"]);
    if (refusal != nullptr) show_field_refused(form, *refusal);
    if (with_addressee) form.section("with_addressee").set("referred_to", typed["referred_to"]);
}

Outcome<ReviewForm> read_secrecy_form(http::Fields const& typed) {
    auto conclusion = from_text<Conclusion>(typed["conclusion"]);
    if (!conclusion) return Refusal{"disclosure.clear.no_conclusion", "ogi-2019:17", {}, "conclusion"};
    ReviewForm form{.checked = checked_of(typed),
                    .basis = text::trim(typed["basis"]),
                    .referred_to = text::trim(typed["referred_to"]),
                    .conclusion = *conclusion};
    SecrecyReview const review{
        .checked = form.checked, .conclusion = form.conclusion, .basis = form.basis, .referred_to = form.referred_to};
    if (auto whole = is_review_whole(review); !whole) return whole.error();
    return form;
}

}  // namespace mingtang::disclosure::web
