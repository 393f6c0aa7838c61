#include "catalogue/proposals.hpp"

#include "catalogue/particulars.hpp"
#include "catalogue/rules.hpp"
#include "catalogue/store.hpp"
#include "catalogue/store_proposals.hpp"
#include "catalogue/web/form.hpp"
#include "catalogue/web/routes.hpp"
#include "catalogue/words.hpp"
#include "organ/store.hpp"
#include "organ/web/layout.hpp"

namespace mingtang::catalogue::web {
namespace {

using http::Response;
using organ::Context;
using organ::web::add_option;
using organ::web::Desk;
using organ::web::DeskPage;

constexpr int most_listed = 100;
constexpr Id no_unit = -1;

std::string address_of(Id id) { return "/desk/proposals/" + std::to_string(id); }

std::string owner_name(Context& in, Id unit_id) {
    auto unit = unit_id ? organ::store::unit_by_id(in.tx, unit_id) : std::nullopt;
    return unit ? unit->name : word("title", "standard");
}

bool may_see(organ::Actor const& actor, Id unit_id) {
    return actor.has(organ::Role::filer, unit_id) || actor.has(organ::Role::office, unit_id) || actor.has(organ::Role::administrator, 0);
}

/// Those of may_see; empty: all.
std::vector<Id> seen_units(organ::Actor const& actor) {
    if (may_see(actor, 0)) return {};
    std::vector<Id> units;
    for (auto const& grant : actor.grants)
        if (may_see(actor, grant.unit_id)) units.push_back(grant.unit_id);
    if (units.empty()) units.push_back(no_unit);
    return units;
}

std::string name_of(Context& in, Proposal const& proposal) { return full_name(sides_of(in.tx, proposal).after); }

void show_pager(view::Data pager, std::optional<ProposalState> state, Id before, Id last) {
    auto url = "/desk/proposals?state=" + (state ? std::string(to_text(*state)) : "");
    if (before != 0) pager.section("first").set("url", url);
    if (last != 0) pager.section("next").set("url", url + "&before=" + std::to_string(last));
}

Response list(Desk const& desk) {
    DeskPage page(desk, "catalogue/proposals", word("title", "proposals"));
    page.crumb(word("title", "proposals"));
    auto data = page.data();
    auto state = from_text<ProposalState>(desk.request.query["state"]);
    organ::look(desk.env, desk.actor, [&](Context& in) {
        add_option(data, "states", "", word("title", "all"), !state);
        for (auto name : EnumNames<ProposalState>::names)
            add_option(data, "states", name, word("proposal_state", name), state && to_text(*state) == name);
        std::optional<view::Data> table;
        auto before = number_of(desk.request.query["before"]);
        auto found =
            store::proposals(in.tx, {.state = state, .units = seen_units(desk.actor), .before_id = before, .limit = most_listed + 1});
        bool more = int(found.size()) > most_listed;
        if (more) found.pop_back();
        for (auto const& proposal : found) {
            if (!table) table = data.section("table");
            auto row = table->section("rows");
            row.set("href", address_of(proposal.id))
                .set("name", name_of(in, proposal))
                .set("kind", word("proposal_kind", to_text(proposal.kind)));
            row.set("owner", owner_name(in, proposal.unit_id)).set("state", word("proposal_state", to_text(proposal.state)));
            row.set("made_on", proposal.made_at.local_date().text()).set("person", proposal.person_name);
            if (auto waiting = store::waiting_comments(in.tx, proposal.id)) row.section("waiting").set("waiting_count", waiting);
        }
        data.show("none", !table);
        if (before != 0 || more) show_pager(data.section("pager"), state, before, more ? found.back().id : 0);
        return 0;
    });
    return page.response();
}

// -- proposing --------------------------------------------------------------------------------------------------------------------------

/// What the form begins with: the entry that is to change, or a new one of the unit.
std::optional<ProposalForm> start_of(Context& in, http::Fields const& fields) {
    ProposalForm form{.kind = from_text<ProposalKind>(fields["kind"]).value_or(ProposalKind::add)};
    if (auto id = number_of(fields["item"])) {
        auto item = store::item(in.tx, id);
        if (!item) return {};
        form.item = *item;
        if (form.kind == ProposalKind::add) form.kind = ProposalKind::change;
    } else {
        form.kind = ProposalKind::add;
        form.item.unit_id = number_of(fields["unit"]);
    }
    form.demand_id = number_of(fields["demand"]);
    return form;
}

void fill_form(view::Data data, Context& in, ProposalForm const& form, http::Fields const& typed) {
    bool is_new = form.kind == ProposalKind::add;
    data.set("owner", owner_name(in, form.item.unit_id))
        .set("unit_id", form.item.unit_id)
        .set("item_id", form.item.id)
        .set("demand_id", form.demand_id);
    data.set("level1", form.item.level1).set("level2", form.item.level2).set("reason", form.reason);
    data.set("back_href", form.item.unit_id ? "/desk/catalogue?unit=" + std::to_string(form.item.unit_id) : "/desk/proposals");
    if (is_new) {
        auto block = data.section("is_new").set("code", form.item.code);
        for (auto const& domain : store::domains(in.tx))
            add_option(block, "domains", domain.code, domain.name, domain.code == form.item.domain);
    } else {
        auto block = data.section("is_change").set("name", full_name(form.item));
        for (auto kind : {ProposalKind::change, ProposalKind::close})
            add_option(block, "kinds", to_text(kind), word("proposal_kind", to_text(kind)), kind == form.kind);
    }
    auto shown_item = form.item;
    shown_item.standard_id = 0;  // the proposal's reason is the reason to differ
    fill_particulars(data, shown_item, typed);
}

Response form_page(Desk const& desk, ProposalForm const& form, std::optional<Refusal> const& refusal) {
    DeskPage page(desk, "catalogue/propose", word("title", "propose"));
    page.crumb(word("title", "proposals"), "/desk/proposals").crumb(word("title", "propose"));
    organ::look(desk.env, desk.actor, [&](Context& in) {
        fill_form(page.data(), in, form, desk.request.form);
        return 0;
    });
    if (refusal) organ::web::show_refusal(page.data(), *refusal);
    return page.response(refusal ? status_of(*refusal) : 200);
}

Response get_new(Desk const& desk) {
    auto form = organ::look(desk.env, desk.actor, [&](Context& in) { return start_of(in, desk.request.query); });
    if (!form) return organ::web::refused(desk, {"catalogue.item.not_found"});
    if (!form->item.id && desk.request.query.has("level2")) form->item.level2 = desk.request.query["level2"];
    return form_page(desk, *form, {});
}

Response post_new(Desk const& desk) {
    auto const& fields = desk.request.form;
    auto form = organ::look(desk.env, desk.actor, [&](Context& in) { return start_of(in, fields); });
    if (!form) return organ::web::refused(desk, {"catalogue.item.not_found"});
    if (form->kind != ProposalKind::close) {
        read_item(fields, form->item);
        form->item.level1 = fields["level1"], form->item.level2 = fields["level2"];
    }
    if (form->kind == ProposalKind::add) form->item.code = fields["code"], form->item.domain = fields["domain"];
    form->reason = fields["reason"];
    auto made = organ::act(desk.env, desk.actor, [&](Context& in) { return propose(in, *form); });
    return made ? http::see_other(address_of(made->id)) : form_page(desk, *form, made.error());
}

// -- one proposal -----------------------------------------------------------------------------------------------------------------------

void fill_facts(view::Data data, Context& in, Proposal const& p) {
    data.set("id", p.id).set("kind", word("proposal_kind", to_text(p.kind))).set("state", word("proposal_state", to_text(p.state)));
    data.set("owner", owner_name(in, p.unit_id))
        .set("person", p.person_name)
        .set("made_at", p.made_at.local_text())
        .set("reason", p.reason);
    if (p.comment_until) data.section("commented").set("comment_from", p.comment_from.text()).set("comment_until", p.comment_until.text());
    if (p.decided_at)
        data.section("decided").set("decision", p.decision).set("decided_by", p.decided_by).set("decided_at", p.decided_at.local_text());
    auto sides = sides_of(in.tx, p);
    data.set("name", full_name(sides.after));
    for (auto const& one : shown_differences(sides.before, sides.after)) {
        auto row = data.section("changes").set("what", one.name);
        row.set("before", one.before).set("after", one.after);
    }
}

void fill_comments(view::Data data, Context& in, Proposal const& p, http::Request const& request) {
    std::optional<view::Data> block;
    for (auto const& comment : store::comments_of(in.tx, p.id)) {
        if (!block) block = data.section("comments");
        auto row = block->section("one")
                       .set("comment_id", comment.id)
                       .set("at", comment.made_at.local_text())
                       .set("comment_state", word("comment_state", to_text(comment.state)));
        row.set_section("shown_section", "words", comment.words).set_section("answer_section", "answer", comment.answer);
        auto open = opened(in, comment, p);
        if (!open) continue;
        auto sealed = row.section("sealed").set("sealed_words", open->words);
        sealed.set_section("name_section", "name", open->name).set_section("contact_section", "contact", open->contact);
        if (p.state != ProposalState::in_comment) continue;
        bool typed = request.path.ends_with("/comments/" + std::to_string(comment.id));
        row.section("handle")
            .set("handle_id", comment.id)
            .set("words", typed                   ? request.form["words"]
                          : comment.words.empty() ? open->words
                                                  : comment.words)
            .set("answer", typed ? request.form["answer"] : comment.answer)
            .set("why", typed ? request.form["reason"] : "")
            .show("why_section", typed && !request.form["reason"].empty());
    }
}

Response proposal_page(Desk const& desk, Proposal const& p, std::optional<Refusal> const& refusal) {
    if (!may_see(desk.actor, p.unit_id)) return organ::web::refused(desk, {"organ.role.forbidden"});
    DeskPage page(desk, "catalogue/proposal", word("title", "proposals"));
    page.crumb(word("title", "proposals"), "/desk/proposals").crumb(std::to_string(p.id));
    auto data = page.data();
    organ::look(desk.env, desk.actor, [&](Context& in) {
        fill_facts(data, in, p);
        fill_comments(data, in, p, desk.request);
        return 0;
    });
    if (p.comment_until) data.section("on_portal").set("public_href", "/catalogue/proposals/" + std::to_string(p.id));
    for (auto action : possible(p.state, desk.actor, p.unit_id)) {
        if (action == Action::open_comment) {
            data.section("may_open").set("open_id", p.id).set("days", desk.request.form.has("days") ? desk.request.form["days"] : "15");
        } else {
            data.section("actions")
                .set("action", to_text(action))
                .set("action_word", word("action", to_text(action)))
                .set("action_id", p.id);
        }
    }
    data.set("typed", desk.request.form["reason"]);
    if (refusal) organ::web::show_refusal(data, *refusal);
    return page.response(refusal ? status_of(*refusal) : 200);
}

std::optional<Proposal> stored_proposal(Desk const& desk, Id id) {
    return organ::look(desk.env, desk.actor, [&](Context& in) { return store::proposal(in.tx, id); });
}

Response show(Desk const& desk) {
    auto p = stored_proposal(desk, desk.request.id_param("id").value_or(0));
    return p ? proposal_page(desk, *p, {}) : organ::web::refused(desk, {"catalogue.proposal.not_found"});
}

template <class F>
Response step(Desk const& desk, Id id, F&& action) {
    auto p = stored_proposal(desk, id);
    if (!p) return organ::web::refused(desk, {"catalogue.proposal.not_found"});
    auto done = organ::act(desk.env, desk.actor, action);
    return done ? http::see_other(address_of(id)) : proposal_page(desk, *p, done.error());
}

Response post_step(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    auto const& form = desk.request.form;
    auto action = from_text<Action>(desk.request.param("action"));
    return step(desk, id, [&](Context& in) -> Outcome<Proposal> {
        if (action == Action::open_comment) return open_comment(in, id, int(std::min<Id>(number_of(form["days"]), 1000)));
        if (action == Action::adopt) return adopt(in, id, form["reason"]);
        if (action == Action::reject) return reject(in, id, form["reason"]);
        if (action == Action::withdraw) return withdraw(in, id, form["reason"]);
        return Refusal{"catalogue.proposal.not_found"};
    });
}

Response post_comment(Desk const& desk) {
    auto const& form = desk.request.form;
    auto comment_id = desk.request.id_param("comment").value_or(0);
    return step(desk, desk.request.id_param("id").value_or(0), [&](Context& in) {
        return form["hide"].empty() ? show_comment(in, comment_id, form["words"], form["answer"])
                                    : hide_comment(in, comment_id, form["reason"]);
    });
}

}  // namespace

http::Routes proposal_routes(organ::Environment const& env) {
    using http::Method;
    using organ::Role;
    auto staff = [&](organ::web::DeskHandler handler) {
        return organ::web::desk_for(env, {Role::filer, Role::office, Role::administrator}, std::move(handler));
    };
    return {{Method::get, "/desk/proposals", staff(list)},
            {Method::get, "/desk/proposals/new", staff(get_new)},
            {Method::post, "/desk/proposals", staff(post_new)},
            {Method::get, "/desk/proposals/{id}", staff(show)},
            {Method::post, "/desk/proposals/{id}/{action}", staff(post_step)},
            {Method::post, "/desk/proposals/{id}/comments/{comment}", staff(post_comment)}};
}

}  // namespace mingtang::catalogue::web
