#include "supervision/links/checker.hpp"

#include <spdlog/spdlog.h>

#include "base/digest.hpp"
#include "base/rounds.hpp"
#include "supervision/links/robots.hpp"

namespace mingtang::supervision::links {
namespace {

using namespace std::chrono_literals;

constexpr int texts_at_once = 200, links_looked_at = 5000, links_at_once = 500, links_of_host = 50, most_redirects = 5;
constexpr std::size_t silent_hosts = 3, robots_bytes = 500 << 10;
constexpr std::chrono::minutes turn_time = 15min, between_rounds = 5min, away_pause = 30min, robots_kept = 24h, robots_trouble_kept = 20min,
                               robots_forgotten = 7 * 24h, longest_round = 30min;

bool is_permanent(int status) { return status == 301 || status == 308; }

std::string agent_of(organ::Environment const& env) {
    auto domain = env.site().site_domain;
    return std::string(Checker::token) + "/1.0" + (domain.empty() ? "" : " (+https://" + domain + "/about)");
}

}  // namespace

Checker::Checker(organ::Environment const& env, Settings const& settings, Fetch fetch)
    : env_(env), settings_(settings), given_(std::move(fetch)), node_(random_token(8)) {}

void Checker::run(std::stop_token const& stop) {
    in_rounds(stop, "links to other sites", between_rounds, [&] { round(stop); });
}

void Checker::round(std::stop_token const& stop) {
    if (settings_.per_day == 0 || env_.clock.now() < resume_at_ || !take_turn()) return;
    gather();
    begin();
    if (auto links = due(); !links.empty()) {
        fetch_ = given_ ? given_ : fetch_from_web(settings_, agent_of(env_));
        walk(std::move(links), stop);
    }
    end_turn();
}

bool Checker::take_turn() {
    auto now = env_.clock.now();
    auto tx = env_.database.write();
    if (!store::take_turn(tx, node_, now, now + turn_time)) return false;
    store::forget_robots_before(tx, now + -robots_forgotten);
    away_since_ = store::turn(tx).away_since;
    tx.commit();
    return true;
}

void Checker::begin() {
    held_.clear(), silent_.clear(), delays_.clear();
    std::erase_if(free_at_, [now = Time::now()](auto const& one) { return one.second < now; });
    answered_ = lost_turn_ = false;
    asked_ = bad_ = 0;
}

void Checker::gather() {
    auto head = [&] {
        auto tx = env_.database.read();
        return journal::head(tx);
    }();
    if (head == gathered_) return;
    gather_batches();
    gathered_ = head;
}

/// Each batch in a transaction of its own; a link to the site itself is the patrol's.
void Checker::gather_batches() {
    auto own = env_.site().site_domain;
    for (bool more = true; more;) {
        auto tx = env_.database.write();
        auto texts = store::texts_to_read(tx, texts_at_once);
        more = int(texts.size()) == texts_at_once;
        for (auto const& text : texts) {
            auto links = outside_links(text.html);
            std::erase_if(links, [&](auto const& link) { return link.host == own; });
            store::replace_links(tx, text, links, env_.clock.now());
        }
        if (!more) store::forget_withdrawn(tx);
        tx.commit();
    }
}

/// Only so many of one host at a time, so that a host with many links or long pauses does not keep the others waiting.
std::vector<Link> Checker::due() {
    auto now = env_.clock.now();
    auto tx = env_.database.read();
    auto turn = store::turn(tx);
    auto left = settings_.per_day - (turn.day == now.local_date() ? turn.asked : 0);
    if (left <= 0) return {};
    auto links = store::due(tx, now, links_looked_at);
    std::map<std::string, int> of_host;
    std::erase_if(links, [&](Link const& link) { return ++of_host[link.host] > links_of_host; });
    links.resize(std::min(links.size(), std::size_t(std::min(left, links_at_once))));
    return links;
}

/// The host that may be asked soonest goes first; where several may, the link that has waited longest.
void Checker::walk(std::vector<Link> links, std::stop_token const& stop) {
    auto end = Time::now() + longest_round;
    while (!links.empty() && !stop.stop_requested() && !lost_turn_ && Time::now() < end) {
        auto now = Time::now();
        auto soonest = std::min_element(links.begin(), links.end(), [&](auto const& a, auto const& b) {
            return std::max(free_at_[a.host], now) < std::max(free_at_[b.host], now);
        });
        auto link = std::move(*soonest);
        links.erase(soonest);
        auto verdict = look_at(link, stop);
        if (!verdict) return;
        if (!judge(link, *verdict)) return;
    }
    for (auto const& [link, verdict] : std::exchange(held_, {})) record(link, verdict);
}

/// Nothing where we were stopped.
std::optional<Verdict> Checker::look_at(Link const& link, std::stop_token const& stop) {
    auto address = read_address(link.url);
    std::string moved_to;
    bool for_good = true;
    for (int hop = 0; address && hop <= most_redirects; ++hop) {
        auto kept_out = barred(*address, stop);
        if (stop.stop_requested()) return {};
        if (kept_out) return kept_out;
        auto answer = ask(*address, Way::head, 0, stop);
        if (wants_get(answer)) answer = ask(*address, Way::get, 0, stop);
        if (answer.stopped || stop.stop_requested()) return {};
        if (answer.location.empty()) {
            auto verdict = verdict_of(answer, address->is_number);
            verdict.moved_to = moved_to;
            return verdict;
        }
        for_good = for_good && is_permanent(answer.status);
        if (for_good) moved_to = answer.location.substr(0, 2000);
        address = read_address(answer.location);
    }
    return Verdict{.state = State::failing, .trouble = address ? Trouble::redirects : Trouble::malformed};
}

/// What robots.txt has to say against asking; a site whose robots.txt cannot be had is not asked either.
std::optional<Verdict> Checker::barred(Address const& address, std::stop_token const& stop) {
    auto row = robots_of(address, stop);
    if (row.trouble == Trouble::private_address)
        return Verdict{.state = address.is_number ? State::failing : State::unsure, .trouble = row.trouble};
    if (row.trouble == Trouble::busy) return Verdict{.state = State::waiting, .trouble = Trouble::busy, .put_off = 6h};
    if (row.trouble != Trouble::none) return Verdict{.state = State::failing, .trouble = row.trouble};
    Robots robots(row.rules, token);
    delays_[address.host] = std::chrono::seconds(robots.delay_seconds());
    if (!robots.allows(address.path)) return Verdict{.state = State::unsure, .trouble = Trouble::robots};
    return {};
}

store::RobotsRow Checker::robots_of(Address const& address, std::stop_token const& stop) {
    auto now = env_.clock.now();
    {
        auto tx = env_.database.read();
        auto row = store::robots(tx, address.origin);
        auto kept = row && row->trouble != Trouble::none ? robots_trouble_kept : robots_kept;
        if (row && now < row->fetched_at + kept) return *row;
    }
    auto row = fetched_robots(address, stop);
    if (stop.stop_requested()) return row;
    row.fetched_at = now;
    auto tx = env_.database.write();
    store::save(tx, row);
    tx.commit();
    return row;
}

/// RFC 9309 2.3.1: five redirections are followed; 4xx: everything is allowed; 5xx: nothing is, for the time being.
store::RobotsRow Checker::fetched_robots(Address const& address, std::stop_token const& stop) {
    store::RobotsRow row{.origin = address.origin};
    auto place = read_address(address.origin + "/robots.txt");
    for (int hop = 0; place && hop <= most_redirects; ++hop) {
        auto answer = ask(*place, Way::get, robots_bytes, stop);
        row.status = answer.status;
        if (answer.status == 0) return row.trouble = answer.trouble, row;
        if (answer.status >= 500 || answer.status == 429) return row.trouble = Trouble::busy, row;
        if (answer.status < 300) row.rules = std::move(answer.body);
        if (answer.location.empty()) return row;
        place = read_address(answer.location);
    }
    return row;
}

Answer Checker::ask(Address const& address, Way way, std::size_t body_bytes, std::stop_token const& stop) {
    wait_for(address.host, stop);
    if (stop.stop_requested()) return {.trouble = Trouble::unreachable, .stopped = true};
    auto answer = fetch_({.url = address.url, .way = way, .body_bytes = body_bytes}, stop);
    free_at_[address.host] =
        Time::now() + std::max<std::chrono::milliseconds>(std::chrono::seconds(settings_.pause_seconds), delays_[address.host]);
    answered_ = answered_ || answer.status != 0;
    return answer;
}

void Checker::wait_for(std::string const& host, std::stop_token const& stop) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_until(lock, stop, free_at_[host], [] { return false; });
}

