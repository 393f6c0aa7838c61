#pragma once
#include <string>
#include <vector>

#include "base/outcome.hpp"

namespace mingtang::request {

/// The questions of arts 36 to 39, in the order in which they are asked. Each member holds the name of the choice; empty: not answered.
struct Decision {
    /// `information` it asks for government information · `petition` petition, complaint, report (art. 39) · `publication` gazettes,
    /// papers, books (art. 39) · `confirm` to confirm or give again what the applicant has · `query` matters with rules of their own:
    /// business and land registers (art. 36(7))
    std::string asks_for;
    /// `new` · `repeat` answered already (art. 36(6)) · `massive` without good reason beyond what is reasonable (art. 35)
    std::string before;
    /// `clear` · `unclear` after the supplement still (art. 30)
    std::string description;
    /// `held` · `none` searched for and not there (art. 36(4)) · `elsewhere` another organ's (art. 36(5)) · `to_make` would have to be
    /// made or worked out (art. 38)
    std::string held;
    /// `published` already (art. 36(1)) · `unpublished`
    std::string published;
    /// `open` may be disclosed (art. 36(2)) · `withheld` (art. 36(3)) · `partly` can be split (art. 37)
    std::string disclosure;
    /// With `withheld` and `partly`: codes of law::Ground.
    std::vector<std::string> grounds;
};

/// A choice of a question, for the page that asks.
struct Choice {
    std::string name, words, article;
};
struct Question {
    std::string name, words;  // member of Decision, and what is asked
    std::vector<Choice> choices;
};

/// What still has to be asked, given what is answered; empty when the outcome is known.
std::vector<Question> questions_left(Decision const& decision);
/// The questions that were asked on the way, for showing them again.
std::vector<Question> questions_asked(Decision const& decision);
/// The outcome that the answers lead to: code of law::RequestOutcome. Refuses request.decide.{unfinished,unknown_choice,ground_needed}.
Outcome<std::string> outcome_of(Decision const& decision);

}  // namespace mingtang::request
