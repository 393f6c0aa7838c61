#pragma once
#include "paper/paper.hpp"
#include "request/actions.hpp"

namespace mingtang::request {

/// The letter as a paper in the form of GB/T 9704: organ, number, title, addressee, the words by paragraphs, what the law makes us say,
/// the files that hang on it, the organ's name and the day. A draft bears no number and no day. Inquiries to other organs have the red head
/// of a letter (信函).
paper::Paper paper_of(Context& in, Letter const& letter);
/// The same of an earlier wording.
paper::Paper paper_of(Context& in, Letter const& letter, LetterVersion const& version);

}  // namespace mingtang::request
