#pragma once
#include <array>

#include "base/id.hpp"
#include "storage/record.hpp"

namespace mingtang::supervision::checks {

enum class State { open, closed };
/// What can be drawn: a unit as a whole, a record that it published, an entry of its catalogue.
enum class Kind { unit, record, entry };
enum class Judgement { pending, pass, fail, not_applicable };

/// A spot check (抽查): a sample drawn by a seed from a list that is kept with it. How it was drawn: draw.hpp.
struct Check {
    Id id = 0;
    std::string number;  // `抽〔2026〕1号`
    std::string title;
    State state = State::open;
    std::string seed;
    int units = 0;                 // drawn
    int records = 0, entries = 0;  // of each unit
    Date since_on, until_on;       // when the records were published
    std::string population_sha256;
    int population_units = 0, population_records = 0, population_entries = 0;
    Instant drawn_at;
    Id drawn_by_id = 0;
    std::string drawn_by_name;
    Instant closed_at;
    std::string closed_by_name;
    int lock_version = 0;
    template <class V>
    static void columns(V&& v, storage::OneOf<Check> auto& r) {
        v("id", r.id), v("number", r.number), v("title", r.title), v("state", r.state), v("seed", r.seed), v("units", r.units);
        v("records", r.records), v("entries", r.entries), v("since_on", r.since_on), v("until_on", r.until_on);
        v("population_sha256", r.population_sha256), v("population_units", r.population_units);
        v("population_records", r.population_records), v("population_entries", r.population_entries), v("drawn_at", r.drawn_at);
        v("drawn_by_id", r.drawn_by_id), v("drawn_by_name", r.drawn_by_name), v("closed_at", r.closed_at);
        v("closed_by_name", r.closed_by_name), v("lock_version", r.lock_version);
    }
};

/// One that was drawn, and what the inspector judged of it.
struct Row {
    Id id = 0;
    Id check_id = 0;
    int place = 0;
    Id unit_id = 0;
    Kind kind = Kind::record;
    Id subject_id = 0;  // of the unit, the disclosure, the entry
    std::string title;  // as it was when drawn
    Judgement judgement = Judgement::pending;
    std::string criterion;  // code of law/supervision.json
    std::string words;
    Id judged_by_id = 0;
    std::string judged_by_name;
    Instant judged_at;
    Id finding_id = 0;  // that it became; 0: none
    template <class V>
    static void columns(V&& v, storage::OneOf<Row> auto& r) {
        v("id", r.id), v("check_id", r.check_id), v("place", r.place), v("unit_id", r.unit_id), v("kind", r.kind);
        v("subject_id", r.subject_id), v("title", r.title), v("judgement", r.judgement), v("criterion", r.criterion), v("words", r.words);
        v("judged_by_id", r.judged_by_id), v("judged_by_name", r.judged_by_name), v("judged_at", r.judged_at);
        v("finding_id", r.finding_id);
    }
};

}  // namespace mingtang::supervision::checks

template <>
struct mingtang::EnumNames<mingtang::supervision::checks::State> {
    static constexpr std::array<std::string_view, 2> names{"open", "closed"};
};
template <>
struct mingtang::EnumNames<mingtang::supervision::checks::Kind> {
    static constexpr std::array<std::string_view, 3> names{"unit", "record", "entry"};
};
template <>
struct mingtang::EnumNames<mingtang::supervision::checks::Judgement> {
    static constexpr std::array<std::string_view, 4> names{"pending", "pass", "fail", "not_applicable"};
};
