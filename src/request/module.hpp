#pragma once
#include <functional>

#include "http/router.hpp"
#include "organ/context.hpp"

namespace mingtang::request {

/// A document that is public already.
struct Published {
    Id disclosure_id = 0;
    std::string title, unit, published_on, snippet;
};

/// An answer that is to be published for all, on its way to a draft disclosure.
struct AnswerToPublish {
    Id unit_id = 0;
    std::string title, body, source;  // body: HTML; source: what the draft notes of where it comes from
};

struct StartedDisclosure {
    Id disclosure_id = 0;
    std::string url;  // of the draft
};

/// What the pages stand on. Modules above this one, or beside it, are handed in by app/serve.cpp.
struct Around {
    organ::Environment const& env;
    /// Public documents that answer a description, best first; nothing while the index is away.
    std::function<std::vector<Published>(std::string const& words, int limit)> find_published;
    /// A draft disclosure by the person of the context, with its own looks and reviews ahead of it.
    std::function<Outcome<StartedDisclosure>(organ::Context&, AnswerToPublish const&)> start_disclosure;
};

/// The pages of the public under /request. `around` outlives the routes.
http::Routes portal_routes(Around const& around);
/// The pages of the staff under /desk/requests, /desk/letters, /desk/wishes. `around` outlives the routes.
http::Routes desk_routes(Around const& around);

/// How many things wait for the person of the context, for the navigation.
long long waiting_count(organ::Context& in);

}  // namespace mingtang::request
