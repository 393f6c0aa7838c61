#pragma once
#include "request/actions.hpp"

/// What several ask for. law: ogi-2019:44
/// "多个申请人就相同政府信息向同一行政机关提出公开申请，且该政府信息属于可以公开的，行政机关可以纳入主动公开 的范围"; and what an applicant
/// wishes to be published for all.
namespace mingtang::request {

/// Applications to one unit that ask for the same: numbers and days, nothing of what they say or of who asks.
struct Repeated {
    Id unit_id = 0;
    std::vector<Id> requests;               // oldest first
    std::vector<std::string> case_numbers;  // of the same
    int applicants = 0;                     // different ones
    int wishes = 0;                         // of art. 44, not declined
    int disclosed = 0;                      // answered by disclosing all or a part
    bool published = false;                 // one of the answers is public for all
    Date first_on, last_on;                 // of receipt
};
/// Of the last two years: groups of two applicants or more, and single applications whose applicant wishes publication; the most asked for
/// first; without those whose answer is public already. Descriptions are compared by the machine and shown to nobody. Applications that
/// were erased, and those of a register that does not say who applied, are not compared.
std::vector<Repeated> repeated(Context& in);

}  // namespace mingtang::request
