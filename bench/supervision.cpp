// Supervision of a large county from its projections: what a sweep costs, and what one publication costs.
// usage: supervision_bench [UNITS [ITEMS-OF-A-UNIT [RECORDS]]]     (default 300, 3000 and 1,000,000; in a temporary folder, SQLite)
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <random>

#include "app/due_keeper.hpp"
#include "app/parts.hpp"
#include "catalogue/store.hpp"
#include "dashboard/figures.hpp"
#include "disclosure/store.hpp"
#include "organ/store.hpp"
#include "supervision/patrol.hpp"

using namespace mingtang;

namespace {

constexpr int rows_at_once = 20'000;

template <class F>
double seconds_of(F&& work) {
    auto begun = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

/// Of this process, MiB: `VmRSS` now, `VmHWM` the most there ever was.
double memory_of(std::string const& name) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(name + ":")) return std::atof(line.c_str() + name.size() + 1) / 1024;
    return 0;
}

template <class F>
void in_batches(storage::Database& database, int count, F&& make) {
    for (int made = 0; made < count;) {
        auto tx = database.write();
        for (int last = std::min(count, made + rows_at_once); made < last; ++made) make(tx, made);
        tx.commit();
    }
}

struct County {
    std::vector<Id> units;
    struct Entry {
        Id id = 0;
        catalogue::Cadence cadence = catalogue::Cadence::none;
    };
    std::vector<Entry> entries;
    int entries_of_a_unit = 0;
    Id newest_record = 0;

    Id unit_of(std::size_t at) const { return units[at / std::size_t(entries_of_a_unit)]; }
};

/// How a county's catalogues and documents are mixed, in hundredths; a district's catalogues and its site gave the orders of magnitude.
struct Mix {
    static constexpr int without_period = 50, monthly = 5, quarterly = 10, half_yearly = 5, late = 3, never = 1;
    static constexpr int news = 50, notices = 35, normative = 2, explained = 90, limited = 2;
};

class Filling {
  public:
    Filling(storage::Database& database, Date today) : database_(database), today_(today) {}

    County county(int units, int entries_of_a_unit, int records) {
        county_.entries_of_a_unit = entries_of_a_unit;
        in_batches(database_, units, [&](auto& tx, int n) { add_unit(tx, n); });
        in_batches(database_, units * entries_of_a_unit, [&](auto& tx, int n) { add_entry(tx, n); });
        in_batches(database_, records, [&](auto& tx, int n) { add_record(tx, n); });
        return std::move(county_);
    }

  private:
    int upto(int n) { return int(chance_() % unsigned(n)); }
    bool of_hundred(int n) { return upto(100) < n; }

