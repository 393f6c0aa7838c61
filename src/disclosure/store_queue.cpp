#include "disclosure/store.hpp"

/// What waits on the desk.
namespace mingtang::disclosure::store {
namespace {

using organ::Role;
using storage::Cell;
using storage::select;
using storage::select_cells;
using storage::select_one;

std::string const from_edition = "select " + storage::column_list<Edition>() + " from disclosure_edition ";

/// `'a','b','c'` for `in (…)`; names of ours.
std::string list_of(std::vector<std::string_view> const& names) {
    std::string list;
    for (auto name : names) list.append(list.empty() ? "'" : ",'").append(name).append("'");
    return list.empty() ? "''" : list;
}

/// Editions in a state in which one of the person's roles can act; empty where there is none.
std::string waits_for(organ::Actor const& actor) {
    std::string any;
    auto add = [&](Role role, std::vector<State> const& states, std::string const& only = {}) {
        std::vector<std::string_view> names;
        for (auto state : states) names.push_back(to_text(state));
        std::vector<Id> units;
        bool everywhere = false;
        for (auto const& grant : actor.grants) {
            if (grant.role != role) continue;
            everywhere |= grant.unit_id == 0;
            units.push_back(grant.unit_id);
        }
        if (units.empty()) return;
        // Four eyes: what one drafted oneself never waits for oneself.
        any += (any.empty() ? "" : " or ") + ("(state in (" + list_of(names) + ")") +
               (everywhere ? "" : " and unit_id in (" + storage::id_list(units) + ")") + only +
               (role == Role::office ? ")" : " and author_id <> " + std::to_string(actor.person_id) + ")");
    };
    add(Role::reviewer, {State::in_review});
    add(Role::secrecy_reviewer, {State::in_secrecy_review, State::referred, State::in_emergency_review});
    add(Role::office, {State::in_recheck, State::emergency_cleared, State::scheduled});
    add(Role::leak_exception,
        {State::in_review, State::in_secrecy_review, State::referred, State::in_recheck, State::in_emergency_review,
         State::emergency_cleared, State::scheduled},
        " and id in (select edition_id from disclosure_finding where state = 'open' and certainty = 'certain')");
    return any;
}

}  // namespace

std::vector<Edition> waiting_for(organ::Actor const& actor, Transaction& tx, WaitingFilter const& filter, int limit, int skip) {
    auto any = waits_for(actor);
    if (any.empty()) return {};
    auto sql = from_edition + "where (" + any + ")";
    std::vector<Cell> params;
    auto bound = [&](Cell value) {
        params.push_back(std::move(value));
        return ":w" + std::to_string(params.size());
    };
    if (filter.state) sql += " and state = " + bound(std::string(to_text(*filter.state)));
    if (filter.unit_id) sql += " and unit_id = " + bound(static_cast<long long>(filter.unit_id));
    if (!filter.due_days.empty()) {
        std::string days;
        for (auto day : filter.due_days) days += (days.empty() ? "" : ", ") + bound(day.text());
        sql += " and publish_due in (" + days + ")";
    }
    sql += " order by emergency desc, publish_due, waiting_since desc, id limit " + bound(static_cast<long long>(limit));
    sql += " offset " + bound(static_cast<long long>(skip));
    return select_cells<Edition>(tx, sql, std::move(params));
}

std::vector<WaitingGroup> waiting_groups(organ::Actor const& actor, Transaction& tx) {
    auto any = waits_for(actor);
    if (any.empty()) return {};
    return select<WaitingGroup>(tx, "select publish_due, state, unit_id, count(*) from disclosure_edition where " + any +
                                        " group by publish_due, state, unit_id order by publish_due, state, unit_id");
}

std::vector<Edition> drafts_of(organ::Actor const& actor, Transaction& tx, int limit) {
    return select<Edition>(tx, from_edition + "where author_id = :a and state = 'drafting' order by saved_at desc limit :l",
                           actor.person_id, limit);
}

long long count_drafts_of(organ::Actor const& actor, Transaction& tx) {
    return select_one<long long>(tx, "select count(*) from disclosure_edition where author_id = :a and state = 'drafting'", actor.person_id)
        .value();
}

}  // namespace mingtang::disclosure::store
