#pragma once
#include <string>
#include <vector>

#include "scan/detector.hpp"

namespace mingtang::scan {

/// A text that the public is to read.
struct PublicText {
    std::string field;  // of the form that it was typed into; empty: none
    std::string label;  // what a refusal calls it
    std::string text;
};

/// What names a person in such texts, in words for a refusal: the first five, and the field of the first.
struct PersonalFinds {
    std::string field;
    std::vector<std::string> words;
    void add(PublicText const& where, std::string const& what);
};

/// As the look for disclosures finds it; what is only possible does not keep a text back.
PersonalFinds personal_finds(Detector const& detector, std::vector<PublicText> const& texts);

}  // namespace mingtang::scan
