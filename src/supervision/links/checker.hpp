#pragma once
#include <condition_variable>
#include <mutex>

#include "organ/context.hpp"
#include "supervision/links/rules.hpp"
#include "supervision/links/store.hpp"

namespace mingtang::supervision::links {

/// Looks after the links of public texts to other sites: takes them out of what was published since, asks those that are due, one request
/// at a time to a host with a pause after it, by what its robots.txt allows (RFC 9309, product token `mingtang-patrol`), and keeps what
/// came of it. No database transaction is open while the network is waited for. Of several nodes one does it at a time; one that dies loses
/// its turn after some minutes. What has waited longest is asked first, up to the number of the day and to fifty of one host in a round, so
/// that none starves the others.
///
/// Where nobody at all answers, three hosts one after another, it is taken for our own network's fault: nothing is held against the links,
/// and the next try comes after half an hour.
class Checker {
  public:
    static constexpr std::string_view token = "mingtang-patrol";
    /// `env` outlives it. Without `fetch` the web is asked.
    Checker(organ::Environment const& env, Settings const& settings, Fetch fetch = {});
    /// Goes round every few minutes until stopped; what fails is logged and tried again.
    void run(std::stop_token const& stop);
    /// Everything that is due now, or as much as the day still allows. One event `supervision.links_checked` where links were asked.
    void round(std::stop_token const& stop = {});

  private:
    bool take_turn();
    void begin();
    void gather();
    void gather_batches();
    std::vector<Link> due();
    void walk(std::vector<Link> links, std::stop_token const& stop);
    std::optional<Verdict> look_at(Link const& link, std::stop_token const& stop);
    std::optional<Verdict> barred(Address const& address, std::stop_token const& stop);
    store::RobotsRow robots_of(Address const& address, std::stop_token const& stop);
    store::RobotsRow fetched_robots(Address const& address, std::stop_token const& stop);
    Answer ask(Address const& address, Way way, std::size_t body_bytes, std::stop_token const& stop);
    void wait_for(std::string const& host, std::stop_token const& stop);
    bool judge(Link const& link, Verdict const& verdict);
    void record(Link const& link, Verdict const& verdict);
    void end_turn();

    organ::Environment const& env_;
    Settings settings_;
    Fetch given_, fetch_;
    std::string node_;
    long long gathered_ = -1;  // the journal's last event when the texts were read
    using Time = std::chrono::steady_clock;
    std::map<std::string, Time::time_point> free_at_;          // of a host
    std::map<std::string, std::chrono::milliseconds> delays_;  // that a host asks for itself
    Instant resume_at_, away_since_;
    // Of the round under way:
    std::vector<std::pair<Link, Verdict>> held_;  // failed while nobody had answered yet
    std::set<std::string> silent_;
    bool answered_ = false, lost_turn_ = false;
    int asked_ = 0, bad_ = 0;
};

}  // namespace mingtang::supervision::links
