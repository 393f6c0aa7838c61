#include <algorithm>

#include "base/text.hpp"
#include "cli/demo_county.hpp"
#include "request/actions.hpp"
#include "request/store.hpp"

namespace mingtang::cli::demo {
namespace {

namespace store = request::store;
using request::Context;

/// A case of requests.jsonl on its way; deeds are done in the order of their days, whatever case they belong to.
struct Case {
    json::object row;
    std::string name, unit;
    Id id = 0;
    Id letter = 0;  // the last one
};

organ::Actor const& person(Deeds const& loading, Case const& one, std::string const& part) {
    return loading.county.people.at(one.unit + "." + part);
}

request::ApplicationForm form_of(Case const& one) {
    auto const& who = one.row.at("applicant").as_object();
    return {.applicant_kind = text(who, "applicant_kind"),
            .name = text(who, "name"),
            .proof = text(who, "proof"),
            .proof_number = text(who, "proof_number"),
            .contact = text(who, "contact"),
            .phone = text(who, "phone"),
            .email = text(who, "email"),
            .address = text(who, "address"),
            .postcode = text(who, "postcode"),
            .help = text(who, "help"),
            .description = text(one.row, "description"),
            .supply_form = text(one.row, "supply_form"),
            .supply_by = text(one.row, "supply_by")};
}

void take_in(Deeds& loading, Case& one, Instant when) {
    auto unit = loading.county.units.at(one.unit).id;
    auto channel = text(one.row, "channel");
    auto form = form_of(one);
    if (channel == "online") {
        auto nobody = organ::Actor::the_public();
        auto then = at(loading.in, when, nobody);
        one.id = good(request::apply(then, unit, form, {}), one.name).request.id;
        return;
    }
    auto then = at(loading.in, when, person(loading, one, "handler"));
    request::DeskForm desk{.application = form, .channel = channel, .arrived_on = when.local_date().text(), .confirmed_on = ""};
    one.id = good(request::take_down(then, unit, desk, {}), one.name).request.id;
}

/// What a template leaves to be written, in the order in which it stands.
std::string without_gaps(std::string body, std::vector<std::string> const& fill) {
    for (auto const& words : fill) {
        auto from = body.find("【");
        auto to = body.find("】", from);
        if (from == std::string::npos || to == std::string::npos) break;
        body.replace(from, to + std::string("】").size() - from, words);
    }
    return body;
}

request::LetterForm letter_form(json::object const& deed) {
    auto const& form = deed.at("form").as_object();
    return {.text = {},
            .outcome = text(form, "outcome"),
            .grounds = texts(form, "grounds"),
            .working_days = text(form, "working_days"),
            .until_on = text(form, "until_on"),
            .asked = text(form, "asked"),
            .fee_way = text(form, "fee_way"),
            .fee_number = text(form, "fee_number"),
            .fee_before = text(form, "fee_before")};
}

void draft(Deeds& loading, Case& one, json::object const& deed, Instant when) {
    auto then = at(loading.in, when, person(loading, one, "handler"));
    auto kind = from_text<request::LetterKind>(text(deed, "kind"));
    if (!kind) throw Malformed("requests.jsonl: " + text(deed, "kind"));
    auto form = letter_form(deed);
    auto letter = good(request::draft_letter(then, one.id, *kind, form), one.name);
    one.letter = letter.id;
    form.text = request::text_of(then, letter);
    form.text.body = without_gaps(form.text.body, texts(deed, "fill"));
    auto saved = good(request::save_letter(then, letter.id, letter.lock_version, form), one.name);
    if (text(deed, "stop") != "drafting") good(request::file_letter(then, saved.id, ""), one.name);
}

/// Every desk passes it until the one at which it is to wait.
void sign_off(Deeds& loading, Case const& one, json::object const& deed, Instant when) {
    auto stop = from_text<request::LetterState>(text(deed, "stop")).value_or(request::LetterState::issued);
    auto letter = store::letter(loading.in.tx, one.letter).value();
    while (letter.state > request::LetterState::drafting && letter.state < request::LetterState::approved && letter.state != stop) {
        bool legal = letter.state == request::LetterState::in_legal_review, unit = letter.state == request::LetterState::in_unit_review;
        auto then = at(loading.in, when, person(loading, one, legal ? "legal" : unit ? "head" : "open"));
        letter = good(request::pass_letter(then, letter.id, ""), one.name);
    }
    if (stop != request::LetterState::issued) return;
    auto then = at(loading.in, when, person(loading, one, "handler"));
    good(request::issue_letter(then, letter.id), one.name);
}

void served(Deeds& loading, Case const& one, Id letter, Instant when) {
    auto then = at(loading.in, when, person(loading, one, "handler"));
    good(request::letter_served(then, letter, then.today()), one.name);
}

void plan_letter(Deeds& loading, Case& one, json::object const& deed) {
    auto on = json::number(deed, "on"), issue = json::number(deed, "issue");
    auto drafted = loading.when(on, 1), passed = loading.when(issue, on == issue ? 2 : 1);
    auto letter = std::make_shared<Id>(0);
    loading.plan(drafted, [&loading, &one, deed, drafted, letter] {
        draft(loading, one, deed, drafted);
        *letter = one.letter;
    });
    loading.plan(passed, [&loading, &one, deed, passed, letter] {
        one.letter = *letter;
        sign_off(loading, one, deed, passed);
    });
    auto const* day = deed.if_contains("served");
    if (day == nullptr || !day->is_int64()) return;
    auto when = loading.when(day->get_int64(), 3);
    loading.plan(when, [&loading, &one, when, letter] { served(loading, one, *letter, when); });
}

void opinion(Context& then, Case const& one, json::object const& deed) {
    for (auto const& asked : store::consultations_of(then.tx, one.id)) {
        if (asked.answered_on) continue;
        auto said = from_text<request::Consultation::Opinion>(text(deed, "opinion")).value_or(request::Consultation::Opinion::none);
        good(request::take_opinion(then, asked.id, then.today(), said, text(deed, "words")), one.name);
        return;
    }
    throw Malformed("requests.jsonl: nobody is asked in " + one.name);
}

void other_deed(Deeds& loading, Case const& one, json::object const& deed, Instant when) {
    auto what = text(deed, "do");
    auto then = at(loading.in, when, person(loading, one, "handler"));
    auto day = then.today();
    if (what == "confirm") {
        good(request::confirm(then, one.id, day, ""), one.name);
    } else if (what == "assign") {
        good(request::assign(then, one.id, then.actor.person_id, ""), one.name);
    } else if (what == "supply") {
        good(request::supply(then, one.id, day, text(deed, "words"), {}), one.name);
    } else if (what == "opinion") {
        opinion(then, one, deed);
    } else if (what == "take_back") {
        good(request::take_back(then, one.id, text(deed, "reason")), one.name);
    } else if (what == "archive") {
        good(request::archive(then, one.id, ""), one.name);
    } else if (what == "evaluate") {
        good(request::evaluate(then, one.id, int(json::number(deed, "grade")), text(deed, "words")), one.name);
    } else if (what == "wish") {
        good(request::wish(then, one.id, from_text<request::Wish::Kind>(text(deed, "kind")).value(), text(deed, "words")), one.name);
    } else {
        throw Malformed("requests.jsonl: " + what);
    }
}

void plan(Deeds& loading, Case& one) {
    auto taken = loading.when(json::number(one.row, "at"), 0);
    loading.plan(taken, [&loading, &one, taken] { take_in(loading, one, taken); });
    for (auto const& value : list(one.row, "deeds")) {
        auto const& deed = value.as_object();
        if (text(deed, "do") == "letter") {
            plan_letter(loading, one, deed);
            continue;
        }
        auto when = loading.when(json::number(deed, "on"), 1);
        loading.plan(when, [&loading, &one, deed, when] { other_deed(loading, one, deed, when); });
    }
}

}  // namespace

int load_requests(organ::Context& in, County const& county) {
    std::vector<Case> cases;
    for (auto& row : rows(county.folder / "requests.jsonl"))
        cases.push_back({.row = row, .name = "application " + text(row, "id"), .unit = text(row, "unit")});
    Deeds loading{.in = in, .county = county};
    for (auto& one : cases) plan(loading, one);
    loading.carry_out();
    return int(cases.size());
}

}  // namespace mingtang::cli::demo
