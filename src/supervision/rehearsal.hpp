#pragma once
#include "supervision/patrol.hpp"
#include "supervision/rectification.hpp"

/// What a later day would bring when nothing is done until then. Readings only: nothing is stored and nothing is sent.
namespace mingtang::supervision {

/// How many working days before its day a thing counts as soon due.
inline constexpr int warned_working_days = 5;

struct Rehearsal {
    Date day;
    bool calendar_is_certain = false;  // the holidays of every year up to the day are known
    struct Expected {
        Finding finding;
        bool fresh = false;  // not among the open ones of the last patrol
    };
    std::vector<Expected> overdue;  // the unit with the most first
    struct Place {
        Id unit_id = 0;
        long long now = 0, then = 0;
    };
    std::vector<Place> ranking;  // who would be last stands first
    struct Notice {
        Id unit_id = 0;
        long long findings = 0;  // in no rectification yet
    };
    std::vector<Notice> notices;  // to rectify
    struct Escalation {
        Rectification record;
        Stage to = Stage::order;
    };
    std::vector<Escalation> escalations;  // answers whose day would be over
    std::vector<Finding> warnings;        // their day comes within `warned_working_days` from the day on
    std::vector<Rectification> answers_soon_due;
};

/// As of `day`, which is today or later, for these units (empty: all). What only a reading of texts and files shows is taken from the last
/// patrol.
Rehearsal rehearse(Context& in, Date day, std::vector<Id> const& units);

}  // namespace mingtang::supervision
