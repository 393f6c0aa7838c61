#include "app/schedule.hpp"

#include <atomic>
#include <future>

#include "organ/trial_site.hpp"

namespace mingtang::app {
namespace {

using namespace std::chrono_literals;

class Scheduled : public organ::OrganSite {};

TEST_P(Scheduled, ALongJobKeepsNobodyWaitingAndEndsWhenAsked) {
    std::promise<void> begun, quick_twice;
    std::atomic<int> quick = 0;
    std::atomic<bool> was_stopped = false;
    Job long_one{"long",
                 1h,
                 {},
                 [&](organ::Environment const&, std::stop_token const& stop) {
                     begun.set_value();
                     while (!stop.stop_requested()) std::this_thread::sleep_for(1ms);
                     was_stopped = true;
                 },
                 true};
    Job after_it{"after it", 1ms, {}, [](organ::Environment const&, std::stop_token const&) { FAIL() << "asked to stop before it"; }, true};
    Job quick_one{"quick", 1ms, [&](organ::Context&) {
                      if (++quick == 2) quick_twice.set_value();
                  }};
    {
        Schedule schedule(env, {long_one, after_it, quick_one});
        ASSERT_EQ(begun.get_future().wait_for(30s), std::future_status::ready);
        EXPECT_EQ(quick_twice.get_future().wait_for(30s), std::future_status::ready) << "while the long one runs";
        EXPECT_FALSE(was_stopped);
    }
    EXPECT_TRUE(was_stopped);
}

TEST_P(Scheduled, OnlyWhatMayTakeLongStandsOnTheSecondThread) {
    std::vector<std::string> long_ones;
    for (auto const& job : jobs(env))
        if (job.is_long) long_ones.push_back(job.name);
    EXPECT_EQ(long_ones, (std::vector<std::string>{"patrol", "open_attachments"}));
}

TEST_P(Scheduled, AJobThatThrowsRunsAgain) {
    std::promise<void> again;
    std::atomic<int> runs = 0;
    Job bad{"bad", 1ms, [&](organ::Context&) {
                if (++runs == 2) again.set_value();
                throw std::runtime_error("broken");
            }};
    Schedule schedule(env, {bad});
    EXPECT_EQ(again.get_future().wait_for(30s), std::future_status::ready);
}

BOTH_DATABASES(Scheduled);

}  // namespace
}  // namespace mingtang::app
