#include <set>

#include "base/text.hpp"
#include "catalogue/demands.hpp"
#include "catalogue/proposals.hpp"
#include "catalogue/store.hpp"
#include "catalogue/store_proposals.hpp"
#include "catalogue/words.hpp"
#include "channels/store.hpp"
#include "channels/web/page.hpp"
#include "organ/web/layout.hpp"
#include "participation/repeated.hpp"
#include "request/repeated.hpp"

/// What people look for and do not find (群众关注什么，就公开什么): the office makes proposals or answers of it, the public reads them.
namespace mingtang::channels::web {
namespace {

using catalogue::Demand;
using catalogue::DemandSource;
using catalogue::DemandState;
using organ::web::Desk;
using organ::web::DeskPage;

constexpr int most_terms = 300, most_groups = 50, most_listed = 100;

std::vector<catalogue::MissGroup> groups(storage::Transaction& tx) {
    std::vector<catalogue::Miss> misses;
    for (auto const& term : channels::store::most_missed(tx, most_terms)) misses.push_back({term.term, term.misses});
    auto all = catalogue::grouped(std::move(misses));
    std::set<std::string> taken;
    for (auto const& demand : catalogue::store::demands(tx, most_terms)) taken.insert(demand.words);
    std::erase_if(all, [&](auto const& group) { return taken.contains(group.words); });
    if (all.size() > most_groups) all.resize(most_groups);
    return all;
}

/// What several ask for, with what the office is told of it: numbers and days.
struct Asked {
    catalogue::Repeat repeat;
    std::vector<std::string> numbers;
    Date first_on, last_on;
    int granted = 0, wishes = 0, published = 0;
};

std::vector<Asked> asked_by_applications(organ::Context& in) {
    std::vector<Asked> all;
    for (auto const& group : request::repeated(in)) {
        Asked asked{.repeat = {.unit_id = group.unit_id, .applicants = group.applicants, .members = {}},
                    .numbers = group.case_numbers,
                    .first_on = group.first_on,
                    .last_on = group.last_on,
                    .granted = group.disclosed,
                    .wishes = group.wishes};
        for (auto id : group.requests) asked.repeat.members.push_back("request:" + std::to_string(id));
        all.push_back(std::move(asked));
    }
    return all;
}

std::vector<Asked> asked_by_letters(organ::Context& in) {
    std::vector<Asked> all;
    for (auto const& group : participation::repeated(in)) {
        Asked asked{.repeat = {.source = DemandSource::letters, .unit_id = group.unit_id, .applicants = group.writers, .members = {}},
                    .first_on = group.first_on(),
                    .last_on = group.last_on(),
                    .published = group.published};
        for (auto const& letter : group.letters) asked.repeat.members.push_back(letter.subject()), asked.numbers.push_back(letter.number);
        all.push_back(std::move(asked));
    }
    return all;
}

/// Of every source, with how many each is.
std::vector<Asked> asked_by_several(organ::Context& in) {
    auto all = asked_by_applications(in);
    for (auto& one : asked_by_letters(in)) all.push_back(std::move(one));
    for (auto& one : all) one.repeat.applications = static_cast<long long>(one.repeat.members.size());
    return all;
}

/// How often it was asked for, by the way it was asked.
void add_source(view::Data row, Demand const& demand) {
    if (demand.source == DemandSource::searches) row.section("searched").set("misses", demand.misses);
    if (demand.source == DemandSource::applications)
        row.section("applied").set("applications", demand.applications).set("applicants", demand.applicants);
    if (demand.source == DemandSource::letters)
        row.section("written").set("letters", demand.applications).set("writers", demand.applicants);
}

void add_demand(storage::Transaction& tx, view::Data row, Demand const& demand) {
    add_source(row, demand);
    row.set("words", demand.words).set("state", catalogue::word("demand_state", to_text(demand.state)));
    row.set("made_on", demand.made_at.local_date().text());
    if (!demand.answer.empty())
        row.section("answered").set("answer", demand.answer).set("answered_on", demand.answered_at.local_date().text());
    auto proposal = demand.proposal_id ? catalogue::store::proposal(tx, demand.proposal_id) : std::nullopt;
    if (!proposal) return;
    auto block = row.section("proposal").set("proposal_state", catalogue::word("proposal_state", to_text(proposal->state)));
    block.set("proposal_name", catalogue::full_name(catalogue::sides_of(tx, *proposal).after));
    if (proposal->comment_from) block.set_section("proposal_link", "proposal_href", "/catalogue/proposals/" + std::to_string(proposal->id));
    block.set_section("decision_section", "decision", proposal->decision);
}

Response public_page(Reading& in) {
    in.tag("catalogue");
    PortalPage page(in.env, in.request, "channels/demand", word("page", "demand"));
    page.crumb(word("page", "home"), "/").crumb(word("page", "demand"));
    describe_column(page, word("page", "demand"), word("page", "demand"));
    auto all = catalogue::store::demands(in.tx, most_listed);
    page.data().show("none", all.empty());
    std::optional<view::Data> block;
    for (auto const& demand : all) {
        if (!block) block = page.data().section("demands");
        add_demand(in.tx, block->section("rows"), demand);
    }
    return page.response();
}

/// Applications and letters that ask for the same, by number and day; what they say stays with those who handle them.
void add_repeats(view::Data data, organ::Context& in, Desk const& desk) {
    auto names = organ::store::unit_names(in.tx);
    std::optional<view::Data> table;
    for (auto const& asked : asked_by_several(in)) {
        auto const& repeat = asked.repeat;
        auto known = catalogue::known_of(in.tx, repeat);
        if (known && known->whole) continue;
        if (!table) table = data.section("repeats");
        auto row = table->section("repeat");
        auto const& member = repeat.members.front();
        bool typed = desk.request.form["member"] == member;
        auto counted = row.section(repeat.source == DemandSource::letters ? "letters" : "applications");
        counted.set("number", repeat.applications).set("people", repeat.applicants);
        row.set("member", member).set("unit", names[repeat.unit_id]);
        row.set("first_on", asked.first_on.text()).set("last_on", asked.last_on.text());
        row.set("typed", typed ? desk.request.form["words"] : known ? known->demand.words : "");
        row.set("numbers", text::join(asked.numbers, "、"));
        if (asked.wishes) row.section("wished").set("wishes", asked.wishes);
        if (asked.granted) row.section("disclosed").set("granted", asked.granted);
        if (asked.published) row.section("published").set("public_replies", asked.published);
        if (known) row.section("known").set("known_words", known->demand.words);
    }
    data.show("no_repeats", !table);
}

Response desk_page(Desk const& desk, std::optional<Refusal> const& refusal) {
    DeskPage page(desk, "channels/demand_desk", word("page", "demand_desk"));
    page.crumb(word("page", "demand_desk"));
    auto data = page.data();
    organ::look(desk.env, desk.actor, [&](organ::Context& in) {
        auto missed = groups(in.tx);
        data.show("no_groups", missed.empty());
        std::optional<view::Data> table;
        for (auto const& group : missed) {
            if (!table) table = data.section("groups");
            auto row = table->section("one").set("group_words", group.words).set("group_misses", group.misses);
            for (auto const& term : group.terms)
                if (term != group.words) row.section("terms").set("term", term);
        }
        add_repeats(data, in, desk);
        for (auto const& demand : catalogue::store::demands(in.tx, most_listed)) {
            auto row = data.section("demands").set("id", demand.id);
            add_demand(in.tx, row, demand);
            if (demand.state == DemandState::answered) continue;
            auto open = row.section("is_open").set("demand_id", demand.id);
            open.set("typed", desk.request.form["id"] == std::to_string(demand.id) ? desk.request.form["answer"] : demand.answer);
            if (demand.state == DemandState::open)
                open.set_section("may_propose", "propose_href",
                                 "/desk/proposals/new?unit=" + std::to_string(demand.unit_id) + "&demand=" + std::to_string(demand.id) +
                                     "&level2=" + text::percent_encode(demand.words));
        }
        return 0;
    });
    if (refusal) organ::web::show_refusal(data, *refusal);
    return page.response(refusal ? status_of(*refusal) : 200);
}

Response show_desk(Desk const& desk) { return desk_page(desk, {}); }

Response post_take(Desk const& desk) {
    auto const& words = desk.request.form["words"];
    auto done = organ::act(desk.env, desk.actor, [&](organ::Context& in) -> Outcome<Demand> {
        for (auto const& group : groups(in.tx))
            if (group.words == words) return catalogue::take_demand(in, group);
        return Refusal{"catalogue.demand.not_found"};
    });
    return done ? http::see_other("/desk/demand") : desk_page(desk, done.error());
}

/// Where the row has gone meanwhile, the words typed into it come back on a page of their own.
Response refused_page(Desk const& desk, Refusal const& refusal) {
    if (status_of(refusal) == 404) return organ::web::refused_with_text(desk.env, desk.request, refusal, 404, "/desk/demand");
    return desk_page(desk, refusal);
}

Response post_repeat(Desk const& desk) {
    auto const& form = desk.request.form;
    auto done = organ::act(desk.env, desk.actor, [&](organ::Context& in) -> Outcome<Demand> {
        for (auto const& asked : asked_by_several(in))
            if (asked.repeat.members.front() == form["member"]) return catalogue::take_repeat(in, asked.repeat, form["words"]);
        return Refusal{"catalogue.demand.not_found"};
    });
    return done ? http::see_other("/desk/demand") : refused_page(desk, done.error());
}

Response post_answer(Desk const& desk) {
    auto const& form = desk.request.form;
    auto id = number_of(form["id"]).value_or(0);
    auto done = organ::act(desk.env, desk.actor, [&](organ::Context& in) { return catalogue::answer_demand(in, id, form["answer"]); });
    return done ? http::see_other("/desk/demand") : refused_page(desk, done.error());
}

}  // namespace

http::Routes demand_routes(Environment const& env) {
    using http::Method;
    auto office = [&](organ::web::DeskHandler handler) { return organ::web::desk_for(env, {organ::Role::office}, std::move(handler)); };
    return {{Method::get, "/demand", page(env, {}, public_page)},
            {Method::get, "/desk/demand", office(show_desk)},
            {Method::post, "/desk/demand/take", office(post_take)},
            {Method::post, "/desk/demand/repeats", office(post_repeat)},
            {Method::post, "/desk/demand/answer", office(post_answer)}};
}

}  // namespace mingtang::channels::web
