#pragma once
#include <array>

#include "base/id.hpp"
#include "storage/record.hpp"

namespace mingtang::reports {

/// Where a unit's report of a year stands (workflow.hpp). `taken_in`: a finished report that was made elsewhere.
enum class State { drafting, checked, handed_in, in_publication, taken_in };

/// A unit's annual report on open government information, law: ogi-2019:49.
struct KeptReport {
    Id id = 0;
    Id unit_id = 0;
    int year = 0;
    State state = State::drafting;
    std::string typed;        // what people typed: first table, fees, texts; JSON of an AnnualReport
    std::string content;      // the whole report as it was checked or taken in; empty while drafting
    std::string explanation;  // of figures that do not agree and are right nevertheless
    std::string returned;     // why the office gave it back
    std::string source_name;  // of the file it was taken in from
    Id disclosure_id = 0;     // under which it is published
    int lock_version = 0;
    Instant made_at, saved_at, handed_in_at;
    template <class V>
    static void columns(V&& v, storage::OneOf<KeptReport> auto& r) {
        v("id", r.id), v("unit_id", r.unit_id), v("year", r.year), v("state", r.state), v("typed", r.typed), v("content", r.content),
            v("explanation", r.explanation), v("returned", r.returned), v("source_name", r.source_name),
            v("disclosure_id", r.disclosure_id), v("lock_version", r.lock_version), v("made_at", r.made_at), v("saved_at", r.saved_at),
            v("handed_in_at", r.handed_in_at);
    }
    bool is_handed_in() const { return state == State::handed_in || state == State::in_publication || state == State::taken_in; }
};

}  // namespace mingtang::reports

template <>
struct mingtang::EnumNames<mingtang::reports::State> {
    static constexpr std::array<std::string_view, 5> names{"drafting", "checked", "handed_in", "in_publication", "taken_in"};
};
