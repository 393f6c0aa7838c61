#include <spdlog/spdlog.h>

#include "app/due_keeper.hpp"
#include "app/listening.hpp"
#include "app/log_look.hpp"
#include "app/parts.hpp"
#include "app/schedule.hpp"
#include "app/wiring.hpp"
#include "assessment/module.hpp"
#include "bulletin/module.hpp"
#include "catalogue/module.hpp"
#include "channels/module.hpp"
#include "clocks/module.hpp"
#include "dashboard/module.hpp"
#include "disclosure/actions.hpp"
#include "disclosure/attachment_texts.hpp"
#include "disclosure/module.hpp"
#include "http/metrics.hpp"
#include "http/server.hpp"
#include "mail/module.hpp"
#include "mail/sender.hpp"
#include "organ/module.hpp"
#include "organ/web/desk.hpp"
#include "participation/module.hpp"
#include "participation/notifier.hpp"
#include "remedy/module.hpp"
#include "reports/module.hpp"
#include "request/module.hpp"
#include "request/notifier.hpp"
#include "request/store.hpp"
#include "search/journal_reader.hpp"
#include "supervision/links/checker.hpp"
#include "supervision/module.hpp"
#include "translog/courier.hpp"
#include "translog/journal_reader.hpp"
#include "translog/module.hpp"

