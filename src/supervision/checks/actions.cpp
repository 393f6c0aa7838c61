#include "supervision/checks/actions.hpp"

#include <charconv>

#include "base/digest.hpp"
#include "base/read_day.hpp"
#include "base/text.hpp"
#include "law/document_number.hpp"
#include "law/packed.hpp"
#include "supervision/checks/store.hpp"
#include "supervision/store.hpp"
#include "supervision/words.hpp"

namespace mingtang::supervision::checks {
namespace {

constexpr int most_units = 300, most_of_each = 50;
constexpr std::size_t longest_title = 200, longest_words = 2000, longest_seed = 64;

bool inspects(organ::Actor const& actor) { return actor.system || actor.has(organ::Role::office, 0); }

Refusal bad(char const* code, char const* field, Places places = {}) { return Refusal{code, "", std::move(places), field}; }

std::optional<int> number_in(std::string const& typed, int least, int most) {
    auto digits = text::trim(typed);
    int value = 0;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    bool fits = error == std::errc() && end == digits.data() + digits.size() && value >= least && value <= most;
    return fits ? std::optional(value) : std::nullopt;
}

Outcome<Wanted> wanted_of(DrawForm const& form) {
    auto units = number_in(form.units, 1, most_units);
    if (!units) return bad("supervision.draw.units", "units", {{"most", std::to_string(most_units)}});
    auto records = number_in(form.records, 0, most_of_each), entries = number_in(form.entries, 0, most_of_each);
    if (!records) return bad("supervision.draw.records", "records", {{"most", std::to_string(most_of_each)}});
    if (!entries) return bad("supervision.draw.entries", "entries", {{"most", std::to_string(most_of_each)}});
    return Wanted{*units, *records, *entries};
}

Outcome<std::pair<Date, Date>> days_of(DrawForm const& form, Date today) {
    auto until = text::trim(form.until_on).empty() ? std::optional(today) : read_day(form.until_on);
    if (!until) return bad("supervision.draw.day", "until_on");
    auto since = text::trim(form.since_on).empty() ? std::optional(*until - 365) : read_day(form.since_on);
    if (!since || *since > *until) return bad("supervision.draw.day", "since_on");
    return std::pair(*since, *until);
}

Outcome<std::string> seed_of(DrawForm const& form) {
    auto seed = text::one_line(form.seed);
    if (text::length(seed) > longest_seed) return bad("supervision.draw.seed", "seed", {{"most", std::to_string(longest_seed)}});
    return seed.empty() ? random_token(8) : seed;
}

void keep_rows(Context& in, Check const& check, std::vector<Member> const& sample) {
    int place = 0;
    for (auto const& member : sample) {
        Row row{.check_id = check.id,
                .place = ++place,
                .unit_id = member.unit_id,
                .kind = member.kind,
                .subject_id = member.id,
                .title = store::title_of(in.tx, member)};
        store::save(in.tx, row);
    }
}

int count_of(std::vector<Member> const& members, Kind kind) {
    return int(std::count_if(members.begin(), members.end(), [&](Member const& one) { return one.kind == kind; }));
}

std::string subject_of(Row const& row) {
    auto kind = row.kind == Kind::unit ? "unit:" : row.kind == Kind::record ? "disclosure:" : "item:";
    return kind + std::to_string(row.subject_id) + "#check_row:" + std::to_string(row.id);
}

Outcome<Judgement> judgement_of(JudgeForm const& form) {
    auto judgement = from_text<Judgement>(form.judgement);
    if (!judgement || *judgement == Judgement::pending) return bad("supervision.judge.missing", "judgement");
    if (text::length(form.words) > longest_words)
        return bad("supervision.judge.too_long", "words", {{"most", std::to_string(longest_words)}});
    auto all = criteria();
    bool known = std::any_of(all.begin(), all.end(), [&](auto const& one) { return one.code == form.criterion; });
    if (!form.criterion.empty() && !known) return bad("supervision.judge.criterion", "criterion");
    if (*judgement == Judgement::fail && form.criterion.empty()) return bad("supervision.judge.criterion", "criterion");
    if (*judgement == Judgement::fail && text::trim(form.words).empty()) return bad("supervision.judge.no_words", "words");
    return *judgement;
}

/// What fails stands as a finding until it is rectified; what does not fail any more is none.
Done keep_finding(Context& in, Row& row, bool wanted) {
    using supervision::store::finding;
    auto known = row.finding_id ? finding(in.tx, row.finding_id) : std::nullopt;
    if (known && known->state == FindingState::in_case) return Refusal{"supervision.judge.in_case"};
    if (!known && !wanted) return {};
    auto one = known.value_or(Finding{.kind = FindingKind::spot_check, .first_seen_on = in.today()});
    one.unit_id = row.unit_id;
    one.subject = subject_of(row);
    one.title = row.title;
    one.detail = criterion_name(row.criterion) + "：" + text::shorten(text::one_line(row.words), 300);
    one.last_seen_on = in.today();
    one.state = wanted ? FindingState::open : FindingState::gone;
    supervision::store::save(in.tx, one);
    row.finding_id = one.id;
    return {};
}

}  // namespace

Outcome<Check> draw(Context& in, DrawForm const& form) {
    if (!inspects(in.actor)) return Refusal{"supervision.draw.forbidden", "ogi-2019:46", {{"role", "office"}}};
    auto title = text::one_line(form.title);
    if (title.empty()) return bad("supervision.draw.missing", "title");
    if (text::length(title) > longest_title) return bad("supervision.draw.too_long", "title", {{"most", std::to_string(longest_title)}});
    auto wanted = wanted_of(form);
    if (!wanted) return wanted.error();
    auto days = days_of(form, in.today());
    if (!days) return days.error();
    auto seed = seed_of(form);
    if (!seed) return seed.error();
    auto members = store::population(in.tx, days->first, days->second);
    if (count_of(members, Kind::unit) == 0) return bad("supervision.draw.nothing", "units");
    auto population = population_text(members);
    auto year = in.today().year();
    Check check{.title = title,
                .seed = *seed,
                .units = wanted->units,
                .records = wanted->records,
                .entries = wanted->entries,
                .since_on = days->first,
                .until_on = days->second,
                .population_sha256 = in.blobs.put(in.tx, population),
                .population_units = count_of(members, Kind::unit),
                .population_records = count_of(members, Kind::record),
                .population_entries = count_of(members, Kind::entry),
                .drawn_at = in.now,
                .drawn_by_id = in.actor.person_id,
                .drawn_by_name = in.actor.name,
                .lock_version = 1};
    check.number =
        law::DocumentNumber{.agency = word("number", "check_mark"), .year = year, .number = store::next_number(in.tx, year)}.text();
    store::save(in.tx, check);
    keep_rows(in, check, draw(population, check.seed, *wanted));
    in.write("supervision.check_drawn", "check:" + std::to_string(check.id), 0,
             {{"number", check.number},
              {"seed", check.seed},
              {"population", check.population_sha256},
              {"units", check.units},
              {"records", check.records},
              {"entries", check.entries}});
    return check;
}

Outcome<Row> judge(Context& in, Id row_id, JudgeForm const& form) {
    auto row = store::row(in.tx, row_id);
    auto check = row ? find(in, row->check_id) : Outcome<Check>(Refusal{"supervision.find.not_found"});
    if (!check) return check.error();
    if (!inspects(in.actor)) return Refusal{"supervision.judge.forbidden", "ogi-2019:46", {{"role", "office"}}};
    if (check->state == State::closed) return Refusal{"supervision.judge.closed"};
    auto judgement = judgement_of(form);
    if (!judgement) return judgement.error();
    row->judgement = *judgement;
    row->criterion = form.criterion;
    row->words = text::trim(form.words);
    row->judged_by_id = in.actor.person_id;
    row->judged_by_name = in.actor.name;
    row->judged_at = in.now;
    if (auto kept = keep_finding(in, *row, *judgement == Judgement::fail && form.as_finding); !kept) return kept.error();
    store::save(in.tx, *row);
    in.write("supervision.row_judged", "check:" + std::to_string(check->id), row->unit_id,
             {{"place", row->place},
              {"subject", subject_of(*row)},
              {"judgement", to_text(row->judgement)},
              {"criterion", row->criterion},
              {"finding_id", row->finding_id}});
    return *row;
}

Outcome<Check> close(Context& in, Id check_id) {
    auto check = find(in, check_id);
    if (!check) return check.error();
    if (!inspects(in.actor)) return Refusal{"supervision.close.forbidden", "ogi-2019:46", {{"role", "office"}}};
    if (check->state == State::closed) return Refusal{"supervision.close.closed"};
    if (auto left = store::pending(in.tx, check_id); left > 0)
        return Refusal{"supervision.close.pending", "", {{"number", std::to_string(left)}}};
    check->state = State::closed;
    check->closed_at = in.now;
    check->closed_by_name = in.actor.name;
    ++check->lock_version;
    store::save(in.tx, *check);
    in.write("supervision.check_closed", "check:" + std::to_string(check_id), 0, {{"number", check->number}});
    return *check;
}

bool may_see(organ::Actor const& actor) { return inspects(actor) || actor.has(organ::Role::auditor, 0); }

Outcome<Check> find(Context& in, Id check_id) {
    auto check = store::check(in.tx, check_id);
    if (!check || !may_see(in.actor)) return Refusal{"supervision.find.not_found"};
    return *check;
}

std::string population_of(Context& in, Check const& check) { return in.blobs.content(check.population_sha256).value(); }

std::vector<Criterion> criteria() {
    std::vector<Criterion> all;
    for (auto const& row : law::packed_rows("law/supervision.json", "criteria"))
        all.push_back({json::text(row, "code"), json::text(row, "name"), json::text(row, "basis")});
    return all;
}

std::string criterion_name(std::string const& code) {
    for (auto const& one : criteria())
        if (one.code == code) return one.name;
    return code;
}

}  // namespace mingtang::supervision::checks
