#include "base/text.hpp"
#include "organ/second_factor.hpp"
#include "organ/store.hpp"
#include "participation/actions/common.hpp"

/// What office, unit and reviewer do.
namespace mingtang::participation {
namespace {

constexpr std::size_t longest_reply = 5000;

Outcome<Letter> with_reply(Context& in, Id id, int seen, std::string const& typed, Action action) {
    auto letter = find_for(in, id, seen, action);
    if (!letter) return letter;
    auto reply = plain(typed);
    if (reply.empty() && action == Action::file) return Refusal{"participation.reply.missing", "", {}, "reply"};
    if (text::length(reply) > longest_reply)
        return Refusal{"participation.reply.too_long", "", {{"number", std::to_string(longest_reply)}}, "reply"};
    letter->reply = sealed(in, reply);
    return letter;
}

}  // namespace

Outcome<Letter> route(Context& in, Id id, int seen, Id unit_id, std::string const& remark) {
    auto letter = find_for(in, id, seen, Action::route);
    if (!letter) return letter;
    auto unit = organ::store::unit_by_id(in.tx, unit_id);
    if (!unit || !unit->open) return Refusal{"participation.route.unit", "", {}, "unit"};
    if (unit->id == letter->unit_id) return Refusal{"participation.route.same", "", {}, "unit"};
    letter->unit_id = unit->id;
    letter->reply.clear();  // what another unit drafted is not this one's
    return take(in, std::move(*letter), Action::route, "routed", text::shorten(text::one_line(remark), 500));
}

Outcome<Letter> send_back(Context& in, Id id, int seen, std::string const& typed) {
    auto letter = find_for(in, id, seen, Action::send_back);
    if (!letter) return letter;
    auto reason = reason_of(typed, "send_back");
    if (!reason) return reason.error();
    letter->reply.clear();
    letter->unit_id = 0;
    return take(in, std::move(*letter), Action::send_back, "sent_back", *reason, false);
}

Outcome<Letter> save_reply(Context& in, Id id, int seen, std::string const& typed) {
    auto letter = with_reply(in, id, seen, typed, Action::save);
    return letter ? take(in, std::move(*letter), Action::save, "drafted", "", false) : letter;
}

Outcome<Letter> file_reply(Context& in, Id id, int seen, std::string const& typed) {
    auto letter = with_reply(in, id, seen, typed, Action::file);
    if (!letter) return letter;
    letter->drafter_id = in.actor.person_id;
    return take(in, std::move(*letter), Action::file, "filed", "", false);
}

Outcome<Letter> return_reply(Context& in, Id id, int seen, std::string const& typed) {
    auto letter = find_for(in, id, seen, Action::return_);
    if (!letter) return letter;
    auto reason = reason_of(typed, "return");
    if (!reason) return reason.error();
    return take(in, std::move(*letter), Action::return_, "returned", *reason, false);
}

Outcome<Letter> pass_reply(Context& in, Id id, int seen) {
    auto letter = find_for(in, id, seen, Action::pass);
    if (!letter) return letter;
    letter->replied_on = in.today();
    return take(in, std::move(*letter), Action::pass, "replied");
}

Outcome<Letter> extend(Context& in, Id id, int seen, int working_days, std::string const& typed) {
    auto letter = find_for(in, id, seen, Action::extend);
    if (!letter) return letter;
    if (auto may = may_extend(*letter, working_days, in.today()); !may) return may.error();
    auto reason = reason_of(typed, "extend");
    if (!reason) return reason.error();
    letter->extended_by = working_days;
    reckon(in, *letter);
    return take(in, std::move(*letter), Action::extend, "extended", *reason);
}

Outcome<Letter> close(Context& in, Id id, int seen, std::string const& typed) {
    auto letter = find_for(in, id, seen, Action::close);
    if (!letter) return letter;
    auto reason = reason_of(typed, "close");
    if (!reason) return reason.error();
    letter->closed_on = in.today();
    letter->close_reason = sealed(in, *reason);
    letter->reply.clear();
    return take(in, std::move(*letter), Action::close, "closed", *reason);
}

Outcome<Written> renew_code(Context& in, Id id) {
    auto read = open_letter(in, id);
    if (!read) return read.error();
    auto& letter = read->letter;
    if (letter.erased_at) return Refusal{"participation.renew_code.erased"};
    auto code = organ::new_code();
    letter.query_code = hash_of_code(in, code);
    store::save(in.tx, letter);
    note(in, letter, "renew_code", "", false);
    tell(in, "code_renewed", letter);
    return Written{letter, code};
}

void keep_days(Context& in) {
    store::remove_attempts_before(in.tx, in.now + -std::chrono::hours(24));
    for (auto& letter : store::open_ones(in.tx)) {
        auto before = letter;
        reckon(in, letter);
        if (letter.reply_due == before.reply_due && letter.reply_certain == before.reply_certain) continue;
        store::save(in.tx, letter);
        if (letter.reply_due != before.reply_due) tell(in, "due_moved", letter, {{"before", before.reply_due.text()}});
    }
}

}  // namespace mingtang::participation