namespace mingtang::app {
namespace {

/// For load balancers: alive; ready while the database answers and the readers are close behind the journal.
http::Routes health(Store& store, journal::Followers& followers, http::Metrics& metrics) {
    auto ready = [&store, &followers](http::Request const&) {
        long long head = 0;
        try {
            auto tx = store.database().read();
            head = journal::head(tx);
        } catch (storage::Unavailable const& away) {
            return http::json(R"({"ready":false,"why":"database"})", 503);
        }
        json::object body{{"ready", true}, {"journal", head}};
        for (auto const& state : followers.states()) {
            body[state.name] = state.position;
            if (!state.trouble.empty()) body["ready"] = false, body["why"] = state.name;
        }
        return http::json(json::serialize(body), body["ready"].as_bool() ? 200 : 503);
    };
    return {
        {http::Method::get, "/healthz", [](http::Request const&) { return http::text("ok\n"); }},
        {http::Method::get, "/readyz", ready},
        {http::Method::get, "/metrics",
         [&metrics](http::Request const&) {
             auto response = http::text(metrics.exposition());
             response.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
             return response;
         }},
    };
}

std::string page_of_request(organ::Context& in, Id unit_id, std::string const& case_number) {
    auto found = request::store::by_case_number(in.tx, unit_id, case_number);
    return found ? "/desk/requests/" + std::to_string(found->id) : "";
}

http::Response dispatch(organ::Environment const& env, http::Router const& router, http::Request& request) {
    auto match = router.find(request.method, request.path);
    if (match.route != nullptr) {
        request.params = std::move(match.params);
        try {
            return match.route->handler(request);
        } catch (storage::Unavailable const& away) {
            throw http::Unavailable(away.what());
        }
    }
    if (match.allowed.empty()) return channels::missing(env, request);
    auto response = organ::web::refused(env, request, Refusal{"http.route.method"});
    response.status = 405;
    std::string allowed;
    for (auto method : match.allowed) allowed += (allowed.empty() ? "" : ", ") + std::string(name_of(method));
    return std::move(response.set("Allow", allowed));
}

/// What is published already about a description; an index that is away finds nothing, and the page says nothing of it.
std::vector<request::Published> find_published(search::Searcher& searcher, std::string const& words, int limit) {
    std::vector<request::Published> found;
    try {
        for (auto const& hit : searcher.search({.text = words, .limit = limit}).hits) {
            std::string snippet;
            for (auto const& piece : hit.snippet) snippet += piece.text;
            found.push_back({hit.id, hit.title, hit.unit_name, hit.published_on.text(), snippet});
        }
    } catch (storage::Unavailable const&) {
    } catch (http::Unavailable const&) {
    }
    return found;
}

/// law: ogi-2019:44: an answer that all may have begins as a draft like any other, with the looks and reviews of a disclosure ahead of it.
Outcome<request::StartedDisclosure> start_disclosure(organ::Context& in, request::AnswerToPublish const& answer) {
    auto started = disclosure::start(in, answer.unit_id,
                                     {.title = answer.title,
                                      .kind = "other",
                                      .source_kind = "made",
                                      .produced_on = in.today().text(),
                                      .summary = answer.source,
                                      .scope = "public",
                                      .way = "proactive",
                                      .body = answer.body});
    if (!started) return started.error();
    return request::StartedDisclosure{started->disclosure_id, "/desk/drafts/" + std::to_string(started->id)};
}

}  // namespace

Done serve(Store& store, std::function<void(int)> const& on_ready) {
    auto listen = listen_of(store.config().listen);
    if (!listen) return listen.error();
    auto const& mail_server = store.config().mail;
    if (auto fit = mail::check(mail_server); !fit) return fit.error();
    block_signals();
    auto& env = store.environment();
    view::load_all();
    auto metrics = std::make_shared<http::Metrics>();
    auto searching = std::make_shared<search::JournalReader>(env.database, store.search_folder());
    search::Searcher searcher(store.search_folder());
    auto logging = std::make_shared<translog::JournalReader>(env.database, store.log_folder());
    journal::Followers followers(
        env.database, env.bell,
        {searching, std::make_shared<PageDropper>(env, [&store] { store.forget_settings(); }), logging, std::make_shared<DueKeeper>(env),
         std::make_shared<request::Notifier>(env), std::make_shared<participation::Notifier>(env)});

    http::Router router;
    channels::SearchTerms terms(env.database, env.clock);
    channels::Portal portal{env, [&](search::Question const& question) { return searcher.search(question); },
                            [&](std::string const& typed, int limit) { return searcher.suggest(typed, limit); }, terms};
    router.add(channels::routes(portal));
    router.add(organ::routes(env));
    router.add(mail::routes(env, mail_server));
    router.add(catalogue::routes(env));
    router.add(disclosure::desk_routes(env));
    router.add(remedy::routes(env, page_of_request));
    router.add(reports::routes(env));
    router.add(supervision::routes(env));
    router.add(dashboard::routes(env));
    router.add(assessment::routes(env));
    router.add(bulletin::routes(env));
    router.add(clocks::routes(env));
    request::Around around{env, [&](std::string const& words, int limit) { return find_published(searcher, words, limit); },
                           start_disclosure};
    router.add(request::portal_routes(around));
    router.add(request::desk_routes(around));
    router.add(participation::public_routes(env));
    router.add(participation::desk_routes(env));
    router.add(translog::routes(env.database));
    router.add(health(store, followers, *metrics));
    metrics->watch("mingtang_page_cache_bytes", "Bytes of rendered pages kept", [&env] { return double(env.pages.figures().bytes); });
    metrics->watch(
        "mingtang_page_cache_hits_total", "Pages answered from the cache", [&env] { return double(env.pages.figures().hits); }, true);
    metrics->watch("mingtang_search_documents", "Documents in the search index", [&searcher] { return double(searcher.count()); });

    translog::Courier courier(env.database, env.clock);
    metrics->watch("mingtang_log_entries", "Entries of the publication log that are signed",
                   [&courier] { return double(courier.figures().entries); });
    metrics->watch("mingtang_log_witnesses", "Witnesses of the publication log",
                   [&courier] { return double(courier.figures().witnesses); });
    metrics->watch("mingtang_log_cosignatures", "Witnesses that have cosigned the newest checkpoint",
                   [&courier] { return double(courier.figures().cosigned); });
    metrics->watch("mingtang_log_witnesses_failing", "Witnesses whose last answer was no cosignature",
                   [&courier] { return double(courier.figures().failing); });

    mail::Sender sender(env, mail_server);
    metrics->watch("mingtang_mail_queued", "Mails that wait to be sent", [&sender] { return double(sender.figures().queued); });
    metrics->watch("mingtang_mail_failed", "Mails that were refused or given up", [&sender] { return double(sender.figures().failed); });

    http::Limits limits;
    limits.requests_per_second = store.config().requests_per_second;
    limits.burst = 4.0 * limits.requests_per_second;
    limits.connections_per_address = store.config().connections_per_address;
    http::ServerOptions options{.address = listen->address,
                                .port = listen->port,
                                .workers = store.config().workers,
                                .spool_dir = store.spool_folder(),
                                .trusted_proxies = store.config().trusted_proxies,
                                .limits = limits,
                                .metrics = metrics};
    http::Server server(options, {.handle = [&](http::Request& request) { return dispatch(env, router, request); },
                                  .max_body = [&](http::Method method, std::string_view path) -> std::uint64_t {
                                      auto match = router.find(method, path);
                                      if (match.route == nullptr) return 0;
                                      return match.route->max_body ? match.route->max_body : options.limits.body_bytes;
                                  },
                                  .error_page = organ::web::error_page,
                                  .quick =
                                      [&env](http::Request const& request, http::Response& response) {
                                          auto kept = organ::web::kept_page(env, request);
                                          if (kept) response = std::move(*kept);
                                          return kept.has_value();
                                      },
                                  .pattern =
                                      [&router](http::Method method, std::string_view path) {
                                          auto match = router.find(method, path);
                                          return match.route ? match.route->pattern : std::string();
                                      }});
    if (auto started = server.start(); !started) return started.error();
    Schedule schedule(env, jobs(env, {log_look(env)}));
    std::jthread carrying([&courier](std::stop_token stop) { courier.run(stop); });
    std::jthread sending([&sender](std::stop_token stop) { sender.run(stop); });
    supervision::links::Checker checker(env, store.config().links);
    std::jthread checking([&checker](std::stop_token stop) { checker.run(stop); });
    std::jthread reading([&env](std::stop_token stop) { disclosure::keep_public_texts_in_rounds(env, stop); });
    spdlog::info("listening on {}:{}", listen->address, server.port());
    if (on_ready) on_ready(server.port());
    wait_for_signal();
    server.stop();
    return {};
}

}  // namespace mingtang::app
