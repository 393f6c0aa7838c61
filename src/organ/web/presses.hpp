#pragma once
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>

#include "base/date.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace mingtang::organ::web {

/// Forms sent twice from one page: a second press, a reload, a browser that sends again what it believes lost. Each rendering of a page
/// bears its own text of the form token, so the same token with the same fields at the same address is the same press: it is answered as
/// the first time, and nothing happens twice. Thread-safe. What a page's script sends is not looked at: it knows by itself what it has
/// sent.
class Presses {
  public:
    /// Names a press; empty where repeating is not looked for.
    static std::string key_of(http::Request const& request);
    /// Runs `work` unless the same press was taken (answered 303) within the last minute; waits while it is being worked on.
    http::Response once(std::string const& key, Instant now, std::function<http::Response()> const& work);

  private:
    struct Press {
        Instant at;
        std::optional<http::Response> taken;  // none: under way
    };
    void forget_old(Instant now);
    std::mutex mutex_;
    std::condition_variable ended_;
    std::map<std::string, Press> presses_;
};

}  // namespace mingtang::organ::web
