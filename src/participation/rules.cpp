#include "participation/rules.hpp"

#include <algorithm>

#include "base/json.hpp"
#include "law/packed.hpp"
#include "organ/workflow.hpp"

namespace mingtang::participation {
namespace {

std::string const file = "law/participation.json";

std::vector<Period> read_periods() {
    std::vector<Period> all;
    for (auto const& row : law::packed_rows(file, "periods"))
        all.push_back({.kind = from_text<Kind>(json::text(row, "kind")).value(),
                       .working_days = int(json::number(row, "working_days")),
                       .basis = json::text(row, "basis")});
    return all;
}

constexpr std::array readers{organ::Role::office, organ::Role::filer, organ::Role::reviewer};

}  // namespace

Period const& period_of(Kind kind) {
    static auto const periods = read_periods();
    return *std::find_if(periods.begin(), periods.end(), [&](Period const& one) { return one.kind == kind; });
}

int longest_extension() {
    static int const days = int(json::number(law::packed_rows(file, "extensions").at(0), "working_days"));
    return days;
}

int retention_months() {
    static int const months = int(json::number(law::packed_rows(file, "retentions").at(0), "months"));
    return months;
}

Date reply_due(Kind kind, Date received_on, int extended_by, law::Calendar const& calendar) {
    return calendar.add_working_days(received_on, period_of(kind).working_days + extended_by);
}

Done may_extend(Letter const& letter, int working_days, Date today) {
    if (letter.extended_by > 0) return Refusal{"participation.extend.twice"};
    if (today > letter.reply_due) return Refusal{"participation.extend.too_late", "", {{"due", letter.reply_due.text()}}};
    if (working_days < 1 || working_days > longest_extension())
        return Refusal{"participation.extend.days", "", {{"most", std::to_string(longest_extension())}}, "working_days"};
    return {};
}

bool may_read(organ::Actor const& actor, Letter const& letter) {
    return std::any_of(readers.begin(), readers.end(), [&](organ::Role role) { return organ::may(actor, role, letter.unit_id); });
}

bool may_see(organ::Actor const& actor, Letter const& letter) {
    return may_read(actor, letter) || actor.has(organ::Role::auditor, letter.unit_id);
}

}  // namespace mingtang::participation
