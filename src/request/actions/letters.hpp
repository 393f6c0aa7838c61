#pragma once
#include "request/actions/common.hpp"
#include "request/letter_words.hpp"

/// What the verbs of letters share.
namespace mingtang::request {

std::string seal_text(Context const& in, LetterText const& text);
/// The values of the {places} for this case and what the letter decides; `fee` of a fee notice.
Places places_of(Context& in, InfoRequest const& request, Letter const& letter, FeeNotice const* fee);
/// Puts what the kind decides with into the letter, as typed; members that the kind does not have are cleared. Refuses
/// request.letter.{bad_number,bad_date,fee_way,asked}, naming the field.
struct Decided {
    std::optional<FeeNotice> fee;
};
Outcome<Decided> read_decision(Context& in, InfoRequest const& request, LetterForm const& form, Letter& letter);
/// What the law makes us say at the end.
std::string closing_of(Context& in, InfoRequest const& request, Letter const& letter);
/// The organ that decides reviews: as set by the unit, else the government above it (arl-2023:24); empty where neither is known.
std::string review_organ_of(Context& in, Id unit_id);
/// Whether the letter may go out today, by what it decides. Asked when it is filed and again when it is issued.
Done letter_fits(Context& in, InfoRequest const& request, Letter const& letter);
/// The letter with its case, for one who may read the case and take this step.
struct LetterOfCase {
    Letter letter;
    InfoRequest request;
};
Outcome<LetterOfCase> find_letter(Context& in, Id letter_id, LetterAction action);
/// Takes the sign-off step and notes it.
Outcome<Letter> take(Context& in, LetterOfCase found, LetterAction action, std::string const& remark);
std::vector<std::string> grounds_of(Letter const& letter);

}  // namespace mingtang::request
