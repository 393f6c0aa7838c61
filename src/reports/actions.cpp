#include "reports/actions.hpp"

#include <charconv>

#include "base/text.hpp"
#include "organ/store.hpp"
#include "reports/draft.hpp"
#include "reports/form.hpp"
#include "reports/rules.hpp"
#include "reports/store.hpp"
#include "reports/wan.hpp"
#include "view/view.hpp"

namespace mingtang::reports {
namespace {

constexpr std::size_t longest_section = 20'000, longest_reason = 500;
constexpr int first_year = 2008;

void tell(Context& in, char const* event, KeptReport const& report, json::object more = {}) {
    more["year"] = report.year;
    in.write(event, "report:" + std::to_string(report.id), report.unit_id, std::move(more));
}

/// The report for a step that this person may take now.
Outcome<KeptReport> find_for(Context& in, Id id, Action action) {
    auto found = find(in, id);
    if (!found) return found;
    auto state = next(found->state, action, in.actor, found->unit_id);
    if (!state) return state.error();
    return found;
}

Outcome<KeptReport> find_to_save(Context& in, Id id, int lock_version, Action action = Action::save) {
    auto found = find_for(in, id, action);
    if (found && found->lock_version != lock_version)
        return Refusal{"reports.save.conflict", "", {{"saved_at", found->saved_at.local_text()}}};
    return found;
}

KeptReport keep(Context& in, KeptReport report) {
    ++report.lock_version;
    report.saved_at = in.now;
    store::save(in.tx, report);
    return report;
}

KeptReport keep_typed(Context& in, KeptReport report, AnnualReport const& typed) {
    report.typed = to_json(typed);
    report = keep(in, std::move(report));
    tell(in, "reports.saved", report);
    return report;
}

/// Whole numbers, with or without commas; blank and `/` are blank.
Outcome<Cell> number_of(std::string const& typed, std::string const& name) {
    auto digits = text::trim(typed);
    std::erase(digits, ',');
    if (digits.empty() || digits == "/") return Cell();
    if (name == "t2.fee_wan") {
        if (auto fen = fen_of_wan(digits)) return Cell(*fen);
    } else {
        long long number = 0;
        auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (error == std::errc() && end == digits.data() + digits.size() && number >= 0 && digits.size() <= 15) return Cell(number);
    }
    return Refusal{
        "reports.save.bad_number", "", {{"cell", words_of_cell(name)}, {"value", text::shorten(text::one_line(typed), 40)}}, name};
}

AnnualReport typed_of(KeptReport const& report) { return read_annual_report(report.typed).value(); }

/// Takes a step that changes nothing but the state.
Outcome<KeptReport> step(Context& in, Id id, Action action, char const* event, std::function<void(KeptReport&)> const& change) {
    auto found = find_for(in, id, action);
    if (!found) return found;
    found->state = next(found->state, action, in.actor, found->unit_id).value();
    change(*found);
    auto kept = keep(in, std::move(*found));
    tell(in, event, kept);
    return kept;
}

}  // namespace

Outcome<KeptReport> find(Context& in, Id id) {
    auto found = store::by_id(in.tx, id);
    if (!found || !may_see(in.actor, found->unit_id)) return Refusal{"reports.find.not_found"};
    return *found;
}

organ::Unit unit_of(Context& in, Id unit_id) { return organ::store::unit_by_id(in.tx, unit_id).value(); }

Outcome<KeptReport> start(Context& in, Id unit_id, int year) {
    if (auto may_save = next(State::drafting, Action::save, in.actor, unit_id); !may_save) return may_save.error();
    auto unit = organ::store::unit_by_id(in.tx, unit_id);
    if (!unit || !makes_report(*unit)) return Refusal{"reports.start.unit", "ogi-2019:49", {}, "unit"};
    if (year < first_year || year > in.today().year())
        return Refusal{
            "reports.start.year", "", {{"first", std::to_string(first_year)}, {"last", std::to_string(in.today().year())}}, "year"};
    if (store::of_unit(in.tx, unit_id, year)) return Refusal{"reports.start.there", "", {{"year", std::to_string(year)}}};
    KeptReport report{.unit_id = unit_id, .year = year, .made_at = in.now};
    report.typed = to_json(first_typed(in, *unit, year));
    report = keep(in, std::move(report));
    report.typed = to_json(with_drafted_texts(in, *unit, report));
    store::save(in.tx, report);
    tell(in, "reports.started", report);
    return report;
}

Outcome<KeptReport> save_figures(Context& in, Id id, int lock_version, std::map<std::string, std::string> const& typed) {
    auto found = find_to_save(in, id, lock_version);
    if (!found) return found;
    auto report = typed_of(*found);
    for (auto const& name : first_table_cells()) {
        auto value = typed.find(name);
        if (value == typed.end()) continue;
        auto number = number_of(value->second, name);
        if (!number) return number.error();
        *report.documents_at(name) = *number;
    }
    if (auto fee = typed.find("fee_yuan"); fee != typed.end()) {
        auto number = number_of(fee->second, "narrative.fee_yuan");
        if (!number) {
            auto refusal = number.error();
            refusal.field = "fee_yuan";
            return refusal;
        }
        report.said["fee_yuan"] = {number->value_or(0)};
    }
    return keep_typed(in, std::move(*found), report);
}

Outcome<KeptReport> save_texts(Context& in, Id id, int lock_version, std::map<std::string, std::string> const& texts) {
    auto found = find_to_save(in, id, lock_version);
    if (!found) return found;
    auto report = typed_of(*found);
    if (!report.sections) report.sections.emplace();
    for (auto const& number : written_sections()) {
        auto typed = texts.find(number);
        if (typed == texts.end()) continue;
        auto words = tidy_text(typed->second);
        if (text::length(words) > longest_section)
            return Refusal{"reports.save.too_long",
                           "",
                           {{"section", label_of(form().sections, number)}, {"limit", std::to_string(longest_section)}},
                           "section_" + number};
        (*report.sections)[number] = words;
    }
    return keep_typed(in, std::move(*found), report);
}

Outcome<KeptReport> draft_texts(Context& in, Id id, int lock_version) {
    auto found = find_to_save(in, id, lock_version);
    if (!found) return found;
    auto typed = with_drafted_texts(in, unit_of(in, found->unit_id), *found);
    return keep_typed(in, std::move(*found), typed);
}

std::vector<Disagreement> check_now(Context& in, KeptReport const& report) {
    auto unit = unit_of(in, report.unit_id);
    auto before = year_before(in.tx, unit, report.year);
    return disagreements(compose(in.tx, unit, report).whole, before ? &*before : nullptr);
}

Outcome<KeptReport> check(Context& in, Id id, int lock_version, std::string const& explanation) {
    auto found = find_to_save(in, id, lock_version, Action::check);
    if (!found) return found;
    auto why = text::one_line(explanation);
    auto wrong = check_now(in, *found);
    // What is not written cannot be explained away.
    for (auto const& one : wrong)
        if (one.check == 10) return Refusal{"reports.check.incomplete", "ogi-2019:50", {{"what", view::sentence(one.said)}}};
    if (text::length(why) > longest_reason || (!wrong.empty() && why.empty()))
        return Refusal{"reports.check.unexplained",
                       "ogi-2019:50",
                       {{"count", std::to_string(wrong.size())}, {"limit", std::to_string(longest_reason)}},
                       "explanation"};
    found->content = to_json(compose(in.tx, unit_of(in, found->unit_id), *found).whole);
    found->explanation = wrong.empty() ? "" : why;
    found->state = State::checked;
    auto kept = keep(in, std::move(*found));
    tell(in, "reports.checked", kept, {{"disagreements", wrong.size()}});
    return kept;
}

Outcome<KeptReport> reopen(Context& in, Id id) {
    return step(in, id, Action::reopen, "reports.reopened", [](KeptReport& report) { report.content.clear(); });
}

Outcome<KeptReport> hand_in(Context& in, Id id) {
    auto found = find_for(in, id, Action::hand_in);
    if (!found) return found;
    auto live = *found;
    live.content.clear();
    if (to_json(compose(in.tx, unit_of(in, found->unit_id), live).whole) != found->content) return Refusal{"reports.hand_in.changed"};
    return step(in, id, Action::hand_in, "reports.handed_in", [&](KeptReport& report) {
        report.handed_in_at = in.now;
        report.returned.clear();
    });
}

Outcome<KeptReport> send_back(Context& in, Id id, std::string const& reason) {
    auto why = text::one_line(reason);
    if (auto may_step = find_for(in, id, Action::send_back); !may_step) return may_step;
    if (why.empty() || text::length(why) > longest_reason)
        return Refusal{"reports.send_back.reason", "", {{"limit", std::to_string(longest_reason)}}, "reason"};
    return step(in, id, Action::send_back, "reports.sent_back", [&](KeptReport& report) {
        report.content.clear();
        report.handed_in_at = {};
        report.returned = why;
    });
}

Outcome<KeptReport> take_in(Context& in, Id unit_id, AnnualReport report, std::string const& source_name) {
    if (auto may_save = next(State::drafting, Action::save, in.actor, unit_id); !may_save) return Refusal{"reports.take_in.forbidden"};
    auto unit = organ::store::unit_by_id(in.tx, unit_id);
    if (!unit) return Refusal{"reports.take_in.unit", "", {}, "unit"};
    auto known = store::of_unit(in.tx, unit_id, report.year);
    if (known && known->state != State::taken_in) return Refusal{"reports.take_in.there", "", {{"year", std::to_string(report.year)}}};
    KeptReport kept = known.value_or(KeptReport{.unit_id = unit_id, .year = report.year, .state = State::taken_in, .made_at = in.now});
    report.unit = unit->name;
    kept.content = to_json(report);
    kept.source_name = text::one_line(source_name);
    kept.handed_in_at = in.now;
    kept = keep(in, std::move(kept));
    tell(in, "reports.taken_in", kept);
    return kept;
}

}  // namespace mingtang::reports
