#include "request/web/desk_case.hpp"

#include "base/text.hpp"
#include "law/outcome_of_request.hpp"
#include "request/answers.hpp"
#include "request/rules.hpp"
#include "request/store.hpp"

namespace mingtang::request::web {
namespace {

constexpr int published_at_most = 5;

/// What was read of the case, in the transaction that journalled the reading.
struct Seen {
    InfoRequest request;
    std::optional<Opened> opened;
    Kindred kindred;
};

Outcome<Seen> see(Context& in, Id id) {
    auto found = find(in, id);
    if (!found) return found.error();
    Seen seen{.request = *found, .opened = {}, .kindred = {}};
    if (found->erased_at || !may_read(in, *found)) return seen;
    auto opened = open_case(in, id);
    if (!opened) return opened.error();
    seen.kindred = kindred_of(in, *opened);
    seen.opened = std::move(*opened);
    return seen;
}

void show_head(view::Data data, Context& in, InfoRequest const& request, Names const& names) {
    data.set("case_number", request.case_number).set("state", word("state", request.state)).set("unit", names.unit(request.unit_id));
    data.set_section("first_section", "first", names.person(request.first_responder_id));
    data.set_section("handler_section", "handler", names.person(request.handler_id));
    data.show("no_handler", request.handler_id == 0 && request.open()).show("of_register", request.source == Source::register_);
    if (auto const* outcome = law::find_request_outcome(request.outcome)) data.section("outcome_section").set("outcome", outcome->name);
    show_clock(data, request, in);
    data.set("channel", word("channel", request.channel)).set("arrived_on", request.arrived_on.text());
    data.set("receipt_rule", word("receipt_rule", law::receipt_rule(request.channel)));
    data.show("not_received", request.state == State::arrived);
    if (request.state != State::arrived) data.section("received_section").set("received_on", request.received_on.text());
    data.set_section("supplied_section", "supplied_on", request.supplied_on.text())
        .set_section("paid_section", "paid_on", request.paid_on.text())
        .set_section("delayed_section", "delayed_until_on", request.delayed_until_on.text())
        .set_section("closed_section", "closed_on", request.closed_on.text());
    if (request.extended) data.section("extended_section").set("extended_by", request.extended_by);
    if (request.erased_at) data.section("erased").set("erased_at", request.erased_at.local_text());
    data.set("today", in.today().text()).set("url", case_url(request.id)).set("steps", case_url(request.id) + "/steps");
}

void show_applicant(view::Data data, Opened const& opened, bool reveal) {
    auto const& request = opened.request;
    auto who = reveal ? opened.applicant : masked(opened.applicant);
    auto shown = data.section("applicant_section");
    shown.set("applicant_kind", word("applicant_kind", request.applicant_kind)).set("name", who.name);
    shown.set("proof", word("proof", who.proof)).set("proof_number", who.proof_number);
    shown.set_section("contact_section", "contact", who.contact)
        .set_section("phone_section", "phone", who.phone)
        .set_section("email_section", "email", who.email)
        .set_section("help_section", "help", who.help);
    if (!who.address.empty()) shown.section("address_section").set("address", who.address).set("postcode", who.postcode);
    shown.set("supply_form", word("supply_form", request.supply_form)).set("supply_by", word("supply_by", request.supply_by));
    shown.section(reveal ? "revealed" : "masked").set("url", case_url(request.id));
}

void show_words(view::Data data, Opened const& opened, std::vector<Published> const& published) {
    for (auto const& line : text::split(opened.description, '\n')) data.section("paragraphs").set("line", line);
    if (published.empty()) return;
    auto section = data.section("published_section");
    for (auto const& one : published)
        section.section("published")
            .set("url", "/disclosure/" + std::to_string(one.disclosure_id))
            .set("title", one.title)
            .set("unit", one.unit)
            .set("published_on", one.published_on);
}

void show_kindred(view::Data data, Kindred const& kindred) {
    if (kindred.shown.empty()) return;
    auto section = data.section("kindred");
    section.set("same_applicant", kindred.of_applicant);
    if (kindred.this_month > 0) section.section("this_month").set("number", kindred.this_month);
    for (auto const& kin : kindred.shown) {
        auto row = section.section("others");
        row.set("url", case_url(kin.request.id)).set("case_number", kin.request.case_number);
        row.set("received_on", kin.request.received_on.text()).set("state", word("state", kin.request.state));
        if (auto const* outcome = law::find_request_outcome(kin.request.outcome)) row.section("kin_outcome").set("outcome", outcome->name);
        row.show("same", kin.same_applicant).show("different", !kin.same_applicant).show("hidden", kin.words.empty());
        row.set_section("words_section", "words", kin.words).set("percent", int(kin.likeness * 100 + 0.5));
    }
}

void show_publishing(view::Data data, Context& in, InfoRequest const& request) {
    auto wishes = store::wishes_of(in.tx, request.id);
    bool granted = std::any_of(wishes.begin(), wishes.end(), [](Wish const& wish) {
        return wish.kind == Wish::Kind::publish_for_all && wish.state == Wish::State::granted;
    });
    bool disclosed = request.outcome == "r1_granted" || request.outcome == "r2_partial";
    bool linked = request.answer_disclosure_id != 0;
    auto draft = answer_draft_of(in, request.id);
    bool may = disclosed && !linked && !draft && request.source != Source::register_ && !request.erased_at && may_read(in, request) &&
               (granted || office_of(in, request.unit_id).publishes_answers);
    if (!linked && !may && !draft) return;
    auto section = data.section("publish_section");
    if (linked) section.section("linked").set("disclosure_id", request.answer_disclosure_id);
    section.show("on_its_way", !linked && draft.has_value());
    if (may) section.section("may_publish").set("url", case_url(request.id));
}

}  // namespace

http::Response case_page(Desk const& desk, Around const& around, Id id, Refusal const* refusal) {
    auto seen = organ::act(desk.env, desk.actor, [&](Context& in) { return see(in, id); });
    if (!seen) return refuse(desk, seen.error());
    auto const& request = seen->request;
    // The index is asked outside of the transaction: nobody waits for it.
    std::vector<Published> published;
    if (seen->opened && around.find_published && request.open())
        published = around.find_published(seen->opened->description, published_at_most);
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        DeskPage page(desk, "request/desk_case", request.case_number);
        page.crumb(word("page", "inbox"), "/desk/requests").crumb(request.case_number);
        auto data = page.data();
        Names names(in);
        organ::web::show_done(page.data(), desk, word);
        if (refusal != nullptr) show_refused(data, *refusal);
        show_head(data, in, request, names);
        show_next_day(data, in, request);
        show_days(data, in, request);
        bool readable = seen->opened.has_value();
        data.show("limited", !readable && !request.erased_at);
        if (readable) {
            auto open = data.section("readable");
            if (!seen->opened->applicant.erased()) show_applicant(open, *seen->opened, desk.request.query["reveal"] == "1");
            show_words(open, *seen->opened, published);
            show_kindred(open, seen->kindred);
            show_files(open, in, request);
            if (suggests_publication(seen->kindred.askers)) {
                auto citation = view::citation("ogi-2019:44");
                data.section("suggests").set("applicants", seen->kindred.askers).set("text", citation.text).set("url", citation.url);
            }
        }
        show_letters(data, in, request, names);
        show_consultations(data, in, request, readable, desk.request.form);
        show_fees(data, in, request, desk.request.form);
        show_after_life(data, in, request, readable);
        if (request.source != Source::register_) show_steps(data, in, request, desk.request.form);
        if (request.source != Source::register_) show_drafts(data, in, request);
        show_publishing(data, in, request);
        show_timeline(data, in, request, readable);
        return page.count_all(in).response(refusal ? status_of(*refusal) : 200);
    });
}

}  // namespace mingtang::request::web
