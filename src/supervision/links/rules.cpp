#include "supervision/links/rules.hpp"

namespace mingtang::supervision::links {
namespace {

using namespace std::chrono_literals;
constexpr std::chrono::hours good_pauses[] = {24h, 72h, 168h, 336h, 720h};
constexpr auto unsure_pause = 168h, dead_pause = 168h, failing_pause = 24h;
constexpr int days_asked_daily = 14;

/// Answers of sites that let people in and programs not, or want a password: no fault that could be told from here.
bool is_refusal(int status) {
    for (int one : {401, 403, 405, 406, 407, 412, 418, 421, 451, 501, 521, 999})
        if (status == one) return true;
    return false;
}

Link settled_good(Link link, Verdict const& verdict, Instant now) {
    link.state = State::good;
    link.moved_to = verdict.moved_to;
    link.failing_since = link.failed_on = {};
    link.failed_days = 0;
    auto run = std::min<std::size_t>(std::size_t(link.good_runs), std::size(good_pauses) - 1);
    ++link.good_runs;
    link.next_at = now + good_pauses[run];
    return link;
}

Link settled_failing(Link link, Instant now, Settings const& settings) {
    auto today = now.local_date();
    if (link.failed_on != today) ++link.failed_days;
    link.failed_on = today;
    if (!link.failing_since) link.failing_since = today;
    link.good_runs = 0;
    link.state = link.failed_days >= settings.days_until_dead ? State::dead : State::failing;
    bool long_dead = link.state == State::dead && today - link.failing_since >= days_asked_daily;
    link.next_at = now + (long_dead ? dead_pause : failing_pause);
    return link;
}

}  // namespace

bool wants_get(Answer const& head) {
    if (head.stopped || head.trouble == Trouble::private_address) return false;
    if (head.status == 0) return head.trouble == Trouble::unreachable || head.trouble == Trouble::timeout;
    return head.status >= 400 && head.status != 429;
}

Verdict verdict_of(Answer const& answer, bool by_number) {
    Verdict verdict{.state = State::failing, .trouble = answer.trouble, .status = answer.status};
    if (answer.trouble == Trouble::private_address && !by_number) verdict.state = State::unsure;
    if (answer.status == 0) return verdict;
    if (answer.status == 429 || (answer.status == 503 && answer.retry_after > 0s)) {
        verdict.state = State::waiting;
        verdict.trouble = Trouble::busy;
        verdict.put_off = std::max<std::chrono::seconds>(answer.retry_after, 1h);
    } else if (is_refusal(answer.status)) {
        verdict.state = State::unsure;
        verdict.trouble = Trouble::refused;
    } else if (answer.status >= 400) {
        verdict.trouble = Trouble::status;
    } else {
        verdict.state = State::good;
        verdict.trouble = Trouble::none;
    }
    return verdict;
}

bool is_of_the_network(Verdict const& verdict) {
    return verdict.state == State::failing && verdict.status == 0 &&
           (verdict.trouble == Trouble::unresolved || verdict.trouble == Trouble::unreachable || verdict.trouble == Trouble::timeout);
}

Link settled(Link link, Verdict const& verdict, Instant now, Settings const& settings) {
    link.checked_at = now;
    if (verdict.state == State::waiting) {
        link.next_at = now + std::max<std::chrono::seconds>(verdict.put_off, 1h);
        return link;
    }
    link.trouble = verdict.trouble;
    link.status = verdict.status;
    if (verdict.state == State::good) return settled_good(std::move(link), verdict, now);
    if (verdict.state == State::failing) return settled_failing(std::move(link), now, settings);
    link.state = State::unsure;
    link.failing_since = link.failed_on = {};
    link.failed_days = link.good_runs = 0;
    link.next_at = now + unsure_pause;
    return link;
}

}  // namespace mingtang::supervision::links
