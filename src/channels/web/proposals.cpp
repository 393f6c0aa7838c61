#include "catalogue/proposals.hpp"

#include "base/text.hpp"
#include "catalogue/particulars.hpp"
#include "catalogue/store.hpp"
#include "catalogue/store_proposals.hpp"
#include "catalogue/words.hpp"
#include "channels/web/page.hpp"
#include "http/addresses.hpp"
#include "organ/web/layout.hpp"

/// The public's side of changes of the catalogue: what is proposed, side by side; the form for comments; editions side by side.
namespace mingtang::channels::web {
namespace {

namespace store = catalogue::store;
using catalogue::Item;
using catalogue::Proposal;
using catalogue::ProposalState;

constexpr int most_listed = 200;
constexpr std::uint64_t longest_form = 64u << 10;

std::string path_of(Id id) { return "/catalogue/proposals/" + std::to_string(id); }

/// Only what the public was asked about is shown.
bool is_public(Proposal const& proposal) { return bool(proposal.comment_from); }

bool is_open(Reading& in, Proposal const& proposal) {
    return proposal.state == ProposalState::in_comment && in.today() <= proposal.comment_until;
}

std::string owner_of(Reading& in, Proposal const& proposal) {
    return proposal.unit_id ? in.unit(proposal.unit_id).name : word("page", "standard_catalogue");
}

void add_row(Reading& in, view::Data data, Proposal const& proposal) {
    auto row = data.section("rows").set("href", path_of(proposal.id)).set("kind", catalogue::word("proposal_kind", to_text(proposal.kind)));
    row.set("name", catalogue::full_name(catalogue::sides_of(in.tx, proposal).after)).set("owner", owner_of(in, proposal));
    row.set("state", catalogue::word("proposal_state", to_text(proposal.state)));
    if (is_open(in, proposal)) {
        auto clock = catalogue::clock_shown(proposal.comment_until, in.today(), *in.calendar);
        row.section("until")
            .set("comment_until", proposal.comment_until.text())
            .set("nearness", clock.nearness)
            .set("clock_words", clock.words);
    }
    if (proposal.decided_at) row.set_section("decided", "decided_on", proposal.decided_at.local_date().text());
}

Response list(Reading& in) {
    in.tag("catalogue"), in.tag("day");
    PortalPage page(in.env, in.request, "channels/proposals", word("page", "proposals"));
    page.crumb(word("page", "home"), "/").crumb(word("page", "catalogue"), "/catalogue").crumb(word("page", "proposals"));
    describe_column(page, word("page", "proposals"), word("page", "proposals"));
    auto data = page.data();
    std::optional<view::Data> open, closed;
    for (auto const& proposal : store::proposals(in.tx, {}, {}, most_listed)) {
        if (!is_public(proposal)) continue;
        auto& block = is_open(in, proposal) ? open : closed;
        if (!block) block = data.section(&block == &open ? "open" : "closed");
        add_row(in, *block, proposal);
    }
    data.show("none", !open && !closed);
    return page.response();
}

std::optional<Proposal> found(Reading& in) {
    auto id = in.request.id_param("id");
    auto proposal = id ? store::proposal(in.tx, *id) : std::nullopt;
    return proposal && is_public(*proposal) ? proposal : std::nullopt;
}

void add_facts(Reading& in, view::Data data, Proposal const& p) {
    auto sides = catalogue::sides_of(in.tx, p);
    data.set("name", catalogue::full_name(sides.after))
        .set("kind", catalogue::word("proposal_kind", to_text(p.kind)))
        .set("owner", owner_of(in, p));
    data.set("state", catalogue::word("proposal_state", to_text(p.state)))
        .set("reason", p.reason)
        .set("made_on", p.made_at.local_date().text());
    data.set("comment_from", p.comment_from.text()).set("comment_until", p.comment_until.text());
    if (p.item_id) data.set_section("of_item", "item_href", "/catalogue/items/" + std::to_string(p.item_id));
    for (auto const& one : catalogue::shown_differences(sides.before, sides.after)) {
        auto row = data.section("changes").set("what", one.name);
        row.set("before", one.before).set("after", one.after);
    }
    if (p.decided_at) data.section("decided").set("decided_on", p.decided_at.local_date().text()).set("decision", p.decision);
    if (is_open(in, p)) data.section("may_comment").set("comment_href", path_of(p.id) + "/comment");
}

void add_comments(Reading& in, view::Data data, Proposal const& p) {
    int shown = 0, others = 0;
    for (auto const& comment : store::comments_of(in.tx, p.id)) {
        if (comment.state != catalogue::CommentState::shown) {
            ++others;
            continue;
        }
        ++shown;
        data.section("comments").set("on", comment.made_at.local_date().text()).set("words", comment.words).set("answer", comment.answer);
    }
    data.set("shown_count", shown).show("no_comments", shown == 0);
    if (others && p.state != ProposalState::in_comment) data.section("others").set("other_count", others);
}

Response show(Reading& in) {
    in.tag("catalogue"), in.tag("day");
    auto proposal = found(in);
    if (!proposal) return not_found(in);
    PortalPage page(in.env, in.request, "channels/proposal", word("page", "proposals"));
    page.crumb(word("page", "home"), "/")
        .crumb(word("page", "catalogue"), "/catalogue")
        .crumb(word("page", "proposals"), "/catalogue/proposals");
    page.crumb(std::to_string(proposal->id));
    describe_column(page, word("page", "proposals"), proposal->reason);
    add_facts(in, page.data(), *proposal);
    add_comments(in, page.data(), *proposal);
    return page.response();
}

// -- the form: never cached, no session, no cookie ---------------------------------------------------------------------------------------

struct Typed {
    std::string token, name, contact, words;
};

Response form_page(Reading& in, Proposal const& proposal, Typed const& typed, std::optional<Refusal> const& refusal) {
    PortalPage page(in.env, in.request, "channels/comment", word("page", "comment"));
    page.crumb(word("page", "home"), "/").crumb(word("page", "proposals"), "/catalogue/proposals").crumb(word("page", "comment"));
    auto data = page.data();
    data.set("subject", catalogue::full_name(catalogue::sides_of(in.tx, proposal).after)).set("action", path_of(proposal.id) + "/comment");
    data.set("comment_until", proposal.comment_until.text()).set("back_href", path_of(proposal.id));
    data.set("token", typed.token).set("name", typed.name).set("contact", typed.contact).set("words", typed.words);
    if (refusal) organ::web::show_refusal(data, *refusal);
    auto response = page.response(refusal ? status_of(*refusal) : 200);
    response.set("Cache-Control", "no-store");
    return response;
}

organ::Context public_context(Reading& in, organ::Actor const& nobody) {
    return {nobody, in.tx, *in.calendar, in.env.clock.now(), in.env.blobs, in.env.secret, in.env.reader};
}

Response ask(Reading& in) {
    auto proposal = found(in);
    if (!proposal || !is_open(in, *proposal)) return not_found(in);
    auto nobody = organ::Actor::the_public();
    return form_page(in, *proposal, {.token = catalogue::comment_token(public_context(in, nobody), proposal->id)}, {});
}

Response sent_page(Reading& in, Proposal const& proposal) {
    PortalPage page(in.env, in.request, "channels/comment_sent", word("page", "comment"));
    page.crumb(word("page", "home"), "/").crumb(word("page", "proposals"), "/catalogue/proposals").crumb(word("page", "comment"));
    page.data().set("back_href", path_of(proposal.id));
    auto response = page.response();
    response.set("Cache-Control", "no-store");
    return response;
}

Response sent(Reading& in) {
    auto proposal = found(in);
    return proposal ? sent_page(in, *proposal) : not_found(in);
}

/// A form that was refused is shown again with what was typed, and with a new token where the old one was at fault.
Response refused_form(Environment const& env, Request const& request, Refusal const& refusal) {
    return fresh(env, [&](Reading& in) {
        auto proposal = found(in);
        if (!proposal) return not_found(in);
        auto nobody = organ::Actor::the_public();
        auto const& form = request.form;
        Typed typed{form["token"], form["name"], form["contact"], form["words"]};
        if (refusal.code == "catalogue.comment.token") typed.token = catalogue::comment_token(public_context(in, nobody), proposal->id);
        return form_page(in, *proposal, typed, refusal);
    })(request);
}

Response send(Environment const& env, Request const& request) {
    auto id = request.id_param("id").value_or(0);
    auto const& form = request.form;
    auto nobody = organ::Actor::the_public();
    auto done = organ::web::comes_from_here(request)
                    ? organ::act(env, nobody,
                                 [&](organ::Context& in) {
                                     return catalogue::comment(in, id,
                                                               {.token = form["token"],
                                                                .name = form["name"],
                                                                .contact = form["contact"],
                                                                .words = form["words"],
                                                                .trap = form["homepage"],
                                                                .source = http::client_key(request.remote)});
                                 })
                    : Outcome<catalogue::Comment>(Refusal{"catalogue.comment.token"});
    return done ? http::see_other(path_of(id) + "/comment/sent") : refused_form(env, request, done.error());
}

// -- editions -------------------------------------------------------------------------------------------------------------------------

void add_edition(view::Data data, catalogue::Edition const& edition, Item const& before, Item const& now, bool first) {
    auto row = data.section("editions").set("number", edition.number).set("on", edition.at ? edition.at.local_date().text() : "");
    row.set_section("why_section", "why", edition.reason);
    if (edition.proposal_id) row.set_section("by_proposal", "proposal_href", path_of(edition.proposal_id));
    row.show("first", first);
    if (first) return;
    auto block = row.section("changed");
    for (auto const& one : catalogue::shown_differences(before, now)) {
        auto change = block.section("changes").set("what", one.name);
        change.set("before", one.before).set("after", one.after);
    }
}

Response editions(Reading& in) {
    in.tag("catalogue");
    auto id = in.request.id_param("id");
    auto item = id ? store::item(in.tx, *id) : std::nullopt;
    if (!item) return not_found(in);
    auto title = catalogue::full_name(*item);
    PortalPage page(in.env, in.request, "channels/item_editions", title);
    page.crumb(word("page", "home"), "/").crumb(word("page", "catalogue"), "/catalogue");
    page.crumb(catalogue::short_name(*item), "/catalogue/items/" + std::to_string(item->id)).crumb(word("page", "item_editions"));
    describe_column(page, title, title);
    page.data().set("name", title).set("item_href", "/catalogue/items/" + std::to_string(item->id));
    auto all = store::editions_of(in.tx, item->id);
    page.data().show("none", all.empty());
    Item before = *item;
    std::vector<Item> states;
    for (auto const& edition : all) {
        Item state = *item;
        catalogue::take_particulars(state, edition.particulars);
        states.push_back(state);
    }
    for (std::size_t i = all.size(); i-- > 0;) add_edition(page.data(), all[i], i ? states[i - 1] : before, states[i], i == 0);
    return page.response();
}

}  // namespace

http::Routes proposal_routes(Environment const& env) {
    using http::Method;
    return {
        {Method::get, "/catalogue/proposals", page(env, {}, list)},
        {Method::get, "/catalogue/proposals/{id}", page(env, {}, show)},
        {Method::get, "/catalogue/proposals/{id}/comment", fresh(env, ask)},
        {Method::post, "/catalogue/proposals/{id}/comment", [&env](Request const& request) { return send(env, request); }, longest_form},
        {Method::get, "/catalogue/proposals/{id}/comment/sent", fresh(env, sent)},
        {Method::get, "/catalogue/items/{id}/editions", page(env, {}, editions)}};
}

}  // namespace mingtang::channels::web
