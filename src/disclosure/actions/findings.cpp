// What is decided about findings.
#include "disclosure/findings.hpp"

#include "base/text.hpp"
#include "disclosure/actions/chosen.hpp"
#include "disclosure/actions/common.hpp"
#include "disclosure/words.hpp"

namespace mingtang::disclosure {
namespace {

bool is_chosen(Finding const& finding, ChosenFindings const& chosen) {
    if (finding.state != FindingState::open) return false;
    if (chosen.all_certain && finding.certainty == scan::Certainty::certain) return true;
    if (std::find(chosen.ids.begin(), chosen.ids.end(), finding.id) != chosen.ids.end()) return true;
    return std::any_of(chosen.groups.begin(), chosen.groups.end(), [&](FindingGroup const& g) {
        return g.part == finding.part && g.attachment_id == finding.attachment_id && g.kind == finding.kind &&
               g.certainty == finding.certainty;
    });
}

}  // namespace

std::vector<Finding> chosen_findings(storage::Transaction& tx, Id edition_id, ChosenFindings const& chosen) {
    auto findings = store::findings_of(tx, edition_id);
    std::erase_if(findings, [&](Finding const& finding) { return !is_chosen(finding, chosen); });
    return findings;
}

std::string key_of_value(Finding const& f) { return key_of_value(f.part, f.attachment_id, f.kind, f.value_digest); }

std::vector<Finding> open_findings_of(storage::Transaction& tx, Id edition_id, std::set<std::string> const& values) {
    auto findings = store::findings_of(tx, edition_id);
    std::erase_if(findings, [&](Finding const& f) { return f.state != FindingState::open || !values.contains(key_of_value(f)); });
    return findings;
}

void decide(Context& in, std::vector<Finding>& findings, FindingState state, std::string const& reason) {
    for (auto& finding : findings) {
        finding.state = state;
        finding.reason = reason;
        finding.person_id = in.actor.person_id;
        finding.person_name = in.actor.name;
        finding.at = in.now;
        store::save(in.tx, finding);
    }
}

json::array counted(std::vector<FindingGroup> const& groups) {
    json::array all;
    for (auto const& g : groups)
        all.push_back(json::object{{"part", to_text(g.part)},
                                   {"attachment_id", g.attachment_id},
                                   {"kind", to_text(g.kind)},
                                   {"certainty", to_text(g.certainty)},
                                   {"count", g.open + g.masked + g.excepted}});
    return all;
}

Outcome<Edition> except_findings(Context& in, Id edition_id, ChosenFindings const& chosen, std::string const& reason) {
    auto found = find_for(in, edition_id, Action::except);
    if (!found) return found.error();
    if (!may_review(*found, in.actor.person_id)) return Refusal{"disclosure.except.own_draft", "ogi-2019:15"};
    auto findings = chosen_findings(in.tx, edition_id, chosen);
    if (findings.empty()) return Refusal{"disclosure.except.nothing"};
    if (auto has = has_reason(text::trim(reason), "except"); !has) return has.error();
    auto said = text::shorten(text::trim(reason), 500);
    std::set<std::string> values;
    for (auto const& finding : findings) values.insert(key_of_value(finding));
    findings = open_findings_of(in.tx, edition_id, values);
    decide(in, findings, FindingState::excepted, said);
    auto groups = groups_of(findings);
    note(in, *found, Action::except, in_short(groups) + word("mark", "before") + said);
    tell(in, "excepted", *found, {{"findings", counted(groups)}});
    return found;
}

}  // namespace mingtang::disclosure
