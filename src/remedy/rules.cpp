#include "remedy/rules.hpp"

#include "law/period.hpp"

namespace mingtang::remedy {

Date answer_due(Kind kind, bool summary, Date copy_received_on, law::Calendar const& calendar) {
    if (!copy_received_on) return {};
    auto const* clock = law::find_clock(kind != Kind::review ? "lawsuit_answer" : summary ? "review_answer_summary" : "review_answer");
    auto last = law::due(copy_received_on, clock->period, calendar);
    return kind == Kind::review ? last : calendar.add_working_days(last, 0);
}

namespace {

Refusal bad(char const* code, char const* field) { return Refusal{code, "", {{"column", field}}, field}; }

Done is_named(Case const& made) {
    if (made.case_number.empty()) return bad("remedy.case.missing", "case_number");
    if (made.decider.empty()) return bad("remedy.case.missing", "decider");
    if (!made.accepted_on) return bad("remedy.case.missing", "accepted_on");
    return {};
}

}  // namespace

Done is_consistent(Case const& made, Date today) {
    if (auto named = is_named(made); !named) return named;
    struct Day {
        char const* field;
        Date day, not_before;
    };
    for (auto const& [field, day, not_before] : {Day{"accepted_on", made.accepted_on, {}},
                                                 {"copy_received_on", made.copy_received_on, made.accepted_on},
                                                 {"answered_on", made.answered_on, made.accepted_on},
                                                 {"decided_on", made.decided_on, made.accepted_on}}) {
        if (day && day > today) return bad("remedy.case.later", field);
        if (day && not_before && day < not_before) return bad("remedy.case.before", field);
    }
    if ((made.result == Result::pending) == bool(made.decided_on))
        return bad("remedy.case.half_decided", made.decided_on ? "result" : "decided_on");
    if (made.summary && made.kind != Kind::review) return bad("remedy.case.summary", "summary");
    return {};
}

Done may_keep(organ::Actor const& actor, Id unit_id) {
    if (actor.system || actor.has(organ::Role::office, unit_id)) return {};
    return Refusal{"remedy.keep.forbidden"};
}

bool may_read(organ::Actor const& actor, Id unit_id) { return may_unseal(actor, unit_id) || actor.has(organ::Role::auditor, unit_id); }

bool may_unseal(organ::Actor const& actor, Id unit_id) { return actor.system || actor.has(organ::Role::office, unit_id); }

}  // namespace mingtang::remedy
