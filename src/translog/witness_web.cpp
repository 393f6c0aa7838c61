#include "http/response.hpp"
#include "translog/module.hpp"
#include "translog/witness.hpp"

namespace mingtang::translog {

http::Routes witness_routes(Witness const& witness, Clock const& clock) {
    constexpr std::uint64_t longest = 64 * 1024;
    auto add = [&](http::Request const& request) {
        auto answer = witness.add_checkpoint(request.body, clock.now());
        auto response = http::text(std::move(answer.body), answer.status);
        response.set("Content-Type", answer.type).set("Cache-Control", "no-store");
        return response;
    };
    auto key = [&](http::Request const&) {
        auto own = witness.key();
        return own ? http::text(own->verifier().text() + "\n") : http::text("no key\n", 404);
    };
    return {{http::Method::post, "/add-checkpoint", add, longest},
            {http::Method::get, "/vkey", key},
            {http::Method::get, "/healthz", [](http::Request const&) { return http::text("ok\n"); }}};
}

}  // namespace mingtang::translog
