#include "reports/normative.hpp"

namespace mingtang::reports {
namespace {

/// What the edition says of the end of the document; no day where it is in force without end.
Date gone_by(NormativeEdition const& edition) {
    if (edition.validity == disclosure::Validity::valid) return edition.valid_until_on ? edition.valid_until_on + 1 : Date();
    return edition.valid_until_on ? edition.valid_until_on : edition.published_on;
}

}  // namespace

std::vector<NormativeDocument> normative_documents(std::vector<NormativeEdition> const& editions) {
    std::vector<NormativeDocument> all;
    disclosure::Validity before = disclosure::Validity::valid;
    for (auto const& edition : editions) {
        bool is_new = all.empty() || all.back().disclosure_id != edition.disclosure_id;
        if (is_new) all.push_back({.disclosure_id = edition.disclosure_id, .unit_id = edition.unit_id});
        auto& document = all.back();
        document.title = edition.title, document.document_number = edition.document_number;
        document.made_on = edition.produced_on ? edition.produced_on : edition.published_on;
        // The edition that first said so tells the day; later ones may only mend its text.
        bool said_before = !is_new && before != disclosure::Validity::valid && edition.validity != disclosure::Validity::valid;
        if (!said_before || edition.valid_until_on) document.gone_on = gone_by(edition);
        before = edition.validity;
    }
    return all;
}

std::vector<NormativeDocument> counted_as(std::vector<NormativeDocument> const& documents, std::string_view column, int year) {
    std::vector<NormativeDocument> found;
    for (auto const& one : documents)
        if (column == "made" ? one.made_in(year) : column == "repealed" ? one.gone_in(year) : one.in_force_at_end_of(year))
            found.push_back(one);
    return found;
}

}  // namespace mingtang::reports
