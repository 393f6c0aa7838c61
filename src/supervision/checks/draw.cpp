#include "supervision/checks/draw.hpp"

#include <charconv>
#include <map>
#include <stdexcept>

#include "base/digest.hpp"
#include "base/text.hpp"

namespace mingtang::supervision::checks {
namespace {

constexpr std::string_view heading = "mingtang-spot-check 1";

std::string line_of(Member const& member) {
    auto line = std::string(to_text(member.kind)) + " " + std::to_string(member.unit_id);
    return member.kind == Kind::unit ? line : line + " " + std::to_string(member.id);
}

Id number_of(std::string const& digits) {
    Id number = 0;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size() || number <= 0) throw std::invalid_argument("no number: " + digits);
    return number;
}

Member member_of(std::string const& line) {
    auto parts = text::split(line, ' ');
    auto kind = parts.empty() ? std::nullopt : from_text<Kind>(parts[0]);
    if (!kind || parts.size() != (*kind == Kind::unit ? 2u : 3u)) throw std::invalid_argument("no member: " + line);
    Member member{*kind, number_of(parts[1]), 0};
    member.id = *kind == Kind::unit ? member.unit_id : number_of(parts[2]);
    return member;
}

using Ordered = std::map<std::string, Member>;  // by the hash

void take(std::vector<Member>& sample, Ordered const& from, int number) {
    for (auto const& [hash, member] : from) {
        if (number-- <= 0) return;
        sample.push_back(member);
    }
}

}  // namespace

std::string population_text(std::vector<Member> const& members) {
    std::set<std::string> lines;
    for (auto const& member : members) lines.insert(line_of(member));
    std::string text = std::string(heading) + "\n";
    for (auto const& line : lines) text += line + "\n";
    return text;
}

std::vector<Member> draw(std::string_view population, std::string_view seed, Wanted const& wanted) {
    auto lines = text::split(population, '\n');
    if (lines.empty() || lines.front() != heading) throw std::invalid_argument("no list of a spot check");
    Ordered units;
    std::map<Id, std::map<Kind, Ordered>> of_unit;
    for (auto line = lines.begin() + 1; line != lines.end(); ++line) {
        auto member = member_of(*line);
        auto& into = member.kind == Kind::unit ? units : of_unit[member.unit_id][member.kind];
        into[sha256(std::string(seed) + "\n" + *line)] = member;
    }
    std::vector<Member> chosen, sample;
    take(chosen, units, wanted.units);
    for (auto const& unit : chosen) {
        sample.push_back(unit);
        take(sample, of_unit[unit.unit_id][Kind::record], wanted.records);
        take(sample, of_unit[unit.unit_id][Kind::entry], wanted.entries);
    }
    return sample;
}

}  // namespace mingtang::supervision::checks
