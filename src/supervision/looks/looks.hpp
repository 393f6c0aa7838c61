#pragma once
#include "organ/context.hpp"
#include "supervision/finding.hpp"

/// The looks of a patrol, by kind: each adds the faults that it sees as of the context's day, and stores nothing.
namespace mingtang::supervision::looks {

using organ::Context;
using Findings = std::vector<Finding>;

/// Drafts, applications, reviews of what is withheld, days of validity, entries of catalogues, explanations of policies: whose day passed.
void late(Context& in, Findings& all);
/// Kinds of information not renewed in time (law/supervision.json).
void columns(Context& in, Findings& all);
/// Headings of catalogues under which nothing was ever published, once their time of grace is over.
void empty_columns(Context& in, Findings& all);
/// law: ogi-2019:12: elements of the guide, telephone and address by themselves.
void guides(Context& in, Findings& all);
/// Attachments whose content is not there or not what it was.
void files(Context& in, Findings& all);
/// Links inside the site, and texts like the one before.
void texts(Context& in, Findings& all);
/// Links to other sites that failed on several days, as the links' own job has found (links/checker.hpp).
void outside_links(Context& in, Findings& all);

}  // namespace mingtang::supervision::looks
