#pragma once
#include "organ/context.hpp"
#include "supervision/finding.hpp"
#include "supervision/store.hpp"

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
/// Attachments whose content is not there or not what it was. A page at a time, each perhaps in a transaction of its own: what all of them
/// hold takes long to read.
class Files {
  public:
    /// False at the end.
    bool next(Context& in, Findings& all);

  private:
    Id after_ = 0;
    std::optional<std::map<std::string, std::string>> troubles_;
};

/// Links inside the site, and texts like the one before of the same unit, entry and kind. A page at a time as well.
class Texts {
  public:
    /// False at the end.
    bool next(Context& in, Findings& all);

  private:
    void look_at_sameness(Findings& all, store::PublicText const& one);
    struct Before {
        Id unit_id = 0, catalogue_item_id = 0;
        std::string kind, title, plain;
    };
    std::optional<std::vector<Id>> ids_;
    std::size_t at_ = 0;
    Before before_;
    std::string own_host_;
};

/// Links to other sites that failed on several days, as the links' own job has found (links/checker.hpp).
void outside_links(Context& in, Findings& all);

}  // namespace mingtang::supervision::looks
