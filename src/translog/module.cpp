#include "translog/module.hpp"

#include "http/compress.hpp"
#include "http/reply.hpp"
#include "translog/encoding.hpp"
#include "translog/reading.hpp"

namespace mingtang::translog {
namespace {

using http::Request;
using http::Response;

constexpr char const* for_good = "public, max-age=31536000, immutable";
constexpr char const* text_type = "text/plain; charset=utf-8";

Response missing() {
    auto response = http::text("not found\n", 404);
    response.set("Cache-Control", "no-cache");
    return response;
}

Response answer(std::optional<std::string> bytes, char const* type, char const* caching) {
    if (!bytes) return missing();
    Response response;
    response.set("Content-Type", type).set("Cache-Control", caching);
    response.body = std::move(*bytes);
    return response;
}

/// Entries are text, though their type does not say so. Hashes do not shrink.
void pack(Request const& request, Response& response) {
    constexpr int quick = 5;
    response.set("Vary", "Accept-Encoding");
    if (http::best_coding(request.headers["accept-encoding"], true, false) != http::Coding::gzip) return;
    response.body = http::gzip(std::get<std::string>(response.body), quick);
    response.set("Content-Encoding", "gzip");
}

Response tile(storage::Transaction& tx, Request const& request) {
    auto id = parse_tile_path(request.param("path"));
    if (!id) return missing();
    auto response = answer(published_tile(tx, *id), "application/octet-stream", for_good);
    if (response.status == 200 && id->level == entries_level) pack(request, response);
    return response;
}

Response proof(storage::Transaction& tx, Request const& request) {
    std::string_view name = request.param("name");
    constexpr std::string_view ending = ".tlog-proof";
    if (!name.ends_with(ending)) return missing();
    auto number = from_decimal(name.substr(0, name.size() - ending.size()));
    auto file = number ? published_proof(tx, *number) : std::nullopt;
    if (!file) return missing();
    auto response = answer(file->text(), text_type, "no-cache");
    return http::as_attachment(response, name);
}

}  // namespace

http::Routes routes(storage::Database& database) {
    using http::Method;
    auto reading = [&database](auto make) {
        return [&database, make](Request const& request) {
            auto tx = database.read();
            return make(tx, request);
        };
    };
    auto checkpoint = [](auto& tx, Request const&) { return answer(published_checkpoint(tx), text_type, "no-cache"); };
    auto keys = [](auto& tx, Request const&) {
        auto lines = published_keys(tx);
        return lines.empty() ? missing() : answer(lines, text_type, "no-cache");
    };
    auto witnesses = [](auto& tx, Request const&) {
        auto lines = witness_keys(tx);
        return lines.empty() ? missing() : answer(lines, text_type, "no-cache");
    };
    return {{Method::get, "/log/checkpoint", reading(checkpoint)},
            {Method::get, "/log/witnesses", reading(witnesses)},
            {Method::get, "/log/vkey", reading(keys)},
            {Method::get, "/log/tile/{path...}", reading(tile)},
            {Method::get, "/log/proof/{name}", reading(proof)}};
}

}  // namespace mingtang::translog
