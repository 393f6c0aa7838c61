#pragma once
#include "organ/context.hpp"

namespace mingtang::supervision {

/// One of the rules by which a whole site fails at once (单项否决), as far as this site can be judged by its own records.
struct Veto {
    std::string code, name, basis;
    long long number = 0;  // of faults now
    int at_least = 1;      // from which the site fails
    std::string kind;      // of the findings that are counted; empty where none are
    bool fails() const { return number >= at_least; }
    /// More than half of the way.
    bool is_near() const { return !fails() && 2 * number > at_least; }
};

/// The vetoes of law/supervision.json over the findings of all units that wait or are being rectified, as of the last patrol; the home page
/// and the letters to the opinion box as of today. What people must judge (安全、办事服务) is not among them.
std::vector<Veto> vetoes(organ::Context& in);

}  // namespace mingtang::supervision
