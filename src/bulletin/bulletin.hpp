#pragma once
#include <array>

#include "base/id.hpp"
#include "measure/measure.hpp"
#include "storage/record.hpp"

namespace mingtang::bulletin {

using measure::Measure;

/// What units are ranked by, in the order of the page.
inline constexpr std::array measures{Measure::filed,    Measure::published, Measure::published_on_time,
                                     Measure::returned, Measure::overdue,   Measure::rectified};

/// Where a month's bulletin stands (workflow.hpp).
enum class State {
    contesting,     // units may contest records
    frozen,         // its figures never change again
    in_publication  // a disclosure was drafted from it
};

/// The bulletin of a month (月度通报). While it can be contested its figures are computed anew each time; frozen, they stand in `content`.
struct Bulletin {
    Id id = 0;
    std::string month;  // "2026-10"
    Id unit_id = 0;     // that issues it: the office's own
    State state = State::contesting;
    Date begun_on;
    std::string begun_by;
    Date contest_until_on;
    std::string minimums;  // JSON: the smallest denominator that is ranked, by measure
    std::string content;   // JSON of Content (content.hpp); empty until it is frozen
    Instant frozen_at;
    Id disclosure_id = 0;
    int lock_version = 0;
    template <class V>
    static void columns(V&& v, storage::OneOf<Bulletin> auto& r) {
        v("id", r.id), v("month", r.month), v("unit_id", r.unit_id), v("state", r.state), v("begun_on", r.begun_on),
            v("begun_by", r.begun_by), v("contest_until_on", r.contest_until_on), v("minimums", r.minimums), v("content", r.content),
            v("frozen_at", r.frozen_at), v("disclosure_id", r.disclosure_id), v("lock_version", r.lock_version);
    }
};

enum class ContestState { open, accepted, rejected, taken_back };

/// A unit says that a record should not stand in a figure; accepted, it is left out of that figure of that bulletin.
struct Contest {
    Id id = 0;
    Id bulletin_id = 0;
    Id unit_id = 0;
    Measure measure = Measure::filed;
    std::string record;      // measure::Record::key
    std::string title, why;  // of the record, as it stood then
    ContestState state = ContestState::open;
    std::string reason;
    Id person_id = 0;
    std::string person_name;
    Instant made_at;
    std::string decision;  // why it was accepted or not
    std::string decided_by;
    Instant decided_at;
    template <class V>
    static void columns(V&& v, storage::OneOf<Contest> auto& r) {
        v("id", r.id), v("bulletin_id", r.bulletin_id), v("unit_id", r.unit_id), v("measure", r.measure), v("record", r.record),
            v("title", r.title), v("why", r.why), v("state", r.state), v("reason", r.reason), v("person_id", r.person_id),
            v("person_name", r.person_name), v("made_at", r.made_at), v("decision", r.decision), v("decided_by", r.decided_by),
            v("decided_at", r.decided_at);
    }
};

/// A row behind a frozen figure.
struct FrozenRecord {
    Id id = 0;
    Id bulletin_id = 0;
    Measure measure = Measure::filed;
    Id unit_id = 0;
    std::string record, title, url;
    Date day;
    bool counted = true;
    std::string why;
    bool left_out = false;  // an accepted contest
    template <class V>
    static void columns(V&& v, storage::OneOf<FrozenRecord> auto& r) {
        v("id", r.id), v("bulletin_id", r.bulletin_id), v("measure", r.measure), v("unit_id", r.unit_id), v("record", r.record),
            v("title", r.title), v("url", r.url), v("day", r.day), v("counted", r.counted), v("why", r.why), v("left_out", r.left_out);
    }
};

}  // namespace mingtang::bulletin

template <>
struct mingtang::EnumNames<mingtang::bulletin::State> {
    static constexpr std::array<std::string_view, 3> names{"contesting", "frozen", "in_publication"};
};
template <>
struct mingtang::EnumNames<mingtang::bulletin::ContestState> {
    static constexpr std::array<std::string_view, 4> names{"open", "accepted", "rejected", "taken_back"};
};
