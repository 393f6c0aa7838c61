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
    std::function<void(organ::Context&)> work;
    /// What is slow and comes before the transaction of `work`.
    std::function<void(organ::Environment const&)> ahead = {};
};

/// What runs when. `looks`: of the daily patrol, besides its own.
std::vector<Job> jobs(organ::Environment const& env, supervision::Looks const& looks = {});

/// Runs the jobs on one thread until destroyed.
class Schedule {
  public:
    Schedule(organ::Environment const& env, std::vector<Job> jobs);
    ~Schedule();

  private:
    std::jthread thread_;
};

}  // namespace mingtang::app
