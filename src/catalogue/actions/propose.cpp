#include "base/text.hpp"
#include "catalogue/actions/common.hpp"
#include "catalogue/demands.hpp"
#include "catalogue/particulars.hpp"
#include "catalogue/proposals.hpp"
#include "catalogue/rules.hpp"
#include "catalogue/store_proposals.hpp"
#include "organ/store.hpp"

namespace mingtang::catalogue {
namespace {

using organ::Context;

constexpr int fewest_days = 7, most_days = 60;

std::string subject_of(Proposal const& proposal) { return "proposal:" + std::to_string(proposal.id); }

json::object facts(Proposal const& proposal) {
    return {{"kind", to_text(proposal.kind)}, {"item_id", proposal.item_id}, {"domain", proposal.domain}};
}

Done may_propose(organ::Actor const& actor, Id unit_id) {
    using organ::Role;
    if (may_arrange(actor, unit_id) || (unit_id && actor.has(Role::filer, unit_id))) return {};
    return Refusal{"catalogue.propose.forbidden"};
}

Outcome<std::string> reason_of(std::string const& typed, char const* refusal, std::string const& field = "reason") {
    auto reason = text::one_line(typed);
    if (reason.empty() || text::length(reason) > 500) return Refusal{refusal, "", {}, field};
    return reason;
}

/// Of a new entry: where it stands, and that its code is free.
Done fits_as_new(Context& in, Item& item) {
    if (item.unit_id) {
        auto unit = organ::store::unit_by_id(in.tx, item.unit_id);
        if (!unit || !unit->open) return Refusal{"catalogue.propose.unit", "", {}, "unit_id"};
    }
    if (item.standard_id) {
        auto standard = item.unit_id ? store::item(in.tx, item.standard_id) : std::nullopt;
        if (!standard || standard->unit_id || !standard->open) return Refusal{"catalogue.add_item.standard", "", {}, "standard_id"};
        item.domain = standard->domain;
    }
    if (!store::domain_by_code(in.tx, item.domain)) return Refusal{"catalogue.add_item.domain", "", {}, "domain"};
    if (store::item_by_code(in.tx, item.unit_id, item.code))
        return Refusal{"catalogue.propose.code_taken", "", {{"code", item.code}}, "code"};
    return {};
}

/// Of an entry that is there: that it is open, unclaimed, and that something changes.
Outcome<Item> fits_as_change(Context& in, ProposalForm const& form) {
    auto stored = find_item(in, form.item.id);
    if (!stored) return stored.error();
    if (!stored->open) return Refusal{"catalogue.propose.closed"};
    if (store::open_proposal_of_item(in.tx, stored->id)) return Refusal{"catalogue.propose.under_way"};
    if (form.kind == ProposalKind::change && differences(*stored, form.item).empty()) return Refusal{"catalogue.propose.same"};
    return *stored;
}

Outcome<Proposal> drafted(Context& in, ProposalForm const& form) {
    auto item = form.item;
    Proposal proposal{.kind = form.kind, .demand_id = form.demand_id};
    if (form.kind == ProposalKind::add) {
        item.id = 0;
        if (auto fit = tidy(item); !fit) return fit.error();
        if (auto fit = fits_as_new(in, item); !fit) return fit.error();
        proposal.code = item.code;
    } else {
        auto stored = store::item(in.tx, item.id);
        if (!stored) return Refusal{"catalogue.item.not_found"};
        item.code = stored->code, item.unit_id = stored->unit_id, item.domain = stored->domain, item.standard_id = stored->standard_id;
        if (form.kind == ProposalKind::close) item = *stored;
        if (auto fit = tidy(item); !fit) return fit.error();
        ProposalForm tidied = form;
        tidied.item = item;
        auto before = fits_as_change(in, tidied);
        if (!before) return before.error();
        proposal.item_id = before->id;
        proposal.before_value = particulars_json(*before);
    }
    proposal.unit_id = item.unit_id, proposal.standard_id = item.standard_id, proposal.domain = item.domain;
    proposal.after_value = particulars_json(item);
    return proposal;
}

Outcome<Proposal> found_for(Context& in, Id id, Action action) {
    auto proposal = store::proposal(in.tx, id);
    if (!proposal) return Refusal{"catalogue.proposal.not_found"};
    auto to = next(proposal->state, action, in.actor, proposal->unit_id);
    if (!to) return to.error();
    proposal->state = *to;
    return std::move(*proposal);
}

void save_decided(Context& in, Proposal& proposal, std::string const& reason, std::string const& event) {
    proposal.decision = reason;
    proposal.decided_at = in.now;
    proposal.decided_by = in.actor.name;
    store::save(in.tx, proposal);
    auto data = facts(proposal);
    data["reason"] = reason;
    in.write(event, subject_of(proposal), proposal.unit_id, std::move(data));
}

Outcome<Item> add_adopted(Context& in, Proposal const& proposal) {
    Item item{.unit_id = proposal.unit_id, .standard_id = proposal.standard_id, .domain = proposal.domain, .code = proposal.code};
    take_particulars(item, proposal.after_value);
    if (auto fit = fits_as_new(in, item); !fit) return fit.error();
    item.place = store::last_place(in.tx, proposal.domain) + 1;
    if (auto standard = store::item(in.tx, proposal.standard_id))
        item.standard_edition = std::max(standard->edition, 1), item.deviation = proposal.reason;
    save_new(in, item, proposal.id);
    in.write("catalogue.item_added", subject_of(item), item.unit_id, names_of(item));
    return item;
}

/// Only what the proposal changes is put in: what else changed meanwhile stays.
Outcome<Item> change_adopted(Context& in, Proposal const& proposal) {
    auto stored = find_item(in, proposal.item_id);
    if (!stored) return stored.error();
    auto sides = sides_of(in.tx, proposal);
    Item changed = *stored;
    auto now = particulars(*stored);
    for (auto const& one : differences(sides.before, sides.after)) {
        bool moved =
            std::any_of(now.begin(), now.end(), [&](auto const& cell) { return cell.first == one.name && cell.second != one.before; });
        if (moved || !stored->open) return Refusal{"catalogue.adopt.changed_since"};
        set_particular(changed, one.name, one.after);
    }
    if (auto fit = tidy(changed); !fit) return fit.error();
    if (changed.standard_id) changed.deviation = proposal.reason;
    auto names = changed_names(*stored, changed);
    save_changed(in, *stored, changed, proposal.reason, proposal.id);
    auto data = names_of(changed);
    data["columns"] = std::move(names);
    in.write("catalogue.item_changed", subject_of(changed), changed.unit_id, std::move(data));
    return changed;
}

Outcome<Item> close_adopted(Context& in, Proposal const& proposal) {
    auto stored = find_item(in, proposal.item_id);
    if (!stored) return stored.error();
    if (!stored->open) return Refusal{"catalogue.adopt.changed_since"};
    if (stored->unit_id == 0)
        for (auto const& derived : store::derived_from(in.tx, stored->id))
            if (derived.open) return Refusal{"catalogue.close_item.in_use"};
    stored->open = false;
    store::save(in.tx, *stored);
    auto data = names_of(*stored);
    data["reason"] = proposal.reason;
    in.write("catalogue.item_closed", subject_of(*stored), stored->unit_id, std::move(data));
    return *stored;
}

Outcome<Item> apply(Context& in, Proposal const& proposal) {
    switch (proposal.kind) {
        case ProposalKind::add:
            return add_adopted(in, proposal);
        case ProposalKind::change:
            return change_adopted(in, proposal);
        case ProposalKind::close:
            return close_adopted(in, proposal);
    }
    throw std::logic_error("a proposal of no kind");
}

}  // namespace

Outcome<Proposal> propose(Context& in, ProposalForm const& form) {
    auto stored = form.kind == ProposalKind::add ? std::nullopt : store::item(in.tx, form.item.id);
    if (auto may = may_propose(in.actor, stored ? stored->unit_id : form.item.unit_id); !may) return may.error();
    auto proposal = drafted(in, form);
    if (!proposal) return proposal.error();
    auto reason = reason_of(form.reason, "catalogue.propose.reason");
    if (!reason) return reason.error();
    proposal->reason = *reason;
    proposal->person_id = in.actor.person_id;
    proposal->person_name = in.actor.name;
    proposal->made_at = in.now;
    store::save(in.tx, *proposal);
    in.write("catalogue.proposed", subject_of(*proposal), proposal->unit_id, facts(*proposal));
    if (form.demand_id)
        if (auto linked = link_demand(in, form.demand_id, proposal->id); !linked) return linked.error();
    return proposal;
}

Outcome<Proposal> open_comment(Context& in, Id id, int days) {
    auto proposal = found_for(in, id, Action::open_comment);
    if (!proposal) return proposal.error();
    if (days < fewest_days || days > most_days) return Refusal{"catalogue.open_comment.days", "", {}, "days"};
    proposal->comment_from = in.today();
    proposal->comment_until = in.today() + days;
    store::save(in.tx, *proposal);
    auto data = facts(*proposal);
    data["comment_until"] = proposal->comment_until.text();
    in.write("catalogue.comment_opened", subject_of(*proposal), proposal->unit_id, std::move(data));
    return proposal;
}

Outcome<Proposal> adopt(Context& in, Id id, std::string const& typed) {
    auto proposal = found_for(in, id, Action::adopt);
    if (!proposal) return proposal.error();
    if (in.today() <= proposal->comment_until) return Refusal{"catalogue.adopt.too_early", "", {{"day", proposal->comment_until.text()}}};
    if (store::waiting_comments(in.tx, id)) return Refusal{"catalogue.adopt.comments_open"};
    auto reason = reason_of(typed, "catalogue.adopt.reason");
    if (!reason) return reason.error();
    auto item = apply(in, *proposal);
    if (!item) return item.error();
    proposal->item_id = item->id;
    save_decided(in, *proposal, *reason, "catalogue.proposal_adopted");
    return proposal;
}

Outcome<Proposal> reject(Context& in, Id id, std::string const& typed) {
    auto proposal = found_for(in, id, Action::reject);
    if (!proposal) return proposal.error();
    if (store::waiting_comments(in.tx, id)) return Refusal{"catalogue.reject.comments_open"};
    auto reason = reason_of(typed, "catalogue.reject.reason");
    if (!reason) return reason.error();
    save_decided(in, *proposal, *reason, "catalogue.proposal_rejected");
    return proposal;
}

Outcome<Proposal> withdraw(Context& in, Id id, std::string const& typed) {
    auto proposal = found_for(in, id, Action::withdraw);
    if (!proposal) return proposal.error();
    auto reason = reason_of(typed, "catalogue.withdraw.reason");
    if (!reason) return reason.error();
    save_decided(in, *proposal, *reason, "catalogue.proposal_withdrawn");
    return proposal;
}

Sides sides_of(storage::Transaction& tx, Proposal const& proposal) {
    Item item = store::item(tx, proposal.item_id).value_or(Item{});
    if (proposal.kind == ProposalKind::add) {
        Item after{.unit_id = proposal.unit_id, .domain = proposal.domain, .code = proposal.code};
        take_particulars(after, proposal.after_value);
        return {Item{}, after};
    }
    Sides sides{item, item};
    take_particulars(sides.before, proposal.before_value);
    take_particulars(sides.after, proposal.after_value);
    return sides;
}

}  // namespace mingtang::catalogue