    void add_unit(storage::Transaction& tx, int n) {
        organ::Unit unit{.code = "u" + std::to_string(n), .name = "第" + std::to_string(n) + "局"};
        organ::store::save(tx, unit);
        county_.units.push_back(unit.id);
    }
    catalogue::Cadence cadence() {
        auto at = upto(100);
        if ((at -= Mix::without_period) < 0) return catalogue::Cadence::at_once;
        if ((at -= Mix::monthly) < 0) return catalogue::Cadence::monthly;
        if ((at -= Mix::quarterly) < 0) return catalogue::Cadence::quarterly;
        if ((at -= Mix::half_yearly) < 0) return catalogue::Cadence::half_yearly;
        return catalogue::Cadence::yearly;
    }
    void add_entry(storage::Transaction& tx, int n) {
        catalogue::Item item{.unit_id = county_.unit_of(std::size_t(n)), .domain = "general", .code = "i" + std::to_string(n)};
        item.level1 = "第" + std::to_string(n / 75 % 40) + "类", item.level2 = "第" + std::to_string(n) + "项";
        item.cadence = cadence(), item.since_on = today_ - 900;
        catalogue::store::save(tx, item);
        county_.entries.push_back({item.id, item.cadence});
    }
    /// The first record of an entry is its newest: within the period that runs, or (the late ones) long before it.
    Date newest_day(catalogue::Cadence cadence) {
        if (of_hundred(Mix::late)) return today_ - 450 - upto(400);
        auto months = cadence == catalogue::Cadence::monthly ? 1 : cadence == catalogue::Cadence::quarterly ? 3 : 6;
        auto begun = Date(today_.year(), (int(today_.month()) - 1) / months * months + 1, 1);
        return cadence == catalogue::Cadence::yearly ? today_ - upto(300) : today_ - upto(today_ - begun + 1);
    }
    disclosure::Kind kind() {
        auto at = upto(100);
        if ((at -= Mix::news) < 0) return disclosure::Kind::news;
        if ((at -= Mix::notices) < 0) return disclosure::Kind::notice;
        if ((at -= Mix::normative) < 0) return disclosure::Kind::normative;
        return disclosure::Kind::other;
    }
    void add_record(storage::Transaction& tx, int n) {
        auto first = std::size_t(n) < county_.entries.size();
        auto at = first ? std::size_t(n) : chance_() % county_.entries.size();
        if (first && of_hundred(Mix::never)) return;
        disclosure::Disclosure record{.unit_id = county_.unit_of(at), .index_number = "x" + std::to_string(n)};
        disclosure::store::insert(tx, record);
        disclosure::Edition edition{
            .disclosure_id = record.id, .unit_id = record.unit_id, .number = 1, .state = disclosure::State::published};
        edition.title = "关于第" + std::to_string(n) + "号事项的通知", edition.kind = kind();
        edition.catalogue_item_id = county_.entries[at].id;
        edition.published_on = first ? newest_day(county_.entries[at].cadence) : today_ - 300 - upto(800);
        if (of_hundred(Mix::limited)) edition.valid_until_on = edition.published_on + 365 * (1 + upto(5));
        if (policy_ && edition.kind == disclosure::Kind::news) edition.interprets_id = std::exchange(policy_, 0);
        disclosure::store::insert(tx, edition, "<p>正文</p>");
        if (edition.kind == disclosure::Kind::normative && of_hundred(Mix::explained)) policy_ = record.id;
        disclosure::PublicRow row{.disclosure_id = record.id, .edition_id = edition.id, .unit_id = record.unit_id};
        row.catalogue_item_id = edition.catalogue_item_id, row.index_number = record.index_number, row.title = edition.title;
        row.kind = edition.kind, row.published_on = edition.published_on, row.month = edition.published_on.text().substr(0, 7);
        disclosure::store::show(tx, row);
        county_.newest_record = record.id;
    }

    storage::Database& database_;
    Date today_;
    std::mt19937 chance_{20261126};
    County county_;
    Id policy_ = 0;  // waits for its explanation
};

void print_sweep(organ::Environment const& env, organ::Actor const& actor) {
    std::size_t late_units = 0;
    std::vector<supervision::Finding> found;
    auto before = memory_of("VmRSS");
    auto counted = seconds_of([&] {
        late_units = organ::look(env, actor, [&](auto& in) { return catalogue::store::overdue_counts(in.tx, in.today()).size(); });
    });
    auto swept = seconds_of([&] { found = organ::look(env, actor, [&](auto& in) { return supervision::look_at_records(in); }); });
    std::printf("sweep     %8.3f s    %zu findings; counts by unit alone %.3f s (%zu units); memory %.0f MiB, before %.0f, most %.0f\n",
                swept, found.size(), counted, late_units, memory_of("VmRSS"), before, memory_of("VmHWM"));
    std::map<std::string, int> kinds;
    for (auto const& one : found) ++kinds[std::string(to_text(one.kind))];
    for (auto const& [kind, count] : kinds) std::printf("                        %d %s\n", count, kind.c_str());
    auto kept = seconds_of([&] {
        organ::act(env, actor, [&](organ::Context& in) -> Outcome<supervision::Patrol> { return supervision::keep(in, found); }).value();
    });
    std::printf("kept      %8.3f s    the findings, in one writing transaction\n", kept);
}

