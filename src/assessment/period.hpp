#pragma once
#include <array>

#include "assessment/arithmetic.hpp"
#include "base/id.hpp"
#include "storage/record.hpp"

namespace mingtang::assessment {

/// One stored edition of a scheme. Editions are never changed; a period keeps the one that it was begun with.
struct Edition {
    Id id = 0;
    std::string code;
    int number = 0;  // from 1
    std::string name;
    std::string content;  // the file
    std::string note;     // what was changed and why
    Id saved_by_id = 0;
    std::string saved_by;
    Instant saved_at;
    template <class V>
    static void columns(V&& v, storage::OneOf<Edition> auto& r) {
        v("id", r.id), v("code", r.code), v("number", r.number), v("name", r.name), v("content", r.content), v("note", r.note),
            v("saved_by_id", r.saved_by_id), v("saved_by", r.saved_by), v("saved_at", r.saved_at);
    }
};

/// How far an assessment has come (workflow.hpp).
enum class State {
    judging,         // computed and judged; only the office sees it
    told,            // frozen; each unit sees its own sheet and may appeal
    settled,         // every appeal is decided
    in_publication,  // handed to the disclosure procedure
    dropped          // begun in error
};

struct Period {
    Id id = 0;
    std::string name;
    Id edition_id = 0;
    Date from_on, to_on;  // both days count
    State state = State::judging;
    Date computed_on;
    Date appeal_until;
    Id disclosure_id = 0;
    Id begun_by_id = 0;
    std::string begun_by;
    Instant begun_at;
    int lock_version = 0;
    template <class V>
    static void columns(V&& v, storage::OneOf<Period> auto& r) {
        v("id", r.id), v("name", r.name), v("edition_id", r.edition_id), v("from_on", r.from_on), v("to_on", r.to_on), v("state", r.state),
            v("computed_on", r.computed_on), v("appeal_until", r.appeal_until), v("disclosure_id", r.disclosure_id),
            v("begun_by_id", r.begun_by_id), v("begun_by", r.begun_by), v("begun_at", r.begun_at), v("lock_version", r.lock_version);
    }
};

/// A unit that is assessed; `left_groups` are the codes of the groups that it does not have, parted by commas.
struct Assessed {
    Id id = 0;
    Id period_id = 0;
    Id unit_id = 0;
    std::string left_groups;
    template <class V>
    static void columns(V&& v, storage::OneOf<Assessed> auto& r) {
        v("id", r.id), v("period_id", r.period_id), v("unit_id", r.unit_id), v("left_groups", r.left_groups);
    }
};

/// One indicator of one unit: what was counted or judged, and what it cost or added.
struct Score {
    Id id = 0;
    Id period_id = 0;
    Id unit_id = 0;
    std::string indicator;
    long long number = 0, of_number = 0, given = 0;
    long long points = 0;
    bool capped = false, vetoes = false;
    std::string words;  // evidence and reasons of who judged
    Id judged_by_id = 0;
    std::string judged_by;  // empty: computed
    Instant at;
    template <class V>
    static void columns(V&& v, storage::OneOf<Score> auto& r) {
        v("id", r.id), v("period_id", r.period_id), v("unit_id", r.unit_id), v("indicator", r.indicator), v("number", r.number),
            v("of_number", r.of_number), v("given", r.given), v("points", r.points), v("capped", r.capped), v("vetoes", r.vetoes),
            v("words", r.words), v("judged_by_id", r.judged_by_id), v("judged_by", r.judged_by), v("at", r.at);
    }
    Count count() const { return {number, of_number, given}; }
    void take(Mark const& mark) { points = mark.points, capped = mark.capped, vetoes = mark.vetoes; }
};

/// A record behind a computed score: a deduction can be traced to it.
struct Behind {
    Id id = 0;
    Id score_id = 0;
    std::string title, detail, url;
    std::string record;  // names it within its source, whatever the period; empty: computed before such names were kept
    template <class V>
    static void columns(V&& v, storage::OneOf<Behind> auto& r) {
        v("id", r.id), v("score_id", r.score_id), v("title", r.title), v("detail", r.detail), v("url", r.url), v("record", r.record);
    }
};

/// A record that does not count in a score (不计), though it is among those behind it; or did not, until it was taken back in.
struct Strike {
    Id id = 0;
    Id period_id = 0;
    Id unit_id = 0;
    std::string indicator;
    std::string record, title, detail, url;  // as it stood behind the score
    Id appeal_id = 0;                        // 0: the office's own
    std::string reason;
    Id made_by_id = 0;
    std::string made_by;
    Instant made_at;
    std::string restored_why;
    Id restored_by_id = 0;
    std::string restored_by;
    Instant restored_at;
    bool stands() const { return !restored_at; }
    template <class V>
    static void columns(V&& v, storage::OneOf<Strike> auto& r) {
        v("id", r.id), v("period_id", r.period_id), v("unit_id", r.unit_id), v("indicator", r.indicator), v("record", r.record),
            v("title", r.title), v("detail", r.detail), v("url", r.url), v("appeal_id", r.appeal_id), v("reason", r.reason),
            v("made_by_id", r.made_by_id), v("made_by", r.made_by), v("made_at", r.made_at), v("restored_why", r.restored_why),
            v("restored_by_id", r.restored_by_id), v("restored_by", r.restored_by), v("restored_at", r.restored_at);
    }
};

/// A file that shows what was judged, or what a unit objects.
struct Evidence {
    Id id = 0;
    Id score_id = 0;
    Id appeal_id = 0;  // 0: of whoever judged or corrected
    std::string sha256, name, content_type;
    long long size = 0;
    template <class V>
    static void columns(V&& v, storage::OneOf<Evidence> auto& r) {
        v("id", r.id), v("score_id", r.score_id), v("appeal_id", r.appeal_id), v("sha256", r.sha256), v("name", r.name),
            v("content_type", r.content_type), v("size", r.size);
    }
};

enum class AppealState {
    open,
    upheld,   // the score was corrected
    rejected  // the score stands
};

/// A unit's objection to one of its scores, and what became of it.
struct Appeal {
    Id id = 0;
    Id period_id = 0;
    Id unit_id = 0;
    std::string indicator;
    AppealState state = AppealState::open;
    std::string reason;
    Id made_by_id = 0;
    std::string made_by;
    Instant made_at;
    std::string decision;
    Id decided_by_id = 0;
    std::string decided_by;
    Instant decided_at;
    template <class V>
    static void columns(V&& v, storage::OneOf<Appeal> auto& r) {
        v("id", r.id), v("period_id", r.period_id), v("unit_id", r.unit_id), v("indicator", r.indicator), v("state", r.state),
            v("reason", r.reason), v("made_by_id", r.made_by_id), v("made_by", r.made_by), v("made_at", r.made_at),
            v("decision", r.decision), v("decided_by_id", r.decided_by_id), v("decided_by", r.decided_by), v("decided_at", r.decided_at);
    }
};

/// A frozen score that was changed: before and after stay side by side.
struct Correction {
    Id id = 0;
    Id period_id = 0;
    Id unit_id = 0;
    std::string indicator;
    Id appeal_id = 0;  // 0: the office's own
    std::string reason;
    long long number_before = 0, number_after = 0, points_before = 0, points_after = 0;
    Id made_by_id = 0;
    std::string made_by;
    Instant made_at;
    template <class V>
    static void columns(V&& v, storage::OneOf<Correction> auto& r) {
        v("id", r.id), v("period_id", r.period_id), v("unit_id", r.unit_id), v("indicator", r.indicator), v("appeal_id", r.appeal_id),
            v("reason", r.reason), v("number_before", r.number_before), v("number_after", r.number_after),
            v("points_before", r.points_before), v("points_after", r.points_after), v("made_by_id", r.made_by_id), v("made_by", r.made_by),
            v("made_at", r.made_at);
    }
};

}  // namespace mingtang::assessment

template <>
struct mingtang::EnumNames<mingtang::assessment::State> {
    static constexpr std::array<std::string_view, 5> names{"judging", "told", "settled", "in_publication", "dropped"};
};
template <>
struct mingtang::EnumNames<mingtang::assessment::AppealState> {
    static constexpr std::array<std::string_view, 3> names{"open", "upheld", "rejected"};
};
