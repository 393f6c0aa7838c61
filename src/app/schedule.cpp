#include "app/schedule.hpp"

#include <spdlog/spdlog.h>

#include <condition_variable>
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
        {"publish_scheduled", 5s, [](organ::Context& in) { disclosure::publish_scheduled(in); }, disclosure::scan_scheduled_ahead},
        {"new_day", 20s, new_day},
        {"digests", 1min, [&env](organ::Context& in) { clocks::send_digests(in, organ::base_url(env)); }},
        {"patrol", 10min, [](organ::Context&) {}, [looks](organ::Environment const& site) { supervision::patrol_daily(site, looks); }},
        {"open_attachments", 5min, [](organ::Context&) {}, [](organ::Environment const& site) { supervision::open_attachments(site); }},
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

void run(organ::Environment const& env, Job const& job) {
    auto actor = organ::Actor::of_system("schedule");
    if (job.ahead) job.ahead(env);
    auto done = organ::act(env, actor, [&](organ::Context& in) -> Done {
        job.work(in);
        return {};
    });
    if (!done) spdlog::error("job {}: {}", job.name, done.error().code);
}

}  // namespace

Schedule::Schedule(organ::Environment const& env, std::vector<Job> jobs) {
    thread_ = std::jthread([&env, jobs = std::move(jobs)](std::stop_token stop) {
        using Time = std::chrono::steady_clock;
        std::mutex mutex;
        std::condition_variable_any wake;
        std::vector<Time::time_point> next(jobs.size(), Time::now());
        while (!stop.stop_requested()) {
            for (std::size_t i = 0; i < jobs.size(); ++i) {
                if (Time::now() < next[i]) continue;
                next[i] = Time::now() + jobs[i].every;
                try {
                    run(env, jobs[i]);
                } catch (std::exception const& trouble) {
                    spdlog::error("job {}: {}", jobs[i].name, trouble.what());
                }
            }
            std::unique_lock lock(mutex);
            wake.wait_for(lock, stop, std::chrono::milliseconds(500), [] { return false; });
        }
    });
}

Schedule::~Schedule() {
    thread_.request_stop();
    if (thread_.joinable()) thread_.join();
}

}  // namespace mingtang::app