/// False when our own network is taken to be away.
bool Checker::judge(Link const& link, Verdict const& verdict) {
    if (!answered_ && is_of_the_network(verdict)) {
        held_.emplace_back(link, verdict);
        silent_.insert(link.host);
        if (silent_.size() < silent_hosts) return true;
        spdlog::warn("links to other sites: nobody answers, the network seems to be away");
        held_.clear();
        resume_at_ = env_.clock.now() + away_pause;
        if (!away_since_) away_since_ = env_.clock.now();
        return false;
    }
    if (answered_) {
        away_since_ = {};
        for (auto const& [held, fault] : std::exchange(held_, {})) record(held, fault);
    }
    record(link, verdict);
    return true;
}

void Checker::record(Link const& link, Verdict const& verdict) {
    auto now = env_.clock.now();
    auto after = settled(link, verdict, now, settings_);
    auto tx = env_.database.write();
    if (!store::count_asked(tx, node_, now.local_date(), now + turn_time)) {
        lost_turn_ = true;
        return;
    }
    store::save(tx, after);
    tx.commit();
    ++asked_;
    bad_ += after.state == State::dead || after.state == State::failing;
}

void Checker::end_turn() {
    auto actor = organ::Actor::of_system("links");
    (void)organ::act(env_, actor, [&](organ::Context& in) -> Done {
        store::end_turn(in.tx, node_, away_since_);
        if (asked_ > 0) in.write("supervision.links_checked", "links:" + std::to_string(asked_), 0, {{"asked", asked_}, {"failing", bad_}});
        return {};
    });
}

}  // namespace mingtang::supervision::links
