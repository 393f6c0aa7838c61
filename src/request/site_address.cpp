#include "request/site_address.hpp"

namespace mingtang::request {

std::string base_url(organ::Environment const& env) { return (env.development ? "http://" : "https://") + env.site().site_domain; }

}  // namespace mingtang::request
