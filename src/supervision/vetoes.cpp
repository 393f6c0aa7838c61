#include "supervision/vetoes.hpp"

#include "base/json.hpp"
#include "law/packed.hpp"
#include "law/period.hpp"
#include "participation/store.hpp"
#include "supervision/store.hpp"

namespace mingtang::supervision {
namespace {

/// `counted`: a kind, or a kind and the column after `#`.
long long number_of(organ::Context& in, std::string const& counted) {
    auto hash = counted.find('#');
    auto kind = from_text<FindingKind>(counted.substr(0, hash)).value();
    return store::count_waiting(in.tx, kind, hash == counted.npos ? "" : counted.substr(hash));
}

bool is_silent(organ::Context& in, int days) {
    auto newest = store::newest_day(in.tx);
    return !newest || newest < in.today() - days;
}

/// Letters of the last year that are not answered this many months after they came in. Those that were closed with a reason are no valid
/// ones (有效留言).
long long unanswered(organ::Context& in, int months) {
    long long number = 0;
    for (auto const& letter : participation::store::open_ones(in.tx)) {
        bool in_year = letter.received_on >= in.today() - 365;
        number += in_year && law::due(letter.received_on, {.number = months, .unit = law::Unit::month}, in.calendar) < in.today();
    }
    return number;
}

}  // namespace

std::vector<Veto> vetoes(organ::Context& in) {
    std::vector<Veto> all;
    for (auto const& row : law::packed_rows("law/supervision.json", "vetoes")) {
        Veto veto{.code = json::text(row, "code"),
                  .name = json::text(row, "name"),
                  .basis = json::text(row, "basis"),
                  .at_least = int(json::number(row, "at_least"))};
        for (auto const& one : row.at("counts").as_array()) {
            std::string counted(one.as_string());
            veto.number += number_of(in, counted);
            if (veto.kind.empty()) veto.kind = counted.substr(0, counted.find('#'));
        }
        if (auto days = json::number(row, "silent_days"); days > 0) veto.number += is_silent(in, int(days));
        if (auto months = json::number(row, "unanswered_months"); months > 0) {
            veto.number += unanswered(in, int(months));
            veto.kind = to_text(FindingKind::letter_late);
        }
        all.push_back(std::move(veto));
    }
    return all;
}

}  // namespace mingtang::supervision
