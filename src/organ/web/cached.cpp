#include <condition_variable>
#include <set>

#include "organ/web/desk.hpp"

namespace mingtang::organ::web {
namespace {

/// Who renders what just now; others wait for the page instead of rendering it too.
class Rendering {
  public:
    /// True: it is yours, call `end`. False: somebody else has ended it meanwhile.
    bool begin(std::string const& key) {
        std::unique_lock lock(mutex_);
        if (running_.insert(key).second) return true;
        ended_.wait(lock, [&] { return !running_.contains(key); });
        return false;
    }
    void end(std::string const& key) {
        std::lock_guard lock(mutex_);
        running_.erase(key);
        ended_.notify_all();
    }

  private:
    std::mutex mutex_;
    std::condition_variable ended_;
    std::set<std::string> running_;
};

http::Response response_of(http::PageCache::Page const& page) {
    http::Response response{.status = page.status, .headers = page.headers};
    response.body = page.body;
    return response;
}

/// Missing pages are not: there is no end of addresses for which nothing is there. Gone ones are as many as documents were withdrawn.
bool is_kept(http::Response const& response) {
    if (response.status != 200 && response.status != 410) return false;
    auto const* control = response.header("Cache-Control");
    return (!control || control->find("no-store") == control->npos) && std::holds_alternative<std::string>(response.body);
}

constexpr std::string_view look[] = {"text"};

}  // namespace

std::string page_key(http::Request const& request) { return http::page_cache_key(request, {}, look); }

std::optional<http::Response> kept_page(Environment const& env, http::Request const& request) {
    if (request.method != http::Method::get && request.method != http::Method::head) return {};
    if (request.wants_json()) return {};
    auto page = env.pages.find(page_key(request));
    if (!page) return {};
    return response_of(*page);
}

http::Handler cached(Environment const& env, std::function<http::Response(http::Request const&, std::vector<std::string>&)> make) {
    auto rendering = std::make_shared<Rendering>();
    return [&env, make = std::move(make), rendering](http::Request const& request) -> http::Response {
        auto render = [&](std::vector<std::string>& tags) {
            try {
                return make(request, tags);
            } catch (storage::Unavailable const& away) {
                throw http::Unavailable(away.what());
            }
        };
        std::vector<std::string> tags{"site"};
        if (request.wants_json()) return render(tags);
        auto key = page_key(request);
        if (auto kept = env.pages.find(key)) return response_of(*kept);
        bool mine = rendering->begin(key);
        if (!mine) {
            if (auto kept = env.pages.find(key)) return response_of(*kept);
            return render(tags);  // touched while it was rendered: this one need not be kept either
        }
        struct Ending {
            Rendering& rendering;
            std::string const& key;
            ~Ending() { rendering.end(key); }
        } ending{*rendering, key};
        auto mark = env.pages.mark();
        auto response = render(tags);
        if (!is_kept(response)) return response;
        auto kind = request.query.empty() ? http::PageCache::Kind::page : http::PageCache::Kind::variant;
        return response_of(env.pages.keep(key, std::move(response), std::move(tags), mark, kind));
    };
}

}  // namespace mingtang::organ::web
