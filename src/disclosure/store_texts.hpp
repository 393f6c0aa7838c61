#pragma once
#include "disclosure/disclosure.hpp"

/// SQL of the words of attachments, each kept once by the SHA-256 of its file.
namespace mingtang::disclosure::store {

using storage::Transaction;

/// The words of the file; nothing while they were not read, empty where it has none.
std::optional<std::string> kept_words(Transaction& tx, std::string const& sha256);
void keep_words(Transaction& tx, std::string const& sha256, std::string const& words);
/// The words go where no public edition has the file.
void drop_words_of_no_public_edition(Transaction& tx, std::string const& sha256);
/// The files of all editions of a disclosure.
std::vector<std::string> contents_of(Transaction& tx, Id disclosure_id);

}  // namespace mingtang::disclosure::store
