#include "reports/draft.hpp"

#include "base/text.hpp"
#include "disclosure/store.hpp"
#include "reports/checks.hpp"
#include "reports/form.hpp"
#include "reports/store.hpp"
#include "reports/words.hpp"

namespace mingtang::reports {
namespace {

long long disclosed_in(storage::Transaction& tx, Composed const& composed, Id unit_id, int year) {
    auto count = [&](Id unit) { return disclosure::store::public_count(tx, {.unit_id = unit, .year = year}); };
    long long sum = count(unit_id);
    for (auto const& part : composed.parts) sum += count(part.unit.id);
    return sum;
}

/// The figures that the drafts name, by the keys of law/annual_report.json (`received`, `granted` …).
std::map<std::string, std::string> figures(AnnualReport const& report) {
    std::map<std::string, std::string> all;
    for (auto const& figure : form().said) {
        long long sum = 0;
        for (auto const& cell : figure.cells) sum += report.at(cell).value_or(0);
        all[figure.key] = std::to_string(sum);
    }
    return all;
}

std::string filled(std::string words, std::map<std::string, std::string> const& values) {
    for (auto const& [name, value] : values) {
        auto place = "{" + name + "}";
        for (std::size_t at = 0; (at = words.find(place, at)) != std::string::npos; at += value.size())
            words.replace(at, place.size(), value);
    }
    return words;
}

}  // namespace

std::vector<std::string> const& written_sections() {
    static std::vector<std::string> const numbers{"1", "5", "6"};
    return numbers;
}

AnnualReport first_typed(organ::Context& in, organ::Unit const& unit, int year) {
    auto registers = registers_of(in.tx, unit.id, year);
    auto counted = annual_report(in.tx, registers, unit.name, year);
    AnnualReport typed{.unit = unit.name, .year = year, .rules = {0, 0, 0}, .normative = counted.normative, .has_decisions = true};
    typed.said["fee_yuan"] = {store::fees_paid(in.tx, registers, year)};
    return typed;
}

AnnualReport with_drafted_texts(organ::Context& in, organ::Unit const& unit, KeptReport const& report) {
    auto composed = compose(in.tx, unit, report);
    auto values = figures(composed.whole);
    values["year"] = std::to_string(report.year);
    values["unit"] = unit.name;
    values["disclosed"] = std::to_string(disclosed_in(in.tx, composed, unit.id, report.year));
    values["mark"] = std::string(unfinished_mark);
    auto typed = read_annual_report(report.typed).value();
    if (!typed.sections) typed.sections.emplace();
    bool of_government = unit.kind == organ::UnitKind::government;
    (*typed.sections)["1"] = filled(word("draft", of_government ? "1_government" : "1"), values);
    (*typed.sections)["6"] = filled(word("draft", "6"), values);
    if (auto& five = (*typed.sections)["5"]; five.empty()) five = filled(word("draft", "5"), values);
    return typed;
}

std::string tidy_text(std::string const& typed) {
    std::string tidied, line;
    int blank = 0;
    auto end_line = [&] {
        auto words = text::one_line(line);
        line.clear();
        blank = words.empty() ? blank + 1 : 0;
        if (blank > 1 || (words.empty() && tidied.empty())) return;
        tidied += words + "\n";
    };
    for (char c : typed) {
        if (c == '\n') end_line();
        if (c != '\n' && c != '\r') line += c;
    }
    end_line();
    while (!tidied.empty() && tidied.back() == '\n') tidied.pop_back();
    return tidied;
}

}  // namespace mingtang::reports
