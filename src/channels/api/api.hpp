#pragma once
#include "channels/module.hpp"

/// JSON under /api/v1 (docs/api/openapi.yaml).
namespace mingtang::channels::api {

http::Routes routes(Portal const& portal);

/// `{"code","article","message"}` with the refusal's status.
http::Response refused(Refusal const& refusal);

}  // namespace mingtang::channels::api
