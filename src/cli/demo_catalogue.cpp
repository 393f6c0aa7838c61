#include "base/text.hpp"
#include "catalogue/demands.hpp"
#include "catalogue/particulars.hpp"
#include "catalogue/proposals.hpp"
#include "catalogue/store.hpp"
#include "catalogue/store_proposals.hpp"
#include "channels/store.hpp"
#include "cli/demo_county.hpp"

/// What happened to the demo county's catalogues since: searches that found nothing, proposals, comments, decisions.
namespace mingtang::cli::demo {
namespace {

using namespace std::chrono_literals;

constexpr char const* answers_demands = "office.gongkai";

/// `today` is the hour before the demo is loaded, so that what is open stays open.
Instant moment_of(organ::Context const& in, json::object const& row, int hours = 0) {
    auto on = text(row, "on");
    if (on == "today") return in.now + -1h + std::chrono::minutes(hours);
    auto day = Date::parse(on);
    if (!day) throw Malformed("proposals.jsonl: " + on);
    return morning(*day, hours);
}

organ::Actor const& person(County const& county, std::string const& login) {
    auto found = county.people.find(login);
    if (found == county.people.end()) throw Malformed("proposals.jsonl: " + login);
    return found->second;
}

void load_searches(organ::Context& in, County const& county) {
    for (auto const& row : rows(county.folder / "searches.jsonl"))
        channels::store::add(in.tx, {text(row, "term"), json::number(row, "searches"), json::number(row, "misses"),
                                     Date::parse(text(row, "last_on")).value_or(Date())});
}

void load_demands(organ::Context& in, County const& county) {
    std::vector<catalogue::Miss> misses;
    for (auto const& term : channels::store::most_missed(in.tx, 1000)) misses.push_back({term.term, term.misses});
    auto groups = catalogue::grouped(std::move(misses));
    auto office = at(in, in.now + -2h, person(county, answers_demands));
    for (auto const& row : rows(county.folder / "demands.jsonl")) {
        auto words = text(row, "words");
        auto group = std::find_if(groups.begin(), groups.end(), [&](auto const& one) { return one.words == words; });
        if (group == groups.end()) throw Malformed("demands.jsonl: " + words);
        auto demand = good(catalogue::take_demand(office, *group), "demand " + words);
        if (auto answer = text(row, "answer"); !answer.empty())
            good(catalogue::answer_demand(office, demand.id, answer), "demand " + words);
    }
}

catalogue::ProposalForm form_of(organ::Context& in, County const& county, json::object const& row) {
    auto kind = from_text<catalogue::ProposalKind>(text(row, "kind"));
    if (!kind) throw Malformed("proposals.jsonl: " + text(row, "kind"));
    catalogue::ProposalForm form{.kind = *kind, .reason = text(row, "reason")};
    auto unit_id = text(row, "unit").empty() ? Id(0) : county.units.at(text(row, "unit")).id;
    auto code = text(row, "item");
    if (*kind == catalogue::ProposalKind::add) {
        form.item = {.unit_id = unit_id, .domain = text(row, "domain"), .code = code};
    } else {
        auto item = catalogue::store::item_by_code(in.tx, unit_id, code);
        if (!item) throw Malformed("proposals.jsonl: " + code);
        form.item = *item;
    }
    if (auto const* changes = row.if_contains("changes"))
        for (auto const& [name, value] : changes->as_object())
            if (!catalogue::set_particular(form.item, name, std::string(value.as_string())))
                throw Malformed("proposals.jsonl: " + std::string(name));
    for (auto const& demand : catalogue::store::demands(in.tx, 100))
        if (auto words = text(row, "demand"); !words.empty() && demand.words == words) form.demand_id = demand.id;
    return form;
}

void load_comments(organ::Context& in, County const& county, json::object const& row, Id proposal_id) {
    static organ::Actor const nobody = organ::Actor::the_public();
    for (auto const& one : list(row, "comments")) {
        auto const& said = one.as_object();
        auto asked = at(in, moment_of(in, said, 2), nobody);
        auto token = catalogue::comment_token(asked, proposal_id);
        auto sent = at(in, asked.now + 90s, nobody);
        auto comment = good(catalogue::comment(sent, proposal_id,
                                               {.token = token,
                                                .name = text(said, "name"),
                                                .contact = text(said, "contact"),
                                                .words = text(said, "words"),
                                                .source = "demo"}),
                            "comment " + text(said, "words"));
        auto office = at(in, sent.now + 1h, person(county, answers_demands));
        if (auto shown = text(said, "shown"); !shown.empty())
            good(catalogue::show_comment(office, comment.id, shown, text(said, "answer")), "comment " + shown);
        if (auto reason = text(said, "hide"); !reason.empty())
            good(catalogue::hide_comment(office, comment.id, reason), "comment " + reason);
    }
}

void load_decision(organ::Context& in, County const& county, json::object const& row, Id proposal_id) {
    auto const* found = row.if_contains("decision");
    if (!found) return;
    auto const& decision = found->as_object();
    auto office = at(in, moment_of(in, decision), person(county, answers_demands));
    bool adopted = decision.at("adopt").as_bool();
    good(adopted ? catalogue::adopt(office, proposal_id, text(decision, "reason"))
                 : catalogue::reject(office, proposal_id, text(decision, "reason")),
         "decision " + std::to_string(proposal_id));
}

}  // namespace

int load_proposals(organ::Context& in, County const& county) {
    load_searches(in, county);
    load_demands(in, county);
    int count = 0;
    for (auto const& row : rows(county.folder / "proposals.jsonl")) {
        auto by = at(in, moment_of(in, row), person(county, text(row, "by")));
        auto proposal = good(catalogue::propose(by, form_of(in, county, row)), "proposal " + text(row, "item"));
        auto office = at(in, moment_of(in, row, 1), person(county, answers_demands));
        good(catalogue::open_comment(office, proposal.id, int(json::number(row, "days"))), "proposal " + text(row, "item"));
        load_comments(in, county, row, proposal.id);
        load_decision(in, county, row, proposal.id);
        ++count;
    }
    return count;
}

}  // namespace mingtang::cli::demo
