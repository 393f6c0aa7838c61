#pragma once
#include "base/outcome.hpp"
#include "disclosure/disclosure.hpp"
#include "law/calendar.hpp"

/// What the law asks of a disclosure: values in, Outcome out.
namespace mingtang::disclosure {

/// law: ogi-2019:26
/// "属于主动公开范围的政府信息,应当自该政府信息形成或者变更之日起20个工作日内及时公开。法律、法规对政府信息公开的期限另有规定的,从其规定。"
Date publish_due(Date formed_on, std::string_view special_period, law::Calendar const& calendar);

/// law: ogi-2019:12 names index, title, summary and date of making as what a catalogue entry must have; arts 10, 14–16 and 18 the kind of
/// source, the ground of withholding and its next review. `has_content`: a text or at least one attachment.
Done is_complete(Edition const& edition, bool has_content, Date today);

/// law: ogi-2019:17, four eyes: nobody reviews what he drafted himself.
Done may_review(Edition const& edition, Id person_id);

/// law: ogi-2019:17, the secrecy law's "先审查、后公开": the newest review says that it may be public and was of this very content.
Done may_publish(Edition const& edition, std::vector<SecrecyReview> const& reviews);

/// The conclusion must be one that the step can follow: `clear` needs 可以公开, `refer` needs where to.
Done is_review_whole(SecrecyReview const& review);

/// A time to publish lies ahead, within a year.
Done may_schedule(Instant at, Instant now);

/// law: ogi-2019:6 false or incomplete information is corrected; taking down without a reason is not. At least four characters.
Done has_reason(std::string_view reason, std::string const& action);

/// What reviewers see, as one hash: title, number, item, scope, text, attachments and the rest of the content.
std::string digest_of(Edition const& edition, std::string_view html, std::vector<Attachment> const& attachments);

}  // namespace mingtang::disclosure
