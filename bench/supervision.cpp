// Supervision of a large county from its projections: what a sweep costs, and what one publication costs.
// usage: supervision_bench [UNITS [ITEMS-OF-A-UNIT [RECORDS]]]     (default 300, 3000 and 1,000,000; in a temporary folder, SQLite)
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>

#include "app/due_keeper.hpp"
#include "app/parts.hpp"
#include "catalogue/due.hpp"
#include "catalogue/store.hpp"
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
    std::vector<Id> units, items;
    Id newest_record = 0;
};

County filled(app::Store& store, int units, int items_of_a_unit, int records, Date today) {
    std::mt19937 chance(20261126);
    auto upto = [&](int n) { return int(chance() % unsigned(n)); };
    County county;
    auto& database = store.database();
    in_batches(database, units, [&](storage::Transaction& tx, int n) {
        organ::Unit unit{.code = "u" + std::to_string(n), .name = "第" + std::to_string(n) + "局"};
        organ::store::save(tx, unit);
        county.units.push_back(unit.id);
    });
    using catalogue::Cadence;
    constexpr Cadence cadences[] = {Cadence::monthly, Cadence::quarterly, Cadence::half_yearly, Cadence::yearly};
    in_batches(database, units * items_of_a_unit, [&](storage::Transaction& tx, int n) {
        catalogue::Item item{
            .unit_id = county.units[std::size_t(n / items_of_a_unit)], .domain = "general", .code = "i" + std::to_string(n)};
        item.level1 = "第" + std::to_string(n % 40) + "类", item.level2 = "第" + std::to_string(n) + "项";
        item.cadence = cadences[upto(4)], item.since_on = today - 900;
        catalogue::store::save(tx, item);
        county.items.push_back(item.id);
    });
    constexpr disclosure::Kind kinds[] = {disclosure::Kind::notice, disclosure::Kind::news,   disclosure::Kind::normative,
                                          disclosure::Kind::plan,   disclosure::Kind::budget, disclosure::Kind::other};
    in_batches(database, records, [&](storage::Transaction& tx, int n) {
        auto at = std::size_t(chance() % county.items.size());
        disclosure::Disclosure record{.unit_id = county.units[at / std::size_t(items_of_a_unit)], .index_number = "x" + std::to_string(n)};
        disclosure::store::insert(tx, record);
        disclosure::Edition edition{
            .disclosure_id = record.id, .unit_id = record.unit_id, .number = 1, .state = disclosure::State::published};
        edition.title = "关于第" + std::to_string(n) + "号事项的通知", edition.kind = kinds[upto(6)];
        edition.catalogue_item_id = county.items[at], edition.published_on = today - upto(1100);
        if (upto(50) == 0) edition.valid_until_on = today - 400 + upto(800);
        disclosure::store::insert(tx, edition, "<p>正文</p>");
        disclosure::PublicRow row{.disclosure_id = record.id, .edition_id = edition.id, .unit_id = record.unit_id};
        row.catalogue_item_id = edition.catalogue_item_id, row.index_number = record.index_number, row.title = edition.title;
        row.kind = edition.kind, row.published_on = edition.published_on, row.month = edition.published_on.text().substr(0, 7);
        disclosure::store::show(tx, row);
        county.newest_record = record.id;
    });
    return county;
}

}  // namespace

int main(int argc, char** argv) {
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    auto number = [&](int at, int standard) { return argc > at ? std::atoi(argv[at]) : standard; };
    int units = number(1, 300), items = number(2, 3000), records = number(3, 1'000'000);
    auto folder = std::filesystem::temp_directory_path() / ("mingtang-supervision-" + std::to_string(::getpid()));
    int status = 0;
    {
        app::Store store({.data = folder, .log_level = "error"});
        auto& env = store.environment();
        auto today = env.clock.now().local_date();
        County county;
        std::printf("filled    %8.1f s    %d units, %d entries, %d public records\n",
                    seconds_of([&] { county = filled(store, units, items, records, today); }), units, units * items, records);
        std::unique_ptr<app::DueKeeper> keeper;
        std::printf("projected %8.1f s    every entry's next day computed anew\n",
                    seconds_of([&] { keeper = std::make_unique<app::DueKeeper>(env); }));
        auto actor = organ::Actor::of_system("patrol");
        auto before = memory_of("VmRSS");
        for (int turn = 0; turn < 3; ++turn) {
            std::size_t found = 0, late_units = 0;
            auto counted = seconds_of([&] {
                organ::look(env, actor, [&](organ::Context& in) {
                    late_units = catalogue::store::overdue_counts(in.tx, in.today()).size();
                    return 0;
                });
            });
            auto swept = seconds_of(
                [&] { found = organ::look(env, actor, [&](organ::Context& in) { return supervision::look_at_records(in).size(); }); });
            std::printf(
                "sweep     %8.3f s    %zu findings; counts by unit alone %.3f s (%zu units); memory %.0f MiB, before %.0f, most %.0f\n",
                swept, found, counted, late_units, memory_of("VmRSS"), before, memory_of("VmHWM"));
        }
        std::vector<double> steps;
        for (int n = 0; n < 200; ++n) {
            auto item_id = county.items[std::size_t(n) * 97 % county.items.size()];
            auto seq = 0LL;
            {
                auto tx = env.database.write();
                auto row = disclosure::store::public_row(tx, county.newest_record).value();
                row.disclosure_id = county.newest_record + 1 + n, row.catalogue_item_id = item_id, row.published_on = today;
                disclosure::store::show(tx, row);
                organ::Context in{actor, tx, env.calendar, env.clock.now(), env.blobs};
                in.write("disclosure.published", "disclosure:" + std::to_string(row.disclosure_id), row.unit_id,
                         {{"catalogue_item_id", item_id}});
                tx.commit();
            }
            auto events = organ::look(env, actor, [&](organ::Context& in) { return journal::read_after(in.tx, keeper->position(), 1000); });
            if (events.empty()) return 1;
            seq = events.back().seq;
            steps.push_back(seconds_of([&] { keeper->take(events); }));
            if (keeper->position() != seq) status = 1;
        }
        std::sort(steps.begin(), steps.end());
        std::printf("step      %8.2f ms   median of %zu publications, worst %.2f ms\n", 1000 * steps[steps.size() / 2], steps.size(),
                    1000 * steps.back());
    }
    std::filesystem::remove_all(folder);
    return status;
}
