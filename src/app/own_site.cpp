#include "app/own_site.hpp"

#include <fstream>
#include <iterator>

#include "channels/module.hpp"
#include "http/page_cache.hpp"
#include "http/target.hpp"
#include "translog/module.hpp"

namespace mingtang::app {
namespace {

std::string content_of(http::Response const& response) {
    if (auto text = std::get_if<std::string>(&response.body)) return *text;
    if (auto kept = std::get_if<std::shared_ptr<http::CachedBody const>>(&response.body)) return *kept ? (*kept)->identity() : "";
    std::ifstream in(std::get<http::FileBody>(response.body).path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

class OwnSite final : public translog::Source {
  public:
    explicit OwnSite(organ::Environment const& env) : terms_(env.database, env.clock), portal_{env, {}, {}, terms_} {
        router_.add(channels::routes(portal_));
        router_.add(translog::routes(env.database));
    }

    Answer get(std::string const& address) override {
        http::Request request;
        if (http::read_target(address, request)) return {400, ""};
        auto match = router_.find(request.method, request.path);
        if (!match.route) return {404, ""};
        request.params = std::move(match.params);
        auto response = match.route->handler(request);
        return {response.status, content_of(response)};
    }

  private:
    channels::SearchTerms terms_;
    channels::Portal portal_;
    http::Router router_;
};

}  // namespace

std::unique_ptr<translog::Source> own_site(organ::Environment const& env) { return std::make_unique<OwnSite>(env); }

}  // namespace mingtang::app
