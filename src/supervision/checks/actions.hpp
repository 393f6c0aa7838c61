#pragma once
#include "organ/context.hpp"
#include "supervision/checks/check.hpp"

/// Spot checks, by the organ in charge of disclosure (role office), law: ogi-2019:46, 47. A sample that was drawn stays: it cannot be drawn
/// anew or taken back, so that nobody draws until the sample pleases.
namespace mingtang::supervision::checks {

using organ::Context;

/// As typed. An empty seed is made by chance; empty days: the year up to today.
struct DrawForm {
    std::string title, units, records, entries, since_on, until_on, seed;
};
/// Freezes the list and draws. One event `supervision.check_drawn` with the seed and the list's SHA-256. Refuses
/// supervision.draw.{forbidden,missing,too_long,units,records,entries,day,seed,nothing}.
Outcome<Check> draw(Context& in, DrawForm const& form);

struct JudgeForm {
    std::string judgement, criterion, words;
    bool as_finding = false;  // what fails becomes a finding, from which a notice to rectify can be issued
};
/// May be corrected until the check is closed. Refuses supervision.find.not_found,
/// supervision.judge.{forbidden,closed,missing,criterion,no_words,too_long,in_case}.
Outcome<Row> judge(Context& in, Id row_id, JudgeForm const& form);

/// Every row is judged. Refuses supervision.find.not_found, supervision.close.{forbidden,closed,pending}.
Outcome<Check> close(Context& in, Id check_id);

/// Inspectors and auditors, for the whole site.
bool may_see(organ::Actor const& actor);
/// Refuses supervision.find.not_found.
Outcome<Check> find(Context& in, Id check_id);

/// The list that was drawn from.
std::string population_of(Context& in, Check const& check);

struct Criterion {
    std::string code, name, basis;
};
/// Of law/supervision.json.
std::vector<Criterion> criteria();
/// Its name; what is not among them stands for itself.
std::string criterion_name(std::string const& code);

}  // namespace mingtang::supervision::checks
