#pragma once
#include <stop_token>

#include "organ/context.hpp"
#include "scan/finding.hpp"

/// The words of public attachments, read out for the search. They are read after publishing, beside everything else: a file may take half a
/// minute, and neither the step of a person nor an import waits for it.
namespace mingtang::disclosure {

/// What the reader of a file sees of it, at most 200,000 bytes: no hidden rows or deleted text, no properties.
std::string words_of(scan::Reading const& reading);

/// One round: goes on in the journal where the last round, of any node, ended; reads files of what was published since that nobody read
/// yet (slow, no transaction open), keeps their words and tells the index by `disclosure.attachments_read`; drops the words of files that
/// no public edition has any more. Returns whether anything was there to do.
bool keep_public_texts(organ::Environment const& env, std::stop_token const& stop = {});

/// Rounds until asked to stop.
void keep_public_texts_in_rounds(organ::Environment const& env, std::stop_token const& stop);

}  // namespace mingtang::disclosure