/// What the dashboard's first page counts: this month of all units, twelve months of the county.
void print_dashboard(organ::Environment const& env, organ::Actor const& actor, measure::PastDays& past) {
    auto took = seconds_of([&] {
        organ::look(env, actor, [&](organ::Context& in) {
            auto month = dashboard::month_asked("", in.today());
            auto months = dashboard::months_until(month, 12, in.today());
            dashboard::county_of(in, month.period, {}, &past);
            for (auto one : {measure::Measure::published, measure::Measure::overdue}) dashboard::trend_of(in, one, months, 0, {}, &past);
            return 0;
        });
    });
    std::printf("dashboard %8.3f s    memory %.0f MiB, most %.0f\n", took, memory_of("VmRSS"), memory_of("VmHWM"));
}

/// Publishes under one entry and has the reader of the journal take the step; how long that took, in seconds.
double step(organ::Environment const& env, organ::Actor const& actor, app::DueKeeper& keeper, County const& county, int n) {
    auto item_id = county.entries[std::size_t(n) * 97 % county.entries.size()].id;
    {
        auto tx = env.database.write();
        auto row = disclosure::store::public_row(tx, county.newest_record).value();
        row.disclosure_id = county.newest_record + 1 + n, row.catalogue_item_id = item_id, row.published_on = env.clock.today();
        disclosure::store::show(tx, row);
        organ::Context in{actor, tx, env.calendar, env.clock.now(), env.blobs};
        in.write("disclosure.published", "disclosure:" + std::to_string(row.disclosure_id), row.unit_id, {{"catalogue_item_id", item_id}});
        tx.commit();
    }
    auto events = organ::look(env, actor, [&](organ::Context& in) { return journal::read_after(in.tx, keeper.position(), 1000); });
    auto took = seconds_of([&] { keeper.take(events); });
    if (keeper.position() != events.back().seq) throw std::runtime_error("the projection stands behind the journal");
    return took;
}

}  // namespace

int main(int argc, char** argv) {
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    auto number = [&](int at, int standard) { return argc > at ? std::atoi(argv[at]) : standard; };
    int units = number(1, 300), entries = number(2, 3000), records = number(3, 1'000'000);
    auto folder = std::filesystem::temp_directory_path() / ("mingtang-supervision-" + std::to_string(::getpid()));
    {
        app::Store store({.data = folder, .log_level = "error"});
        auto& env = store.environment();
        County county;
        auto filled = seconds_of([&] { county = Filling(store.database(), env.clock.today()).county(units, entries, records); });
        std::printf("filled    %8.1f s    %d units, %d entries, %d records; memory %.0f MiB\n", filled, units, units * entries, records,
                    memory_of("VmRSS"));
        std::unique_ptr<app::DueKeeper> keeper;
        auto projected = seconds_of([&] { keeper = std::make_unique<app::DueKeeper>(env); });
        std::printf("projected %8.1f s    every entry's next day computed anew\n", projected);
        auto actor = organ::Actor::of_system("patrol");
        for (int turn = 0; turn < 3; ++turn) print_sweep(env, actor);
        measure::PastDays past;
        for (int turn = 0; turn < 3; ++turn) print_dashboard(env, actor, past);
        std::vector<double> steps;
        for (int n = 0; n < 200; ++n) steps.push_back(step(env, actor, *keeper, county, n));
        std::sort(steps.begin(), steps.end());
        std::printf("step      %8.2f ms   median of %zu publications, worst %.2f ms\n", 1000 * steps[steps.size() / 2], steps.size(),
                    1000 * steps.back());
        print_dashboard(env, actor, past);
    }
    std::filesystem::remove_all(folder);
}
