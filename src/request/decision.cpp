#include "request/decision.hpp"

#include "base/json.hpp"
#include "base/resource.hpp"
#include "law/ground.hpp"
#include "law/outcome_of_request.hpp"

namespace mingtang::request {
namespace {

struct Leading {
    Question question;
    std::vector<std::string> outcomes;  // beside the choices; empty: the next question
    std::string Decision::*member;
};

std::string Decision::*member_of(std::string_view name) {
    if (name == "asks_for") return &Decision::asks_for;
    if (name == "before") return &Decision::before;
    if (name == "description") return &Decision::description;
    if (name == "held") return &Decision::held;
    if (name == "published") return &Decision::published;
    if (name == "disclosure") return &Decision::disclosure;
    throw std::logic_error("decision.json asks for " + std::string(name));
}

std::vector<Leading> const& leadings() {
    static std::vector<Leading> const all = [] {
        std::vector<Leading> made;
        auto const file = boost::json::parse(*resource("src/request/decision.json")).as_object();
        for (auto const& row : file.at("questions").as_array()) {
            auto const& object = row.as_object();
            Leading leading{.question = {.name = json::text(object, "name"), .words = json::text(object, "words")}};
            leading.member = member_of(leading.question.name);
            for (auto const& one : object.at("choices").as_array()) {
                auto const& choice = one.as_object();
                leading.question.choices.push_back(
                    {json::text(choice, "name"), json::text(choice, "words"), json::text(choice, "article")});
                leading.outcomes.push_back(json::text(choice, "outcome"));
            }
            made.push_back(std::move(leading));
        }
        return made;
    }();
    return all;
}

/// The outcome beside the chosen name; nothing where there is no such choice.
std::optional<std::string> outcome_beside(Leading const& leading, std::string const& chosen) {
    for (std::size_t i = 0; i < leading.outcomes.size(); ++i)
        if (leading.question.choices[i].name == chosen) return leading.outcomes[i];
    return {};
}

/// law: ogi-2019:14, 15, 16: each ground has its row in the report. Several: the first that leaves no choice decides, else the first.
Outcome<std::string> outcome_by_grounds(std::vector<std::string> const& grounds) {
    law::Ground const* decides = nullptr;
    for (auto const& code : grounds) {
        auto const* ground = law::find_ground(code);
        if (ground == nullptr) return Refusal{"request.decide.unknown_choice", "", {{"question", "grounds"}}, "grounds"};
        if (decides == nullptr || (decides->discretionary && !ground->discretionary)) decides = ground;
    }
    if (decides == nullptr) return Refusal{"request.decide.ground_needed", "ogi-2019:36", {}, "grounds"};
    return law::refusal_for_ground(decides->code)->code;
}

Refusal unfinished(Leading const& leading) {
    return Refusal{"request.decide.unfinished", "ogi-2019:36", {{"question", leading.question.words}}, leading.question.name};
}

}  // namespace

std::vector<Question> questions_asked(Decision const& decision) {
    std::vector<Question> asked;
    for (auto const& leading : leadings()) {
        auto outcome = outcome_beside(leading, decision.*leading.member);
        if (!outcome) return asked;
        asked.push_back(leading.question);
        if (!outcome->empty()) return asked;
    }
    return asked;
}

std::vector<Question> questions_left(Decision const& decision) {
    std::vector<Question> left;
    bool answered = true;
    for (auto const& leading : leadings()) {
        auto outcome = answered ? outcome_beside(leading, decision.*leading.member) : std::nullopt;
        if (outcome && !outcome->empty()) return {};
        answered = answered && outcome.has_value();
        if (!answered) left.push_back(leading.question);
    }
    return left;
}

Outcome<std::string> outcome_of(Decision const& decision) {
    for (auto const& leading : leadings()) {
        auto const& chosen = decision.*leading.member;
        if (chosen.empty()) return unfinished(leading);
        auto outcome = outcome_beside(leading, chosen);
        if (!outcome) return Refusal{"request.decide.unknown_choice", "", {{"question", leading.question.words}}, leading.question.name};
        if (*outcome == "ground") return outcome_by_grounds(decision.grounds);
        if (*outcome == "r2_partial")
            if (auto ground = outcome_by_grounds(decision.grounds); !ground) return ground.error();
        if (!outcome->empty()) return *outcome;
    }
    throw std::logic_error("the questions end without an outcome");
}

}  // namespace mingtang::request
