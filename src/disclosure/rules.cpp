#include "disclosure/rules.hpp"

#include "base/digest.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "law/ground.hpp"
#include "law/period.hpp"

namespace mingtang::disclosure {
namespace {

Refusal missing(std::string const& field, std::string article = "ogi-2019:12") {
    return Refusal{"disclosure.file.missing_" + field, std::move(article), {}, field};
}

}  // namespace

Date publish_due(Date formed_on, std::string_view special_period, law::Calendar const& calendar) {
    if (!formed_on) return {};
    auto const* special = law::find_special_period(special_period);
    return law::proactive_due(formed_on, special ? &special->period : nullptr, calendar);
}

Done is_complete(Edition const& edition, bool has_content, Date today) {
    if (edition.title.empty()) return missing("title");
    if (edition.catalogue_item_id == 0) return missing("catalogue_item_id");
    if (!edition.produced_on) return missing("produced_on");
    if (edition.produced_on > today) return Refusal{"disclosure.file.produced_later", "ogi-2019:12", {}, "produced_on"};
    if (!has_content) return missing("body");
    if (edition.source_kind != SourceKind::made && edition.source_name.empty()) return missing("source_name", "ogi-2019:10");
    if (edition.way == Way::withheld) {
        if (law::find_ground(edition.ground) == nullptr) return missing("ground", "ogi-2019:13");
        if (!edition.review_again_on) return missing("review_again_on", "ogi-2019:18");
    }
    if (edition.validity == Validity::valid && edition.valid_until_on && edition.valid_until_on < today)
        return Refusal{"disclosure.file.validity_passed", "", {}, "valid_until_on"};
    return {};
}

Done may_review(Edition const& edition, Id person_id) {
    if (person_id != 0 && edition.author_id == person_id) return Refusal{"disclosure.review.own_draft", "ogi-2019:17"};
    return {};
}

Done may_publish(Edition const& edition, std::vector<SecrecyReview> const& reviews) {
    if (reviews.empty()) return Refusal{"disclosure.publish.no_secrecy_review", "ogi-2019:17"};
    auto const& newest = reviews.back();
    if (newest.conclusion != Conclusion::may_be_public) return Refusal{"disclosure.publish.not_cleared", "ogi-2019:17"};
    if (newest.digest != edition.digest) return Refusal{"disclosure.publish.changed_since_review", "ogi-2019:17"};
    if (newest.person_id != 0 && newest.person_id == edition.author_id) return Refusal{"disclosure.review.own_draft", "ogi-2019:17"};
    return {};
}

Done is_review_whole(SecrecyReview const& review) {
    if (review.checked.empty()) return Refusal{"disclosure.clear.nothing_checked", "ogi-2019:17", {}, "checked"};
    if (review.basis.empty()) return Refusal{"disclosure.clear.no_basis", "ogi-2019:17", {}, "basis"};
    if (review.conclusion == Conclusion::referred && review.referred_to.empty())
        return Refusal{"disclosure.refer.no_addressee", "ogi-2019:17", {}, "referred_to"};
    return {};
}

Done may_schedule(Instant at, Instant now) {
    if (!at) return Refusal{"disclosure.schedule.no_time", "", {}, "publish_at"};
    if (at <= now) return Refusal{"disclosure.schedule.past", "", {}, "publish_at"};
    if (at - now > std::chrono::hours(24 * 366)) return Refusal{"disclosure.schedule.too_far", "", {}, "publish_at"};
    return {};
}

Done has_reason(std::string_view reason, std::string const& action) {
    if (text::length(reason) < 4) return Refusal{"disclosure." + action + ".no_reason", "ogi-2019:6", {}, "reason"};
    return {};
}

std::string digest_of(Edition const& e, std::string_view html, std::vector<Attachment> const& attachments) {
    json::array files;
    for (auto const& file : attachments) files.push_back(json::object{{"name", file.name}, {"sha256", file.sha256}});
    return sha256(json::canonical(json::object{{"title", e.title},
                                               {"document_number", e.document_number},
                                               {"kind", to_text(e.kind)},
                                               {"catalogue_item_id", e.catalogue_item_id},
                                               {"source_kind", to_text(e.source_kind)},
                                               {"source_name", e.source_name},
                                               {"produced_on", e.produced_on.text()},
                                               {"subjects", e.subjects},
                                               {"keywords", e.keywords},
                                               {"summary", e.summary},
                                               {"validity", to_text(e.validity)},
                                               {"scope", to_text(e.scope)},
                                               {"way", to_text(e.way)},
                                               {"ground", e.ground},
                                               {"html", html},
                                               {"attachments", files}}));
}

}  // namespace mingtang::disclosure
