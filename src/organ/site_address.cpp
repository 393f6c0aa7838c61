#include "organ/site_address.hpp"

namespace mingtang::organ {

std::string base_url(Environment const& env) { return (env.development ? "http://" : "https://") + env.site().site_domain; }

}  // namespace mingtang::organ
