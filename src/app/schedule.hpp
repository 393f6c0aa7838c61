#pragma once
#include <thread>
#include <vector>

#include "organ/context.hpp"
#include "supervision/patrol.hpp"

namespace mingtang::app {

/// A job that runs again and again. Jobs ask as a named system actor; what they throw is logged and they run again at their next time.
struct Job {
    std::string name;
    std::chrono::milliseconds every;
    /// In one transaction; may be none.
    std::function<void(organ::Context&)> work;
    /// What comes before the transaction of `work`.
    std::function<void(organ::Environment const&, std::stop_token const&)> ahead = {};
    /// May take minutes or hours: the other jobs do not wait for it. Its `ahead` ends soon once it is asked to stop.
    bool is_long = false;
};

/// What runs when. `looks`: of the daily patrol, besides its own.
std::vector<Job> jobs(organ::Environment const& env, supervision::Looks const& looks = {});

/// Runs the jobs until destroyed, one after another on one thread, the long ones on a second; then asks them to stop and waits for them.
class Schedule {
  public:
    Schedule(organ::Environment const& env, std::vector<Job> jobs);
    ~Schedule();

  private:
    std::jthread thread_, long_thread_;
};

}  // namespace mingtang::app
