#pragma once
#include <array>

#include "base/id.hpp"
#include "storage/record.hpp"

namespace mingtang::supervision {

/// How far it has come, law: ogi-2019:47, 53.
enum class Stage {
    notice,     // 整改通知
    order,      // 责令改正
    circular,   // 通报批评
    discipline  // 提请依法给予处分
};
enum class State {
    issued,    // the unit has to answer by its day
    answered,  // the inspector has to verify
    closed,    // verified
    withdrawn  // taken back with a reason: it should not have been issued
};

/// A notice to rectify and all that follows from it: one thread (督办件).
struct Rectification {
    Id id = 0;
    std::string number;  // `督〔2026〕1号`, without gaps in the year
    Id unit_id = 0;      // who has to rectify
    Id issued_by_id = 0;
    Stage stage = Stage::notice;
    State state = State::issued;
    std::string title;
    std::string demand;  // what is wrong and what is to be done
    Date issued_on;
    Date due_on;  // the answer's
    int extensions = 0;
    int returns = 0;  // answers that did not do
    Date answered_on, closed_on;
    bool is_public = false;  // stands on the public supervision page (公开督办)
    int lock_version = 0;
    template <class V>
    static void columns(V&& v, storage::OneOf<Rectification> auto& r) {
        v("id", r.id), v("number", r.number), v("unit_id", r.unit_id), v("issued_by_id", r.issued_by_id), v("stage", r.stage),
            v("state", r.state), v("title", r.title), v("demand", r.demand), v("issued_on", r.issued_on), v("due_on", r.due_on),
            v("extensions", r.extensions), v("returns", r.returns), v("answered_on", r.answered_on), v("closed_on", r.closed_on),
            v("is_public", r.is_public), v("lock_version", r.lock_version);
    }
    bool open() const { return state == State::issued || state == State::answered; }
};

/// One step of the thread: who, when, what was said.
struct Step {
    Id id = 0;
    Id case_id = 0;
    std::string action;
    Stage stage = Stage::notice;
    State state = State::issued;
    Date due_on;
    Id person_id = 0;
    std::string person_name;
    Instant at;
    std::string words;
    template <class V>
    static void columns(V&& v, storage::OneOf<Step> auto& r) {
        v("id", r.id), v("case_id", r.case_id), v("action", r.action), v("stage", r.stage), v("state", r.state), v("due_on", r.due_on),
            v("person_id", r.person_id), v("person_name", r.person_name), v("at", r.at), v("words", r.words);
    }
};

/// A file that shows what was rectified.
struct Evidence {
    Id id = 0;
    Id case_id = 0;
    Id step_id = 0;
    std::string sha256, name, content_type;
    long long size = 0;
    template <class V>
    static void columns(V&& v, storage::OneOf<Evidence> auto& r) {
        v("id", r.id), v("case_id", r.case_id), v("step_id", r.step_id), v("sha256", r.sha256), v("name", r.name),
            v("content_type", r.content_type), v("size", r.size);
    }
};

}  // namespace mingtang::supervision

template <>
struct mingtang::EnumNames<mingtang::supervision::Stage> {
    static constexpr std::array<std::string_view, 4> names{"notice", "order", "circular", "discipline"};
};
template <>
struct mingtang::EnumNames<mingtang::supervision::State> {
    static constexpr std::array<std::string_view, 4> names{"issued", "answered", "closed", "withdrawn"};
};
