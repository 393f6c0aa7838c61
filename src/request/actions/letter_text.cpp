#include "base/json.hpp"
#include "base/text.hpp"
#include "law/fee.hpp"
#include "law/ground.hpp"
#include "law/outcome_of_request.hpp"
#include "organ/second_factor.hpp"
#include "organ/store.hpp"
#include "request/actions/letters.hpp"

namespace mingtang::request {
namespace {

constexpr std::string_view purpose = "request.letter";

LetterText text_of_json(std::string const& stored) {
    boost::system::error_code error;
    auto parsed = boost::json::parse(stored, error);
    if (error || !parsed.is_object()) return {};
    auto const& row = parsed.as_object();
    return {.title = json::text(row, "title"),
            .addressee = json::text(row, "addressee"),
            .body = json::text(row, "body"),
            .closing = json::text(row, "closing"),
            .note = json::text(row, "note")};
}

std::string names_of_grounds(Letter const& letter) {
    std::vector<std::string> names;
    for (auto const& code : grounds_of(letter))
        if (auto const* ground = law::find_ground(code)) names.push_back(ground->short_name);
    return text::join(names, "、");
}

/// `第31至100页每页10元，计700元；…`
std::string fee_explained(FeeNotice const& fee) {
    auto way = std::string(to_text(fee.way));
    auto counted = fee.way == FeeNotice::Way::by_pages ? law::fee_by_pages(fee.number) : law::fee_by_pieces(fee.number, fee.before);
    std::vector<std::string> steps;
    for (auto const& step : counted.steps)
        steps.push_back(filled(letter_word("fee", "step_" + way), {{"from", std::to_string(step.from)},
                                                                   {"to", std::to_string(step.to)},
                                                                   {"rate", std::to_string(step.rate)},
                                                                   {"amount", std::to_string(step.amount())}}));
    return filled(letter_word("fee", way),
                  {{"first", std::to_string(fee.before + 1)}, {"number", std::to_string(fee.number)}, {"steps", text::join(steps, "；")}});
}

/// Where applications and supplements are handed in, unless the unit says otherwise.
std::string place_of(organ::Unit const& unit) {
    return unit.telephone.empty() ? unit.address
                                  : filled(letter_word("labels", "place"), {{"address", unit.address}, {"telephone", unit.telephone}});
}

std::string supply_of(InfoRequest const& request) {
    return letter_word("supply_forms", to_text(request.supply_form)) + "，" + letter_word("supply_ways", to_text(request.supply_by));
}

Date pay_due_of(Context& in, InfoRequest const& request) {
    auto fees = store::fees_of(in.tx, request.id);
    return fees.empty() ? Date() : fees.back().pay_due;
}

/// The last day with the extension that this letter gives.
Date extended_due(Context& in, InfoRequest request, Letter const& letter) {
    request.extended_by = letter.working_days;
    reckon(in, request);
    return request.reply_due;
}

}  // namespace

std::string seal_text(Context const& in, LetterText const& text) {
    return organ::seal(
        in.secret, purpose,
        json::serialize(json::object{
            {"title", text.title}, {"addressee", text.addressee}, {"body", text.body}, {"closing", text.closing}, {"note", text.note}}));
}

LetterText text_of(Context const& in, Letter const& letter) {
    return letter.text.empty() ? LetterText{} : text_of_json(organ::unseal(in.secret, purpose, letter.text).value_or(""));
}

LetterText text_of(Context const& in, LetterVersion const& version) {
    return version.text.empty() ? LetterText{} : text_of_json(organ::unseal(in.secret, purpose, version.text).value_or(""));
}

std::vector<std::string> grounds_of(Letter const& letter) { return text::split(letter.grounds, ','); }

std::string review_organ_of(Context& in, Id unit_id) {
    if (auto set = office_of(in, unit_id).review_organ; !set.empty()) return set;
    auto unit = organ::store::unit_by_id(in.tx, unit_id);
    while (unit && unit->parent_id != 0) {
        unit = organ::store::unit_by_id(in.tx, unit->parent_id);
        if (unit && unit->kind == organ::UnitKind::government) return unit->name;
    }
    return "";
}

Places places_of(Context& in, InfoRequest const& request, Letter const& letter, FeeNotice const* fee) {
    auto office = office_of(in, request.unit_id);
    auto unit = organ::store::unit_by_id(in.tx, request.unit_id).value();
    auto receives = office.receives_at.empty() ? place_of(unit) : office.receives_at;
    Places values{
        {"organ", unit.name},
        {"case_number", request.case_number},
        {"received_on", day_in_words(request.received_on)},
        {"receipt_rule", letter_word("receipt_rules", to_text(law::receipt_rule(request.channel)))},
        {"description", text::shorten(text::one_line(description_of(in, request)), 300)},
        {"days", std::to_string(letter.working_days)},
        {"until_on", day_in_words(letter.until_on)},
        {"due", day_in_words(letter.kind == LetterKind::extension_notice ? extended_due(in, request, letter) : request.reply_due)},
        {"grounds", names_of_grounds(letter)},
        {"receives_at", receives},
        {"pays_at", office.pays_at.empty() ? receives : office.pays_at},
        {"supply", supply_of(request)},
        {"supplement_asked_on", day_in_words(request.supplement_asked_on)},
        {"supplement_due", day_in_words(request.supplement_due)},
        {"pay_due", day_in_words(pay_due_of(in, request))},
    };
    if (fee != nullptr) {
        values.emplace_back("fee_explained", fee_explained(*fee));
        values.emplace_back("amount", std::to_string(fee->amount));
    }
    if (letter.kind == LetterKind::lapse_notice)
        values.emplace_back("lapse_reason", filled(letter_word("lapse_reasons", letter.outcome), values));
    return values;
}

std::string closing_of(Context& in, InfoRequest const& request, Letter const& letter) {
    auto organ = review_organ_of(in, request.unit_id);
    std::string remedy;
    // Whoever is told that what concerns them will be public may go to either; it is no refusal of information.
    auto const* outcome = law::find_request_outcome(letter.kind == LetterKind::third_party_decision ? "r1_granted" : letter.outcome);
    if (outcome != nullptr) remedy = law::remedy_words(*outcome, organ.empty() ? letter_word("labels", "no_review_organ") : organ);
    return filled(letter_words(letter.kind).closing, {{"remedy", remedy}});
}

Outcome<LetterText> fill_template(Context& in, InfoRequest const& request, LetterKind kind, LetterForm const& form) {
    Letter letter{.request_id = request.id, .unit_id = request.unit_id, .kind = kind};
    auto decided = read_decision(in, request, form, letter);
    if (!decided) return decided.error();
    auto const* fee = decided->fee ? &*decided->fee : nullptr;
    auto own = store::template_for(in.tx, request.unit_id, kind, form.outcome);
    auto applicant = applicant_of(in, request.applicant);
    bool to_applicant =
        kind != LetterKind::third_party_inquiry && kind != LetterKind::joint_inquiry && kind != LetterKind::third_party_decision;
    return LetterText{.title = letter_words(kind).title,
                      .addressee = to_applicant ? applicant.name : text::one_line(form.asked),
                      .body = filled(own ? own->body : wording(kind, form.outcome), places_of(in, request, letter, fee)),
                      .closing = closing_of(in, request, letter),
                      .note = ""};
}

}  // namespace mingtang::request
