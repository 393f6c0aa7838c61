#pragma once
#include "reports/annual_report.hpp"

namespace mingtang::reports {

/// A figure that a text states and the tables hold too.
struct Said {
    std::string words;  // as they stand: `新收政府信息公开申请3120件`
    long long number = 0;
    std::vector<std::string> cells;  // their sum should be it
};

/// The figures that can be told from a text, by law/annual_report.json: a known word, then (within 24 characters, before any other known
/// word or the end of the clause) a number with its unit. Numbers are digits, with or without commas. What cannot be told is not guessed
/// at.
std::vector<Said> figures_said(std::string_view text);

}  // namespace mingtang::reports
