#pragma once
#include "disclosure/disclosure.hpp"

/// Normative documents as the first table counts them, out of the documents that the unit has disclosed.
namespace mingtang::reports {

/// A published edition of a disclosure of the kind `normative`.
struct NormativeEdition {
    Id disclosure_id = 0;
    Id unit_id = 0;
    std::string title, document_number;
    Date produced_on, published_on, valid_until_on;
    disclosure::Validity validity = disclosure::Validity::valid;
};

/// A document through all its editions. `gone_on` is the first day on which it was not in force any more; no day while it is.
struct NormativeDocument {
    Id disclosure_id = 0;
    Id unit_id = 0;
    std::string title, document_number;
    Date made_on, gone_on;

    bool made_in(int year) const { return made_on.year() == year; }
    bool gone_in(int year) const { return gone_on && gone_on.year() == year; }
    bool in_force_at_end_of(int year) const { return made_on <= Date(year, 12, 31) && (!gone_on || gone_on > Date(year, 12, 31)); }
};

/// `editions` in the order of disclosure and number. Repealed or expired: from the day that the edition names, else from its publication.
/// A document with a last day is in force until then, without anybody publishing that it expired.
std::vector<NormativeDocument> normative_documents(std::vector<NormativeEdition> const& editions);

/// The documents behind `made`, `repealed` or `in_force` of a year.
std::vector<NormativeDocument> counted_as(std::vector<NormativeDocument> const& documents, std::string_view column, int year);

}  // namespace mingtang::reports
