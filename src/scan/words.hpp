#pragma once
#include <string>
#include <string_view>

#include "scan/finding.hpp"

/// How people are told of a finding; the Chinese stands in words.json.
namespace mingtang::scan {

std::string in_words(Kind kind);
std::string in_words(Certainty certainty);
/// `Finding::hidden`, and `Finding::masked` of what has no value (`hidden_sheet`, `encrypted` …).
std::string reason_in_words(std::string_view reason);
/// `page 3` becomes `第 3 页`; names of sheets and files stay as they are.
std::string place_in_words(std::string place);
/// The masked value, or the reason in words where there is none.
std::string value_in_words(Kind kind, std::string const& masked);

}  // namespace mingtang::scan
