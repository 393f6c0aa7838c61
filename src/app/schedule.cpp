#include "app/schedule.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <condition_variable>
#include <iterator>
#include <mutex>

#include "clocks/digest.hpp"
#include "disclosure/actions.hpp"
#include "disclosure/findings.hpp"
#include "disclosure/store.hpp"
#include "mail/queue.hpp"
#include "organ/sessions.hpp"
#include "organ/site_address.hpp"
#include "participation/actions.hpp"
#include "request/actions.hpp"
#include "request/answers.hpp"
#include "request/draft.hpp"
#include "storage/contents_hold.hpp"
#include "supervision/opening.hpp"

namespace mingtang::app {
namespace {

constexpr int files_at_once = 10;

}  // namespace

std::vector<Job> jobs(organ::Environment const& env, supervision::Looks const& looks) {
    using namespace std::chrono_literals;
    // Pages that say "new" or show young emergency notices are rendered again when a day begins in Asia/Shanghai.
    auto new_day = [&env, day = env.clock.today()](organ::Context& in) mutable {
        if (in.today() == day) return;
        day = in.today();
        env.pages.touch(std::array<std::string, 1>{"day"});
    };
    // Contents that no record names any more go in the small hours, when a reading of the whole folder disturbs nobody.
    auto sweep = [&env, day = Date()](organ::Context& in) mutable {
        auto hour = in.now.local_text().substr(11, 2);
        if (hour < "03" || hour > "05" || in.today() == day) return;
        if (!storage::ContentsHold::alone(env.blobs.folder())) return;  // a backup reads: the next time
        day = in.today();
        auto swept = env.blobs.sweep(in.tx);
        if (swept.contents) spdlog::info("swept {} contents that no record names, {} bytes", swept.contents, swept.bytes);
    };
    return {
        {"publish_scheduled", 5s, [](organ::Context& in) { disclosure::publish_scheduled(in); },
         [](organ::Environment const& site, std::stop_token const&) { disclosure::scan_scheduled_ahead(site); }},
        {"new_day", 20s, new_day},
        {"digests", 1min, [&env](organ::Context& in) { clocks::send_digests(in, organ::base_url(env)); }},
        {"patrol",
         2s,
         {},
         [looks](organ::Environment const& site, std::stop_token const& stop) { supervision::patrol_when_due(site, looks, stop); },
         true},
        {"open_attachments",
         5min,
         {},
         [](organ::Environment const& site, std::stop_token const& stop) { supervision::open_attachments(site, files_at_once, stop); },
         true},
        {"link_answers", 20s,
         [](organ::Context& in) {
             request::link_published_answers(in, [&](Id id) { return disclosure::store::public_row(in.tx, id).has_value(); });
         }},
        {"keep_letter_days", 5min, participation::keep_days},
        {"erase_requests", 1h, [](organ::Context& in) { request::erase_due(in); }},
        {"erase_letters", 1h, [](organ::Context& in) { participation::erase_due(in); }},
        {"sweep_contents", 10min, sweep},
        {"remove_old_drafts", 5min, [](organ::Context& in) { request::remove_old_drafts(in); }},
        {"remove_old_sessions", 1h, [](organ::Context& in) { organ::remove_old_sessions(in.tx, in.now); }},
        {"erase_old_mail", 1h, mail::erase_old},
    };
}

namespace {

void run(organ::Environment const& env, Job const& job, std::stop_token const& stop) {
    auto actor = organ::Actor::of_system("schedule");
    if (job.ahead) job.ahead(env, stop);
    if (!job.work) return;
    auto done = organ::act(env, actor, [&](organ::Context& in) -> Done {
        job.work(in);
        return {};
    });
    if (!done) spdlog::error("job {}: {}", job.name, done.error().code);
}

std::jthread thread_of(organ::Environment const& env, std::vector<Job> jobs) {
    return std::jthread([&env, jobs = std::move(jobs)](std::stop_token stop) {
        using Time = std::chrono::steady_clock;
        std::mutex mutex;
        std::condition_variable_any wake;
        std::vector<Time::time_point> next(jobs.size(), Time::now());
        while (!stop.stop_requested()) {
            for (std::size_t i = 0; i < jobs.size() && !stop.stop_requested(); ++i) {
                if (Time::now() < next[i]) continue;
                next[i] = Time::now() + jobs[i].every;
                try {
                    run(env, jobs[i], stop);
                } catch (std::exception const& trouble) {
                    spdlog::error("job {}: {}", jobs[i].name, trouble.what());
                }
            }
            std::unique_lock lock(mutex);
            wake.wait_for(lock, stop, std::chrono::milliseconds(500), [] { return false; });
        }
    });
}

}  // namespace

Schedule::Schedule(organ::Environment const& env, std::vector<Job> jobs) {
    auto long_ones = std::stable_partition(jobs.begin(), jobs.end(), [](auto const& job) { return !job.is_long; });
    long_thread_ = thread_of(env, {std::make_move_iterator(long_ones), std::make_move_iterator(jobs.end())});
    jobs.erase(long_ones, jobs.end());
    thread_ = thread_of(env, std::move(jobs));
}

Schedule::~Schedule() {
    thread_.request_stop();
    long_thread_.request_stop();
    for (auto* one : {&thread_, &long_thread_})
        if (one->joinable()) one->join();
}

}  // namespace mingtang::app
