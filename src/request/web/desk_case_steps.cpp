#include "organ/store.hpp"
#include "request/rules.hpp"
#include "request/store.hpp"
#include "request/web/desk_case.hpp"

namespace mingtang::request::web {
namespace {

/// Everybody who may be named as handler: who holds the role in the unit.
std::vector<organ::Person> handlers_of(Context& in, Id unit_id) {
    std::vector<organ::Person> found;
    auto grants = organ::store::all_acting_grants(in.tx);
    for (auto& person : organ::store::people(in.tx)) {
        auto const& own = grants[person.id];
        bool holds = std::any_of(own.begin(), own.end(), [&](organ::Grant const& grant) {
            return grant.role == Role::handler && (grant.unit_id == 0 || grant.unit_id == unit_id);
        });
        if (holds) found.push_back(std::move(person));
    }
    return found;
}

void show_handlers(view::Data form, Context& in, InfoRequest const& request) {
    for (auto const& person : handlers_of(in, request.unit_id))
        add_choice(form, "handler_choices", std::to_string(person.id), person.name,
                   std::to_string(request.handler_id != 0 ? request.handler_id : in.actor.person_id));
}

/// What the law says of drafting this kind now, beyond the state of the case.
Done may_draft(Context& in, InfoRequest const& request, LetterKind kind) {
    switch (kind) {
        case LetterKind::supplement_notice:
            return may_ask_supplement(request, in.today(), in.calendar);
        case LetterKind::extension_notice:
            return may_extend(request, 20, in.today());
        case LetterKind::lapse_notice: {
            bool fee = request.state == State::awaiting_payment;
            Date due;
            for (auto const& one : store::fees_of(in.tx, request.id))
                if (!one.paid_on) due = one.pay_due;
            return may_lapse(request, fee ? "r6_2_no_fee" : "r6_1_no_correction", due, in.today());
        }
        default:
            return {};
    }
}

/// A decision told to a third party makes sense only where one was asked.
bool is_called_for(Context& in, InfoRequest const& request, LetterKind kind) {
    if (kind != LetterKind::third_party_decision) return true;
    auto asked = store::consultations_of(in.tx, request.id);
    return std::any_of(asked.begin(), asked.end(), [](auto const& one) { return one.kind == Consultation::Kind::third_party; });
}

}  // namespace

void show_steps(view::Data data, Context& in, InfoRequest const& request, http::Fields const& typed) {
    auto actions = possible(request.state, in.actor, request.unit_id);
    bool renews = request.source != Source::register_ && !request.archived_at && may_read(in, request);
    // Opinions and payments are taken where the consultation and the fee stand.
    std::erase_if(actions, [](Action action) { return action == Action::take_opinion || action == Action::pay; });
    if (actions.empty() && !renews) return;
    auto section = data.section("steps_section");
    section.set("typed_words", typed["words"]).set("typed_reason", typed["reason"]).set("typed_remark", typed["remark"]);
    section.set("typed_disclosure", typed["disclosure"]);
    for (auto [place, field] : {std::pair{"confirmed_day", "confirmed_on"}, {"came_day", "came_on"}})
        section.set(place, typed.has(field) ? typed[field] : in.today().text());
    for (auto action : actions) {
        auto form = section.section(to_text(action));
        if (action == Action::assign) show_handlers(form, in, request);
        if (action == Action::archive) form.set("retention", office_of(in, request.unit_id).retention_months);
    }
    section.show("renew", renews);
}

void show_drafts(view::Data data, Context& in, InfoRequest const& request) {
    if (!in.actor.has(Role::handler, request.unit_id)) return;
    auto kinds = draftable(request.state);
    if (std::find(kinds.begin(), kinds.end(), LetterKind::answer) != kinds.end())
        data.section("decide_section").set("url", case_url(request.id));
    if (kinds.empty()) return;
    auto section = data.section("drafts_section");
    for (auto kind : kinds) {
        if (!is_called_for(in, request, kind)) continue;
        auto row = section.section("drafts");
        auto may = may_draft(in, request, kind);
        row.set("kind", word("letter_kind", kind));
        if (may) {
            row.section("may").set("url", case_url(request.id) + "/letters/new?kind=" + std::string(to_text(kind)));
            continue;
        }
        auto no = row.section("not_now");
        no.set("message", view::sentence(in_words(may.error())));
        show_article(no, "article", may.error().article);
    }
}

}  // namespace mingtang::request::web
