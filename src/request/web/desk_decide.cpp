#include "base/json.hpp"
#include "base/resource.hpp"
#include "base/text.hpp"
#include "law/ground.hpp"
#include "law/outcome_of_request.hpp"
#include "organ/store.hpp"
#include "request/actions/letters.hpp"
#include "request/decision.hpp"
#include "request/rules.hpp"
#include "request/store.hpp"
#include "request/web/desk_shown.hpp"

namespace mingtang::request::web {
namespace {

using Answers = std::vector<std::pair<std::string, std::string>>;

constexpr std::array members{std::pair{"asks_for", &Decision::asks_for},       std::pair{"before", &Decision::before},
                             std::pair{"description", &Decision::description}, std::pair{"held", &Decision::held},
                             std::pair{"published", &Decision::published},     std::pair{"disclosure", &Decision::disclosure}};

Decision decision_of(http::Fields const& query) {
    Decision decision;
    for (auto const& [name, member] : members) decision.*member = query[name];
    decision.grounds = query.all("grounds");
    return decision;
}

/// The answers given so far, in the order of the questions; up to `until` where one is asked again.
Answers answers_of(Decision const& decision, std::string_view until = {}) {
    Answers answers;
    for (auto const& [name, member] : members) {
        if (name == until) return answers;
        if (!(decision.*member).empty()) answers.emplace_back(name, decision.*member);
    }
    return answers;
}

std::string address_of(Id id, Answers const& answers) {
    std::string address = case_url(id) + "/decide";
    for (auto const& [name, value] : answers)
        address += (address.find('?') == std::string::npos ? "?" : "&") + name + "=" + text::percent_encode(value);
    return address;
}

void keep(view::Data form, Id id, Answers const& answers) {
    form.set("action", case_url(id) + "/decide");
    for (auto const& [name, value] : answers) form.section("kept").set("name", name).set("value", value);
}

void show_asked(view::Data data, Id id, Decision const& decision) {
    auto asked = questions_asked(decision);
    if (asked.empty()) return;
    auto section = data.section("asked_section");
    auto answers = answers_of(decision);
    for (auto const& question : asked) {
        auto given = std::find_if(answers.begin(), answers.end(), [&](auto const& one) { return one.first == question.name; });
        for (auto const& choice : question.choices)
            if (given != answers.end() && choice.name == given->second) {
                auto row = section.section("asked");
                row.set("question", question.words).set("answer", choice.words);
                row.set("again", address_of(id, answers_of(decision, question.name)));
                show_article(row, "article", choice.article);
            }
    }
}

void show_question(view::Data data, Id id, Decision const& decision, Question const& question) {
    auto form = data.section("question_section");
    form.set("question", question.words).set("question_name", question.name);
    keep(form, id, answers_of(decision, question.name));
    for (auto const& choice : question.choices) {
        auto row = form.section("choices");
        row.set("value", choice.name).set("label", choice.words).show("chosen", false);
        show_article(row, "article", choice.article);
    }
}

bool chose(std::vector<std::string> const& grounds, std::string const& code) {
    return std::find(grounds.begin(), grounds.end(), code) != grounds.end();
}

void show_grounds(view::Data data, Id id, Decision const& decision) {
    auto form = data.section("grounds_section");
    keep(form, id, answers_of(decision));
    for (auto const& ground : law::grounds()) {
        auto row = form.section("choices");
        row.set("value", ground.code).set("label", ground.name).set("text", view::citation(ground.article).text);
        row.show("chosen", chose(decision.grounds, ground.code))
            .show("discretionary", ground.discretionary)
            .show("third_party", ground.third_party);
    }
}

/// The row of the annual report that counts an outcome (law/annual_report.json); its code is the row's key.
std::string report_row(std::string const& code) {
    static auto const rows = [] {
        std::map<std::string, std::string> all;
        auto const file = boost::json::parse(resource("law/annual_report.json").value());
        for (auto const& row : file.as_object().at("rows").as_array())
            all[json::text(row.as_object(), "key")] = json::text(row.as_object(), "label");
        return all;
    }();
    auto found = rows.find(code);
    return found == rows.end() ? code : found->second;
}

bool reasons_asked(Context& in, Id request_id) {
    for (auto const& letter : store::letters_of(in.tx, request_id))
        if (letter.kind == LetterKind::reasons_notice && letter.state == LetterState::issued) return true;
    return false;
}

void show_remedy(view::Data result, Context& in, InfoRequest const& request, law::RequestOutcome const& outcome) {
    auto organ = review_organ_of(in, request.unit_id);
    result.set("remedy", word("remedy", outcome.remedy));
    result.set_section("remedy_section", "remedy_words", law::remedy_words(outcome, organ.empty() ? word("remedy", "no_organ") : organ));
    auto dates = law::remedy_dates(outcome, in.today(), in.calendar);
    result.set_section("review_section", "review_until", dates.review_until.text());
    result.set_section("lawsuit_section", "lawsuit_until", dates.lawsuit_until.text());
}

void show_result(view::Data data, Context& in, InfoRequest const& request, Decision const& decision, std::string const& code) {
    auto const* outcome = law::find_request_outcome(code);
    auto result = data.section("result");
    auto grounds = code == "r2_partial" || code.starts_with("r3_") ? decision.grounds : std::vector<std::string>{};
    result.set("outcome", outcome->name).set("code", code).set("row", report_row(code)).set("again", case_url(request.id) + "/decide");
    result.set("letters", case_url(request.id) + "/letters");
    show_article(result, "article", outcome->article);
    std::vector<std::string> names;
    for (auto const& ground : grounds) {
        result.section("ground_codes").set("ground", ground);
        if (auto const* known = law::find_ground(ground)) names.push_back(known->name);
    }
    result.set_section("grounds_list", "grounds", text::join(names, "；"));
    show_remedy(result, in, request, *outcome);
    if (third_party_not_asked(grounds, store::consultations_of(in.tx, request.id)))
        show_article(result, "third_party_warning", "ogi-2019:32");
    if (auto may = may_answer(request, code, grounds, reasons_asked(in, request.id)); !may) {
        auto no = result.section("may_not");
        no.set("message", view::sentence(in_words(may.error())));
        show_article(no, "article", may.error().article);
    }
}

/// What is not asked, or already answered, leads on; the rest is the result.
void show_next(view::Data data, Context& in, InfoRequest const& request, Decision const& decision, bool sent_grounds, Refusal& refusal) {
    auto left = questions_left(decision);
    auto code = outcome_of(decision);
    if (!left.empty()) {
        show_question(data, request.id, decision, left.front());
    } else if (code && !(decision.disclosure == "partly" && decision.grounds.empty())) {
        show_result(data, in, request, decision, *code);
    } else {
        show_grounds(data, request.id, decision);
        if (sent_grounds) refusal = code ? Refusal{"request.decide.ground_needed", "ogi-2019:36", {}, "grounds"} : code.error();
    }
}

}  // namespace

http::Response show_decide(Desk const& desk) {
    auto id = desk.request.id_param("id").value_or(0);
    auto opened = organ::act(desk.env, desk.actor, [&](Context& in) { return open_case(in, id); });
    if (!opened) return refuse(desk, opened.error());
    auto const& request = opened->request;
    return organ::look(desk.env, desk.actor, [&](Context& in) {
        if (!in.actor.has(Role::handler, request.unit_id))
            return refuse(desk, Refusal{"request.letter.save.forbidden", "ogi-2019:36", {{"role", "handler"}}});
        if (auto may = effect(request.state, LetterKind::answer); !may) return refuse(desk, may.error());
        DeskPage page(desk, "request/desk_decide", word("page", "decide"));
        page.crumb(word("page", "inbox"), "/desk/requests").crumb(request.case_number, case_url(id)).crumb(word("page", "decide"));
        auto data = page.data();
        data.set("case_number", request.case_number).set("case", case_url(id));
        data.set_section("wanted_section", "wanted", text::shorten(text::one_line(opened->description), 300));
        auto decision = decision_of(desk.request.query);
        Refusal refusal;
        show_asked(data, id, decision);
        show_next(data, in, request, decision, desk.request.query.has("grounds_asked"), refusal);
        if (!refusal.code.empty()) show_refused(data, refusal);
        return page.count_all(in).response(refusal.code.empty() ? 200 : status_of(refusal));
    });
}

}  // namespace mingtang::request::web
