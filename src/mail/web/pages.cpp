#include "base/json.hpp"
#include "mail/address.hpp"
#include "mail/module.hpp"
#include "mail/queue.hpp"
#include "mail/store.hpp"
#include "mail/words.hpp"
#include "organ/rules.hpp"
#include "organ/store.hpp"
#include "organ/web/layout.hpp"
#include "organ/web/shown.hpp"

namespace mingtang::mail {
namespace {

using http::Response;
using organ::Context;
using organ::web::Desk;
using organ::web::DeskPage;

constexpr int rows_a_page = 50;
constexpr std::string_view home = "/admin/mail";

/// What can be chosen on the page, and the states that it shows.
struct Choice {
    std::string_view name;
    std::vector<State> states;
};
std::vector<Choice> const& choices() {
    static std::vector<Choice> const all{{"failed", {State::failed, State::given_up}},
                                         {"queued", {State::queued}},
                                         {"sent", {State::sent}},
                                         {"cancelled", {State::cancelled}}};
    return all;
}
Choice const& choice_of(std::string const& name) {
    for (auto const& one : choices())
        if (one.name == name) return one;
    return choices().front();
}

store::Scope scope_of(organ::Actor const& actor) {
    store::Scope scope{.all = bool(organ::may_administer(actor)) || actor.has(organ::Role::office, 0)};
    for (auto const& grant : actor.grants)
        if (grant.role == organ::Role::office && grant.unit_id) scope.units.push_back(grant.unit_id);
    return scope;
}

std::string address_of(Choice const& choice, Id before = 0) {
    auto address = std::string(home) + "?state=" + std::string(choice.name);
    return before ? address + "&before=" + std::to_string(before) : address;
}

void fill_tabs(view::Data data, std::map<State, long long> counts, Choice const& chosen) {
    for (auto const& one : choices()) {
        long long count = 0;
        for (auto state : one.states) count += counts[state];
        auto tab = data.section("tabs");
        tab.set("href", address_of(one)).set("label", word("choice", one.name)).set("count", count).show("current", &one == &chosen);
    }
}

/// Whether mail goes out at all, in one sentence each.
void fill_health(view::Data data, Context& in, Server const& server, long long queued) {
    data.show("no_server", !server.configured());
    if (!server.configured() || queued == 0) return;
    auto trouble = store::last_in_trouble(in.tx);
    if (trouble && (trouble->trouble == Trouble::unreachable || trouble->trouble == Trouble::sender))
        data.section("server_trouble").set("at", trouble->tried_at.local_text()).set("words", trouble_words(*trouble));
}

void fill_row(view::Data row, Context& in, Message const& message, std::map<Id, std::string>& units) {
    auto recipient = message.recipient.empty() ? word("title", "erased") : masked(recipient_of(message, in.secret));
    row.set("id", message.id).set("recipient", recipient).set("about", message.about).set("about_words", about_words(message.about));
    row.set("unit", message.unit_id ? units[message.unit_id] : word("title", "whole_site"));
    row.set("state", word("state", to_text(message.state))).set("made_at", message.made_at.local_text());
    row.show("bad", message.state == State::failed || message.state == State::given_up);
    if (message.tries) row.section("tried").set("tries", message.tries).set("tried_at", message.tried_at.local_text());
    if (message.state == State::sent) row.section("sent").set("sent_at", message.sent_at.local_text());
    if (message.state == State::queued && message.next_try_at > in.now)
        row.section("next").set("next_try_at", message.next_try_at.local_text());
    row.set_section("why_section", "why", trouble_words(message));
    if (message.state == State::sent || message.state == State::cancelled) return;
    bool sending = message.claimed_until > in.now;
    row.show("sending", sending);
    if (sending) return;
    auto may = row.section("may").set("id", message.id).set("recipient", recipient);
    if (!message.recipient.empty()) may.section("may_retry").set("id", message.id).set("recipient", recipient);
}

Response list_page(Desk const& desk, Server const& server, std::optional<Refusal> const& refusal) {
    DeskPage page(desk, "mail/messages", word("title", "mail"));
    page.crumb(word("title", "mail"));
    auto data = page.data();
    auto const& query = desk.request.query;
    auto const& chosen = choice_of(query["state"]);
    organ::look(desk.env, desk.actor, [&](Context& in) {
        auto scope = scope_of(desk.actor);
        auto counts = store::counts(in.tx, scope);
        fill_tabs(data, counts, chosen);
        fill_health(data, in, server, counts[State::queued]);
        auto units = organ::store::unit_names(in.tx);
        auto messages = store::list(in.tx, scope, chosen.states, std::strtoll(query["before"].c_str(), nullptr, 10), rows_a_page + 1);
        bool more = int(messages.size()) > rows_a_page;
        if (more) messages.pop_back();
        data.show("none", messages.empty());
        if (!messages.empty()) {
            auto table = data.section("table");
            for (auto const& message : messages) {
                auto row = table.section("messages");
                row.set("csrf_token", desk.csrf_token);
                fill_row(row, in, message, units);
            }
        }
        if (more) data.section("older").set("href", address_of(chosen, messages.back().id));
        return 0;
    });
    organ::web::show_done(data, desk, word);
    if (refusal) organ::web::show_refusal(data, *refusal);
    return page.response(refusal ? status_of(*refusal) : 200);
}

/// A button of a row: back to the list of what waits or is cancelled.
Response change(Desk const& desk, Server const& server, std::function<Outcome<Message>(Context&, Id)> const& action,
                std::string_view back) {
    auto id = desk.request.id_param("id");
    if (!id) return organ::web::refused(desk, {"mail.message.not_found"});
    auto done = organ::act(desk.env, desk.actor, [&](Context& in) { return action(in, *id); });
    if (done) return http::see_other(std::string(home) + std::string(back));
    return status_of(done.error()) == 404 ? organ::web::refused(desk, done.error()) : list_page(desk, server, done.error());
}

}  // namespace

http::Routes routes(organ::Environment const& env, Server const& server) {
    using http::Method;
    auto office = [&](organ::web::DeskHandler handler) {
        return organ::web::desk_for(env, {organ::Role::administrator, organ::Role::office}, std::move(handler));
    };
    return {{Method::get, std::string(home), office([&server](Desk const& desk) { return list_page(desk, server, {}); })},
            {Method::post, "/admin/mail/{id}/retry",
             office([&server](Desk const& desk) { return change(desk, server, retry, "?state=queued&done=retried"); })},
            {Method::post, "/admin/mail/{id}/cancel",
             office([&server](Desk const& desk) { return change(desk, server, cancel, "?state=cancelled&done=cancelled"); })}};
}

}  // namespace mingtang::mail
