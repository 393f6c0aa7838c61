#include "supervision/rules.hpp"

#include <unordered_set>

#include "base/text.hpp"

namespace mingtang::supervision {
namespace {

constexpr int longest_answer = 60, longest_extension = 30;

std::unordered_set<std::uint64_t> pieces_of(std::string_view words) {
    std::unordered_set<std::uint64_t> pieces;
    std::uint64_t window = 0;
    int filled = 0;
    for (std::size_t at = 0; at < words.size();) {
        auto c = text::next(words, at);
        bool counts = c > ' ' && !(c >= '0' && c <= '9') && c != 0x3000 && c != 0xA0 && !(c >= 0xFF10 && c <= 0xFF19);
        if (!counts) continue;
        window = (window << 21 | c) & ((std::uint64_t(1) << 63) - 1);
        if (++filled >= 3) pieces.insert(window);
    }
    return pieces;
}

}  // namespace

Outcome<Date> answer_due(Date issued_on, int working_days, law::Calendar const& calendar) {
    if (working_days < 1 || working_days > longest_answer)
        return Refusal{"supervision.issue.days", "ogi-2019:47", {{"most", std::to_string(longest_answer)}}, "working_days"};
    return calendar.add_working_days(issued_on, working_days);
}

Outcome<Date> extended_due(Rectification const& record, int working_days, Date today, law::Calendar const& calendar) {
    if (record.extensions > 0) return Refusal{"supervision.extend.twice", "ogi-2019:47"};
    if (working_days < 1 || working_days > longest_extension)
        return Refusal{"supervision.extend.days", "ogi-2019:47", {{"most", std::to_string(longest_extension)}}, "working_days"};
    if (today > record.due_on) return Refusal{"supervision.extend.too_late", "ogi-2019:47", {{"due", record.due_on.text()}}};
    return calendar.add_working_days(record.due_on, working_days);
}

Outcome<Stage> next_stage(Rectification const& record, Date today) {
    if (today <= record.due_on && record.returns == 0)
        return Refusal{"supervision.escalate.too_early", "ogi-2019:47", {{"due", record.due_on.text()}}};
    if (record.stage == Stage::discipline) return Refusal{"supervision.escalate.last", "ogi-2019:53"};
    return static_cast<Stage>(static_cast<int>(record.stage) + 1);
}

Date interpretation_due(Date published_on, law::Calendar const& calendar) { return calendar.add_working_days(published_on, 3); }

double likeness(std::string_view a, std::string_view b) {
    auto of_a = pieces_of(a), of_b = pieces_of(b);
    if (of_a.empty() && of_b.empty()) return 0;
    std::size_t common = 0;
    for (auto piece : of_a) common += of_b.count(piece);
    return double(common) / double(of_a.size() + of_b.size() - common);
}

}  // namespace mingtang::supervision
